import { forGrantee } from "./applicability.ts";
import type { Decide } from "./decide.ts";
import type { FactReader } from "./fact-reader.ts";
import { doesNotMeet, type Finding, notDeterminable } from "./finding.ts";
import { noRestriction } from "./status-rule.ts";

const lastDayForPapers = "2017-06-30"; // the deadline that the grant agreement sets

/** "submit all documentation to the Office of Justice Programs by June 30, 2017": for those that the Inspector General named. */
function papers(facts: FactReader): Finding | null {
  const wasAsked = facts.all("received_letter").some((one) => one.value.startsWith("LTR-2017-04-21 letter"));
  if (!wasAsked) return null;
  if (!facts.knows("legal_opinion_submitted"))
    return notDeterminable(
      ["legal_opinion_submitted"],
      ["It was asked for documents and a legal opinion; whether they were sent is not recorded."],
    );
  if (facts.on > lastDayForPapers && facts.says("legal_opinion_submitted", "false"))
    return doesNotMeet(facts.sentences("legal_opinion_submitted"), "papers_not_sent");
  return null;
}

/** The FY2016 award: papers for those named in May 2016, and section 1373 as an applicable federal law. */
export const rules: Readonly<Record<string, Decide>> = {
  "JAG-FY2016-1373": (facts) => forGrantee(facts, "2016", () => papers(facts) ?? noRestriction(facts)),
};
