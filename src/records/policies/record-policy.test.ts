import assert from "node:assert/strict";
import { after, test } from "node:test";
import sql from "sql-template-tag";
import { madeUpInstrument, madeUpProvision } from "../../../test/support/made-up-instrument.ts";
import { openTestStore } from "../../../test/support/store.ts";
import { Conflict, InvalidInput, NotFound } from "../../base/errors.ts";
import { boundsOf } from "../../law/policies/bounds.ts";
import { inForce } from "../../law/policies/in-force.ts";
import { entriesBetween, headPosition } from "../journal/journal.ts";
import { verifyJournal } from "../journal/verify-journal.ts";
import { policiesAsOf, policySetAsOf, sectionThreeAsOf } from "./policies-as-of.ts";
import { instrumentText, policyEntryFault } from "./policy-entry.ts";
import { addPolicy, confirmPolicy, endPolicy, seedPolicies } from "./record-policy.ts";
import { shippedInstruments } from "./shipped-instruments.ts";

const { db, engine } = await openTestStore({ after });
const by = { recorded_at: "2026-11-21T12:00:00.000Z", author: "a made-up office", reason: "a test" };
const made = madeUpInstrument({
  instrument_id: "wa-king-made-up",
  effective_from: "2024",
  supersedes: "wa-king-18665",
  provisions: [
    madeUpProvision({ provision_id: "wa-king-made-up-p01", in_force_from: "2024" }),
    madeUpProvision({
      provision_id: "wa-king-made-up-p02",
      act: "notify_release",
      modality: "must_not_unless",
      condition: { any: [{ fact: "judicial_warrant" }, { words: "an emergency" }] },
      condition_text: "a judge's warrant or an emergency",
      in_force_from: "2024-06",
      in_force_to: "2025",
    }),
  ],
});
const find = async (id: string, position: number | null = null) =>
  (await policiesAsOf(db, position)).find((one) => one.instrument_id === id);

// one story, step by step, on one record
test("a record without policies reads the shipped set, and says so", async () => {
  const set = await policySetAsOf(db, null);
  assert.deepEqual([set.position, set.origin, set.told], [0, "shipped", "as shipped, not yet recorded"]);
  assert.equal(set.instruments, shippedInstruments());
});

test("a change of an instrument that is not there records nothing", async () => {
  const gone = db.transaction((tx) => endPolicy(tx, "wa-nowhere", "2024-01-01", by));
  await assert.rejects(gone, NotFound);
  assert.equal(await headPosition(db), 0);
});

test("the shipped set is one entry, and is recorded once", async () => {
  const first = await db.transaction((tx) => seedPolicies(tx, by));
  assert.deepEqual(first, { position: 1, instruments: 212, provisions: 355, kept: [] });
  const again = await db.transaction((tx) => seedPolicies(tx, by));
  assert.deepEqual(again, { position: null, instruments: 0, provisions: 0, kept: [] });
  assert.equal(await headPosition(db), 1);
});

test("what is read from the record is what was shipped, row by row", async () => {
  const set = await policySetAsOf(db, null);
  assert.deepEqual([set.origin, set.told], ["recorded", "as recorded at position 1"]);
  assert.deepEqual(set.instruments.map(instrumentText), shippedInstruments().map(instrumentText));
  assert.deepEqual(set.instruments.map(boundsOf), shippedInstruments().map(boundsOf));
});

test("an added instrument ends the version that it replaces, from its position on", async () => {
  const done = await db.transaction((tx) => addPolicy(tx, made, by));
  assert.deepEqual([done.position, done.changed, done.seeded_at], [2, true, null]);
  const [before, now] = [await find("wa-king-18665", 1), await find("wa-king-18665", 2)];
  assert.ok(before && now);
  assert.deepEqual([inForce(before, "2025-01-01"), inForce(now, "2025-01-01")], ["in_force", "uncertain"]);
  assert.equal(await find(made.instrument_id, 1), undefined);
  assert.equal(instrumentText((await find(made.instrument_id)) ?? made), instrumentText(made));
});

test("adding what the record has already adds nothing", async () => {
  const done = await db.transaction((tx) => addPolicy(tx, made, by));
  assert.deepEqual([done.position, done.changed], [2, false]);
  assert.equal(await headPosition(db), 2);
});

const refused: readonly [name: string, fields: Parameters<typeof madeUpInstrument>[0], told: RegExp][] = [
  [
    "a jurisdiction that is not there",
    { instrument_id: "x", jurisdiction_geoid: "53034" },
    /there is no state, county or place 53034/,
  ],
  [
    "an earlier version that is not there",
    { instrument_id: "x", supersedes: "y" },
    /x: it supersedes y, which is not there/,
  ],
  [
    "an earlier version of another state",
    { instrument_id: "x", supersedes: "tx-travis-2017" },
    /of another state/,
  ],
  [
    "a ring",
    { ...made, instrument_id: "wa-king-17706", supersedes: "wa-king-made-up" },
    /comes after itself/,
  ],
  [
    "an overlap",
    { instrument_id: "x", supersedes: "wa-king-17706", effective_from: "2014-08-01" },
    /begins while wa-king-17706, which it supersedes, is in force until 2014-09-04/,
  ],
];
for (const [name, fields, told] of refused)
  test(`${name} is refused, and nothing is recorded`, async () => {
    const attempt = db.transaction((tx) => addPolicy(tx, madeUpInstrument(fields), by));
    await assert.rejects(attempt, (error) => error instanceof InvalidInput && told.test(error.message));
    assert.equal(await headPosition(db), 2);
  });

