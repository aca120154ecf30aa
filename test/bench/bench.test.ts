import assert from "node:assert/strict";
import { test } from "node:test";
import { type Answers, checkEqual } from "../../bench/answers.ts";
import { runBench } from "../../bench/bench.ts";
import { median } from "../../bench/measure.ts";
import { isWithin, type Measurement, ratioOf, tableLines } from "../../bench/measurement.ts";
import { testFolder } from "../support/folder.ts";
import { copyPgliteImage } from "../support/pglite-image.ts";

const answers: Answers = {
  by_lift_reason: { "": 2, Lifted: 1 },
  by_state: { TEXAS: 3 },
  by_day: { "2024-01-02": 3 },
  by_facility: { "A|B|TEXAS|C": 3 },
};

test("answers that differ stop the benchmark and name the first difference", () => {
  checkEqual("CSV", answers, structuredClone(answers));
  const fewer = { ...answers, by_lift_reason: { "": 2 } };
  assert.throws(
    () => checkEqual("CSV", fewer, answers),
    /by_lift_reason "Lifted" counts 0 here and 1 in DuckDB/,
  );
  assert.throws(
    () => checkEqual("CSV", answers, fewer),
    /by_lift_reason "Lifted" counts 1 here and 0 in DuckDB/,
  );
});

test("a median is the middle value, or the mean of the middle two", () => {
  assert.equal(median([5, 1, 3]), 3);
  assert.equal(median([4, 1, 3, 10]), 3.5);
  assert.throws(() => median([]), /no values/);
});

const ratio: Measurement = {
  case: "made up",
  unit: "ms",
  ours: 4000,
  other: { name: "other", value: 1000 },
  bound: { kind: "times", value: 4 },
  runs: [4000],
};

test("a bound holds up to its value and not beyond", () => {
  assert.equal(isWithin(ratio), true);
  assert.equal(isWithin({ ...ratio, ours: 4001 }), false);
  assert.equal(isWithin({ ...ratio, bound: { kind: "at_most", value: 3999 } }), false);
  assert.equal(isWithin({ ...ratio, bound: null }), null);
  assert.equal(ratioOf({ ...ratio, other: null }), null);
  assert.throws(() => isWithin({ ...ratio, other: null }), /a ratio needs something beside it/);
});

test("the table says what was missed", () => {
  const [, kept, missed] = tableLines([ratio, { ...ratio, ours: 5000 }]);
  assert.match(kept ?? "", /4\.00 s +1\.00 s other +4\.00 x +<= 4 x +pass$/);
  assert.match(missed ?? "", /5\.00 x +<= 4 x +MISSED$/);
});

test("a small run of the CSV case gives DuckDB's answers, and a time and a memory for each side", async (t) => {
  const said: string[] = [];
  const folder = testFolder(t);
  await copyPgliteImage(`${folder}/empty-store`);
  const plan = {
    is_full: false,
    runs: 1,
    seed: 3,
    csv_rows: 600,
    xlsx_rows: 400,
    store_rows: 600,
    exchange_requests: 600,
    exchange_seconds: 1,
    folder,
    say: (what: string) => said.push(what),
  };
  const report = await runBench(plan, ["csv"]);
  assert.ok(
    said.some((line) => /^equal answers: 600 rows by \d+ lift reasons/.test(line)),
    said.join("\n"),
  );
  assert.ok(report.results.every((result) => result.ours > 0 && result.runs.length === 1));
  assert.ok(report.results.some((result) => result.unit === "MiB") && report.is_within);
});
