import assert from "node:assert/strict";
import { after, test } from "node:test";
import sql from "sql-template-tag";
import { z } from "zod";
import { allDetainers, openIntake, sixCells, sixColumns, table } from "../../../test/support/intake.ts";
import { defineQuery } from "../../db/db.ts";
import { headPosition } from "../../records/journal/journal.ts";
import { compareReleases } from "../../records/releases/compare-releases.ts";
import { releasesAsOf } from "../../records/releases/release.ts";

const intake = await openIntake({ after });
const { db } = intake.store;

/** The requests that count at a position, as `day facility`. */
async function standing(position: number): Promise<string[]> {
  const query = defineQuery(
    z.object({ text: z.string() }),
    sql`select r.prepared_on || ' ' || p.name as text from request_as_of(${position}) r join source_place p using (place_id)
         order by r.prepared_on, p.name collate "C", r.detainer_id`,
  );
  return (await db.all(query)).map((row) => row.text);
}

const first = await intake.take(
  table(
    sixColumns,
    sixCells("2015-01-10", "A"),
    sixCells("2015-02-10", "B"),
    sixCells("2015-02-11", "B", "Detainer Declined by LEA"),
    sixCells("2015-03-10", "C"),
  ),
  { series: "made up", name: "first.csv" },
);

const second = await intake.take(
  table(sixColumns, sixCells("2015-02-01", "B2"), sixCells("2015-02-11", "B2"), sixCells("2015-02-28", "D")),
  {
    series: "made up",
    name: "second.csv",
  },
);

test("a first release of a series stands as it is", async () => {
  assert.deepEqual([first.series, first.vintage, first.position], ["made up", 1, 1]);
  assert.deepEqual(await standing(1), ["2015-01-10 A", "2015-02-10 B", "2015-02-11 B", "2015-03-10 C"]);
});

test("a later release of the series stands for its own days only; the rest of the earlier one stays", async () => {
  assert.equal(second.vintage, 2);
  assert.deepEqual(await standing(2), [
    "2015-01-10 A",
    "2015-02-01 B2",
    "2015-02-11 B2",
    "2015-02-28 D",
    "2015-03-10 C",
  ]);
});

test("what stood before the later release came can still be read", async () => {
  assert.deepEqual(await standing(1), ["2015-01-10 A", "2015-02-10 B", "2015-02-11 B", "2015-03-10 C"]);
  assert.deepEqual(await standing(0), []);
});

test("both releases are kept whole, and can be compared", async () => {
  assert.deepEqual(
    (await db.all(allDetainers)).map((row) => row.release_id),
    [1, 1, 1, 1, 2, 2, 2],
  );
  assert.deepEqual(await compareReleases(db, 1, 2), [
    { month: "2015-01", lift_reason: "Lifted", first: 1, second: 0 },
    { month: "2015-02", lift_reason: "Detainer Declined by LEA", first: 1, second: 0 },
    { month: "2015-02", lift_reason: "Lifted", first: 1, second: 3 },
    { month: "2015-03", lift_reason: "Lifted", first: 1, second: 0 },
  ]);
});

test("a release without a series replaces nothing, whatever days it covers", async () => {
  const before = await standing(second.position);
  const other = await intake.take(table(sixColumns, sixCells("2015-02-10", "OTHER")), { name: "other.csv" });
  assert.deepEqual(await standing(other.position), [...before, "2015-02-10 OTHER"].sort());
  assert.match(other.notes.join(" "), /covers days that .*first\.csv.* covers too/);
  assert.match(other.series, /^file:[0-9a-f]{12}$/);
});

test("files of one release share a vintage and do not replace each other", async () => {
  const part = (day: string, name: string) =>
    intake.take(table(sixColumns, sixCells(day, name)), {
      series: "in parts",
      vintage: 1,
      name: `${name}.csv`,
    });
  await part("2016-01-01", "PART 1");
  const last = await part("2016-01-01", "PART 2");
  assert.deepEqual((await standing(last.position)).slice(-2), ["2016-01-01 PART 1", "2016-01-01 PART 2"]);
});

test("a file without a row that stands covers no day and replaces nothing", async () => {
  const before = await standing(await headPosition(db));
  const done = await intake.take(table(sixColumns, sixCells("never", "X")), {
    series: "made up",
    name: "all-bad.csv",
  });
  assert.deepEqual([done.recorded, done.quarantined, done.vintage], [0, 1, 3]);
  const release = (await db.all(releasesAsOf(done.position))).at(-1);
  assert.deepEqual([release?.covers_from, release?.covers_to], [null, null]);
  assert.deepEqual(await standing(done.position), before);
});

const identified = [
  "detainer_prepare_date",
  "detention_facility",
  "unique_identifier",
  "file_original",
  "sheet_original",
];
const personRows = [
  ["2026-01-10", "A", "made-up-person-1", "", ""],
  ["2026-01-11", "A", "made-up-person-2", "", ""],
  ["2026-01-12", "A", " made-up-person-1 ", "", ""],
  ["2026-01-13", "A", "", "", ""],
];

test("a person's key joins the rows of one release, and never those of two", async () => {
  const one = await intake.take(table(identified, ...personRows), { series: "people" });
  const two = await intake.take(
    table(identified, ...personRows, ["2026-01-14", "A", "made-up-person-3", "", ""]),
    { series: "people" },
  );
  const alone = await intake.take(table(identified, ...personRows.slice(0, 2)));
  const keys = await Promise.all(
    [one, two, alone].map(async (done) =>
      (await db.all(allDetainers))
        .filter((row) => row.release_id === done.release_id)
        .map((row) => row.person_key),
    ),
  );
  for (const of of keys.slice(0, 2)) {
    assert.equal(of[0], of[2]);
    assert.notEqual(of[0], of[1]);
    assert.equal(of[3], null);
  }
  const known = keys.map((of) => new Set(of.filter((key) => key !== null)));
  assert.deepEqual(
    known.map((of) => of.size),
    [2, 3, 2],
  );
  assert.equal(new Set(known.flatMap((of) => [...of])).size, 7);
});

test("a person's key hangs on the secret of the data folder, and tells nothing of the identifier", async (t) => {
  const other = await openIntake(t);
  const text = table(identified, ...personRows);
  const here = (await db.all(allDetainers)).find((row) => row.person_key !== null)?.person_key;
  await other.take(text, { series: "people" });
  const [same] = await other.store.db.all(allDetainers);
  assert.equal(same?.person_key, here);

  const third = await openIntake(t);
  const { importFile } = await import("./import-file.ts");
  await importFile({ ...third.services, person_secret: "another secret" }, third.write("people.csv", text), {
    author: "test",
    series: "people",
    vintage: null,
    is_synthetic: true,
  });
  const [changed] = await third.store.db.all(allDetainers);
  assert.match(changed?.person_key ?? "", /^[0-9a-f]{32}$/);
  assert.notEqual(changed?.person_key, here);
});
