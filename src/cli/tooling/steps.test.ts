import assert from "node:assert/strict";
import { test } from "node:test";
import { AppError } from "../../base/errors.ts";
import { plainFinding, runSteps, type Step } from "./steps.ts";

async function run(...steps: readonly Step[]) {
  const said: string[] = [];
  const result = await runSteps(steps, (line) => said.push(line));
  return {
    ...result,
    steps: result.steps.map(({ name, ok, passed, failed }) => ({ name, ok, passed, failed })),
    said,
  };
}

const lint: Step = { name: "lint", run: async () => plainFinding(true, []) };
const tests = (passed: number, failed: number): Step => ({
  name: "tests",
  run: async () => ({ ok: failed === 0, lines: [], passed, failed, skipped: 0 }),
});

test("what passed and failed is summed over the steps; a lint has no tests", async () => {
  const { steps, passed, failed } = await run(lint, tests(3, 0), tests(2, 1));
  assert.deepEqual([passed, failed], [5, 1]);
  assert.deepEqual(steps, [
    { name: "lint", ok: true, passed: 0, failed: 0 },
    { name: "tests", ok: true, passed: 3, failed: 0 },
    { name: "tests", ok: false, passed: 2, failed: 1 },
  ]);
});

test("a step that fails without a failing test counts as one failure, and the steps behind it are run", async () => {
  const bad: Step = { name: "types", run: async () => plainFinding(false, ["src/x.ts(1,1): wrong"]) };
  const { passed, failed, said } = await run(bad, tests(3, 0));
  assert.deepEqual([passed, failed], [3, 1]);
  assert.equal(said[0], "src/x.ts(1,1): wrong");
  assert.match(said[1] ?? "", /^FAILED +\d+\.\d s {2}types$/);
});

test("a step that cannot be run says why in one line when the reason is the machine's", async () => {
  const missing: Step = {
    name: "browser",
    run: () => Promise.reject(new AppError("missing", "needs chromium; install it")),
  };
  const { failed, said } = await run(missing);
  assert.equal(failed, 1);
  assert.deepEqual(said.slice(0, -1), ["needs chromium; install it"]);
});

test("a fault of our own is shown with where it happened", async () => {
  const faulty: Step = { name: "faulty", run: () => Promise.reject(new TypeError("no such thing")) };
  assert.match((await run(faulty)).said.join("\n"), /TypeError: no such thing\n.*steps\.test\.ts/);
});

test("what was skipped is said", async () => {
  const skipping: Step = {
    name: "tests",
    run: async () => ({ ok: true, lines: [], passed: 2, failed: 0, skipped: 1, note: "PostgreSQL 15" }),
  };
  assert.match(
    (await run(skipping)).said[0] ?? "",
    /^ok +\d+\.\d s {2}tests +2 passed, 0 failed, 1 skipped, PostgreSQL 15$/,
  );
});
