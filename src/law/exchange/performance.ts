import type { ConditionAnswer } from "../policies/condition.ts";
import { type AskedThing, askedThings } from "./codes.ts";
import { asksHold } from "./hold-checks.ts";
import { isComplete } from "./issue-check.ts";
import { cameThrough, durationWords, noticesOf } from "./notice-timing.ts";
import { isBefore, minutesBetween } from "./refusal.ts";
import type { RequestState, StandingAnswer } from "./request-state.ts";

/** What became of one asked thing; the three in capitals are those of `nonPerformance` (domain brief 6.5). */
export const performances = [
  "done",
  "will",
  "tried",
  "not_asked",
  "not_needed",
  "NOT_DONE",
  "NOT_PERMITTED_BY_LAW",
  "CONDITIONS_NOT_MET",
  "not_recorded",
] as const;
export type PerformanceCode = (typeof performances)[number];

/** What became of one asked thing and why, in a sentence. */
export interface Performance {
  readonly standing: PerformanceCode;
  readonly why: string;
}

export type Performances = Readonly<Record<AskedThing, Performance>>;

/** How a request came to its end, as the times of the logged facts say it. */
export type RequestEnd =
  | "open"
  | "released"
  | "ice_custody"
  | "transferred"
  | "misdirected"
  | "not_in_custody"
  | "cancelled"
  | "superseded";

/** An answer with what its condition came to when it was given, where that was kept. */
type ConditionalAnswer = StandingAnswer & { readonly condition?: ConditionAnswer | null };

/** A moment in print: `2026-03-02 12:00 UTC`. */
export const stamp = (at: string): string => `${at.slice(0, 10)} ${at.slice(11, 16)} UTC`;

const spoken = (text: string): string => text.replaceAll("_", " ");

/** The end by the order of the facts: a release or custody before a cancellation is the end, whichever was entered first. */
export function endOf(state: RequestState): RequestEnd {
  const { phase, ended_at, released_at, custody_assumed_at: custody } = state;
  const isBy = (at: string | null): boolean => at !== null && (ended_at === null || !isBefore(ended_at, at));
  if (phase === "issued" || phase === "active") return "open";
  if (phase === "transferred") return custody === null ? "transferred" : "ice_custody";
  if (phase === "cancelled" || phase === "superseded") {
    if (isBy(custody)) return "ice_custody";
    return isBy(released_at) ? "released" : phase;
  }
  return phase === "in_ice_custody" ? "ice_custody" : phase;
}

const whyEnded: Readonly<Record<Exclude<RequestEnd, "open" | "released">, string>> = {
  ice_custody: "ICE took custody without it",
  transferred: "the person was moved on, and the request with them",
  misdirected: "the request was sent to a place that did not have the person",
  not_in_custody: "the person had left before the request came",
  cancelled: "ICE ended the request",
  superseded: "a newer form took its place",
};

/**
 * Whether it is settled that the law left the thing to the jail: the jail said plainly that it would not, and the authority frozen
 * with the answer has no bar, no conflict and no open condition. A jail that says that the law stood in the way is not overruled.
 */
export function wasAllowed(answer: StandingAnswer | undefined): boolean {
  const { answer: said, modality, condition } = (answer ?? {}) as Partial<ConditionalAnswer>;
  if (said !== "will_not") return false;
  if (modality === "must_if" || modality === "must_not_unless") return condition === "true";
  return modality === "must" || modality === "may" || modality === "no_rule_found";
}

/** What an answer other than "will" comes to: the decision kept with it; the law of the day has the last word. */
function declinedAs(state: RequestState, answer: StandingAnswer): Performance {
  const said = `the jail answered "${spoken(answer.answer)}" on ${stamp(answer.at)} (${spoken(answer.reason_code)}${answer.provision === null ? "" : `, ${answer.provision}`})`;
  if (answer.modality === "must_not")
    return { standing: "NOT_PERMITTED_BY_LAW", why: `${said}; the law in force did not permit it` };
  if (answer.decision === null)
    return { standing: "not_recorded", why: `${said}; what the law then said of it was not kept` };
  if (answer.decision === "NOT_DONE" && !isComplete(state.issue))
    return { standing: "CONDITIONS_NOT_MET", why: `${said}; the form names no basis` };
  return { standing: answer.decision, why: said };
}

