import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { SaxesParser, type SaxesTagNS } from "saxes";
import { type Cell, readLimits } from "../table.ts";
import { scanMarkup } from "./markup-scan.ts";
import type { NumberKind } from "./number-format.ts";
import { rowCollector } from "./row-collector.ts";
import { serialDates } from "./serial-date.ts";
import { readSharedStrings } from "./shared-strings.ts";
import { SheetScanner } from "./sheet-scanner.ts";
import { StringStore } from "./string-store.ts";
import type { ZipArchive } from "./zip-archive.ts";

type Rows = readonly (readonly [row: number, cells: readonly Cell[]])[];

/** An archive whose only part arrives in pieces of so many bytes. */
function archiveOf(xml: string, pieceBytes: number): ZipArchive {
  const bytes = Buffer.from(xml);
  return {
    name: "book.xlsx",
    has: () => true,
    async *chunks() {
      for (let i = 0; i < bytes.length; i += pieceBytes) yield bytes.subarray(i, i + pieceBytes);
    },
  };
}

const shared = ["first", "", "third & last", "a".repeat(40)];
const styles: readonly NumberKind[] = ["number", "moment", "elapsed"];

function sources() {
  const strings = new StringStore(readLimits.max_cell_bytes);
  for (const text of shared) strings.add(text);
  return { strings, styles, dates: serialDates(1900) };
}

async function scan(xml: string, pieceBytes = 1 << 20, ask?: readonly number[]): Promise<Rows> {
  const collector = rowCollector((_, cells) => (ask && cells.length > ask.length ? ask : undefined));
  const sink = collector.sheet({ name: "S", index: 0, date_system: 1900 });
  assert.ok(sink);
  await scanMarkup(
    archiveOf(xml, pieceBytes),
    "s.xml",
    new SheetScanner("book.xlsx", sink, sources(), readLimits),
    readLimits,
  );
  return collector.sheets[0]?.rows.map(([row, cells]) => [row, cells] as const) ?? [];
}

const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const sheet = (rows: string) => `<worksheet xmlns="${main}"><sheetData>${rows}</sheetData></worksheet>`;

