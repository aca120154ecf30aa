import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { DuckDBInstance } from "@duckdb/node-api";
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { parquetReadObjects } from "hyparquet";
import { sampleEdition } from "../../../test/support/sample-edition.ts";
import type { TableCell } from "../edition.ts";
import { csvOf } from "./csv.ts";
import { type FlatTable, flatFigures, flatTable } from "./flat-table.ts";
import { parquetOf } from "./parquet.ts";

const edition = sampleEdition();
const places = flatTable(edition.sections[2]!.tables[0]!);

test("a table as CSV: keys as header, numbers bare, hidden cells a word, cells not recorded empty, no formulas", () => {
  assert.equal(
    csvOf(places),
    [
      "row_key,jurisdiction,controlling_body,first_issued_on,declined,backlog",
      'p1,"Example County, Sample State",Sheriff of Example County,2014-11-03,31,12',
      'p2,"Cañon & Doña County, Sample State",County corrections department,2015-01-02,suppressed,suppressed',
      'p3,"\'@Independent City, Sample State",Sheriff of the independent city,,44,suppressed',
      "p4,Other-County “North” <annex>,'+Regional jail authority,2015-01-30,suppressed,0",
      "all,All jurisdictions,,,96,25",
      "",
    ].join("\n"),
  );
});

const cell = fc.oneof(
  fc.string({ unit: "grapheme" }),
  fc.constantFrom("=1+1", "+1", "-1", "@x", "\tx", "\rx", 'a"b', "a,b", "a\nb"),
);
const column = (key: string, kind: "text" | "count") => ({ key, label: key, kind });

test("any text and number comes back from CSV as a reader gets it, and no text cell starts a formula", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, fc.maxSafeInteger()), { minLength: 1 }), (rows) => {
      const csv = csvOf({ title: "", fields: [column("t", "text"), column("n", "count")], rows });
      const [, ...read] = parse(csv, { record_delimiter: "\n" }) as string[][];
      assert.equal(read.length, rows.length);
      for (const [at, [text, number]] of rows.entries()) {
        const [readText = "", readNumber = ""] = read[at] ?? [];
        assert.equal(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text, readText);
        assert.doesNotMatch(readText, /^[=+\-@\t\r]/);
        assert.equal(readNumber, String(number));
      }
    }),
  );
});

async function readParquet(table: FlatTable): Promise<Record<string, unknown>[]> {
  const bytes = parquetOf(table);
  return await parquetReadObjects({ file: new Uint8Array(bytes).buffer });
}

test("a table as Parquet: typed columns, null where hidden or not recorded, and a column that tells the two apart", async () => {
  const rows = await readParquet(places);
  assert.deepEqual(rows[1], {
    row_key: "p2",
    jurisdiction: "Cañon & Doña County, Sample State",
    controlling_body: "County corrections department",
    first_issued_on: "2015-01-02",
    declined: null,
    declined_suppressed: true,
    backlog: null,
    backlog_suppressed: true,
  });
  assert.equal(rows[0]?.declined, 31n);
  assert.equal(rows[0]?.declined_suppressed, false);
  assert.equal(rows[2]?.first_issued_on, null);
});

test("any rows come back from Parquet as they went in", async () => {
  const anyCell = fc.tuple(
    fc.option(fc.string({ unit: "grapheme" })),
    fc.option(fc.integer()),
    fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(anyCell, { maxLength: 40 }), async (rows) => {
      const fields = [
        column("t", "text"),
        column("n", "count"),
        { key: "s", label: "s", kind: "share" as const },
      ];
      const read = await readParquet({ title: "", fields, rows: rows as TableCell[][] });
      assert.deepEqual(
        read.map((row) => [row.t, row.n === null ? null : Number(row.n), row.s]),
        rows.map((row) => row.map((value) => (Object.is(value, -0) ? 0 : value))),
      );
    }),
    { numRuns: 50 },
  );
});

test("another reader, DuckDB, sees the same types and numbers in Parquet and in CSV", async () => {
  const folder = await mkdtemp(join(tmpdir(), "accord-data-"));
  await writeFile(join(folder, "t.parquet"), parquetOf(places));
  await writeFile(join(folder, "t.csv"), csvOf(places));
  const db = await (await DuckDBInstance.create()).connect();
  const rowsOf = async (sql: string) => (await db.runAndReadAll(sql)).getRowsJson();
  const types = await rowsOf(
    `select column_name, column_type from (describe select * from '${folder}/t.parquet')`,
  );
  assert.deepEqual(types.slice(3, 6), [
    ["first_issued_on", "VARCHAR"],
    ["declined", "BIGINT"],
    ["declined_suppressed", "BOOLEAN"],
  ]);
  const sums = "select sum(declined), count(declined) from";
  assert.deepEqual(await rowsOf(`${sums} '${folder}/t.parquet'`), [["171", "3"]]);
  const csv = `read_csv('${folder}/t.csv', nullstr = ['', 'suppressed'])`;
  assert.deepEqual(await rowsOf(`${sums} ${csv}`), [["171", "3"]]);
  await rm(folder, { recursive: true });
});

test("every figure is a row of figures.csv, with its value or the reason why not, and all that it rests on", () => {
  const rows = parse(csvOf(flatFigures(edition)), { columns: true }) as Record<string, string>[];
  assert.deepEqual(
    rows.map((row) => [row.figure_id, row.value, row.missing, row.share_unknown]),
    [
      ["requests.prepared", "1200", "", ""],
      ["requests.active", "845", "", ""],
      ["requests.withdrawn", "suppressed", "suppressed", ""],
      ["requests.served", "", "not_recorded", ""],
      ["outcomes.declined_share", "0.08", "", "0.3"],
      ["outcomes.custody_share", "0.45", "", "0.3"],
      ["declined.recorded", "96", "", ""],
    ],
  );
  assert.equal(rows[0]?.rules, "request-outcome@1.2.0 disclosure@1.0.0");
});
