import assert from "node:assert/strict";
import { test } from "node:test";
import { ask, holds } from "../../../test/support/ask-definition.ts";
import { NoRuleInForce } from "../../base/errors.ts";

test("the seven-factor scale gives a range where factors are not recorded, and its version of the day", () => {
  const at = (on: string) => ask("ilrc", "06085", on);
  assert.deepEqual([at("2019-11-12").version, at("2019-11-13").version], ["2018-09-11", "2019-11-13"]);
  assert.throws(() => at("2018-09-10"), NoRuleInForce);
  const found = at("2020-01-01");
  assert.deepEqual(
    [found.result, found.detail, found.parts?.length],
    ["not_determinable", "score_5_to_7_of_7", 7],
  );
  const all = { agreement_boa_igsa: "none", rule_use_of_local_funds: "true" } as const;
  holds([
    ["ilrc", "06085", "2020-01-01", "meets", "score_7_of_7", all],
    ["ilrc", "06085", "2020-01-01", "does_not_meet", "score_6_of_7", { ...all, agreement_287g: "in_force" }],
    [
      "ilrc",
      "06085",
      "2020-01-01",
      "contested",
      "score_6_to_7_of_7",
      { ...all, rule_hold_on_admin: "unsettled" },
    ],
  ]);
});