function answered(state: RequestState, asked: AskedThing, end: RequestEnd): Performance {
  const answer = state.answers[asked];
  if (answer === undefined) return { standing: "not_recorded", why: "no answer is logged" };
  if (answer.answer === "not_in_custody" || answer.answer === "not_ours")
    return {
      standing: "not_needed",
      why: `the jail answered "${spoken(answer.answer)}" on ${stamp(answer.at)}`,
    };
  if (answer.answer !== "will") return declinedAs(state, answer);
  const said = `the jail answered on ${stamp(answer.at)} that it would`;
  if (end === "open" || asked === "interview") return { standing: "will", why: said };
  return { standing: "not_recorded", why: `${said}; it is not logged as done` };
}

function notified(state: RequestState): Performance | null {
  const notices = noticesOf(state);
  const first = notices.find(cameThrough);
  const left = state.released_at ?? state.custody_assumed_at;
  if (first !== undefined && (left === null || !isBefore(left, first.at)))
    return {
      standing: "done",
      why: `notice by ${spoken(first.channel)} on ${stamp(first.at)} to ${first.reached}: ${spoken(first.answer)}`,
    };
  if (first !== undefined)
    return {
      standing: "not_recorded",
      why: `the first notice logged, ${stamp(first.at)}, came after the person had left`,
    };
  if (notices.length === 0) return null;
  return {
    standing: "tried",
    why: `${notices.length} tried, the first on ${stamp(notices[0]?.at ?? "")}; nobody answered`,
  };
}

function held({ hold }: RequestState): Performance | null {
  if (hold === null) return null;
  const since = `held from ${stamp(hold.started_at)}`;
  if (hold.ended_at === null)
    return { standing: "done", why: `${since}; the window ends ${stamp(hold.ends_at)}` };
  const left = minutesBetween(hold.ended_at, hold.ends_at);
  const measured =
    left > 0
      ? `${durationWords(left)} before the window ended`
      : left < 0
        ? `${durationWords(left)} after the window ended`
        : "when the window ended";
  return {
    standing: "done",
    why: `${since} until ${stamp(hold.ended_at)}, ${measured} (${spoken(hold.why ?? "no reason given")})`,
  };
}

function served({ served: fact }: RequestState): Performance | null {
  if (fact === null || fact.manner === "not_served") return null;
  return { standing: "done", why: `served ${spoken(fact.manner)} on ${stamp(fact.at)}` };
}

const isAsked = (state: RequestState, asked: AskedThing): boolean =>
  ({
    notify: state.issue.asks_notify,
    hold: asksHold(state),
    serve: state.issue.asks_serve,
    interview: state.issue.asks_interview || state.answers.interview !== undefined, // also asked apart from the form
  })[asked];

/** Whether the thing was of no use any more when the request ended, so that an answer about it never came to count. */
function endedWithout(asked: AskedThing, end: RequestEnd, state: RequestState): string | null {
  if (end === "open") return null;
  if (end === "released") {
    const isGone = state.release_reason === "death" || state.release_reason === "escape";
    return isGone && asked === "hold" ? `the person left by ${state.release_reason}` : null;
  }
  return end === "ice_custody" && asked !== "hold" ? null : whyEnded[end];
}

function performanceOf(state: RequestState, asked: AskedThing, end: RequestEnd): Performance {
  const done = { notify: notified, hold: held, serve: served, interview: () => null }[asked](state);
  if (!isAsked(state, asked))
    return { standing: "not_asked", why: done === null ? "not asked" : `not asked; ${done.why}` };
  if (done?.standing === "done") return done;
  const ended = endedWithout(asked, end, state);
  if (ended !== null) return { standing: "not_needed", why: ended };
  const said = answered(state, asked, end);
  if (asked === "notify" && end === "ice_custody" && said.standing === "not_recorded")
    return { standing: "not_needed", why: `${whyEnded.ice_custody}; ${said.why}` };
  const isDecision = said.standing === said.standing.toUpperCase();
  return isDecision || done === null ? said : done;
}

/** What became of each thing that can be asked, apart (domain brief 2.2): done, not done and why, or not recorded. */
export function performancesOf(state: RequestState, end: RequestEnd = endOf(state)): Performances {
  const found = askedThings.map((asked) => [asked, performanceOf(state, asked, end)]);
  return Object.fromEntries(found) as Record<AskedThing, Performance>;
}
