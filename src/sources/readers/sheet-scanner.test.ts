import assert from "node:assert/strict";
import { test } from "node:test";
import { type SheetRows, sheetRows } from "./sheet-rows.ts";
import { sheetXml, spreadsheetNamespace } from "./zip-writer.ts";

const cases: readonly (readonly [name: string, rows: string, expected: SheetRows])[] = [
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
    for (const pieceBytes of [1, 3, 1 << 20])
      assert.deepEqual(await sheetRows(sheetXml(rows), pieceBytes), expected);
    const prefixed = sheetXml(rows).replaceAll(
      /<(\/?)(worksheet|sheetData|row|c|v|f|is|t|r|rPr|b|rPh|phoneticPr)(?=[\s/>])/g,
      "<$1x:$2",
    );
    const renamed = prefixed.replace("xmlns=", "xmlns:x=");
    if (!rows.includes("<!--")) assert.deepEqual(await sheetRows(renamed, 5), expected);
  });
}

test("rows outside the first sheet data are no rows", async () => {
  const xml = `<worksheet xmlns="${spreadsheetNamespace}"><sheetPr/><dimension ref="A1:ZZ9"/><sheetData/><extLst><row r="1"><c r="A1"><v>1</v></c></row></extLst></worksheet>`;
  assert.deepEqual(await sheetRows(xml), []);
});

const faults: readonly (readonly [name: string, xml: string, line: RegExp])[] = [
  ["a document type", `<!DOCTYPE worksheet [<!ENTITY a "b">]>${sheetXml("")}`, /document type or entities/],
  [
    "a document type in a cell",
    sheetXml('<row r="1"><c r="A1"><!ENTITY a "b"><v>1</v></c></row>'),
    /document type or entities/,
  ],
  [
    "an entity of its own",
    sheetXml('<row r="1"><c r="A1" t="str"><v>&lol;</v></c></row>'),
    /row 1: .*entity/,
  ],
  [
    "a character that XML forbids",
    sheetXml('<row r="1"><c r="A1" t="str"><v>&#0;</v></c></row>'),
    /row 1: .*character/,
  ],
  [
    "an end in the middle",
    sheetXml('<row r="3"><c r="A3"><v>1</v></c></row>').slice(0, -30),
    /row 3: the XML is cut off/,
  ],
  [
    "an end inside a cell",
    `<worksheet xmlns="${spreadsheetNamespace}"><sheetData><row r="3"><c r="A3"><v>1`,
    /row 3: the XML is cut off/,
  ],
  [
    "one row twice",
    sheetXml('<row r="3"><c><v>1</v></c></row><row r="3"><c><v>1</v></c></row>'),
    /row 3: the sheet has this row twice/,
  ],
  [
    "one cell twice",
    sheetXml('<row r="3"><c r="A3"><v>1</v></c><c r="A3"><v>1</v></c></row>'),
    /column 1 stands there twice/,
  ],
  ["a row past the last", sheetXml('<row r="1048577"><c><v>1</v></c></row>'), /no sheet has a row/],
  [
    "a cell past the last column",
    sheetXml('<row r="1"><c r="XFD1"><v>1</v></c></row>'),
    /more than 16,383 columns/,
  ],
  ["a reference that is none", sheetXml('<row r="1"><c r="1A"><v>1</v></c></row>'), /there is no cell "1A"/],
  [
    "a reference of four letters",
    sheetXml('<row r="1"><c r="AAAA1"><v>1</v></c></row>'),
    /there is no cell "AAAA1"/,
  ],
  ["a reference to row 0", sheetXml('<row r="1"><c r="A0"><v>1</v></c></row>'), /there is no cell "A0"/],
  ["a type that is none", sheetXml('<row r="1"><c t="z"><v>1</v></c></row>'), /no cell has the type "z"/],
  [
    "a shared string that is not there",
    sheetXml('<row r="1"><c t="s"><v>4</v></c></row>'),
    /shared string that is not there/,
  ],
  [
    "a shared string without a number",
    sheetXml('<row r="1"><c t="s"><v>x</v></c></row>'),
    /shared string that is not there/,
  ],
  ["a row inside a row", sheetXml('<row r="1"><row r="2"></row></row>'), /the row is not closed/],
  ["a cell outside a row", sheetXml('<c r="A1"><v>1</v></c>'), /outside a row/],
  ["another kind of part", "<chartsheet/>", /begins with <chartsheet>/],
  ["bytes that are no UTF-8", `${sheetXml("")}\u0000`, /not UTF-8/],
  ["another encoding", `<?xml version="1.0" encoding="ISO-8859-1"?>${sheetXml("")}`, /not UTF-8/],
];

for (const [name, xml, line] of faults) {
  test(`a sheet is refused for ${name}`, () =>
    assert.rejects(sheetRows(xml, 256), (error: Error & { code?: string }) => {
      assert.equal(error.code, "source_rejected");
      assert.match(error.message, line);
      return true;
    }));
}

test("styled cells past the last column hold nothing and do no harm", async () => {
  assert.deepEqual(await sheetRows(sheetXml('<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="1"/></row>')), [
    [1, ["1"]],
  ]);
});
