import { forGrantee, whereEnforceable, whereItRunsTheJail } from "./applicability.ts";
import type { Decide } from "./decide.ts";
import type { FactReader } from "./fact-reader.ts";
import { allOf, doesNotMeet, type Finding, notApplicable, notDeterminable } from "./finding.ts";
import { ensured } from "./jail-rule.ts";
import { noRestriction } from "./status-rule.ts";

/** The certificate of the chief legal officer, then section 1373 within the funded program or activity. */
export function certifiedWithoutRestriction(facts: FactReader): Finding {
  if (facts.says("certification_signed", "false") || facts.says("subrecipient_certificates", "false"))
    return doesNotMeet(
      facts.sentences("certification_signed", "subrecipient_certificates"),
      "certificate_not_signed",
    );
  const status = noRestriction(facts);
  if (!facts.knows("certification_signed") && status.result !== "does_not_meet")
    return notDeterminable(
      ["certification_signed", ...status.missing],
      ["Whether the certificate was signed is not recorded.", ...status.because],
    );
  facts.given("funded_program_or_activity", "the agency whose rules are recorded");
  return status;
}

function forState(facts: FactReader, what: "access" | "notice"): Finding {
  if (!facts.says("recipient_type", "state"))
    return notApplicable(["Condition 55 binds States and State subrecipients."], "other_recipient_type");
  return whereItRunsTheJail(facts, () =>
    forGrantee(facts, "2017", () => whereEnforceable(facts, () => ensured(facts, what))),
  );
}

/** Condition 56: a local OR an applicable State rule suffices, and nothing is asked as to detention requests. */
function forLocal(facts: FactReader): Finding {
  if (!facts.says("recipient_type", "local"))
    return notApplicable(["Condition 56 binds local governments."], "other_recipient_type");
  const both = () =>
    allOf([
      { part: "access (paragraph 1.A)", finding: ensured(facts, "access") },
      { part: "release notice (paragraph 1.B)", finding: ensured(facts, "notice") },
    ]);
  return whereItRunsTheJail(facts, () => forGrantee(facts, "2017", () => whereEnforceable(facts, both)));
}

/** The FY2017 award: conditions 53 (certificate), 55 (States) and 56 (local governments). */
export const rules: Readonly<Record<string, Decide>> = {
  "JAG-FY2017-CERT": (facts) =>
    forGrantee(facts, "2017", () => whereEnforceable(facts, () => certifiedWithoutRestriction(facts))),
  "JAG-FY2017-ACCESS-STATE": (facts) => forState(facts, "access"),
  "JAG-FY2017-NOTICE-STATE": (facts) => forState(facts, "notice"),
  "JAG-FY2017-LOCAL": forLocal,
};
