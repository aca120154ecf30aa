import { type Finding, type NameInState, open, type Rule } from "./finding.ts";
import { bareRule, severalGovernmentsRule } from "./rules/bare.ts";
import { cityRule } from "./rules/city.ts";
import { cityReadings, countyRule } from "./rules/county.ts";
import { federalRule } from "./rules/federal.ts";
import { notAJailRule } from "./rules/not-a-jail.ts";
import { stateRule } from "./rules/state.ts";

/** The rules in the order in which they are asked; the first that answers decides. */
export const rules: readonly { readonly id: string; readonly rule: Rule }[] = [
  { id: "not_a_jail", rule: notAJailRule },
  { id: "federal_words", rule: federalRule },
  { id: "state_words", rule: stateRule },
  { id: "county_in_name", rule: countyRule },
  { id: "city_in_name", rule: cityRule },
  { id: "several_governments", rule: severalGovernmentsRule },
  { id: "bare_name", rule: bareRule },
];

/** The first rule that answers, with its finding; where none does, an open finding with the counties of the city. */
export function findByRules(asked: NameInState): { readonly rule: string; readonly finding: Finding } {
  for (const { id, rule } of rules) {
    const finding = rule(asked);
    if (finding) return { rule: id, finding };
  }
  const why = `No rule knows what "${asked.name.folded}" is in ${asked.state.name}.`;
  return { rule: "none", finding: open([why], cityReadings(asked)) };
}
