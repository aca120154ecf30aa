import assert from "node:assert/strict";
import { test } from "node:test";
import { ask, type Given, holds } from "../../../test/support/ask-definition.ts";
import { NoRuleInForce } from "../../base/errors.ts";

test("PSP questions: a police department without a jail answers none of them, and is pointed to the operator", () => {
  const operators: Given = {
    "3502000": "Bernalillo County Metropolitan Detention Center",
    "2404000": "Maryland Department of Public Safety and Correctional Services",
    "0675000": "San Joaquin County Sheriff",
    "0665000": "San Bernardino County Sheriff",
  };
  for (const [geoid, operator] of Object.entries(operators))
    for (const question of ["psp-q1", "psp-q2", "psp-q3"]) {
      const found = ask(question, geoid, "2017-08-10");
      assert.deepEqual(
        [found.result, found.detail],
        ["not_applicable", "not_ours_to_answer"],
        `${geoid} ${question}`,
      );
      assert.ok(
        found.explanation.some((text) => text.includes(operator)),
        `${geoid} is pointed to ${operator}`,
      );
    }
});

test("PSP questions: answered by the body that runs the jail, from 2017-08-03 to 2017-08-18", () => {
  assert.throws(() => ask("psp-q3", "35001", "2017-08-02"), NoRuleInForce);
  holds([
    // Metropolitan Detention Center (2015): cannot hold once local cases are cleared; the statement's first day is not known.
    ["psp-q3", "35001", "2017-08-03", "does_not_meet", "dates_not_certain"],
    ["psp-q3", "35001", "2017-08-18", "does_not_meet", "dates_not_certain"],
    // It tells ICE after release: allowed, not ensured.
    ["psp-q2", "35001", "2017-08-10", "contested", "rule_allows"],
    ["psp-q1", "35001", "2017-08-10", "not_determinable", "facts_missing"],
    // California's Trust Act bars it: contested, not "no". The Truth Act lets ICE in with consent.
    ["psp-q3", "06071", "2017-08-10", "contested", "state_law_bars_compliance"],
    ["psp-q1", "06077", "2017-08-10", "contested", "rule_on_terms"],
    // Miami-Dade R-163-17 (2017-02-17): "to the extent permissible by law".
    ["psp-q3", "12086", "2017-08-10", "meets", null],
    // A place of which nobody wrote down who runs the jail.
    ["psp-q3", "0107000", "2017-08-10", "not_determinable", "facts_missing"],
  ]);
  assert.throws(() => ask("psp-q3", "35001", "2017-08-19"), NoRuleInForce);
});

test("PSP question 3: a State's bar makes the difference between no and contested", () => {
  holds([
    ["psp-q3", "35001", "2017-08-10", "does_not_meet", null, { rule_hold_on_admin: "must_not" }],
    [
      "psp-q3",
      "35001",
      "2017-08-10",
      "contested",
      "state_law_bars_compliance",
      { rule_hold_on_admin: "must_not", state_law_bars_compliance: "hold" },
    ],
    [
      "psp-q3",
      "35001",
      "2017-08-10",
      "does_not_meet",
      null,
      { rule_hold_on_admin: "must_not", state_law_bars_compliance: "notify" },
    ],
  ]);
});