test("an end is a new version: known from its position on, and not before", async () => {
  const done = await db.transaction((tx) => endPolicy(tx, made.instrument_id, "2026-03-31", by));
  assert.equal(done.position, 3);
  const [before, now] = [await find(made.instrument_id, 2), await find(made.instrument_id)];
  assert.ok(before && now);
  assert.deepEqual([before.effective_to, now.effective_to], [null, "2026-03-31"]);
  assert.deepEqual(
    [inForce(before, "2026-04-01"), inForce(now, "2026-03-31"), inForce(now, "2026-04-01")],
    ["in_force", "in_force", "not_in_force"],
  );
  assert.deepEqual(
    now.provisions.map((p) => p.in_force_to),
    ["2026-03-31", "2025"],
  );
});

test("an end before the beginning is refused", async () => {
  const attempt = db.transaction((tx) => endPolicy(tx, made.instrument_id, "2023-12-31", by));
  await assert.rejects(attempt, /begins on 2024-01-01 at the earliest; it cannot end on 2023-12-31/);
});

test("an end that would run into the version that comes after is refused", async () => {
  const attempt = db.transaction((tx) => endPolicy(tx, "wa-king-17706", "2015-01-01", by));
  await assert.rejects(
    attempt,
    /wa-king-17886: it begins while wa-king-17706, which it supersedes, is in force until 2015-01-01/,
  );
});

test("a confirmation is a new version with the office and the day", async () => {
  const confirmed = { by: "a made-up clerk's office", on: "2026-02-01" };
  const done = await db.transaction((tx) => confirmPolicy(tx, made.instrument_id, confirmed, by));
  assert.equal(done.position, 4);
  const [before, now] = [await find(made.instrument_id, 3), await find(made.instrument_id)];
  assert.deepEqual(
    [before?.confirmed_on, now?.confirmed_on, now?.confirmed_by],
    [null, "2026-02-01", confirmed.by],
  );
  const row = (await sectionThreeAsOf(db, null, "2026-02-15")).rows.find(
    (one) => one.instrument_id === made.instrument_id,
  );
  assert.deepEqual([row?.confirmed_on, row?.confirmed_by, row?.areas], ["2026-02-01", confirmed.by, ["SEA"]]);
});

const unconfirmed: readonly [
  name: string,
  id: string,
  on: string,
  kind: typeof InvalidInput | typeof Conflict,
][] = [
  ["for a day after its end", made.instrument_id, "2026-04-01", InvalidInput],
  ["for a day before it began", made.instrument_id, "2023-12-31", InvalidInput],
  ["for a day after it was replaced", "wa-king-17706", "2017-02-03", InvalidInput],
  ["earlier than the last one", made.instrument_id, "2025-06-01", Conflict],
];
for (const [name, id, on, kind] of unconfirmed)
  test(`a confirmation ${name} is refused`, async () => {
    await assert.rejects(
      db.transaction((tx) => confirmPolicy(tx, id, { by: "an office", on }, by)),
      kind,
    );
    assert.equal(await headPosition(db), 4);
  });

test("what is new in the shipped set is recorded, and an office's own version is not written over", async () => {
  await db.transaction((tx) => endPolicy(tx, "wa-seattle-2003", "2026-01-01", by));
  const changed = shippedInstruments().map((one) =>
    one.instrument_id === "wa-seattle-2003" || one.instrument_id === "wa-king-18665"
      ? { ...one, note: "A new note." }
      : one,
  );
  const done = await db.transaction((tx) => seedPolicies(tx, by, changed));
  assert.deepEqual([done.position, done.instruments, done.kept], [6, 1, ["wa-seattle-2003"]]);
  assert.equal((await find("wa-king-18665"))?.note, "A new note.");
  assert.equal((await find("wa-seattle-2003"))?.effective_to, "2026-01-01");
  assert.notEqual((await find("wa-king-18665", 5))?.note, "A new note.");
});

test("every read as of an earlier position is what it was then", async () => {
  assert.deepEqual((await policiesAsOf(db, 1)).map(instrumentText), shippedInstruments().map(instrumentText));
});

test("each entry seals its rows", async () => {
  const entries = await db.all(entriesBetween(1, await headPosition(db)));
  assert.deepEqual(
    entries.map((one) => [one.kind, (one.body as { change: string }).change]),
    [
      ["policy", "shipped"],
      ["policy", "added"],
      ["policy", "ended"],
      ["policy", "confirmed"],
      ["policy", "ended"],
      ["policy", "shipped"],
    ],
  );
  for (const entry of entries) assert.equal(await policyEntryFault(db, entry), null);
  assert.equal((await verifyJournal(db)).ok, true);
});

test(`a row that was changed behind the record's back does not fit its seal (${engine})`, async () => {
  await db.transaction(async (tx) => {
    await tx.run(sql`alter table policy_provision disable trigger policy_provision_append_only`);
    await tx.run(sql`update policy_provision set modality = 'may' where provision_id = 'wa-king-17886-p01'`);
    await tx.run(sql`alter table policy_provision enable trigger policy_provision_append_only`);
  });
  const [first] = await db.all(entriesBetween(1, 1));
  assert.ok(first);
  assert.match(
    (await policyEntryFault(db, first)) ?? "",
    /entry 1: the policies of it are not those that were recorded/,
  );
});

test("a first change records the shipped set before itself", async (t) => {
  const fresh = await openTestStore(t);
  const done = await fresh.db.transaction((tx) => addPolicy(tx, made, by));
  assert.deepEqual([done.seeded_at, done.position], [1, 2]);
  assert.equal((await policiesAsOf(fresh.db, null)).length, 213);
});
