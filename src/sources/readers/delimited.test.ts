import assert from "node:assert/strict";
import { test } from "node:test";
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { SourceRejected } from "../../base/errors.ts";
import { type Cell, readLimits, type TableFormat } from "../table.ts";
import { readDelimited } from "./delimited.ts";
import { rowCollector, withFile } from "./row-collector.ts";
import { withSourceFile } from "./source-file.ts";

type Row = readonly [row: number, cells: readonly Cell[]];

async function readBytes(content: string | Uint8Array, chunkBytes?: number, limits = readLimits) {
  const collector = rowCollector();
  const format = await withFile("table.csv", content, (path) =>
    withSourceFile(path, (file) => readDelimited(file, collector, limits, chunkBytes)),
  );
  const rows = collector.sheets[0]?.rows.map(([row, cells]): Row => [row, cells]) ?? [];
  return { format, rows, sheet: collector.sheets[0] };
}

const cases: readonly (readonly [
  name: string,
  text: string,
  rows: readonly Row[],
  format?: Partial<TableFormat>,
])[] = [
  [
    "LF",
    "a,b\n1,2\n",
    [
      [1, ["a", "b"]],
      [2, ["1", "2"]],
    ],
    { line_end: "lf" },
  ],
  [
    "CRLF",
    "a,b\r\n1,2\r\n",
    [
      [1, ["a", "b"]],
      [2, ["1", "2"]],
    ],
    { line_end: "crlf" },
  ],
  [
    "bare CR",
    "a,b\r1,2\r",
    [
      [1, ["a", "b"]],
      [2, ["1", "2"]],
    ],
    { line_end: "cr" },
  ],
  [
    "bare CR without a last line end",
    "a,b\r1,2",
    [
      [1, ["a", "b"]],
      [2, ["1", "2"]],
    ],
    { line_end: "cr" },
  ],
  ["no line end at all", "a,b", [[1, ["a", "b"]]], { line_end: "lf" }],
  [
    "a byte-order mark",
    "\ufeffa,b\n1,2\n",
    [
      [1, ["a", "b"]],
      [2, ["1", "2"]],
    ],
    { bom: true, encoding: "utf-8" },
  ],
  [
    "tabs",
    "a\tb\n1, x\t2\n",
    [
      [1, ["a", "b"]],
      [2, ["1, x", "2"]],
    ],
    { delimiter: "\t" },
  ],
  [
    "pipes",
    "a|b\n1|2\n",
    [
      [1, ["a", "b"]],
      [2, ["1", "2"]],
    ],
    { delimiter: "|" },
  ],
  [
    "text beyond ASCII",
    "name,city\nMuñoz,Cañon City\n€,😀\n",
    [
      [1, ["name", "city"]],
      [2, ["Muñoz", "Cañon City"]],
      [3, ["€", "😀"]],
    ],
  ],
  [
    "a delimiter, quotes and line ends in quotes",
    'a,b\n"x,y","say ""no"""\n"one\r\ntwo",3\n',
    [
      [1, ["a", "b"]],
      [2, ["x,y", 'say "no"']],
      [3, ["one\r\ntwo", "3"]],
    ],
  ],
  [
    "a quote inside bare text",
    'a,b\n5" pipe,6\n',
    [
      [1, ["a", "b"]],
      [2, ['5" pipe', "6"]],
    ],
  ],
  [
    "text behind a closing quote",
    'a,b\n"x"y,"JO "BUD" E"\n',
    [
      [1, ["a", "b"]],
      [2, ["xy", 'JO BUD" E"']],
    ],
  ],
  [
    "CRLF behind a closing quote",
    'a,b\r\n1,"2"\r\n',
    [
      [1, ["a", "b"]],
      [2, ["1", "2"]],
    ],
  ],
  [
    "quotes around nothing",
    'a,b\n"",x\n',
    [
      [1, ["a", "b"]],
      [2, [null, "x"]],
    ],
  ],
  [
    "blank records, which count",
    'a,b\n\n1,2\n,\n"",\n3,4\n',
    [
      [1, ["a", "b"]],
      [3, ["1", "2"]],
      [6, ["3", "4"]],
    ],
  ],
  [
    "rows of other widths",
    "a,b,c\n1\n1,2,3,4\n,,\n1,,\n",
    [
      [1, ["a", "b", "c"]],
      [2, ["1"]],
      [3, ["1", "2", "3", "4"]],
      [5, ["1", null, null]],
    ],
  ],
  [
    "a preamble",
    "Detainers, as of 2015\n\na\tb\tc\n1\t2\t3\n",
    [
      [1, ["Detainers, as of 2015"]],
      [3, ["a", "b", "c"]],
      [4, ["1", "2", "3"]],
    ],
    { delimiter: "\t" },
  ],
  [
    "cells of white space, which are values",
    "a,b\n ,\n",
    [
      [1, ["a", "b"]],
      [2, [" ", null]],
    ],
  ],
  [
    "a CR of its own in a file of LF",
    "a,b\n1\r2,3\n",
    [
      [1, ["a", "b"]],
      [2, ["1\r2", "3"]],
    ],
  ],
  [
    "a CR behind a quote in a file of LF",
    'a,b\n"1"\r"2",3\n',
    [
      [1, ["a", "b"]],
      [2, ['1\r"2"', "3"]],
    ],
  ],
];

