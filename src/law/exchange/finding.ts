import type { EvidenceGrade } from "../outcomes/outcome.ts";
import { defineRule } from "../rule.ts";
import type { AskedThing } from "./codes.ts";
import { type ChainLink, chainOf } from "./custodian-chain.ts";
import { type FindingCode, findingText } from "./finding-code.ts";
import { courseWords, type LogFinding, logFinding } from "./log-finding.ts";
import { noticeTiming, timingWords } from "./notice-timing.ts";
import type { Performances } from "./performance.ts";
import type { RequestState, SaidOutcome } from "./request-state.ts";
import { saidOf, settle } from "./settle.ts";

/** What came of a request, found from the log and from what each side says; never a verdict. */
export interface ExchangeFinding {
  readonly rule: string;
  readonly finding: FindingCode;
  readonly words: string;
  /** Evidence grade of domain brief 3.5; D is never given. Null while open, or where nothing bears it out. */
  readonly grade: EvidenceGrade | null;
  readonly disagreement: boolean;
  readonly outcome_by_jail: string | null;
  readonly outcome_by_ice: string | null;
  /** What the log shows by itself; OPEN where it shows no end. */
  readonly outcome_by_log: FindingCode;
  readonly also_found: readonly FindingCode[];
  readonly by_request: Performances;
  /** The asked things that were declined; empty for any other finding than one of a jail that held the person. */
  readonly counts_as_declined: readonly AskedThing[];
  /** Not done, and not called declined, because it is not settled whether the law allowed it. */
  readonly not_settled_by_law: readonly AskedThing[];
  readonly minutes_past_window: number | null;
  readonly explanation: readonly string[];
  readonly custodian_chain: readonly ChainLink[];
  readonly last_custodian: ChainLink;
}

type Apply = (state: RequestState) => ExchangeFinding;

function saidWords(who: string, said: SaidOutcome | null): string {
  if (said === null) return `${who} has not said what came of it.`;
  const asked = said.asked === null ? [] : [said.asked];
  const code = said.outcome as FindingCode;
  return `${who} says: ${findingText(code, asked)} (${said.basis.replaceAll("_", " ")}). Evidence: ${said.evidence}`;
}

function declineWords(log: LogFinding, state: RequestState, declined: readonly AskedThing[]): string[] {
  const must = declined.filter(
    (asked) => state.answers[asked]?.modality === "must" || state.answers[asked]?.modality === "must_if",
  );
  const none = declined.filter((asked) => state.answers[asked]?.modality === "no_rule_found");
  return [
    ...must.map(
      (asked) =>
        `The law in force required it (${asked}): a question of State law, apart from the federal report.`,
    ),
    ...none.map((asked) => `No State or local rule on it (${asked}) was found; none found is not none.`),
    ...log.not_settled.map(
      (asked) =>
        `Not done (${asked}), and not called declined: it is not settled whether the law in force left it to the jail.`,
    ),
  ];
}

const apply: Apply = (state) => {
  const log = logFinding(state);
  const said = saidOf(state);
  const settled = settle(state, log, said);
  const { code } = settled;
  const declined =
    code === "DECLINED" && log.declined.length === 0 && settled.asked !== null
      ? [settled.asked]
      : log.declined;
  const custodian_chain = chainOf(state, code);
  return {
    rule: "finding.exchange@1",
    finding: code,
    words: findingText(code, declined),
    grade: settled.grade,
    disagreement: settled.disagreement,
    outcome_by_jail: said.jail?.outcome ?? null,
    outcome_by_ice: said.ice?.outcome ?? null,
    outcome_by_log: log.code,
    also_found: log.also,
    by_request: log.by_request,
    counts_as_declined: declined,
    not_settled_by_law: log.not_settled,
    minutes_past_window: log.minutes_past_window,
    explanation: [
      ...courseWords(state),
      ...timingWords(noticeTiming(state)),
      ...declineWords(log, state, declined),
      saidWords("The jail", said.jail),
      saidWords("ICE", said.ice),
      ...settled.because,
    ],
    custodian_chain,
    last_custodian: custodian_chain.at(-1) as ChainLink,
  };
};

/** What came of a request in the exchange; versions by the day on which the finding is made. */
export const exchangeFinding = defineRule<Apply>("finding.exchange", [
  {
    version: "1",
    in_force: { from: "1952-01-01", before: null }, // the first detainer forms; the reading is Accord's own and has one version
    cite: "Accord methodology, exchange findings; 8 CFR 287.7(a) (a detainer is a request); domain terms: declined, released, transferred, not in custody, misdirected",
    text: "Found from logged facts in the order of their times. Declined is only what a jail that held the person, had received a valid request and was allowed to do it did by its own decision not do, named thing by thing. Two accounts that differ stay two.",
    apply,
  },
]);

const [current] = exchangeFinding.versions;

/** What came of a request, by the rule `finding.exchange` as it stands: from the log, and from what each side says. Instants ISO UTC. */
export function findingOf(state: RequestState): ExchangeFinding {
  return (current as NonNullable<typeof current>).apply(state);
}
