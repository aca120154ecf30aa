import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { SaxesParser, type SaxesTagNS } from "saxes";
import { type Cell, readLimits } from "../table.ts";
import { readSharedStrings } from "./shared-strings.ts";
import { archiveOf, type SheetRows, sharedTexts, sheetRows } from "./sheet-rows.ts";
import { sheetXml, spreadsheetNamespace } from "./zip-writer.ts";

interface OracleCell {
  readonly attributes: Record<string, string>;
  value: string | null;
  inline: string | null;
}

/** The rows of a sheet by a full XML parser and the plainest code there is. */
function byOracle(xml: string): SheetRows {
  const rows: [number, Cell[]][] = [];
  const path: string[] = [];
  let [row, column, cell]: [number, number, OracleCell | null] = [0, 0, null];
  const parser = new SaxesParser({ xmlns: true });
  const attributesOf = (tag: SaxesTagNS) =>
    Object.fromEntries(Object.values(tag.attributes).map((a) => [a.name, a.value]));
  parser.on("opentag", (tag) => {
    path.push(tag.local);
    if (tag.local === "row") {
      row = Number(attributesOf(tag).r ?? row + 1);
      rows.push([row, []]);
      column = 0;
    }
    if (tag.local === "c") cell = { attributes: attributesOf(tag), value: null, inline: null };
    if (cell && tag.local === "v") cell.value = "";
    if (cell && tag.local === "is") cell.inline = "";
  });
  const onText = (text: string) => {
    if (cell && path.at(-1) === "v") cell.value += text;
    if (cell && path.at(-1) === "t" && !path.includes("rPh")) cell.inline += text;
  };
  parser.on("text", onText);
  parser.on("cdata", onText);
  parser.on("closetag", (tag) => {
    path.pop();
    if (tag.local !== "c" || !cell) return;
    const at = cell.attributes.r ? columnOf(cell.attributes.r) : column;
    const cells = rows.at(-1)?.[1] as Cell[];
    const text = oracleText(cell);
    while (cells.length < at) cells.push(null);
    if (cell.value !== null || cell.inline !== null) cells[at] = text;
    column = at + 1;
    cell = null;
  });
  parser.write(xml).close();
  return rows
    .filter(([, cells]) => cells.some((value) => value !== null))
    .map(([n, cells]) => [n, trimmed(cells)]);
}

function columnOf(reference: string): number {
  return (
    [...reference.replace(/\d+/, "")].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
  );
}

function oracleText(cell: OracleCell): Cell {
  const unescaped = (text: string) =>
    text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  const type = cell.attributes.t ?? "n";
  if (type === "inlineStr") return unescaped(cell.inline ?? "") || null;
  if (type === "s") return sharedTexts[Number(cell.value)] || null;
  if (type === "b") return cell.value === "1" ? "TRUE" : "FALSE";
  if (type === "e") return null;
  if (type === "str") return unescaped(cell.value ?? "") || null;
  if (cell.attributes.s !== "1") return String(Number(cell.value));
  return new Date(Date.UTC(1899, 11, 30 + Number(cell.value))).toISOString().slice(0, 10);
}

/** What is null at the end of a row is there or not as the markup happens to be written. */
function trimmed(cells: readonly Cell[]): readonly Cell[] {
  return cells.slice(0, cells.findLastIndex((cell) => cell !== null) + 1);
}

const letters = fc.string({
  unit: fc.constantFrom("a", "Z", "0", " ", "&", "<", ">", '"', "é", "😀", "\n", "\r", "_x0041_", "]]>"),
  maxLength: 12,
});

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** A text in one of the ways that XML can write it. */
const markedText = fc
  .tuple(letters, fc.constantFrom("plain", "cdata", "decimal", "hex", "comment"))
  .map(([text, way]) => {
    if (way === "cdata") return `<![CDATA[${text.replaceAll("]]>", "]] >")}]]>`;
    if (way === "decimal") return [...text].map((c) => `&#${c.codePointAt(0)};`).join("");
    if (way === "hex") return [...text].map((c) => `&#x${c.codePointAt(0)?.toString(16)};`).join("");
    return way === "comment" ? `${escaped(text)}<!-- </v> & <t> -->${escaped(text)}` : escaped(text);
  });

const content = fc.oneof(
  fc.integer({ min: 0, max: sharedTexts.length - 1 }).map((n) => ({ t: "s", xml: `<v>${n}</v>` })),
  fc.integer({ min: 0, max: 99_999 }).map((n) => ({ xml: `<v>${n}</v>` })),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => ({ xml: `<v>${n === 0 ? 0 : n}</v>` })),
  fc.integer({ min: 61, max: 60_000 }).map((n) => ({ s: "1", xml: `<v>${n}</v>` })),
  markedText.map((text) => ({ t: "str", xml: `<f>"x"&amp;1</f><v>${text}</v>` })),
  fc.array(markedText, { minLength: 1, maxLength: 3 }).map((runs) => ({
    t: "inlineStr",
    xml: `<is>${runs.map((run) => `<r><rPr><b/></rPr><t xml:space="preserve">${run}</t></r>`).join("")}<rPh sb="0" eb="1"><t>no</t></rPh></is>`,
  })),
  fc.boolean().map((value) => ({ t: "b", xml: `<v>${value ? 1 : 0}</v>` })),
  fc.constant({ t: "e", xml: "<v>#DIV/0!</v>" }),
  fc.constant({ s: "0", xml: "" }),
);

