import type { Decide } from "./decide.ts";
import type { FactReader } from "./fact-reader.ts";
import { contested, doesNotMeet, type Finding, meets, notDeterminable } from "./finding.ts";

type Answer = "present" | "absent" | "disputed" | "not_recorded";

function ofRule(factId: string): (facts: FactReader) => Answer {
  return (facts) => {
    const stance = facts.stance(factId);
    if (stance === "missing") return "not_recorded";
    if (stance === "limits" || stance === "on_terms") return "present";
    return stance === "allows" || stance === "ensures" ? "absent" : "disputed";
  };
}

function ofAgreement(factId: string): (facts: FactReader) => Answer {
  return (facts) => {
    if (!facts.knows(factId)) return "not_recorded";
    return facts.says(factId, "in_force") ? "absent" : "present";
  };
}

function ofFlag(factId: string): (facts: FactReader) => Answer {
  return (facts) => {
    if (!facts.knows(factId)) return "not_recorded";
    return facts.says(factId, "true") ? "present" : "absent";
  };
}

/** The seven kinds of limit that are counted; which seven is general knowledge, their wording is ours. */
const factors: readonly {
  readonly part: string;
  readonly fact: string;
  readonly ask: (f: FactReader) => Answer;
}[] = [
  { part: "1 no 287(g) agreement", fact: "agreement_287g", ask: ofAgreement("agreement_287g") },
  {
    part: "2 no paid detention agreement",
    fact: "agreement_boa_igsa",
    ask: ofAgreement("agreement_boa_igsa"),
  },
  {
    part: "3 limits on holding on a detainer",
    fact: "rule_hold_on_admin",
    ask: ofRule("rule_hold_on_admin"),
  },
  {
    part: "4 limits on release notice",
    fact: "rule_share_release_date",
    ask: ofRule("rule_share_release_date"),
  },
  {
    part: "5 limits on interviews in the jail",
    fact: "rule_jail_access_dhs",
    ask: ofRule("rule_jail_access_dhs"),
  },
  { part: "6 no asking about status", fact: "rule_ask_status", ask: ofRule("rule_ask_status") },
  {
    part: "7 no local money or time",
    fact: "rule_use_of_local_funds",
    ask: ofFlag("rule_use_of_local_funds"),
  },
];

const words = {
  present: "meets",
  absent: "does_not_meet",
  disputed: "contested",
  not_recorded: "not_determinable",
} as const;

/** The count of limits as a range, for what is not recorded; it describes written policy, not practice. */
function score(facts: FactReader): Finding {
  const answers = factors.map((factor) => ({ ...factor, answer: factor.ask(facts) }));
  const count = (answer: Answer) => answers.filter((one) => one.answer === answer).length;
  const [least, most] = [count("present"), factors.length - count("absent")];
  const detail = least === most ? `score_${least}_of_7` : `score_${least}_to_${most}_of_7`;
  const because = [
    `Of seven kinds of limit ${least} are recorded as written down, ${count("absent")} as absent, ${count("disputed")} are in dispute and ${count("not_recorded")} are not recorded.`,
    ...facts.sentences(...factors.map((one) => one.fact)),
  ];
  const [first, ...more] = answers.filter((one) => one.answer === "not_recorded").map((one) => one.fact);
  const parts = answers.map(({ part, answer }) => ({ part, result: words[answer] }));
  return {
    ...overall(most, least, first === undefined ? null : [first, ...more], because, detail),
    detail,
    parts,
  };
}

function overall(
  most: number,
  least: number,
  missing: readonly [string, ...string[]] | null,
  because: readonly string[],
  detail: string,
): Finding {
  if (most < factors.length) return doesNotMeet(because);
  if (missing !== null) return notDeterminable(missing, because);
  return least === factors.length ? meets(because) : contested(because, detail);
}

/** An example of a test that is not the government's: a count of seven kinds of limit. */
export const rules: Readonly<Record<string, Decide>> = { "ILRC-7": score };