for (const [name, text, rows, format] of cases) {
  for (const chunkBytes of [1, 2, 3, 1 << 20]) {
    test(`delimited text with ${name}, ${chunkBytes} bytes at a time`, async () => {
      const read = await readBytes(text, chunkBytes);
      assert.deepEqual(read.rows, rows);
      for (const [key, value] of Object.entries(format ?? {}))
        assert.equal(read.format[key as keyof TableFormat], value);
      assert.equal(read.sheet?.isEnded, true);
    });
  }
}

test("Windows-1252 text is decoded as such", async () => {
  const text = Buffer.from("name,note\nMu\xf1oz,Sheriff\x92s office\nJOS\xc9,S\xc3O\n", "latin1");
  const { rows, format } = await readBytes(text);
  assert.equal(format.encoding, "windows-1252");
  assert.deepEqual(
    rows.slice(1).map(([, cells]) => cells),
    [
      ["Muñoz", "Sheriff’s office"],
      ["JOSÉ", "SÃO"],
    ],
  );
});

const refused: readonly (readonly [name: string, bytes: readonly number[], line: RegExp])[] = [
  ["a lone 0xFF", [0x61, 0x2c, 0x62, 0x0a, 0xff, 0x2c, 0x0a], /table\.csv, byte 4: invalid UTF-8/],
  ["0xC3 0x28", [0x61, 0x2c, 0x41, 0xc3, 0x28, 0x0a], /byte 3: invalid UTF-8/],
  ["a character cut off at the end", [0x61, 0x2c, 0x62, 0xe2, 0x82], /byte 3: invalid UTF-8/],
  ["bytes that Windows-1252 leaves undefined", [0x61, 0xf1, 0x61, 0x81, 0x0a], /byte 1: invalid UTF-8/],
  [
    "UTF-8 that is damaged in one place",
    [...Buffer.from(`${"plain text".repeat(10)}ñ,cañ`), 0x61, 0xf1, 0x61],
    /byte 108: invalid UTF-8/,
  ],
  ["high bytes all over", Array.from({ length: 200 }, (_, i) => 0xe0 + (i % 20)), /byte 0: invalid UTF-8/],
  ["a damaged file with a mark", [0xef, 0xbb, 0xbf, 0x61, 0xf1, 0x61], /byte 4: invalid UTF-8/],
  ["a control character beside a high byte", [0x61, 0xf1, 0x61, 0x01], /byte 1: invalid UTF-8/],
  ["a NUL byte", [0x61, 0x2c, 0x00, 0x0a], /byte 2: a NUL byte/],
  ["UTF-16 without a mark", [...Buffer.from("a,b\nc,d\ne,f\ng,h\ni,j\n", "utf16le")], /UTF-16/],
  ["nothing but white space", [0x20, 0x0a, 0x09, 0x0d, 0x0a], /the file is empty/],
  ["nothing but a mark", [0xef, 0xbb, 0xbf], /the file is empty/],
];

for (const [name, bytes, line] of refused) {
  test(`text is refused before any row for ${name}`, async () => {
    const collector = rowCollector();
    const reading = withFile("table.csv", Uint8Array.from(bytes), (path) =>
      withSourceFile(path, (file) => readDelimited(file, collector)),
    );
    await assert.rejects(reading, (error) => error instanceof SourceRejected && line.test(error.message));
    assert.deepEqual(collector.sheets, []);
  });
}

