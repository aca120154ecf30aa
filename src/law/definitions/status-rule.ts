import type { FactValue } from "./definition.ts";
import type { FactReader } from "./fact-reader.ts";
import { contested, doesNotMeet, type Finding, meets, notDeterminable } from "./finding.ts";
import { sourceName } from "./wording.ts";

/** The facts that 8 U.S.C. 1373(a) and 1644 turn on. */
export const sendAndReceive = ["rule_send_status_to_dhs", "rule_receive_status_from_dhs"] as const;
const savingsClause = "rule_savings_clause_1373";
const broadReading = ["rule_share_release_date", "rule_share_home_address"] as const;

function savedBy(clauses: readonly FactValue[], rule: FactValue): FactValue | undefined {
  return clauses.find((one) => one.source === "given" || sourceName(one) === sourceName(rule));
}

function restricted(facts: FactReader, infoFacts: readonly string[]): Finding | null {
  const rules = infoFacts
    .filter((id) => ["limits", "on_terms"].includes(facts.stance(id)))
    .flatMap((id) => facts.all(id))
    .filter((one) => one.value === "must_not" || one.value === "conditional");
  if (rules.length === 0) return null;
  const clauses = facts.all(savingsClause);
  const saved = rules.map((rule) => savedBy(clauses, rule)?.value ?? "none");
  const because = facts.sentences(...infoFacts, savingsClause);
  if (saved.includes("none"))
    return meets([...because, "No savings clause of the same text covers the restriction."]);
  if (saved.includes("general"))
    return contested(
      [...because, "Whether an exception for what law requires saves the rule is a question of reading."],
      "savings_clause_disputed",
    );
  return null;
}

function broadlyRead(facts: FactReader, because: readonly string[]): Finding {
  const limited = broadReading.filter((id) => facts.stance(id) === "limits");
  if (limited.length === 0)
    return doesNotMeet([...because, "No rule recorded restricts the information that the text names."]);
  return contested(
    [
      ...because,
      ...facts.sentences(...limited),
      "On the words alone such a rule is outside the text (9th Cir. 2019 and 2020); the Department of Justice read the text to reach it in 2017 and 2018.",
    ],
    "two_readings",
  );
}

/**
 * Whether a recorded rule restricts status information in the sense of 8 U.S.C. 1373 or 1644: `meets` where one does and no
 * savings clause covers it, `contested` where only release dates or addresses are restricted (domain brief 5.1).
 */
export function statusRestriction(facts: FactReader, infoFacts: readonly string[] = sendAndReceive): Finding {
  const stances = infoFacts.map((id) => facts.stance(id));
  const because = facts.sentences(...infoFacts);
  if (stances.includes("conflict"))
    return contested([...because, "The sources do not agree."], "sources_conflict");
  const found = restricted(facts, infoFacts);
  if (found !== null) return found;
  const [first, ...more] = infoFacts.filter((id) => facts.stance(id) === "missing");
  if (first !== undefined)
    return notDeterminable(
      [first, ...more],
      [...because, `No dated rule text on this is recorded for ${facts.name}.`],
    );
  if (stances.includes("unsettled")) return contested(because, "left_open_by_source");
  return broadlyRead(facts, [...because, ...facts.sentences(savingsClause)]);
}

/** The same question for a condition that asks for no restriction: yes and no change places. */
export function noRestriction(facts: FactReader, infoFacts: readonly string[] = sendAndReceive): Finding {
  const found = statusRestriction(facts, infoFacts);
  if (found.result === "meets") return doesNotMeet(found.because, "restriction_recorded");
  return found.result === "does_not_meet" ? meets(found.because) : found;
}
