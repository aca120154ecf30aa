import type { AskedThing } from "./codes.ts";
import type { FindingCode } from "./finding-code.ts";
import { cameThrough, noticesOf } from "./notice-timing.ts";
import {
  endOf,
  type Performances,
  performancesOf,
  type RequestEnd,
  stamp,
  wasAllowed,
} from "./performance.ts";
import { minutesBetween } from "./refusal.ts";
import type { RequestState } from "./request-state.ts";

/** What the logged facts alone show of a request. */
export interface LogFinding {
  readonly code: FindingCode;
  readonly end: RequestEnd;
  readonly by_request: Performances;
  /** What was asked, could have been done as far as the law goes, and by the jail's own decision was not. */
  readonly declined: readonly AskedThing[];
  /** Not done by the jail's decision, where the law was contested, unsettled, or turned on a condition nobody settled. */
  readonly not_settled: readonly AskedThing[];
  /** Further codes that the facts bear out beside the finding. */
  readonly also: readonly FindingCode[];
  /** Minutes from the end of the hold's window to the end of the hold; null without a hold that ended. */
  readonly minutes_past_window: number | null;
}

const refusing = ["NOT_DONE", "NOT_PERMITTED_BY_LAW", "CONDITIONS_NOT_MET"];
const barred = ["NOT_PERMITTED_BY_LAW", "CONDITIONS_NOT_MET"] as const;
type Barred = (typeof barred)[number];

const isBarred = (code: string): code is Barred => (barred as readonly string[]).includes(code);

/** How long after its window a hold ended, in whole minutes; negative when it ended before. */
function pastWindow({ hold }: RequestState): number | null {
  return hold === null || hold.ended_at === null ? null : minutesBetween(hold.ends_at, hold.ended_at);
}

/** What a hold that ran its whole window came to; null where there was none, or it ended before its window did. */
function wholeWindow(past: number | null): FindingCode | null {
  if (past === null || past < 0) return null;
  return past > 0 ? "HELD_BEYOND_WINDOW" : "HELD_NOT_COLLECTED";
}

const withoutRelease: Readonly<Record<string, FindingCode>> = {
  death: "DIED",
  escape: "ESCAPED",
  to_other_agency: "TRANSFERRED",
};

/** A release without notice: by the jail's own decision, because law or condition barred all that was asked, or for no reason that is logged. */
function unnotified(by: Performances, declined: readonly AskedThing[]): FindingCode {
  if (declined.includes("hold") || declined.includes("notify")) return "DECLINED";
  const asked = [by.hold.standing, by.notify.standing].filter((standing) => standing !== "not_asked");
  const [first] = asked;
  return first !== undefined && isBarred(first) && asked.every(isBarred) ? first : "RELEASED_WITHOUT_NOTICE";
}

function isNotified(state: RequestState, by: Performances): boolean {
  if (by.notify.standing === "done") return true;
  const first = noticesOf(state).find(cameThrough); // notice that nobody asked is notice all the same
  return (
    first !== undefined && state.released_at !== null && minutesBetween(first.at, state.released_at) >= 0
  );
}

function released(state: RequestState, by: Performances, declined: readonly AskedThing[]): FindingCode {
  const other = withoutRelease[state.release_reason ?? ""] ?? wholeWindow(pastWindow(state));
  if (other !== null && other !== undefined) return other;
  if (!isNotified(state, by)) return unnotified(by, declined);
  return refusing.includes(by.hold.standing) ? "NOTIFIED_NOT_HELD" : "RELEASED_AFTER_NOTICE";
}

const plainEnds: Readonly<Record<Exclude<RequestEnd, "released" | "cancelled" | "superseded">, FindingCode>> =
  {
    open: "OPEN",
    ice_custody: "ICE_CUSTODY",
    transferred: "TRANSFERRED",
    misdirected: "MISDIRECTED",
    not_in_custody: "NOT_IN_CUSTODY",
  };

function codeOf(
  state: RequestState,
  end: RequestEnd,
  by: Performances,
  declined: readonly AskedThing[],
): FindingCode {
  if (end === "released") return released(state, by, declined);
  if (end === "cancelled" || end === "superseded")
    return wholeWindow(pastWindow(state)) ?? (end === "cancelled" ? "CANCELLED_BY_ICE" : "SUPERSEDED");
  return plainEnds[end];
}

function alsoFound(state: RequestState, code: FindingCode, past: number | null): FindingCode[] {
  const ranOver =
    (past !== null && past > 0) || state.incidents.some((one) => one.what === "held_past_window");
  const wouldNotCome = noticesOf(state).some((one) => one.answer === "will_not_come");
  const notTaken = state.released_at !== null && state.custody_assumed_at === null && wouldNotCome;
  return [
    ...(ranOver && code !== "HELD_BEYOND_WINDOW" ? (["HELD_BEYOND_WINDOW"] as const) : []),
    ...(notTaken ? (["ICE_DID_NOT_ASSUME"] as const) : []),
  ];
}

/** What the logged facts of a request show by themselves, whatever either side says came of it. */
export function logFinding(state: RequestState): LogFinding {
  const end = endOf(state);
  const by_request = performancesOf(state, end);
  const isHeld = state.received_at !== null && (end === "released" || end === "ice_custody");
  const undone = (["notify", "hold", "serve", "interview"] as const).filter(
    (asked) => isHeld && by_request[asked].standing === "NOT_DONE",
  );
  const declined = undone.filter((asked) => wasAllowed(state.answers[asked]));
  const code = codeOf(state, end, by_request, declined);
  const past = pastWindow(state);
  return {
    code,
    end,
    by_request,
    declined,
    not_settled: undone.filter((asked) => !declined.includes(asked)),
    also: alsoFound(state, code, past),
    minutes_past_window: past,
  };
}

/** The course of events in a sentence or two. */
export function courseWords(state: RequestState): string[] {
  const { hold } = state;
  const steps = [
    state.received_at === null ? "no receipt is logged" : `received ${stamp(state.received_at)}`,
    ...(state.releasable_at === null
      ? []
      : [
          `could be released from ${stamp(state.releasable_at)} (${(state.releasable_reason ?? "").replaceAll("_", " ")})`,
        ]),
    ...(hold === null ? [] : [`held from ${stamp(hold.started_at)}, window to ${stamp(hold.ends_at)}`]),
    ...(state.released_at === null
      ? []
      : [`released ${stamp(state.released_at)} (${(state.release_reason ?? "").replaceAll("_", " ")})`]),
    ...(state.custody_assumed_at === null ? [] : [`ICE took custody ${stamp(state.custody_assumed_at)}`]),
  ];
  const relays = state.relays.map((one) => `Relayed ${stamp(one.at)} to ${one.to_agency}.`);
  return [...relays, `With the last custodian in the log: ${steps.join("; ")}.`];
}