const cases: readonly (readonly [name: string, rows: string, expected: Rows])[] = [
  [
    "shared strings",
    '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>2</v></c></row>',
    [[1, ["first", "third & last"]]],
  ],
  ["an empty shared string, which is no value", '<row r="1"><c r="A1" t="s"><v>1</v></c></row>', []],
  [
    "inline and rich text",
    '<row r="1"><c r="A1" t="inlineStr"><is><t>plain</t></is></c><c r="B1" t="inlineStr"><is><r><rPr><b/></rPr><t>ri</t></r><r><t xml:space="preserve">ch </t></r></is></c></row>',
    [[1, ["plain", "rich "]]],
  ],
  [
    "phonetic text, which is left out",
    '<row r="1"><c r="A1" t="inlineStr"><is><t>課</t><rPh sb="0" eb="1"><t>カ</t></rPh><phoneticPr fontId="1"/></is></c></row>',
    [[1, ["課"]]],
  ],
  [
    "formula results",
    '<row r="1"><c r="A1" t="str"><f>A2&amp;"x"</f><v>a &lt; b</v></c><c r="B1"><f>1+1</f><v>2</v></c><c r="C1"><f>B1</f></c></row>',
    [[1, ["a < b", "2"]]],
  ],
  [
    "booleans and errors",
    '<row r="1"><c r="A1" t="b"><v>1</v></c><c r="B1" t="b"><v>0</v></c><c r="C1" t="e"><v>#N/A</v></c></row>',
    [[1, ["TRUE", "FALSE"]]],
  ],
  ["a row of errors alone, which has no value", '<row r="1"><c r="A1" t="e"><v>#N/A</v></c></row>', []],
  [
    "dates and times",
    '<row r="1"><c r="A1" s="1"><v>42036</v></c><c r="B1" s="1"><v>42036.25</v></c><c r="C1" s="2"><v>1.5</v></c><c r="D1" s="99"><v>42036</v></c></row>',
    [[1, ["2015-02-01", "2015-02-01T06:00:00", "36:00:00", "42036"]]],
  ],
  [
    "dates as text",
    '<row r="1"><c r="A1" t="d"><v>2015-02-01T00:00:00Z</v></c></row>',
    [[1, ["2015-02-01"]]],
  ],
  [
    "numbers in any spelling",
    '<row r="1"><c r="A1"><v>42005.0</v></c><c r="B1"><v>1.1000000000000001</v></c><c r="C1"><v>007</v></c><c r="D1"><v>1E3</v></c></row>',
    [[1, ["42005", "1.1", "7", "1000"]]],
  ],
  [
    "gaps and rows out of order",
    '<row r="5"><c r="C5"><v>1</v></c></row><row r="2"><c r="A2"><v>2</v></c></row>',
    [
      [5, [null, null, "1"]],
      [2, ["2"]],
    ],
  ],
  [
    "cells out of order",
    '<row r="1"><c r="C1"><v>3</v></c><c r="A1"><v>1</v></c></row>',
    [[1, ["1", null, "3"]]],
  ],
  [
    "neither rows nor cells numbered",
    "<row><c><v>1</v></c><c/><c><v>3</v></c></row><row/><row><c><v>4</v></c></row>",
    [
      [1, ["1", null, "3"]],
      [3, ["4"]],
    ],
  ],
  [
    "rows that their cells number",
    '<row><c r="B7"><v>1</v></c></row><row><c><v>2</v></c></row>',
    [
      [7, [null, "1"]],
      [8, ["2"]],
    ],
  ],
  [
    "empty rows and cells",
    '<row r="1"/><row r="2"></row><row r="3"><c r="A3" s="1"/><c r="B3" t="s"></c><c r="C3"><v/></c><c r="D3"><v></v></c></row>',
    [],
  ],
  [
    "escaped characters",
    '<row r="1"><c r="A1" t="str"><v>a_x000D_b_x005F_x0041_</v></c></row>',
    [[1, ["a\rb_x0041_"]]],
  ],
  [
    "references and CDATA",
    '<row r="1"><c r="A1" t="str"><v>&#65;&#x42;<![CDATA[<&>]]>!</v></c></row>',
    [[1, ["AB<&>!"]]],
  ],
  [
    "line ends in text",
    '<row r="1"><c r="A1" t="str"><v>a\r\nb\rc&#13;<![CDATA[\r\n]]></v></c></row>',
    [[1, ["a\nb\nc\r\n"]]],
  ],
  [
    "comments in every place",
    '<!--a--><row r="1"><!-- <c> --><c r="A1"><!--</c>--><v>1<!--2-->3</v><!----></c></row>',
    [[1, ["13"]]],
  ],
  [
    "attributes in other forms",
    "<row  r = '1'\n><c\tt=\"str\"  r='A1' cm='1' vm=\"a>b\" ><v>x</v></c ></row >",
    [[1, ["x"]]],
  ],
  ["small letters in references", '<row r="1"><c r="b1"><v>1</v></c></row>', [[1, [null, "1"]]]],
  [
    "other elements beside the cells",
    '<row r="1"><c r="A1"><v>1</v><extLst><ext><v2>9</v2></ext></extLst></c></row>',
    [[1, ["1"]]],
  ],
];

for (const [name, rows, expected] of cases) {
  test(`a sheet with ${name}`, async () => {
    for (const pieceBytes of [1, 3, 1 << 20]) assert.deepEqual(await scan(sheet(rows), pieceBytes), expected);
    const prefixed = sheet(rows).replaceAll(
      /<(\/?)(worksheet|sheetData|row|c|v|f|is|t|r|rPr|b|rPh|phoneticPr)(?=[\s/>])/g,
      "<$1x:$2",
    );
    const renamed = prefixed.replace("xmlns=", "xmlns:x=");
    if (!rows.includes("<!--")) assert.deepEqual(await scan(renamed, 5), expected);
  });
}

test("rows outside the first sheet data are no rows", async () => {
  const xml = `<worksheet xmlns="${main}"><sheetPr/><dimension ref="A1:ZZ9"/><sheetData/><extLst><row r="1"><c r="A1"><v>1</v></c></row></extLst></worksheet>`;
  assert.deepEqual(await scan(xml), []);
});

