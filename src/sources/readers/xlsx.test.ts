import assert from "node:assert/strict";
import { test } from "node:test";
import Excel from "exceljs";
import fc from "fast-check";
import type { Cell } from "../table.ts";
import { type CollectedSheet, rowCollector, withFile } from "./row-collector.ts";
import { withSourceFile } from "./source-file.ts";
import { readXlsx } from "./xlsx.ts";
import { type MemberToWrite, sheetXml, type WorkbookToWrite, workbookMembers, zipOf } from "./zip-writer.ts";

async function readBytes(bytes: Uint8Array, skip = ""): Promise<CollectedSheet[]> {
  const collector = rowCollector();
  const visitor = {
    sheet: (info: CollectedSheet["info"]) => (info.name === skip ? null : collector.sheet(info)),
  };
  await withFile("book.xlsx", bytes, (path) => withSourceFile(path, (file) => readXlsx(file, visitor)));
  return collector.sheets;
}

function read(workbook: WorkbookToWrite): Promise<CollectedSheet[]> {
  return readBytes(zipOf(workbookMembers(workbook)));
}

const one = (value: string, attributes = "") =>
  sheetXml(`<row r="1"><c r="A1"${attributes}><v>${value}</v></c></row>`);
const firstCell = (sheets: readonly CollectedSheet[]): Cell | undefined => sheets[0]?.rows[0]?.[1][0];

test("sheets come in the order of their tabs, hidden and empty ones too, charts left out", async () => {
  const sheets = await read({
    sheets: [
      { name: "Second &amp; last", xml: one("1") },
      { name: "Chart", xml: "<chartsheet/>", type: "chartsheet" },
      { name: "Empty", xml: sheetXml("") },
    ],
  });
  const seen = sheets.map(({ info, rows, isEnded }) => [
    info.name,
    info.index,
    info.date_system,
    rows.length,
    isEnded,
  ]);
  assert.deepEqual(seen, [
    ["Second & last", 0, 1900, 1, true],
    ["Empty", 2, 1900, 0, true],
  ]);
});

test("a sheet that the visitor passes over is not even inflated", async () => {
  const members = workbookMembers({
    sheets: [
      { name: "Bad", xml: "not read" },
      { name: "Good", xml: one("7") },
    ],
  });
  const bytes = zipOf(
    members.map((m) => (m.data === "not read" ? { ...m, packed: Buffer.from([0xff, 0xff]) } : m)),
  );
  assert.equal(firstCell(await readBytes(bytes, "Bad")), "7");
  await assert.rejects(readBytes(bytes), /s0\.xml: damaged or cut off/);
});

test("both date systems, by the workbook's own word", async () => {
  const styles = '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>';
  const sheets = [{ name: "S", xml: one("40574", ' s="1"') }];
  assert.equal(firstCell(await read({ sheets, styles })), "2011-01-31");
  const from1904 = await read({ sheets, styles, workbookPr: '<workbookPr date1904="1"/>' });
  assert.equal(firstCell(from1904), "2015-02-01");
  assert.equal(from1904[0]?.info.date_system, 1904);
});

const styleCases: readonly (readonly [name: string, styles: string | undefined, text: string])[] = [
  ["no styles part", undefined, "42036"],
  ["no cell formats", "<fonts/>", "42036"],
  [
    "an empty fill and a format without a number",
    '<fills><fill/></fills><cellXfs><xf/><xf numFmtId="22"/></cellXfs>',
    "2015-02-01",
  ],
  [
    "a format of its own",
    '<numFmts><numFmt numFmtId="164" formatCode="d&quot; day&quot; mmm"/></numFmts><cellXfs><xf/><xf numFmtId="164"/></cellXfs>',
    "2015-02-01",
  ],
  [
    "a built-in number given another meaning",
    '<numFmts><numFmt numFmtId="14" formatCode="0.00"/></numFmts><cellXfs><xf/><xf numFmtId="14"/></cellXfs>',
    "42036",
  ],
  [
    "a date format among the named styles only",
    '<cellStyleXfs><xf/><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf/><xf/></cellXfs>',
    "42036",
  ],
  ["fewer formats than the cell names", '<cellXfs><xf numFmtId="14"/></cellXfs>', "42036"],
];

for (const [name, styles, text] of styleCases) {
  test(`a number under ${name} is ${text}`, async () => {
    const sheets = [{ name: "S", xml: one("42036", ' s="1"') }];
    assert.equal(firstCell(await read(styles === undefined ? { sheets } : { sheets, styles })), text);
  });
}

test("strict workbooks, backslashes and other spellings of part names are read", async () => {
  const strict = "http://purl.oclc.org/ooxml";
  const packages = "http://schemas.openxmlformats.org/package/2006/relationships";
  const relationships = (inner: string) =>
    `<p:Relationships xmlns:p="${packages}">${inner}</p:Relationships>`;
  const link = (id: string, type: string, target: string) =>
    `<p:Relationship Id="${id}" Type="${strict}/officeDocument/relationships/${type}" Target="${target}"/>`;
  const members: MemberToWrite[] = [
    { name: "_rels/.rels", data: relationships(link("a", "officeDocument", "/XL/Book.xml")) },
    {
      name: "xl\\book.xml",
      data: `<m:workbook xmlns:m="${strict}/spreadsheetml/main" xmlns:q="${strict}/officeDocument/relationships"><m:sheets><m:sheet name="S" sheetId="1" q:id="b"/></m:sheets></m:workbook>`,
    },
    { name: "xl/_rels/Book.xml.rels", data: relationships(link("b", "worksheet", "../xl/./sheets/one.xml")) },
    {
      name: "xl/sheets/one.xml",
      isStored: true,
      data: `<m:worksheet xmlns:m="${strict}/spreadsheetml/main"><m:sheetData><m:row r="1"><m:c r="A1"><m:v>5</m:v></m:c></m:row></m:sheetData></m:worksheet>`,
    },
  ];
  assert.equal(firstCell(await readBytes(zipOf(members))), "5");
});