const limits = { ...readLimits, max_columns: 4, max_cell_bytes: 10 };
const pastLimits: readonly (readonly [name: string, text: string, line: RegExp])[] = [
  ["a quote that is never closed", 'a,b\n1,2\n3,"4\n', /table\.csv, row 3: a quote is opened in this row/],
  ["a cell past the limit", "a,b\n1,12345678901\n", /row 2: column 2 holds more than 10 bytes/],
  [
    "a cell past the limit before another",
    "a,b\n1,12345678901,3\n",
    /row 2: column 2 holds more than 10 bytes/,
  ],
  ["a quoted cell past the limit", 'a,b\n1,"123456789"\n', /row 2: column 2 holds more than 10 bytes/],
  ["an open quote that swallows the file", `a,b\n"x${"\n1,2".repeat(50)}`, /row 2: column 1 holds .* closed/],
  ["a row past the limit", "a,b\n1,2,3,4,5\n", /row 2: the row has more than 4 columns/],
];

for (const [name, text, line] of pastLimits) {
  for (const chunkBytes of [1, 7, 1 << 20]) {
    test(`text is refused for ${name}, ${chunkBytes} bytes at a time`, () =>
      assert.rejects(readBytes(text, chunkBytes, limits), (error) => {
        assert.ok(error instanceof SourceRejected);
        assert.match(error.message, line);
        return true;
      }));
  }
}

test("only the columns asked for are handed on, in the order asked, with the width of the row", async () => {
  const collector = rowCollector((row) => (row === 1 ? [2, 0, 2, 9] : row === 3 ? [1] : undefined));
  await withFile("table.csv", "a,b,c\n1,2,3\n4\n5,6,7\n", (path) =>
    withSourceFile(path, (file) => readDelimited(file, collector)),
  );
  assert.deepEqual(collector.sheets[0]?.rows, [
    [1, ["a", "b", "c"], 3],
    [2, ["3", "1", "3", null], 3],
    [3, [null, "4", null, null], 1],
    [4, ["6"], 3],
  ]);
});

test("what a sink throws comes out as it is, and a sheet may be passed over", async () => {
  const wrong = new Error("the sink's own");
  const read = (visitor: Parameters<typeof readDelimited>[1]) =>
    withFile("table.csv", "a,b\n", (path) => withSourceFile(path, (file) => readDelimited(file, visitor)));
  const throwing = () => {
    throw wrong;
  };
  await assert.rejects(read({ sheet: () => ({ row: throwing, end: throwing }) }), wrong);
  assert.equal((await read({ sheet: () => null })).format, "delimited");
});

const cell = fc.oneof(
  fc.string({
    unit: fc.constantFrom("a", "Z", "7", " ", '"', ",", "\t", "|", "\n", "ñ", "€", "😀"),
    maxLength: 20,
  }),
  fc.constantFrom("", "St. Paul Area of Responsibility", "2015-02-01"),
);
const table = fc.record({
  rows: fc.array(fc.array(cell, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 12 }),
  delimiter: fc.constantFrom(",", "\t", "|"),
  lineEnd: fc.constantFrom("\n", "\r\n", "\r"),
  quotesAll: fc.boolean(),
  endsOpen: fc.boolean(),
  chunkBytes: fc.oneof(fc.integer({ min: 1, max: 40 }), fc.constant(1 << 20)),
});

function written(value: string, delimiter: string, quotesAll: boolean): string {
  if (!quotesAll && !/["\r\n]/.test(value) && !value.includes(delimiter)) return value;
  return `"${value.replaceAll('"', '""')}"`;
}

test("any table reads as csv-parse reads it, whatever its delimiter, line ends, quotes and chunks", async () => {
  await fc.assert(
    fc.asyncProperty(table, async ({ rows, delimiter, lineEnd, quotesAll, endsOpen, chunkBytes }) => {
      // A first row that cannot be mistaken settles the dialect; what is compared is the reading.
      const head = Array.from({ length: 9 }, (_, i) => `column ${i}`).join(delimiter) + lineEnd;
      const lines = rows.map((row) =>
        row.map((value) => written(value, delimiter, quotesAll)).join(delimiter),
      );
      const text = head.repeat(8) + lines.join(lineEnd) + (endsOpen ? "" : lineEnd);
      const oracle: string[][] = parse(text, {
        delimiter,
        record_delimiter: lineEnd,
        relax_column_count: true,
      });
      const expected = oracle
        .map((cells, i): Row => [i + 1, cells.map((value) => value || null)])
        .filter(([, cells]) => cells.some((value) => value !== null));
      const read = await readBytes(text, chunkBytes);
      assert.equal(read.format.delimiter, delimiter);
      assert.deepEqual(read.rows, expected);
    }),
    { numRuns: 200 },
  );
});
