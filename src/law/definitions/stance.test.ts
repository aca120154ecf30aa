import assert from "node:assert/strict";
import { test } from "node:test";
import type { FactValue } from "./definition.ts";
import { givenValue } from "./flips.ts";
import { stanceOf } from "./stance.ts";

const said = (...values: string[]): FactValue[] =>
  values.map((value) => givenValue("rule_hold_on_admin", value));
const doubtful = (value: string): FactValue => ({
  ...givenValue("rule_hold_on_admin", value),
  doubt: "made up",
});

test("what rules on one point come to", () => {
  const cases: readonly (readonly [readonly string[], string])[] = [
    [[], "missing"],
    [["must"], "ensures"],
    [["must_if"], "ensures"],
    [["may"], "allows"],
    [["may_protected"], "allows"],
    [["consent"], "on_terms"],
    [["must_not"], "limits"],
    [["judicial_only"], "limits"],
    [["unsettled"], "unsettled"],
    // A permission yields to a narrower rule; a duty and a ban on local limits do not.
    [["may", "must_not"], "limits"],
    [["may", "must"], "ensures"],
    [["may_protected", "must_not"], "conflict"],
    [["must", "conditional"], "conflict"],
    [["consent", "none"], "limits"],
    [["unsettled", "must_not"], "limits"],
  ];
  for (const [values, stance] of cases) assert.equal(stanceOf(said(...values)), stance, values.join(" and "));
});

test("a rule whose dates are not certain counts alone only where no certain one speaks", () => {
  assert.equal(stanceOf([doubtful("must_not")]), "limits");
  assert.equal(stanceOf([...said("must_not"), doubtful("conditional")]), "limits");
  assert.equal(stanceOf([...said("may"), doubtful("must_not")]), "conflict");
});
