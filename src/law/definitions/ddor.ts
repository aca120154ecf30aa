import { whereItRunsTheJail } from "./applicability.ts";
import type { Decide } from "./decide.ts";
import type { FactReader } from "./fact-reader.ts";
import { type Finding, meets, notDeterminable } from "./finding.ts";

function limitsCooperation(facts: FactReader): Finding {
  if (!facts.knows("cooperation_limit_rule"))
    return notDeterminable(
      ["cooperation_limit_rule"],
      [
        `No rule that limits cooperation is recorded for ${facts.name}; that none was found does not say that there is none.`,
      ],
    );
  return meets([
    ...facts
      .all("cooperation_limit_rule")
      .map(
        (one) =>
          `Limits cooperation: ${one.source} (${one.asserted_by}${one.doubt === undefined ? "" : `; whether it stood on the day is not certain: ${one.doubt}`}).`,
      ),
    "The report did not define limiting or restricting cooperation; this reading counts any rule that does not allow, or allows only in named cases, what ICE asks.",
  ]);
}

/** ICE's own criterion in sections I and III of the Declined Detainer Outcome Report, editions of 2017-03-20 to 2017-04-06. */
export const rules: Readonly<Record<string, Decide>> = {
  "DDOR-SEC1": (facts) => whereItRunsTheJail(facts, () => limitsCooperation(facts)),
  "DDOR-SEC3": (facts) => whereItRunsTheJail(facts, () => limitsCooperation(facts)),
};
