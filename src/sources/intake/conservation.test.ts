import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { after, test } from "node:test";
import fc from "fast-check";
import sql from "sql-template-tag";
import { z } from "zod";
import { allDetainers, openIntake, sixCells, sixColumns, table } from "../../../test/support/intake.ts";
import { csvRecords } from "../../base/csv.ts";
import { defineQuery } from "../../db/db.ts";
import { verifyJournal } from "../../records/journal/verify-journal.ts";

const intake = await openIntake({ after });
const { db, folder } = intake.store;

/** What a day of preparation is written like, and why such a row is put aside; null where it is recorded. */
const days: readonly [written: string, reason: string | null][] = [
  ["2015-05-08", null],
  ["5/9/2015", null],
  ["42132", null],
  ["", "missing"],
  ["NA", "missing"],
  ["b(6), b(7)c", "redacted"],
  ["2015-02-30", "not_a_date"],
  ["first of May", "not_a_date"],
  ["1900-01-01", "date_out_of_range"],
  ["2199-01-01", "date_out_of_range"],
];

const facilities = [
  "MADE UP COUNTY JAIL",
  "",
  'THE "OLD" JAIL, CELL BLOCK A',
  "JAIL\nON TWO LINES",
  "Doña Ana Jail",
  "b(7)(E)",
];
const rowOf = fc.record({
  day: fc.constantFrom(...days),
  facility: fc.constantFrom(...facilities),
  reason: fc.constantFrom("Lifted", "", "Detainer Declined by LEA", "b(6)"),
});

const quarantinedOf = (releaseId: number) =>
  defineQuery(
    z.object({ row_no: z.number(), field: z.string(), reason: z.string(), found: z.string() }),
    sql`select q.row_no, q.field, q.reason, q.found from quarantined_row q join source_sheet s using (sheet_id)
         where s.release_id = ${releaseId} order by q.row_no`,
  );
const sheetOf = (releaseId: number) =>
  defineQuery(
    z.object({
      rows_read: z.number(),
      rows_recorded: z.number(),
      rows_known: z.number(),
      rows_quarantined: z.number(),
    }),
    sql`select rows_read, rows_recorded, rows_known, rows_quarantined from source_sheet where release_id = ${releaseId}`,
  );

test("of any table, every row is recorded or put aside with its reason, under its own number, and none twice", async () => {
  let run = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(rowOf, { minLength: 1, maxLength: 60 }), async (rows) => {
      const mark = `run ${++run}`; // so that no two tables are the same
      const done = await intake.take(
        table(
          sixColumns,
          ...rows.map((row) => [
            ...sixCells(row.day[0], row.facility, row.reason).slice(0, 3),
            mark,
            "OHIO",
            row.reason,
          ]),
        ),
      );
      const numbered = rows.map((row, at) => ({ ...row, row_no: at + 2 }));
      const good = numbered.filter((row) => row.day[1] === null);
      const bad = numbered.filter((row) => row.day[1] !== null);
      assert.deepEqual(
        [done.read, done.recorded, done.known, done.quarantined],
        [rows.length, good.length, 0, bad.length],
      );
      assert.deepEqual(
        (await db.all(allDetainers))
          .filter((row) => row.release_id === done.release_id)
          .map((row) => row.row_no),
        good.map((row) => row.row_no),
      );
      assert.deepEqual(
        await db.all(quarantinedOf(done.release_id)),
        bad.map((row) => ({
          row_no: row.row_no,
          field: "prepared_on",
          reason: row.day[1],
          found: row.day[0],
        })),
      );
      assert.deepEqual(await db.one(sheetOf(done.release_id)), {
        rows_read: rows.length,
        rows_recorded: good.length,
        rows_known: 0,
        rows_quarantined: bad.length,
      });
    }),
    { numRuns: 6 },
  );
});

