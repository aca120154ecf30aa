import { forGrantee, whereEnforceable, whereItRunsTheJail } from "./applicability.ts";
import type { Decide } from "./decide.ts";
import type { FactReader } from "./fact-reader.ts";
import { doesNotMeet, type Finding, meets, notDeterminable } from "./finding.ts";
import { certifiedWithoutRestriction } from "./jag-fy2017.ts";
import { ensured } from "./jail-rule.ts";

function condition(inner: (facts: FactReader) => Finding): Decide {
  return (facts) => forGrantee(facts, "2018", () => whereEnforceable(facts, () => inner(facts)));
}

function atItsJail(what: "access" | "notice"): Decide {
  return (facts) => whereItRunsTheJail(facts, () => condition((inner) => ensured(inner, what))(facts));
}

/** A fact that nothing here derives: true breaks the condition or fulfils it, as the caller says. */
function asserted(factId: string, broken: string): (facts: FactReader) => Finding {
  return (facts) => {
    if (!facts.knows(factId))
      return notDeterminable([factId], [`${factId.replaceAll("_", " ")}: not recorded.`]);
    const because = facts.sentences(factId);
    return facts.says(factId, broken) ? doesNotMeet(because) : meets(because);
  };
}

/** The FY2018 award: conditions 42 (information), 44 (disclosure), 45 (access), 46 (notice) and 47 (subrecipients). */
export const rules: Readonly<Record<string, Decide>> = {
  "JAG-FY2018-INFO": condition(certifiedWithoutRestriction),
  "JAG-FY2018-DISCLOSURE": condition(asserted("rule_public_disclosure_federal_le_info", "true")),
  "JAG-FY2018-ACCESS": atItsJail("access"),
  "JAG-FY2018-NOTICE": atItsJail("notice"),
  "JAG-FY2018-SUBINFO": condition(asserted("subrecipients", "not_collected")),
};
