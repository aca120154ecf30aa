import assert from "node:assert/strict";
import { test } from "node:test";
import { ask, forbidsSending, holds, willful } from "../../../test/support/ask-definition.ts";
import { NoRuleInForce } from "../../base/errors.ts";

test("the memorandum of 2017-05-22 narrows to section 1373; detainer practice is irrelevant to it", () => {
  assert.throws(() => ask("ag-memo", "35001", "2017-05-21"), NoRuleInForce);
  holds([
    ["ag-memo", "35001", "2017-05-22", "not_determinable", "facts_missing"],
    ["ag-memo", "3502000", "2017-08-10", "not_determinable", "facts_missing"],
    ["ag-memo", "35001", "2017-08-10", "meets", null, { ...willful, ...forbidsSending }],
    ["ag-memo", "35001", "2017-08-10", "not_applicable", "other_funds", { federal_funds_at_issue: "other" }],
  ]);
  const read = ask("ag-memo", "35001", "2017-08-10").facts_used.map((one) => one.fact_id);
  assert.ok(!read.includes("rule_hold_on_admin"));
});