const faults: readonly (readonly [name: string, xml: string, line: RegExp])[] = [
  ["a document type", `<!DOCTYPE worksheet [<!ENTITY a "b">]>${sheet("")}`, /document type or entities/],
  [
    "a document type in a cell",
    sheet('<row r="1"><c r="A1"><!ENTITY a "b"><v>1</v></c></row>'),
    /document type or entities/,
  ],
  ["an entity of its own", sheet('<row r="1"><c r="A1" t="str"><v>&lol;</v></c></row>'), /row 1: .*entity/],
  [
    "a character that XML forbids",
    sheet('<row r="1"><c r="A1" t="str"><v>&#0;</v></c></row>'),
    /row 1: .*character/,
  ],
  [
    "an end in the middle",
    sheet('<row r="3"><c r="A3"><v>1</v></c></row>').slice(0, -30),
    /row 3: the XML is cut off/,
  ],
  [
    "an end inside a cell",
    `<worksheet xmlns="${main}"><sheetData><row r="3"><c r="A3"><v>1`,
    /row 3: the XML is cut off/,
  ],
  [
    "one row twice",
    sheet('<row r="3"><c><v>1</v></c></row><row r="3"><c><v>1</v></c></row>'),
    /row 3: the sheet has this row twice/,
  ],
  [
    "one cell twice",
    sheet('<row r="3"><c r="A3"><v>1</v></c><c r="A3"><v>1</v></c></row>'),
    /column 1 stands there twice/,
  ],
  ["a row past the last", sheet('<row r="1048577"><c><v>1</v></c></row>'), /no sheet has a row/],
  [
    "a cell past the last column",
    sheet('<row r="1"><c r="XFD1"><v>1</v></c></row>'),
    /more than 16,383 columns/,
  ],
  ["a reference that is none", sheet('<row r="1"><c r="1A"><v>1</v></c></row>'), /there is no cell "1A"/],
  [
    "a reference of four letters",
    sheet('<row r="1"><c r="AAAA1"><v>1</v></c></row>'),
    /there is no cell "AAAA1"/,
  ],
  ["a reference to row 0", sheet('<row r="1"><c r="A0"><v>1</v></c></row>'), /there is no cell "A0"/],
  ["a type that is none", sheet('<row r="1"><c t="z"><v>1</v></c></row>'), /no cell has the type "z"/],
  [
    "a shared string that is not there",
    sheet('<row r="1"><c t="s"><v>4</v></c></row>'),
    /shared string that is not there/,
  ],
  [
    "a shared string without a number",
    sheet('<row r="1"><c t="s"><v>x</v></c></row>'),
    /shared string that is not there/,
  ],
  ["a row inside a row", sheet('<row r="1"><row r="2"></row></row>'), /the row is not closed/],
  ["a cell outside a row", sheet('<c r="A1"><v>1</v></c>'), /outside a row/],
  ["another kind of part", "<chartsheet/>", /begins with <chartsheet>/],
  ["bytes that are no UTF-8", `${sheet("")}\u0000`, /not UTF-8/],
  ["another encoding", `<?xml version="1.0" encoding="ISO-8859-1"?>${sheet("")}`, /not UTF-8/],
];

for (const [name, xml, line] of faults) {
  test(`a sheet is refused for ${name}`, () =>
    assert.rejects(scan(xml, 256), (error: Error & { code?: string }) => {
      assert.equal(error.code, "source_rejected");
      assert.match(error.message, line);
      return true;
    }));
}

test("styled cells past the last column hold nothing and do no harm", async () => {
  assert.deepEqual(await scan(sheet('<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="1"/></row>')), [
    [1, ["1"]],
  ]);
});

// --- Against saxes: the same XML read by a full parser, with the plainest code there is.

interface OracleCell {
  readonly attributes: Record<string, string>;
  value: string | null;
  inline: string | null;
}

function byOracle(xml: string): Rows {
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
  if (type === "s") return shared[Number(cell.value)] || null;
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
  fc.integer({ min: 0, max: shared.length - 1 }).map((n) => ({ t: "s", xml: `<v>${n}</v>` })),
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
  const plain = `<worksheet xmlns="${main}"><sheetData>${xml.join("")}</sheetData><pageMargins left="1"/></worksheet>`;
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
        const ours = (await scan(xml, size)).map(([row, cells]) => [row, trimmed(cells)]);
        assert.deepEqual(ours, byOracle(xml));
      },
    ),
    { numRuns: 500 },
  );
});

test("the columns asked for are the same cells, and the rows the same rows", async () => {
  await fc.assert(
    fc.asyncProperty(rowsXml, fc.array(fc.nat(9), { maxLength: 4 }), async (rows, asked) => {
      const header = '<row r="1"><c r="Z1"><v>1</v></c></row>';
      const xml = drawn(rows, "")
        .replace("<sheetData>", `<sheetData>${header}`)
        .replaceAll(/<row r="1">(?!<c r="Z1">)/g, '<row r="900">');
      const all = (await scan(xml, 64).catch(() => [])).slice(1);
      const some = (await scan(xml, 64, asked).catch(() => [])).slice(1);
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
        archiveOf(`<sst xmlns="${main}">${inner}<si/></sst>`, size),
        "t.xml",
        readLimits,
      );
      const expected = new Map(byOracle(sheet(cells.join(""))).map(([row, [text]]) => [row, text]));
      assert.equal(store.count, strings.length + 1);
      strings.forEach((_, i) => {
        assert.equal(store.text(i), expected.get(i + 1) ?? "");
      });
    }),
    { numRuns: 200 },
  );
});
