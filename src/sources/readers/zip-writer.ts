import { crc32, deflateRawSync } from "node:zlib";

/** A member of a zip archive to write; the fields after `data` make archives that lie. */
export interface MemberToWrite {
  readonly name: string;
  readonly data: string | Uint8Array;
  readonly isStored?: boolean;
  /** Already deflated bytes to write instead of `data`, which then only gives the size and checksum. */
  readonly packed?: Uint8Array;
  readonly declaredSize?: number;
  readonly flags?: number;
  readonly method?: number;
  /** Points the directory at the packed bytes of an earlier member, by its number. */
  readonly sharesPlaceOf?: number;
}

interface Written {
  readonly head: Buffer;
  readonly body: Uint8Array;
  readonly at: number;
}

/** For tests: the bytes of a zip archive of these members, in that order. */
export function zipOf(members: readonly MemberToWrite[]): Buffer {
  const written: Written[] = [];
  let at = 0;
  for (const member of members) {
    const part = localPart(member, at);
    written.push(part);
    at += part.head.length + part.body.length;
  }
  const directory = Buffer.concat(members.map((member, i) => directoryEntry(member, written, i)));
  const parts = written.flatMap(({ head, body }) => [head, body]);
  return Buffer.concat([...parts, directory, endRecord(members.length, directory.length, at)]);
}

function localPart(member: MemberToWrite, at: number): Written {
  const data = typeof member.data === "string" ? Buffer.from(member.data) : member.data;
  const body = member.packed ?? (member.isStored ? data : deflateRawSync(data));
  const name = Buffer.from(member.name);
  const head = Buffer.alloc(30 + name.length);
  head.writeUInt32LE(0x04034b50, 0);
  describe(member, data, body).copy(head, 4);
  head.writeUInt16LE(name.length, 26);
  name.copy(head, 30);
  return { head, body, at };
}

/** The 22 bytes that a member's own header and its entry in the directory have in common. */
function describe(member: MemberToWrite, data: Uint8Array, body: Uint8Array): Buffer {
  const fields = Buffer.alloc(22);
  fields.writeUInt16LE(20, 0);
  fields.writeUInt16LE(member.flags ?? 0x800, 2);
  fields.writeUInt16LE(member.method ?? (member.isStored ? 0 : 8), 4);
  fields.writeUInt32LE(crc32(data), 10);
  fields.writeUInt32LE(body.length, 14);
  fields.writeUInt32LE(member.declaredSize ?? data.length, 18);
  return fields;
}

function directoryEntry(member: MemberToWrite, written: readonly Written[], index: number): Buffer {
  const own = written[index] as Written;
  const name = Buffer.from(member.name);
  const entry = Buffer.alloc(46 + name.length);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(20, 4);
  own.head.copy(entry, 6, 4, 30);
  entry.writeUInt32LE((written[member.sharesPlaceOf ?? index] as Written).at, 42);
  name.copy(entry, 46);
  return entry;
}

function endRecord(count: number, length: number, at: number): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(length, 12);
  end.writeUInt32LE(at, 16);
  return end;
}

/** Sheets and parts of a workbook to write; whatever is left out has a plain default. */
export interface WorkbookToWrite {
  readonly sheets: readonly { readonly name: string; readonly xml: string; readonly type?: string }[];
  readonly strings?: string;
  readonly styles?: string;
  readonly workbookPr?: string;
  readonly more?: readonly MemberToWrite[];
}

/** The namespace of workbooks, worksheets, styles and shared strings. */
export const spreadsheetNamespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const packages = "http://schemas.openxmlformats.org/package/2006/relationships";

/** For tests: a worksheet part around the XML of its rows. */
export function sheetXml(rows: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="${spreadsheetNamespace}"><sheetData>${rows}</sheetData></worksheet>`;
}

/** For tests: the members of a workbook, ready for `zipOf`. */
export function workbookMembers(workbook: WorkbookToWrite): MemberToWrite[] {
  const { sheets, strings, styles, workbookPr = "", more = [] } = workbook;
  const tabs = sheets.map(
    (sheet, i) => `<sheet name="${sheet.name}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`,
  );
  const related = sheets.map((sheet, i) =>
    relationship(`rId${i + 1}`, sheet.type ?? "worksheet", `worksheets/s${i}.xml`),
  );
  if (strings !== undefined) related.push(relationship("rIdT", "sharedStrings", "/xl/sharedStrings.xml"));
  if (styles !== undefined) related.push(relationship("rIdS", "styles", "styles.xml"));
  const book = `<workbook xmlns="${spreadsheetNamespace}" xmlns:r="${office}">${workbookPr}<sheets>${tabs.join("")}</sheets></workbook>`;
  return [
    { name: "_rels/.rels", data: list([relationship("rId1", "officeDocument", "xl/workbook.xml")]) },
    { name: "xl/workbook.xml", data: book },
    { name: "xl/_rels/workbook.xml.rels", data: list(related) },
    ...sheets.map((sheet, i) => ({ name: `xl/worksheets/s${i}.xml`, data: sheet.xml })),
    ...(strings === undefined
      ? []
      : [{ name: "xl/sharedStrings.xml", data: `<sst xmlns="${spreadsheetNamespace}">${strings}</sst>` }]),
    ...(styles === undefined
      ? []
      : [
          {
            name: "xl/styles.xml",
            data: `<styleSheet xmlns="${spreadsheetNamespace}">${styles}</styleSheet>`,
          },
        ]),
    ...more,
  ];
}

function relationship(id: string, type: string, target: string): string {
  return `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/>`;
}

function list(relationships: readonly string[]): string {
  return `<Relationships xmlns="${packages}">${relationships.join("")}</Relationships>`;
}
