import assert from "node:assert/strict";
import { after, test } from "node:test";
import sql, { raw } from "sql-template-tag";
import { type Intake, openIntake, sixCells, sixColumns, table } from "../../../test/support/intake.ts";
import {
  appendEntry,
  type Entry,
  entriesBetween,
  entryHash,
  headPosition,
  reservePosition,
} from "./journal.ts";
import { verifyJournal } from "./verify-journal.ts";

const intake = await openIntake({ after });
const { db } = intake.store;
for (const month of ["01", "02", "03"])
  await intake.take(
    table(sixColumns, sixCells(`2015-${month}-10`), sixCells(`2015-${month}-11`, "ANOTHER JAIL")),
    { name: `${month}.csv` },
  );
await intake.take(
  table(["booking_n", "booking_dt", "booking_charge_desc"], ["1", "2016-12-22 08:00:00", "HOLD IMMIGRAT"]),
);

/** Changes the record behind its guard, as someone with the run of the database could; undone when the work is over. */
async function tampered<T>(
  table: string,
  change: string,
  work: (check: Awaited<ReturnType<typeof verifyJournal>>) => T,
): Promise<T> {
  const undo = new Error("undo");
  let answer: T | undefined;
  const run = async (
    tx: Parameters<Parameters<Intake["store"]["db"]["transaction"]>[0]>[0],
  ): Promise<never> => {
    await tx.script(`alter table ${table} disable trigger all`);
    await tx.run(sql`${raw(change)}`);
    answer = work(await verifyJournal({ ...db, ...tx, transaction: (inner) => inner(tx) }));
    throw undo;
  };
  await assert.rejects(db.transaction(run), undo);
  return answer as T;
}

test("a record that nobody touched holds, every row of it", async () => {
  assert.deepEqual(await verifyJournal(db), { entries: 4, rows_checked: 7, ok: true, first_wrong: null });
});

const changes: readonly [what: string, table: string, change: string, wrong: RegExp][] = [
  [
    "a changed day",
    "detainer",
    "update detainer set prepared_on = prepared_on + 1 where detainer_id = 2000000002",
    /^entry 2: the rows of release 2/,
  ],
  [
    "another reason",
    "detainer",
    "update detainer set lift_reason_id = 0 where detainer_id = 2000000003",
    /^entry 2: the rows of release 2/,
  ],
  [
    "a row taken away",
    "detainer",
    "delete from detainer where detainer_id = 1000000002",
    /^entry 1: the rows of release 1/,
  ],
  [
    "two rows that changed places",
    "detainer",
    "update detainer set place_id = case place_id when 1 then 2 else 1 end where release_id = 3",
    /^entry 3: the rows of release 3/,
  ],
  [
    "a row moved to another release",
    "detainer",
    "update detainer set release_id = 1 where detainer_id = 3000000003",
    /^entry 1: the rows of release 1/,
  ],
  [
    "a row put in",
    "detainer",
    "insert into detainer select 1000000099, release_id, prepared_on, place_id, detainer_type_id, lift_reason_id, second_lift_reason_id, lifted_on, release_expected_on, apprehended_on, departed_on, citizenship_id, gender_id, criminality_id, conviction_charge_id, conviction_charge_code_id, convicted_on, charged_on, is_aggravated_felon_id, basis_id, facility_aor_id, duty_site_id, is_juvenile, is_likely_duplicate, person_key, unread_fields from detainer where detainer_id = 1000000002",
    /^entry 1: the rows of release 1/,
  ],
  [
    "a changed booking",
    "booking_charge",
    "update booking_charge set booked_at = booked_at + interval '1 hour'",
    /^entry 4: the rows of release 4/,
  ],
  [
    "another author",
    "journal",
    "update journal set author = 'someone else' where position = 2",
    /^entry 2: its hash does not fit what it says/,
  ],
  [
    "another time",
    "journal",
    "update journal set recorded_at = recorded_at - interval '1 ms' where position = 3",
    /^entry 3: its hash does not fit what it says/,
  ],
  [
    "a changed count",
    "journal",
    `update journal set body = jsonb_set(body, '{vintage}', '7') where position = 1`,
    /^entry 1: its hash does not fit what it says/,
  ],
  [
    "a seal that fits nothing before it",
    "journal",
    `update journal set previous_hash = repeat('0', 64) where position = 2`,
    /^entry 2: it does not follow the entry before it/,
  ],
];
for (const [what, table, change, wrong] of changes) {
  test(`${what} is found and named`, async () => {
    await tampered(table, change, (check) => {
      assert.equal(check.ok, false);
      assert.match(check.first_wrong ?? "", wrong);
    });
  });
}

