import { isBefore, minutesBetween } from "./refusal.ts";
import type { NoticeFact, RequestState } from "./request-state.ts";

/** How the order, the first notice, the release and ICE's arrival lie to each other; instants ISO UTC, whole minutes. */
export interface NoticeTiming {
  /** When the jail's own authority to hold ended: the order of 11:52. */
  readonly ordered_at: string | null;
  /** The first notice that reached somebody or was left or delivered, of the custodian who has the request now. */
  readonly first_notice_at: string | null;
  /** Tries that nobody answered, before that notice or without one. */
  readonly unanswered_tries: number;
  readonly released_at: string | null;
  readonly ice_arrived_at: string | null;
  /** Negative where notice came before the order. */
  readonly order_to_notice_minutes: number | null;
  /** Negative where notice came after the person had left. */
  readonly notice_to_release_minutes: number | null;
  readonly order_to_release_minutes: number | null;
  readonly notice_to_arrival_minutes: number | null;
  /** Hours that the form asks, "if possible"; null where it asks none or does not say. */
  readonly asked_hours: number | null;
  /** Whether notice came at least that long before the release; null where either is not known. */
  readonly is_asked_hours: boolean | null;
}

const minutes = (from: string | null, to: string | null): number | null =>
  from === null || to === null ? null : minutesBetween(from, to);

/** The notices given by the custodian who has the request now, the earliest first; those of one before a relay are that one's. */
export function noticesOf({ notices, relays }: RequestState): NoticeFact[] {
  const since = relays.at(-1)?.at ?? null;
  return notices
    .filter((one) => since === null || !isBefore(one.at, since))
    .toSorted((a, b) => (isBefore(a.at, b.at) ? -1 : isBefore(b.at, a.at) ? 1 : a.event_id - b.event_id));
}

/** Whether a notice came through: anything but a try that nobody answered. */
export const cameThrough = (notice: NoticeFact): boolean => notice.answer !== "no_answer";

/** Whether notice came at least so many hours before the release; null where there was no notice or the person has not left. */
export function isNoticeOf(timing: NoticeTiming, hours: number): boolean | null {
  return timing.notice_to_release_minutes === null ? null : timing.notice_to_release_minutes >= hours * 60;
}

/** When notice was given, measured from the order and to the release and ICE's arrival; facts without a verdict on whether it was enough. */
export function noticeTiming(state: RequestState): NoticeTiming {
  const notices = noticesOf(state);
  const first = notices.find(cameThrough)?.at ?? null;
  const { releasable_at: ordered, released_at: released, custody_assumed_at: arrived } = state;
  const timing: NoticeTiming = {
    ordered_at: ordered,
    first_notice_at: first,
    unanswered_tries: notices.filter(
      (one) => !cameThrough(one) && (first === null || isBefore(one.at, first)),
    ).length,
    released_at: released,
    ice_arrived_at: arrived,
    order_to_notice_minutes: minutes(ordered, first),
    notice_to_release_minutes: minutes(first, released),
    order_to_release_minutes: minutes(ordered, released),
    notice_to_arrival_minutes: minutes(first, arrived),
    asked_hours: state.issue.asks_notify ? state.issue.notify_hours : null,
    is_asked_hours: null,
  };
  return {
    ...timing,
    is_asked_hours: timing.asked_hours === null ? null : isNoticeOf(timing, timing.asked_hours),
  };
}

/** Minutes as a person says them: `8 minutes`, `2 h 34 min`, `50 h`. The sign is left out. */
export function durationWords(minutes: number): string {
  const whole = Math.abs(minutes);
  const [hours, rest] = [Math.floor(whole / 60), whole % 60];
  if (hours === 0) return rest === 1 ? "1 minute" : `${rest} minutes`;
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
}

function side(minutes: number, anchor: string): string {
  if (minutes === 0) return `in the same minute as ${anchor}`;
  return `${durationWords(minutes)} ${minutes > 0 ? "after" : "before"} ${anchor}`;
}

/** The timing in a sentence or two, e.g. "Notice was given 8 minutes after the order and 2 h 34 min before the release."; empty without a notice or a try. */
export function timingWords(timing: NoticeTiming): string[] {
  const {
    order_to_notice_minutes: order,
    notice_to_release_minutes: release,
    notice_to_arrival_minutes: arrival,
  } = timing;
  const parts = [
    ...(order === null ? [] : [side(order, "the order")]),
    ...(release === null ? [] : [side(-release, "the release")]),
    ...(arrival === null ? [] : [side(-arrival, "ICE took custody")]),
  ];
  const tries = timing.unanswered_tries;
  const { asked_hours: hours, is_asked_hours: isEnough } = timing;
  return [
    ...(parts.length === 0 ? [] : [`Notice was given ${parts.join(" and ")}.`]),
    ...(tries === 0
      ? []
      : [
          `${tries === 1 ? "One try" : `${tries} tries`} to give notice ${timing.first_notice_at === null ? "" : "before it "}had no answer.`,
        ]),
    ...(isEnough === null
      ? []
      : [
          `The form asks ${hours} hours, "if possible"; notice came ${isEnough ? "that long before or longer" : "less long before"}.`,
        ]),
  ];
}