test("shared strings, and the width of a row whatever is asked for", async () => {
  const strings = '<si><t>name</t></si><si><r><t>ri</t></r><r><t xml:space="preserve">ch </t></r></si>';
  const rows =
    '<row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="2"><c r="A2" t="s"><v>1</v></c><c r="D2"><v>4</v></c></row>';
  const collector = rowCollector((row) => (row === 1 ? [1, 0] : undefined));
  const bytes = zipOf(workbookMembers({ sheets: [{ name: "S", xml: sheetXml(rows) }], strings }));
  await withFile("book.xlsx", bytes, (path) => withSourceFile(path, (file) => readXlsx(file, collector)));
  assert.deepEqual(collector.sheets[0]?.rows, [
    [1, ["name"], 1],
    [2, [null, "rich "], 4],
  ]);
});

// --- Against exceljs: what it writes is what is read.

interface Drawn {
  readonly value: Excel.CellValue;
  readonly text: Cell;
}

const text = fc.string({
  unit: fc.constantFrom("a", "B", " ", "&", "<", ">", '"', "'", "é", "😀", "\n"),
  minLength: 1,
  maxLength: 12,
});
const day = fc.integer({ min: Date.UTC(1904, 0, 2) / 86_400_000, max: 40_000 });
const drawnCell: fc.Arbitrary<Drawn> = fc.oneof(
  text.map((value) => ({ value, text: value })),
  fc.integer().map((value) => ({ value, text: String(value) })),
  fc
    .double({ noNaN: true, min: -1e15, max: 1e15 })
    .map((value) => ({ value, text: String(value === 0 ? 0 : value) })),
  day.map((days) => ({ value: new Date(days * 86_400_000), text: iso(days * 86_400_000).slice(0, 10) })),
  fc.tuple(day, fc.integer({ min: 1, max: 86_399 })).map(([days, seconds]) => {
    const at = days * 86_400_000 + seconds * 1000;
    return { value: new Date(at), text: iso(at).slice(0, 19) };
  }),
  fc.boolean().map((value) => ({ value, text: value ? "TRUE" : "FALSE" })),
  fc.array(text, { minLength: 1, maxLength: 3 }).map((runs) => ({
    value: { richText: runs.map((run) => ({ text: run, font: { bold: true } })) },
    text: runs.join(""),
  })),
  text.map((result) => ({ value: { formula: 'A1&"x"', result }, text: result })),
  fc.constant({ value: { error: "#N/A" as const }, text: null }),
  fc.constant({ value: null, text: null }),
);

function iso(at: number): string {
  return new Date(at).toISOString();
}

const drawnBook = fc.record({
  sheets: fc.array(fc.array(fc.array(drawnCell, { maxLength: 6 }), { maxLength: 5 }), {
    minLength: 1,
    maxLength: 3,
  }),
  date1904: fc.boolean(),
});

type DrawnBook = typeof drawnBook extends fc.Arbitrary<infer T> ? T : never;

async function writtenByExcelJs({ sheets, date1904 }: DrawnBook): Promise<Uint8Array> {
  const book = new Excel.Workbook();
  book.properties.date1904 = date1904;
  for (const [i, rows] of sheets.entries()) {
    const sheet = book.addWorksheet(`Sheet ${i}`, { state: i === 1 ? "hidden" : "visible" });
    for (const [r, cells] of rows.entries()) {
      for (const [c, { value }] of cells.entries())
        if (value !== null) sheet.getCell(r + 2, c + 1).value = value;
    }
  }
  return new Uint8Array(await book.xlsx.writeBuffer());
}

function expectedRows(rows: DrawnBook["sheets"][number]): [number, readonly Cell[]][] {
  return rows
    .map((cells, i): [number, readonly Cell[]] => [i + 2, cells.map((cell) => cell.text)])
    .filter(([, cells]) => cells.some((cell) => cell !== null))
    .map(([row, cells]) => [row, cells.slice(0, cells.findLastIndex((cell) => cell !== null) + 1)]);
}

test("any workbook that exceljs writes is read as it was drawn", async () => {
  await fc.assert(
    fc.asyncProperty(drawnBook, async (book) => {
      const sheets = await readBytes(await writtenByExcelJs(book));
      assert.deepEqual(
        sheets.map((sheet) => sheet.info.name),
        book.sheets.map((_, i) => `Sheet ${i}`),
      );
      sheets.forEach((sheet, i) => {
        const rows = sheet.rows.map(([row, cells]) => [
          row,
          cells.slice(0, cells.findLastIndex((c) => c !== null) + 1),
        ]);
        assert.deepEqual(rows, expectedRows(book.sheets[i] ?? []));
      });
    }),
    { numRuns: 60 },
  );
});