const uncounted = defineQuery(
  z.object({ release_id: z.number() }),
  sql`
    select release_id from (
      (select release_id, week_of(prepared_on) as week_from, place_id, detainer_type_id, lift_reason_id, is_likely_duplicate, count(*)::int as detainers
         from detainer group by 1, 2, 3, 4, 5, 6
       except select release_id, week_from, place_id, detainer_type_id, lift_reason_id, is_likely_duplicate, detainers from detainer_rollup)
      union all
      (select release_id, week_from, place_id, detainer_type_id, lift_reason_id, is_likely_duplicate, detainers from detainer_rollup
       except select release_id, week_of(prepared_on), place_id, detainer_type_id, lift_reason_id, is_likely_duplicate, count(*)::int
         from detainer group by 1, 2, 3, 4, 5, 6)) as difference`,
);

test("the weekly counts are those of the rows", async () => {
  assert.deepEqual(await db.all(uncounted), []);
});

const bad = [
  sixCells("2015-05-08"),
  sixCells("soon", "MADE UP CITY JAIL"),
  sixCells("", '"QUOTED", AND\nON TWO LINES'),
  [...sixColumns],
  sixCells("2015-05-09"),
];

test("rows put aside stand in a file with their cells, where they come from, and why", async () => {
  const done = await intake.take(table(sixColumns, ...bad));
  assert.deepEqual([done.read, done.recorded, done.quarantined], [5, 2, 3]);
  assert.equal(done.quarantine_files.length, 1);
  const rows = csvRecords(readFileSync(done.quarantine_files[0] ?? "", "utf8"));
  assert.deepEqual(
    rows.map((row) => [row.accord_row, row.accord_reason, row.prepare_date, row.facility_name]),
    [
      ["3", "prepared_on: not_a_date", "soon", "MADE UP CITY JAIL"],
      ["4", "prepared_on: missing", "", '"QUOTED", AND\nON TWO LINES'],
      ["5", "prepared_on: repeated_header", "prepare_date", "facility_name"],
    ],
  );
  assert.ok(rows.every((row) => row.accord_source_sha256 === done.sha256 && row.accord_sheet === ""));
});

/** Takes the rows put aside from a file, with some of their days put right; the rest stay as they are. */
function mended(path: string, fix: (row: Record<string, string>) => string | null): string {
  const rows = csvRecords(readFileSync(path, "utf8"));
  const header = Object.keys(rows[0] ?? {});
  return table(
    header,
    ...rows.map((row) =>
      header.map((name) => (name === "prepare_date" ? (fix(row) ?? row[name] ?? "") : (row[name] ?? ""))),
    ),
  );
}

test("a mended row is recorded where it came from, once; what is still bad stays put aside, and can be mended again", async () => {
  const done = await intake.take(table(sixColumns, ...bad, sixCells("2016-01-01", "ANOTHER FILE")), {
    name: "mend-me.csv",
    series: "mending",
  });
  const [sheet] = (await db.all(allDetainers)).filter((row) => row.release_id === done.release_id);
  const first = await intake.take(
    mended(done.quarantine_files[0] ?? "", (row) => (row.accord_row === "3" ? "2015-06-01" : null)),
    { name: "mended.csv" },
  );
  assert.deepEqual([first.read, first.recorded, first.known, first.quarantined], [3, 1, 0, 2]);
  const recorded = (await db.all(allDetainers)).filter((row) => row.release_id === first.release_id);
  assert.deepEqual(
    recorded.map(({ sheet_id, row_no, prepared_on, name }) => ({ sheet_id, row_no, prepared_on, name })),
    [{ sheet_id: sheet?.sheet_id, row_no: 3, prepared_on: "2015-06-01", name: "MADE UP CITY JAIL" }],
  );
  assert.deepEqual([first.series, first.vintage], ["mending", 1]);

  assert.equal(first.quarantine_files.length, 1);
  const left = csvRecords(readFileSync(first.quarantine_files[0] ?? "", "utf8"));
  assert.deepEqual(
    left.map((row) => [row.accord_source_sha256, row.accord_row, row.prepare_date]),
    [
      [done.sha256, "4", ""],
      [done.sha256, "5", "prepare_date"],
    ],
  );
  const second = await intake.take(
    mended(first.quarantine_files[0] ?? "", (row) => (row.accord_row === "4" ? "2015-06-02" : null)),
  );
  assert.deepEqual([second.read, second.recorded, second.quarantined], [2, 1, 1]);
  assert.deepEqual(
    (await db.all(allDetainers))
      .filter((row) => row.release_id === second.release_id)
      .map((row) => [row.sheet_id, row.row_no]),
    [[sheet?.sheet_id, 4]],
  );
});

