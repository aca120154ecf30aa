import assert from "node:assert/strict";
import { test } from "node:test";
import { openTestStore } from "../../test/support/store.ts";
import { evaluate } from "../law/definitions/evaluate.ts";
import { lawJurisdictions } from "../records/law/jurisdictions.ts";
import { lawFacts } from "../records/law/law-facts.ts";
import { lawCatalogue } from "../records/law/law-tables.ts";
import { policySetAsOf } from "../records/policies/policies-as-of.ts";
import { addPolicy, seedPolicies } from "../records/policies/record-policy.ts";
import { shippedInstruments } from "../records/policies/shipped-instruments.ts";
import { definitionNamed } from "./law/asked.ts";

const by = { recorded_at: "2026-11-21T00:00:00.000Z", author: "made-up office", reason: "made up" };

test("an answer is that of the policies as known at a position, and says whether they are recorded", async (t) => {
  const { db } = await openTestStore(t);
  const county = lawJurisdictions().get("35001") ?? assert.fail("no Bernalillo County");
  const answerAt = async (position: number | null) => {
    const set = await policySetAsOf(db, position);
    const known = lawFacts(county, set.instruments, "2017-08-10");
    return { told: set.told, result: evaluate(definitionNamed("psp-q3"), known, lawCatalogue()).result };
  };

  assert.deepEqual(await answerAt(null), { told: "as shipped, not yet recorded", result: "does_not_meet" });
  const seeded = await db.transaction((tx) => seedPolicies(tx, by));
  const before = await answerAt(null);
  assert.deepEqual(before, { told: `as recorded at position ${seeded.position}`, result: "does_not_meet" });

  const statement = shippedInstruments().find((one) => one.instrument_id === "nm-bernalillo-mdc-2015");
  assert.ok(statement);
  const provisions = statement.provisions.map((one) => ({
    ...one,
    modality: "must" as const,
    condition: null,
  }));
  await db.transaction((tx) => addPolicy(tx, { ...statement, provisions }, by));
  assert.equal((await answerAt(null)).result, "meets", "a corrected version changes the answer");
  assert.deepEqual(await answerAt(seeded.position), before, "and not the answer as it was known before");
});
