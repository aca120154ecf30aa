import type { EvidenceGrade } from "../outcomes/outcome.ts";
import type { AskedThing } from "./codes.ts";
import { type Account, agree, type FindingCode, findingWords } from "./finding-code.ts";
import type { LogFinding } from "./log-finding.ts";
import type { RequestState, SaidOutcome } from "./request-state.ts";

type Grade = EvidenceGrade | null;

/** What the parties say: the jail is the last custodian in the exchange; one before it speaks for its own stay only. */
export interface Said {
  readonly jail: SaidOutcome | null;
  readonly ice: SaidOutcome | null;
}

/** Which code stands, how well it is borne out, and whether the accounts differ. */
export interface Settled {
  readonly code: FindingCode;
  readonly asked: AskedThing | null;
  readonly grade: Grade;
  readonly disagreement: boolean;
  readonly because: readonly string[];
}

/** What the last custodian in the exchange and the issuing office say came of a request; null where one has not said. */
export function saidOf({ outcomes, custodian_organisation_id: custodian }: RequestState): Said {
  const jails = outcomes.filter((one) => one.side === "custodian");
  const own = jails.find((one) => one.organisation_id === custodian);
  return {
    jail: own ?? (custodian === null ? (jails.at(-1) ?? null) : null),
    ice: outcomes.find((one) => one.side === "issuer") ?? null,
  };
}

const account = (said: SaidOutcome): Account => ({ code: said.outcome as FindingCode, asked: said.asked });

/**
 * What a party says as a finding: a decline only where the log has the receipt and does not show that law or a condition stood in
 * the way; null where it cannot be one.
 */
function borneOut(said: SaidOutcome, state: RequestState, log: LogFinding): FindingCode | null {
  if (said.outcome !== "DECLINED") return said.outcome as FindingCode;
  if (state.received_at === null || said.asked === null) return null;
  const { standing } = log.by_request[said.asked];
  if (standing === "NOT_PERMITTED_BY_LAW" || standing === "CONDITIONS_NOT_MET") return standing;
  return standing === "not_asked" || standing === "done" || log.not_settled.includes(said.asked)
    ? null
    : "DECLINED";
}

const notSettled = (grade: Grade, because: string, disagreement = false): Settled => ({
  code: "NOT_SETTLED",
  asked: null,
  grade,
  disagreement,
  because: [because],
});

function agreed(said: SaidOutcome, state: RequestState, log: LogFinding): Settled {
  const code = borneOut(said, state, log);
  if (code === null)
    return notSettled(
      null,
      "Both sides say so, and the log does not bear it out: it lacks the receipt or the decision.",
    );
  return { code, asked: said.asked, grade: "A", disagreement: false, because: ["Both sides say so."] };
}

/** One side's word without an end in the log: its own log or observation, or ICE's record alone; an inference is no evidence. */
function alone(said: SaidOutcome, state: RequestState, log: LogFinding): Settled {
  const code = said.basis === "inferred" ? null : borneOut(said, state, log);
  const isOwn = said.basis === "own_log" || said.basis === "own_observation";
  const grade = said.side === "issuer" ? "C" : isOwn ? "B" : null;
  if (code === null || grade === null)
    return notSettled(
      said.basis === "inferred" ? null : grade,
      "Only one side says what came of it, and the log does not bear it out.",
    );
  return {
    code,
    asked: said.asked,
    grade,
    disagreement: false,
    because: ["Only one side says what came of it; the log shows no end."],
  };
}

/** The log shows no end: what the sides say decides, if they do not contradict each other. */
function withoutLog(state: RequestState, log: LogFinding, { jail, ice }: Said): Settled {
  if (jail !== null && ice !== null) {
    if (agree(account(jail), account(ice), log.declined)) return agreed(jail, state, log);
    return notSettled("X", "The sides say different things and the log does not settle it.", true);
  }
  const only = jail ?? ice;
  if (only !== null) return alone(only, state, log);
  return { code: "OPEN", asked: null, grade: null, disagreement: false, because: [] };
}

const fromAnswers: readonly FindingCode[] = [
  "DECLINED",
  "NOTIFIED_NOT_HELD",
  "NOT_PERMITTED_BY_LAW",
  "CONDITIONS_NOT_MET",
];

/** The log shows an end: it decides, save where both sides say otherwise with one voice. */
function withLog(state: RequestState, log: LogFinding, { jail, ice }: Said): Settled {
  const logged: Account = { code: log.code, asked: log.declined[0] ?? null };
  const fits = (one: SaidOutcome | null): boolean =>
    one === null || agree(account(one), logged, log.declined);
  const base = { code: log.code, asked: logged.asked };
  if (
    fits(jail) &&
    fits(ice) &&
    (jail === null || ice === null || agree(account(jail), account(ice), log.declined))
  ) {
    const isSigned = fromAnswers.includes(log.code); // rests on an answer that the jail gave and signed for
    const grade = (jail !== null && ice !== null) || isSigned ? "A" : "B";
    return { ...base, grade, disagreement: false, because: [] };
  }
  if (jail !== null && ice !== null && agree(account(jail), account(ice), log.declined)) {
    const both = agreed(jail, state, log);
    if (both.code !== "NOT_SETTLED")
      return { ...both, because: [...both.because, `The log by itself shows: ${findingWords[log.code]}.`] };
  }
  return {
    ...base,
    grade: "X",
    disagreement: true,
    because: [
      "What is said and what is logged differ; the finding is what the logged facts show, and both are kept.",
    ],
  };
}

/** Which code stands, from what the log shows and what each side says; two accounts that differ are never merged. */
export function settle(state: RequestState, log: LogFinding, said: Said): Settled {
  return log.code === "OPEN" ? withoutLog(state, log, said) : withLog(state, log, said);
}