test("an entry taken out of the middle is found", async () => {
  const cut = "delete from journal where position = 2";
  await tampered("journal", "select 1", () => undefined);
  const work = db.transaction(async (tx) => {
    for (const name of [
      "journal",
      "release",
      "quarantined_row",
      "term",
      "source_place",
      "facility_resolution",
      "outcome_finding",
      "source_sheet",
    ])
      await tx.script(`alter table ${name} disable trigger all`);
    await tx.run(sql`${raw(cut)}`);
    const check = await verifyJournal({ ...db, ...tx, transaction: (inner) => inner(tx) });
    assert.match(check.first_wrong ?? "", /^entry 3: it does not follow the entry before it/);
    throw new Error("undo");
  });
  await assert.rejects(work, /undo/);
});

test("one who seals the changed entry again is found at the entry after it", async () => {
  const [entry] = (await db.all(entriesBetween(2, 2))) as [Entry];
  const sealed = entryHash({ ...entry, author: "someone else" });
  await tampered(
    "journal",
    `update journal set author = 'someone else', hash = '${sealed}' where position = 2`,
    (check) => assert.match(check.first_wrong ?? "", /^entry 3: it does not follow the entry before it/),
  );
});

test("entries take the next positions, whoever appends at once, and each follows the one before", async () => {
  const from = await headPosition(db);
  const entry = (n: number) => ({
    kind: "assertion" as const,
    recorded_at: "2026-01-05T12:00:00.000Z",
    author: "test",
    body: { n, nested: { b: [1, "é"], a: null } },
    content_sha256: null,
  });
  const append = (n: number) =>
    db.transaction(async (tx) => {
      const position = await reservePosition(tx);
      assert.equal(await appendEntry(tx, entry(n)), position);
      return position;
    });
  const positions = await Promise.all([1, 2, 3, 4, 5].map(append));
  assert.deepEqual(
    [...positions].sort((a, b) => a - b),
    [1, 2, 3, 4, 5].map((n) => from + n),
  );
  const check = await verifyJournal(db);
  assert.deepEqual([check.ok, check.entries], [true, from + 5]);
});

test("an entry that is undone leaves no gap", async () => {
  const head = await headPosition(db);
  const undone = db.transaction(async (tx) => {
    await reservePosition(tx);
    await appendEntry(tx, {
      kind: "assertion",
      recorded_at: "2026-01-05T12:00:00.000Z",
      author: "test",
      body: {},
      content_sha256: null,
    });
    throw new Error("undo");
  });
  await assert.rejects(undone, /undo/);
  assert.equal(await headPosition(db), head);
});

test("a changed spelling, place or finding is found, not only a changed row", async () => {
  const changes: [table: string, change: string][] = [
    ["term", "update term set written = 'Booked into Detention' where term_id = 2"],
    ["source_place", "update source_place set state = 'UTAH' where place_id = 1"],
    ["facility_resolution", "update facility_resolution set method = 'code' where place_id = 1"],
    ["outcome_finding", "update outcome_finding set outcome = 'ICE_CUSTODY'"],
    ["source_sheet", "update source_sheet set header_row = 7 where sheet_id = 1"],
  ];
  for (const [table, change] of changes) {
    const check = await tampered(table, change, (found) => found);
    assert.equal(check?.ok, false, table);
    assert.match(check?.first_wrong ?? "", new RegExp(`^entry \\d: the rows of ${table} that hang on it`));
  }
});