test("a mended file that is fed again, by another name and order, adds nothing", async () => {
  const done = await intake.take(
    table(sixColumns, sixCells("never", "FED TWICE"), sixCells("nor then", "FED TWICE")),
  );
  const text = mended(done.quarantine_files[0] ?? "", (row) => `2015-07-0${row.accord_row}`);
  const once = await intake.take(text);
  assert.deepEqual([once.recorded, once.known, once.quarantined], [2, 0, 0]);
  const [header = "", one = "", two = ""] = text.split("\n");
  for (const again of [text, `${header}\n${two}\n${one}\n`, `${header}\r\n${one}\r\n`]) {
    const before = await db.one(everything);
    const fed = await intake.take(again);
    assert.equal(fed.recorded, 0);
    assert.equal(fed.read, fed.known + fed.quarantined);
    assert.equal(fed.quarantined, 0);
    assert.deepEqual(await db.one(everything), before);
  }
});

const everything = defineQuery(
  z.object({ detainers: z.number(), entries: z.number(), releases: z.number() }),
  sql`select (select count(*) from detainer) as detainers, (select count(*) from journal) as entries, (select count(*) from release) as releases`,
);

test("a mended file of rows that are still all bad adds nothing, and says so", async () => {
  const done = await intake.take(table(sixColumns, sixCells("never", "STILL BAD")));
  const before = await db.one(everything);
  const fed = await intake.take(`${readFileSync(done.quarantine_files[0] ?? "", "utf8")}`);
  assert.deepEqual([fed.read, fed.recorded, fed.known, fed.quarantined], [1, 0, 0, 1]);
  assert.deepEqual(await db.one(everything), before);
  assert.doesNotMatch(fed.notes.join(" "), /has every row of this file already/);
});

test("a row whose lineage the record does not know is put aside, not recorded", async () => {
  const header = [...sixColumns, "accord_source_sha256", "accord_sheet", "accord_row", "accord_reason"];
  const done = await intake.take(
    table(
      header,
      [...sixCells("2015-05-08"), "0".repeat(64), "", "2", "made up"],
      [...sixCells("2015-05-08"), "", "", "two", ""],
    ),
  );
  assert.deepEqual([done.read, done.recorded, done.quarantined], [2, 0, 2]);
});

test("a mended booking row is recorded where it came from, in its release's series", async () => {
  const header = ["booking_n", "booking_dt", "release_dt", "booking_charge_desc", "final_release_disp"];
  const done = await intake.take(
    table(header, ["1", "soon", "", "HOLD IMMIGRAT", ""], ["2", "2016-12-22 08:00:00", "", "THEFT 3", ""]),
    { series: "bookings" },
  );
  assert.deepEqual([done.recorded, done.quarantined], [1, 1]);
  const fed = await intake.take(
    readFileSync(done.quarantine_files[0] ?? "", "utf8").replace("soon", "2016-12-21 08:00:00"),
  );
  assert.deepEqual([fed.recorded, fed.series, fed.vintage], [1, "bookings", 1]);
});

test("no part of a file is left in the folder of the quarantine, and the journal holds through all of this", async () => {
  assert.ok(existsSync(`${folder}/quarantine`));
  assert.deepEqual(
    readdirSync(`${folder}/quarantine`).filter((name) => !name.endsWith(".csv")),
    [],
  );
  assert.deepEqual(await db.all(uncounted), []);
  const check = await verifyJournal(db);
  assert.equal(check.first_wrong, null);
  assert.equal(check.ok, true);
});
