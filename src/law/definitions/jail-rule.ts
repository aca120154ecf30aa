import type { FactReader } from "./fact-reader.ts";
import { contested, doesNotMeet, type Finding, meets, notDeterminable } from "./finding.ts";

/** What a test may ask a jail's rules to ensure, with the fact that says it and the word under which state law can bar it. */
const asks = {
  access: { fact: "rule_jail_access_dhs", barred: "interview", words: "access to the facility" },
  notice: { fact: "rule_share_release_date", barred: "notify", words: "notice of a release" },
  hold: { fact: "rule_hold_on_admin", barred: "hold", words: "a hold of up to 48 hours" },
} as const;

const stateLaw = "state_law_bars_compliance";

function barredByStateLaw(facts: FactReader, barred: string): string[] {
  return facts
    .all(stateLaw)
    .filter((one) => one.value === barred)
    .map((one) => `State law does not allow it (${one.asserted_by}, ${one.source}).`);
}

/**
 * Whether recorded rules or practices ensure what a test asks of a jail. Where state law bars it the answer is contested and not
 * "no" (domain brief 5.7); a rule that allows without requiring, or only with consent, is read both ways.
 */
export function ensured(facts: FactReader, what: keyof typeof asks): Finding {
  const { fact, barred, words } = asks[what];
  const because = facts.sentences(fact);
  const stance = facts.stance(fact);
  const law = barredByStateLaw(facts, barred);
  if (stance === "ensures") return meets(because);
  if (law.length > 0) return contested([...law, ...because], "state_law_bars_compliance");
  if (stance === "missing")
    return notDeterminable([fact], [`No rule on ${words} is recorded for ${facts.name}.`]);
  if (stance === "limits") return doesNotMeet(because);
  return contested([...because, reasonOf(stance, words)], `rule_${stance}`);
}

function reasonOf(stance: "allows" | "on_terms" | "unsettled" | "conflict", words: string): string {
  const reasons = {
    allows: `The rule allows ${words} and does not require it; whether that is "designed to ensure" it is a question of reading.`,
    on_terms: `${words.charAt(0).toUpperCase()}${words.slice(1)} depends on the person's consent; whether that is "designed to ensure" it is a question of reading.`,
    unsettled: "The source leaves it open.",
    conflict: "The sources do not agree.",
  } as const;
  return reasons[stance];
}
