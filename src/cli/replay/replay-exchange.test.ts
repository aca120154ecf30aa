import assert from "node:assert/strict";
import { test } from "node:test";
import { openTestStore } from "../../../test/support/store.ts";
import { InvalidInput } from "../../base/errors.ts";
import { entriesBetween, headPosition } from "../../records/journal/journal.ts";
import { type CaseFile, tenCases } from "./case-file.ts";
import { replayExchange } from "./replay-exchange.ts";

const ten = tenCases();

/** Some of the cases, with those who work in them only. */
function some(...ids: readonly string[]): CaseFile {
  const cases = ten.cases.filter((one) => ids.includes(one.id));
  const logins = new Set(cases.flatMap((one) => one.steps.map((step) => step.who)));
  const organisations = ten.organisations.filter((each) =>
    each.members.some(({ login }) => logins.has(login)),
  );
  return { ...ten, cases, organisations };
}

test("cases are carried through the API by accounts that signed in, and what is found otherwise is told", async (t) => {
  const store = await openTestStore(t);
  const file = some("transferred-and-relayed");
  const [first] = file.cases;
  assert.ok(first !== undefined);
  const doubted = { ...first, expect: { ...first.expect, finding: "DECLINED" as const } };
  const { answer, unexpected } = await replayExchange(store, { ...file, cases: [doubted] });
  assert.equal(answer.chain, "ok");
  assert.deepEqual(
    answer.cases.map((one) => [
      one.id,
      one.finding,
      one.outcome_by_jail,
      one.outcome_by_ice,
      one.disagreement,
    ]),
    [["transferred-and-relayed", "RELEASED_WITHOUT_NOTICE", "RELEASED_WITHOUT_NOTICE", "DECLINED", true]],
  );
  assert.deepEqual(unexpected, [
    "transferred-and-relayed: finding is RELEASED_WITHOUT_NOTICE, expected DECLINED",
  ]);
  const entries = await store.db.all(entriesBetween(1, await headPosition(store.db)));
  const signIns = entries.filter((entry) => entry.body.what === "sign_in");
  const methods = new Map<string, number>();
  for (const { body } of signIns) methods.set(`${body.method}`, (methods.get(`${body.method}`) ?? 0) + 1);
  assert.deepEqual(Object.fromEntries(methods), { link: 3, password: 3 });
  const writers = new Set(entries.filter((entry) => entry.kind === "exchange").map((entry) => entry.author));
  assert.equal(writers.size, 3);
});

test("a step that is refused is named with its case, and nothing is called done", async (t) => {
  const store = await openTestStore(t);
  const file = some("not-in-custody");
  const [one] = file.cases;
  assert.ok(one !== undefined);
  const steps = one.steps.map((step) =>
    step.number === 2 ? { ...step, input: { ...step.input, reason: "weather" } } : step,
  );
  await assert.rejects(
    replayExchange(store, { ...file, cases: [{ ...one, steps }] }),
    (error: Error) =>
      error instanceof InvalidInput &&
      /^case not-in-custody, step 2 \(release\): reason: /.test(error.message),
  );
});
