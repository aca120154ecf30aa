import { posix } from "node:path";
import type { SaxesAttributeNS, SaxesTagNS } from "saxes";
import { refusal } from "./refusal.ts";
import { walkXmlPart } from "./xml-part.ts";
import type { ZipArchive } from "./zip-archive.ts";

/** A worksheet of a workbook: its tab, and the part that holds its cells. */
export interface Worksheet {
  readonly name: string;
  /** Its place among all tabs, from 0. */
  readonly index: number;
  readonly part: string;
}

/** What a workbook says of itself before any cell. */
export interface Workbook {
  readonly date_system: 1900 | 1904;
  /** In the order of the tabs, hidden ones included, charts and macro sheets left out. */
  readonly sheets: readonly Worksheet[];
  readonly shared_strings: string | null;
  readonly styles: string | null;
}

interface Relationship {
  /** The last word of its type, such as "worksheet": the part before it differs between the two forms of the standard. */
  readonly type: string;
  readonly target: string;
}

interface Tab {
  readonly name: string;
  readonly relationship: string;
}

/**
 * The sheets of a workbook and where its parts are, by the relationships between them (ECMA-376 part 2). Throws
 * `SourceRejected` for an archive that holds no workbook and for tabs that cannot be told apart or found.
 */
export async function readWorkbook(archive: ZipArchive): Promise<Workbook> {
  const part = await workbookPart(archive);
  const related = await relationships(archive, part);
  const { tabs, date_system } = await readTabs(archive, part);
  const sheets = tabs.flatMap((tab, index) => worksheet(archive, related, tab, index));
  for (const key of ["name", "part"] as const) refuseTwins(archive, sheets, key);
  const only = (type: string) => [...related.values()].find((r) => r.type === type)?.target ?? null;
  return { date_system, sheets, shared_strings: only("sharedStrings"), styles: only("styles") };
}

async function workbookPart(archive: ZipArchive): Promise<string> {
  const related = archive.has("_rels/.rels")
    ? await relationships(archive, "")
    : new Map<string, Relationship>();
  const main = [...related.values()].find((r) => r.type === "officeDocument")?.target ?? "xl/workbook.xml";
  if (!archive.has(main) || /^(word|ppt|visio)\//i.test(main)) throw noWorkbook(archive);
  if (/\.bin$/i.test(main))
    throw refusal(archive.name, "this is a binary workbook (.xlsb)", "save it as .xlsx or CSV");
  return main;
}

function noWorkbook(archive: ZipArchive) {
  const others = [
    ["word/document.xml", "a Word document"],
    ["ppt/presentation.xml", "a PowerPoint file"],
    ["mimetype", "an OpenDocument file"],
    ["doc.kml", "a KMZ map"],
  ] as const;
  const other = others.find(([member]) => archive.has(member));
  if (other)
    return refusal(archive.name, `this is ${other[1]}, not a workbook`, "save the table as .xlsx or CSV");
  return refusal(
    archive.name,
    "this is a zip archive without a workbook",
    "unpack it and name the table in it",
  );
}

async function relationships(archive: ZipArchive, part: string): Promise<Map<string, Relationship>> {
  const found = new Map<string, Relationship>();
  const list = posix.join(posix.dirname(part), "_rels", `${posix.basename(part)}.rels`);
  if (!archive.has(list))
    throw refusal(`${archive.name}, ${list}`, "this part is missing", "save the workbook again");
  await walkXmlPart(archive, list, (element) => {
    if (element.local !== "Relationship" || attribute(element, "TargetMode") === "External") return;
    const target = attribute(element, "Target") ?? "";
    const type = (attribute(element, "Type") ?? "").split("/").at(-1) ?? "";
    found.set(attribute(element, "Id") ?? "", { type, target: resolved(part, target) });
  });
  return found;
}

/** A target is written from its source's folder, or from the root with a slash in front. */
function resolved(part: string, target: string): string {
  const path = target.startsWith("/") ? target : posix.join("/", posix.dirname(part), target);
  return posix.normalize(path.replaceAll("\\", "/")).replace(/^\/+/, "");
}

async function readTabs(archive: ZipArchive, part: string) {
  const tabs: Tab[] = [];
  let date_system: 1900 | 1904 = 1900;
  await walkXmlPart(archive, part, (element, path) => {
    if (path.length === 1 && element.local === "workbookPr" && isTrue(attribute(element, "date1904")))
      date_system = 1904;
    if (element.local !== "sheet" || path.at(-1) !== "sheets" || path.length !== 2) return;
    const name = attribute(element, "name") ?? "";
    tabs.push({ name, relationship: attribute(element, "id", /\/relationships$/) ?? "" });
  });
  return { tabs, date_system: date_system as 1900 | 1904 };
}

function isTrue(value: string | undefined): boolean {
  return value === "1" || value === "true" || value === "on";
}

/** An attribute by its local name: one without a namespace, or one of a namespace that `uri` fits. */
function attribute(element: SaxesTagNS, local: string, uri = /^$/): string | undefined {
  const all = Object.values(element.attributes) as SaxesAttributeNS[];
  return all.find((a) => a.local === local && uri.test(a.uri))?.value;
}

function worksheet(
  archive: ZipArchive,
  related: ReadonlyMap<string, Relationship>,
  tab: Tab,
  index: number,
): Worksheet[] {
  const found = related.get(tab.relationship);
  if (found !== undefined && found.type !== "worksheet") return [];
  if (found !== undefined && archive.has(found.target))
    return [{ name: tab.name, index, part: found.target }];
  throw refusal(
    `${archive.name}, sheet "${tab.name}"`,
    "the sheet's cells are missing",
    "save the workbook again",
  );
}

function refuseTwins(archive: ZipArchive, sheets: readonly Worksheet[], key: "name" | "part"): void {
  const seen = new Set<string>();
  for (const sheet of sheets) {
    const value = sheet[key].toLowerCase();
    if (seen.has(value)) {
      throw refusal(
        `${archive.name}, sheet "${sheet.name}"`,
        `two sheets have one ${key}`,
        "save the workbook again",
      );
    }
    seen.add(value);
  }
}