const cellXml = fc.record({
  content,
  quote: fc.constantFrom('"', "'"),
  space: fc.constantFrom(" ", "  ", "\n\t"),
  skip: fc.nat(3),
  named: fc.boolean(),
});
const rowsXml = fc.array(
  fc.record({ cells: fc.array(cellXml, { maxLength: 6 }), skip: fc.nat(2), named: fc.boolean() }),
  { maxLength: 6 },
);

type DrawnRows = typeof rowsXml extends fc.Arbitrary<infer T> ? T : never;

function drawn(rows: DrawnRows, prefix: string): string {
  let row = 0;
  const xml = rows.map(({ cells, skip, named }) => {
    row += named ? 1 + skip : 1;
    let column = -1;
    const inner = cells.map((cell) => {
      column += cell.named ? 1 + cell.skip : 1;
      const { xml: body, ...rest } = cell.content as { xml: string } & Record<string, string>;
      const attributes = { ...rest, ...(cell.named ? { r: `${nameOf(column)}${row}` } : {}) };
      const marked = Object.entries(attributes).map(
        ([key, value]) => `${cell.space}${key}=${cell.quote}${value}${cell.quote}`,
      );
      return body === "" ? `<c${marked.join("")}/>` : `<c${marked.join("")}>${body}</c>`;
    });
    return `<row${named ? ` r="${row}"` : ""}>${inner.join("")}</row>`;
  });
  const plain = `<worksheet xmlns="${spreadsheetNamespace}"><sheetData>${xml.join("")}</sheetData><pageMargins left="1"/></worksheet>`;
  if (prefix === "") return plain;
  return plain.replace("xmlns=", `xmlns:${prefix}=`).replaceAll(/<(\/?)(?=[a-zA-Z])/g, `<$1${prefix}:`);
}

function nameOf(column: number): string {
  return column < 26
    ? String.fromCharCode(65 + column)
    : nameOf(Math.floor(column / 26) - 1) + nameOf(column % 26);
}

test("any sheet reads as saxes reads it, whatever its spelling and pieces", async () => {
  await fc.assert(
    fc.asyncProperty(
      rowsXml,
      fc.constantFrom("", "x", "ss"),
      fc.integer({ min: 1, max: 300 }),
      async (rows, prefix, size) => {
        const xml = drawn(rows, prefix);
        const ours = (await sheetRows(xml, size)).map(([row, cells]) => [row, trimmed(cells)]);
        assert.deepEqual(ours, byOracle(xml));
      },
    ),
    { numRuns: 300 },
  );
});

test("the columns asked for are the same cells, and the rows the same rows", async () => {
  await fc.assert(
    fc.asyncProperty(rowsXml, fc.array(fc.nat(9), { maxLength: 4 }), async (rows, asked) => {
      const header = '<row r="5000"><c r="Z5000"><v>1</v></c></row>';
      const xml = drawn(rows, "").replace("<sheetData>", `<sheetData>${header}`);
      const all = (await sheetRows(xml, 64)).slice(1);
      const some = (await sheetRows(xml, 64, asked)).slice(1);
      assert.deepEqual(
        some,
        all.map(([row, cells]) => [row, asked.map((column) => cells[column] ?? null)]),
      );
    }),
    { numRuns: 200 },
  );
});

test("shared strings read as saxes reads them", async () => {
  const items = fc.array(fc.array(markedText, { minLength: 1, maxLength: 3 }), { maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(items, fc.integer({ min: 1, max: 99 }), async (strings, size) => {
      const inner = strings
        .map((runs) => `<si>${runs.map((run) => `<r><t>${run}</t></r>`).join("")}</si>`)
        .join("\n");
      const cells = strings.map(
        (runs) => `<row><c t="inlineStr"><is>${runs.map((run) => `<t>${run}</t>`).join("")}</is></c></row>`,
      );
      const store = await readSharedStrings(
        archiveOf(`<sst xmlns="${spreadsheetNamespace}">${inner}<si/></sst>`, size),
        "t.xml",
        readLimits,
      );
      const expected = new Map(byOracle(sheetXml(cells.join(""))).map(([row, [text]]) => [row, text]));
      assert.equal(store.count, strings.length + 1);
      strings.forEach((_, i) => {
        assert.equal(store.text(i), expected.get(i + 1) ?? "");
      });
    }),
    { numRuns: 200 },
  );
});
