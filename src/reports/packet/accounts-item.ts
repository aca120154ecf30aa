import type { Json } from "../../base/canonical-json.ts";
import { type ExchangeFinding, exchangeFinding } from "../../law/exchange/finding.ts";
import { type FindingCode, findingText } from "../../law/exchange/finding-code.ts";
import { computed, itemOf, missing } from "./fact.ts";
import type { PacketFinding, PacketItems, PacketStatement } from "./packet.ts";
import { standing, type View } from "./view.ts";
import { gradeWords } from "./words.ts";

/** Item 10: what each side says came of it, in its own words, side by side; neither is preferred. */
export function statementsItem(view: View): PacketItems["statements"] {
  const issuer = view.case.state.issuer_organisation_id;
  const said = standing(view, "outcome_asserted").map((event): PacketStatement => {
    const { outcome, asked, happened_at, evidence, basis } = event.details;
    return {
      side: event.organisation_id === issuer ? "issuer" : "custodian",
      outcome,
      words: findingText(outcome as FindingCode, asked === null ? [] : [asked]),
      asked,
      happened: happened_at === null ? null : view.moment(happened_at),
      evidence: view.plain(evidence),
      basis,
      at: view.moment(event.occurred_at),
      source: view.source(event),
    };
  });
  const facts = (["custodian", "issuer"] as const)
    .filter((side) => !said.some((one) => one.side === side))
    .map((side) =>
      missing(view, side, side === "issuer" ? "What ICE says" : "What the jail says", "not_recorded"),
    );
  return { ...itemOf(10, facts), said };
}

/** The same value with each of its texts put through a function. */
function withTexts(value: Json, change: (text: string) => string): Json {
  if (typeof value === "string") return change(value);
  if (Array.isArray(value)) return value.map((one) => withTexts(one as Json, change));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, one]) =>
      one === undefined ? [] : [[key, withTexts(one as Json, change)]],
    ),
  );
}

const howToCorrect = [
  "Each side corrects its own events and nobody else's: tell the organisation named beside the fact, with the event number, what it should say, and what shows it.",
  "A correction takes nothing away. Both versions stay, the finding is made anew, and a new packet shows the change under “Errata”.",
  "Where the two sides go on to differ, the record keeps both accounts and says so; this finding is no verdict.",
];

function sidesWords({ disagreement, outcome_by_jail, outcome_by_ice }: ExchangeFinding): string {
  if (disagreement) return "differ";
  const isBoth = outcome_by_jail !== null && outcome_by_ice !== null;
  return isBoth ? "do not contradict each other" : "have not both said what came of it";
}

/** Item 11: what is found from the log and both accounts, by which version of which rule, how strong the evidence is, and how to correct it. */
export function findingItem(view: View): PacketFinding {
  const finding = withTexts(view.case.finding as unknown as Json, view.plain) as unknown as ExchangeFinding;
  const version = exchangeFinding.versions.find((one) => finding.rule === `finding.exchange@${one.version}`);
  const facts = [
    computed("finding", "Finding", finding.words, finding.finding),
    computed("grade", "Evidence", gradeWords(finding.grade), finding.grade),
    computed("disagreement", "The two sides", sidesWords(finding)),
    computed("rule", "Rule", finding.rule),
  ];
  return {
    ...itemOf(11, facts, howToCorrect),
    finding,
    grade_words: gradeWords(finding.grade),
    rule_text: version?.text ?? "",
    rule_cite: version?.cite ?? "",
  };
}
