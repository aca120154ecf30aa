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

/** ICE's criterion, read from recorded rules; beside it, whether ICE printed the place: two things that need not agree. */
function section(number: "I" | "III", list: string): Decide {
  return (facts) => {
    const found = whereItRunsTheJail(facts, () => limitsCooperation(facts));
    const printed = facts.all("listed_on").filter((one) => one.value.startsWith(`${list} 2017-`));
    const said =
      printed.length === 0
        ? [`That ICE printed it in section ${number} is not recorded; the sections were read in part.`]
        : printed.map(
            (one) => `ICE printed it in section ${number} of ${one.in_force.from} (${one.source}).`,
          );
    return {
      ...found,
      because: [...found.because, ...said],
      parts: [
        { part: "the criterion, read from recorded rules", result: found.result },
        {
          part: `printed by ICE in section ${number}`,
          result: printed.length === 0 ? "not_determinable" : "meets",
        },
      ],
    };
  };
}

/** ICE's own criterion in sections I and III of the Declined Detainer Outcome Report, editions of 2017-03-20 to 2017-04-06. */
export const rules: Readonly<Record<string, Decide>> = {
  "DDOR-SEC1": section("I", "DDOR-2017-S1"),
  "DDOR-SEC3": section("III", "DDOR-2017-S3"),
};
