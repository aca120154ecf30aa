import { noticeOnlyForms } from "./codes.ts";
import { isBefore, minutesBetween, notBefore, standsAgainst, unusable } from "./refusal.ts";
import type { RequestDraftOf } from "./request-draft.ts";
import type { RequestState } from "./request-state.ts";
import type { RequestKind } from "./request-transitions.ts";

/** What one kind of event asks of a request beyond its phase; throws `InvalidInput` and `Conflict`. */
export type Check<K extends RequestKind> = (state: RequestState, draft: RequestDraftOf<K>) => void;

/** How an error names a request. */
export const named = (state: RequestState): string => `request ${state.request_id}`;

/** Whether a form asks a hold at all; the notice-only forms never do, whatever is ticked (domain brief 3.8, invariant 6). */
export const asksHold = (state: RequestState): boolean =>
  state.issue.asks_hold && !noticeOnlyForms.includes(state.issue.form);

/** Whether a hold is running. */
export const isHolding = (state: RequestState): boolean =>
  state.hold !== null && state.hold.ended_at === null;

/** A hold begins at the time of otherwise release, once, on a form that asks it (domain brief 3.8, invariants 6 and 9). */
export const holdStarted: Check<"hold_started"> = (state, { occurred_at, details }) => {
  const request = named(state);
  if (!asksHold(state))
    unusable(request, "kind", `form ${state.issue.form} asks for no hold, so none can rest on it`);
  if (isHolding(state))
    standsAgainst(request, `a hold is running since ${state.hold?.started_at}; there is one at a time`);
  if (state.hold !== null)
    standsAgainst(
      request,
      `a hold ran from ${state.hold.started_at} to ${state.hold.ended_at}; it is not begun again`,
    );
  if (state.releasable_at === null)
    unusable(
      request,
      "details.otherwise_released_at",
      "a hold begins when the jail's own authority ends; record that time first",
    );
  if (
    isBefore(details.otherwise_released_at, state.releasable_at) ||
    isBefore(state.releasable_at, details.otherwise_released_at)
  )
    unusable(
      request,
      "details.otherwise_released_at",
      `the person became releasable at ${state.releasable_at}, not at ${details.otherwise_released_at}; correct the one that is wrong`,
    );
  notBefore(request, "the start of a hold", occurred_at, {
    what: "the time of otherwise release",
    at: state.releasable_at,
  });
  if (!isBefore(occurred_at, details.ends_at))
    unusable(
      request,
      "details.ends_at",
      `the window ended at ${details.ends_at}, which leaves no time to hold from ${occurred_at}`,
    );
};

/** A hold ends once, and its window only when it has run out. */
export const holdEnded: Check<"hold_ended"> = (state, { occurred_at, details }) => {
  const { hold } = state;
  if (hold === null) return unusable(named(state), "kind", "no hold was recorded; record its start first");
  if (hold.ended_at !== null)
    standsAgainst(named(state), `the hold ended at ${hold.ended_at}; correct that instead`);
  notBefore(named(state), "the end of the hold", occurred_at, { what: "its start", at: hold.started_at });
  if (details.why === "window_ended" && minutesBetween(occurred_at, hold.ends_at) > 0)
    unusable(
      named(state),
      "details.why",
      `the window runs to ${hold.ends_at}; say why the hold ended before, at ${occurred_at}`,
    );
};

/** An incident is of a hold that ran past its window, or that nobody had answered. */
export const incidentOpened: Check<"incident_opened"> = (state, { occurred_at, details }) => {
  const { hold } = state;
  const request = named(state);
  if (hold === null) return unusable(request, "kind", "no hold was recorded, so none can have run on");
  if (state.incidents.some((one) => one.what === details.what && one.closed_at === null))
    standsAgainst(request, `such an incident (${details.what}) is open already`);
  if (details.what === "held_without_answer") {
    if (state.answers.hold !== undefined)
      standsAgainst(request, `the hold was answered at ${state.answers.hold.at}`);
    return notBefore(request, "the incident", occurred_at, {
      what: "the start of the hold",
      at: hold.started_at,
    });
  }
  notBefore(request, "an incident of a window run over", occurred_at, { what: "its end", at: hold.ends_at });
  if (hold.ended_at !== null && !isBefore(hold.ends_at, hold.ended_at))
    standsAgainst(request, `the hold ended at ${hold.ended_at}, within its window`);
};

/** An incident is closed once, with a reason, when its hold has ended. */
export const incidentClosed: Check<"incident_closed"> = (state, { occurred_at, details }) => {
  const incident = state.incidents.find((one) => one.event_id === details.incident);
  if (incident === undefined)
    return unusable(named(state), "details.incident", `there is no incident ${details.incident} on it`);
  if (incident.closed_at !== null)
    standsAgainst(named(state), `the incident was closed at ${incident.closed_at}; correct that instead`);
  if (incident.what === "held_past_window" && isHolding(state))
    standsAgainst(named(state), "the hold is still running; end it before the incident is closed");
  notBefore(named(state), "the close", occurred_at, { what: "the incident", at: incident.at });
};
