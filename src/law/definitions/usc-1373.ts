import type { Decide } from "./decide.ts";
import type { FactReader } from "./fact-reader.ts";
import { contested, notApplicable } from "./finding.ts";
import { sendAndReceive, statusRestriction } from "./status-rule.ts";

function forAGovernment(facts: FactReader, infoFacts: readonly string[]) {
  if (facts.says("entity_is_federal_state_or_local", "other"))
    return notApplicable(["It is no Federal, State or local government body."], "not_a_government");
  const found = statusRestriction(facts, infoFacts);
  if (found.result !== "meets" || !facts.says("injunction_coverage", "contested")) return found;
  return contested([...facts.sentences("injunction_coverage"), ...found.because], "court_held_otherwise");
}

/** 8 U.S.C. 1373(a)-(c) and 1644: whether a rule restricts status information; (c) binds the federal side only. */
export const rules: Readonly<Record<string, Decide>> = {
  /** (a) "… may not prohibit, or in any way restrict, any government entity or official from sending to, or receiving from …" */
  "USC-1373a": (facts) => forAGovernment(facts, sendAndReceive),
  /** (b) sending, requesting or receiving; (2) maintaining; (3) exchanging: of immigration status, not of citizenship. */
  "USC-1373b": (facts) =>
    forAGovernment(facts, [...sendAndReceive, "rule_maintain_status", "rule_exchange_status_with_agencies"]),
  /** (c) "The Immigration and Naturalization Service shall respond to an inquiry …" */
  "USC-1373c": (facts) =>
    notApplicable(
      [`8 U.S.C. 1373(c) is a duty of the federal agency to answer; it asks nothing of ${facts.name}.`],
      "binds_federal_side_only",
    ),
  /** 8 U.S.C. 1644: entities only, not officials; a restriction by anyone counts. */
  "USC-1644": (facts) => forAGovernment(facts, sendAndReceive),
};
