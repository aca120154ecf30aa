import type { BookingState } from "./booking-state.ts";
import type { AskedThing } from "./codes.ts";
import { leavesAt } from "./duties.ts";
import { asksHold, isHolding } from "./hold-checks.ts";
import { cameThrough, noticesOf } from "./notice-timing.ts";
import { stamp } from "./performance.ts";
import { isBefore } from "./refusal.ts";
import type { HoldFact, RequestState } from "./request-state.ts";
import { hoursAfter } from "./urgency.ts";

export const alarmKinds = [
  "hold_ends_4h",
  "hold_ends_1h",
  "hold_window_ended",
  "held_past_window",
  "no_answer_72h",
  "no_notice_48h",
] as const;
export type AlarmKind = (typeof alarmKinds)[number];

/** Something that the desk must be told now; the same alarm has the same key, so that it is sent once. */
export interface Alarm {
  readonly alarm_key: string;
  readonly kind: AlarmKind;
  readonly request_id: number;
  readonly booking_id: number | null;
  /** Since when it is due, ISO UTC. */
  readonly since: string;
  /** The moment that it is about: the end of the window, or the time of release. */
  readonly about_at: string;
  /** The incident to be opened where the person is still held; null where none is to be, or it is open. */
  readonly opens_incident: "held_past_window" | null;
  readonly words: string;
}

function alarm(
  state: RequestState,
  kind: AlarmKind,
  about: string,
  hoursBefore: number,
  rest: { readonly words: string; readonly of: string; readonly opens_incident?: Alarm["opens_incident"] },
): Alarm {
  return {
    alarm_key: `request-${state.request_id}.${kind}.${rest.of}.${about}`,
    kind,
    request_id: state.request_id,
    booking_id: state.booking_id,
    since: hoursAfter(about, -hoursBefore),
    about_at: about,
    opens_incident: rest.opens_incident ?? null,
    words: rest.words,
  };
}

/** A quarter of an hour in which the end of a hold that ended in time can be entered, before an incident is opened. */
const hoursToEnter = 0.25;

const isWithin = (about: string, hours: number, now: string): boolean =>
  !isBefore(hoursAfter(now, hours), about);

/** The nearest alarm of a running hold: an hour's warning makes that of four hours needless. */
function holdAlarm(state: RequestState, hold: HoldFact, now: string): Alarm[] {
  const of = `hold-${hold.event_id}`;
  const end = stamp(hold.ends_at);
  const isOpened = state.incidents.some((one) => one.what === "held_past_window" && one.closed_at === null);
  const words_ended = `The window of the hold ended ${end} and no end of the hold is logged; end it, or say why the person is still held`;
  if (isWithin(hold.ends_at, -hoursToEnter, now)) {
    const opens_incident = isOpened ? null : "held_past_window";
    return [
      alarm(state, "held_past_window", hold.ends_at, -hoursToEnter, {
        words: words_ended,
        of,
        opens_incident,
      }),
    ];
  }
  if (isWithin(hold.ends_at, 0, now))
    return [alarm(state, "hold_window_ended", hold.ends_at, 0, { words: words_ended, of })];
  const words = `The window of the hold ends ${end}`;
  if (isWithin(hold.ends_at, 1, now)) return [alarm(state, "hold_ends_1h", hold.ends_at, 1, { words, of })];
  return isWithin(hold.ends_at, 4, now) ? [alarm(state, "hold_ends_4h", hold.ends_at, 4, { words, of })] : [];
}

function unanswered(state: RequestState): AskedThing[] {
  const asked = {
    notify: state.issue.asks_notify,
    hold: asksHold(state),
    serve: state.issue.asks_serve,
    interview: false,
  };
  return (["notify", "hold", "serve"] as const).filter(
    (one) => asked[one] && state.answers[one] === undefined,
  );
}

/** What is still open on a request whose person leaves soon. */
function releaseAlarms(state: RequestState, leaves: string, now: string): Alarm[] {
  const open = unanswered(state);
  const at = stamp(leaves);
  const isPromised = state.issue.asks_notify && state.answers.notify?.answer === "will";
  const isUnnoticed = isPromised && !noticesOf(state).some(cameThrough);
  return [
    ...(open.length > 0 && isWithin(leaves, 72, now)
      ? [
          alarm(state, "no_answer_72h", leaves, 72, {
            words: `Release ${at}, and no answer yet to: ${open.join(", ")}`,
            of: "release",
          }),
        ]
      : []),
    ...(isUnnoticed && isWithin(leaves, 48, now)
      ? [
          alarm(state, "no_notice_48h", leaves, 48, {
            words: `Release ${at}; notice was promised and none is logged`,
            of: "release",
          }),
        ]
      : []),
  ];
}

/**
 * The alarms that are due on a request at an instant (ISO UTC), nearest first: the end of a hold's window four hours and one hour
 * ahead, when it has come and a quarter of an hour after, and a release within 72 hours with no answer or within 48 with a promised notice not logged.
 */
export function alarmsFor(state: RequestState, now: string, booking: BookingState | null = null): Alarm[] {
  const { hold } = state;
  const ofHold = hold !== null && isHolding(state) ? holdAlarm(state, hold, now) : [];
  const leaves = state.phase === "active" && hold === null ? leavesAt(state, booking) : null;
  return [...ofHold, ...(leaves === null ? [] : releaseAlarms(state, leaves, now))];
}
