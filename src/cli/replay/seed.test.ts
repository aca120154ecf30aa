import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { test } from "node:test";
import { testFolder } from "../../../test/support/folder.ts";
import { openTestStore } from "../../../test/support/store.ts";
import { findingOf } from "../../law/exchange/finding.ts";
import { readAs } from "../../records/exchange/read-as.ts";
import { standingRequest } from "../../records/exchange/standing.ts";
import { standingPolicies } from "../../records/exchange/standing-policies.ts";
import { headPosition } from "../../records/journal/journal.ts";
import { verifyJournal } from "../../records/journal/verify-journal.ts";
import { actorByLogin } from "../../records/organisations/actor-of.ts";
import { handClock, inOrder } from "./carry.ts";
import { readCases, tenCases } from "./case-file.ts";
import { seedCases } from "./seed.ts";

test("the ten cases are seeded in the order of their minutes, each with its finding, and twice is once", async (t) => {
  const { db } = await openTestStore(t);
  const services = { person_secret: "a secret of this test", instruments: standingPolicies() };
  const file = tenCases();
  const seeded = await seedCases(db, services, file);
  assert.equal(seeded.length, 10);
  for (const [at, { id, request_id }] of seeded.entries()) {
    const expect = file.cases[at]?.expect;
    const actor = await actorByLogin(db, expect?.seen_by ?? "");
    assert.ok(actor !== null && expect !== undefined);
    const state = await readAs(db, handClock(file.begins_at), actor, "test", async (reader) => ({
      answer: (await standingRequest(reader, request_id))?.state_now ?? null,
      shown: { requests: [request_id], bookings: [] },
    }));
    assert.ok(state !== null, id);
    const { finding, outcome_by_jail, outcome_by_ice, disagreement } = findingOf(state);
    assert.deepEqual(
      { finding, outcome_by_jail, outcome_by_ice, disagreement },
      {
        finding: expect.finding,
        outcome_by_jail: expect.outcome_by_jail,
        outcome_by_ice: expect.outcome_by_ice,
        disagreement: expect.disagreement,
      },
      id,
    );
  }
  const times = inOrder(file.cases).map((step) => step.at);
  assert.deepEqual(times, times.toSorted());
  const head = await headPosition(db);
  assert.deepEqual(await seedCases(db, services, file), seeded);
  assert.equal(await headPosition(db), head);
  assert.equal((await verifyJournal(db)).first_wrong, null);
});

const wrong: readonly (readonly [what: string, from: string, to: string, says: RegExp])[] = [
  [
    "an account that nobody has",
    "who: river-mo-records-1, action: release",
    "who: nobody-1, action: release",
    /case not-in-custody, step 2: nobody of the organisations is called nobody-1/,
  ],
  ["an action that there is not", "action: end_hold", "action: end_hald", /nearest is end_hold/],
  [
    "a subject that nothing began",
    "action: serve, on: request",
    "action: serve, on: paper",
    /no earlier step begins paper/,
  ],
  ["a minute that no clock shows", "2026-03-02T08:05", "2026-03-32T08:05", /shows 2026-03-32T08:05/],
  [
    "an organisation that is not made up",
    "is_synthetic: true",
    "is_synthetic: false",
    /cases to be replayed are made up/,
  ],
];
for (const [what, from, to, says] of wrong) {
  test(`a file of cases with ${what} is one clear line`, async (t) => {
    const { readFileSync } = await import("node:fs");
    const { projectPath } = await import("../../base/paths.ts");
    const text = readFileSync(projectPath("samples", "exchange", "ten-cases.yaml"), "utf8");
    assert.ok(text.includes(from));
    const path = `${testFolder(t)}/cases.yaml`;
    writeFileSync(path, text.replace(from, to));
    assert.throws(
      () => readCases(path),
      (error: Error) => says.test(error.message) && !error.message.includes("\n"),
    );
  });
}
