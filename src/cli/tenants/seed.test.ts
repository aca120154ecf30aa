import assert from "node:assert/strict";
import { test } from "node:test";
import { openTestStore } from "../../../test/support/store.ts";
import { actions } from "../../records/exchange/actions/catalogue.ts";
import { standingPolicies } from "../../records/exchange/standing-policies.ts";
import { verifyJournal } from "../../records/journal/verify-journal.ts";
import { textFields } from "./canaries.ts";
import { seedTenants } from "./seed.ts";

test("every action is taken, and every free-text field of every action holds a text of its own", async (t) => {
  const store = await openTestStore(t);
  const services = { person_secret: "a secret of this test", instruments: standingPolicies() };
  const seeded = await seedTenants(store, services);
  assert.deepEqual(
    actions.map((action) => action.id).filter((id) => !seeded.inputs.has(id)),
    [],
  );
  const texts = new Set(seeded.planter.canaries.map((one) => one.text));
  const bare = actions.flatMap((action) =>
    textFields(action)
      .filter((field) => !texts.has(`${seeded.inputs.get(action.id)?.[field]}`))
      .map((field) => `${action.id}.${field}`),
  );
  assert.deepEqual(bare, []);
  assert.equal(texts.size, seeded.planter.canaries.length);
  assert.equal((await verifyJournal(store.db)).first_wrong, null);
});
