import type { BookingState } from "./booking-state.ts";
import {
  type BookingDraft,
  type BookingTransition,
  bookingTransitions,
  custodyWords,
  namedBooking,
} from "./booking-transitions.ts";
import { named } from "./hold-checks.ts";
import { isBefore, standsAgainst, unusable } from "./refusal.ts";
import { requestChecks } from "./request-checks.ts";
import type { RequestDraft } from "./request-draft.ts";
import type { RequestState } from "./request-state.ts";
import { type LateEntry, phaseWords, requestTransitions } from "./request-transitions.ts";

function checkSide(state: RequestState, { kind, organisation_side: side }: RequestDraft): void {
  const { by, stands_in, what } = requestTransitions[kind];
  if (by.includes(side) || (stands_in && state.issuer_organisation_id === null)) return;
  unusable(named(state), "kind", `${what} is recorded by the ${by.join(" or the ")}, not by the ${side}`);
}

/** What the person at the desk can do instead, for an event that came too late or too early. */
function mend(state: RequestState, draft: RequestDraft, entry: LateEntry | undefined): string {
  const { during } = requestTransitions[draft.kind];
  if (state.phase === "issued") return "record its receipt first";
  if (state.phase === "active" && during.includes("issued")) return "correct what stands instead";
  if (entry === "before_end") return `what happened before then, at ${state.ended_at}, can still be entered`;
  if (entry === "from_end")
    return `it would be before the end, at ${state.ended_at}; say with an outcome what you hold came of it`;
  if (entry === "correction") return "an answer that stands can be corrected, and an outcome be said";
  return "correct the event that ended it, or say with an outcome what came of it";
}

function isInTime(entry: LateEntry | undefined, endedAt: string | null, draft: RequestDraft): boolean {
  if (entry === undefined) return false;
  if (entry === "any_time") return true;
  if (entry === "correction") return (draft.supersedes ?? null) !== null;
  if (endedAt === null) return true;
  return entry === "before_end"
    ? !isBefore(endedAt, draft.occurred_at)
    : !isBefore(draft.occurred_at, endedAt);
}

function checkPhase(state: RequestState, draft: RequestDraft): void {
  const { during, after, what } = requestTransitions[draft.kind];
  if (during.includes(state.phase)) return;
  const entry = after[state.phase];
  if (isInTime(entry, state.ended_at, draft)) return;
  const since = state.ended_at === null ? "" : ` (${state.ended_at})`;
  standsAgainst(
    named(state),
    `${what} cannot be recorded, because the request is ${phaseWords[state.phase]}${since}; ${mend(state, draft, entry)}`,
    { phase: state.phase, kind: draft.kind, ended_at: state.ended_at },
  );
}

/**
 * Whether an event can follow what one side sees of a request: by `requestTransitions`, then by its own times and details. Throws
 * `Conflict` that says what stands where the state does not allow it (any more), and `InvalidInput` that names the field where it
 * cannot be so. Instants are ISO UTC.
 */
export function checkRequestEvent(state: RequestState, draft: RequestDraft): void {
  checkSide(state, draft);
  checkPhase(state, draft);
  const check = requestChecks[draft.kind] as (state: RequestState, draft: RequestDraft) => void;
  check(state, draft);
}

/** Whether an event can follow what stands of a booking, by `bookingTransitions`; throws `Conflict` and `InvalidInput` as above. */
export function checkBookingEvent(state: BookingState, draft: BookingDraft): void {
  const { during, what, check } = bookingTransitions[draft.kind];
  if (!during.includes(state.custody))
    standsAgainst(
      namedBooking(state),
      `${what} cannot be recorded, because ${custodyWords(state)}; correct that event if it is wrong`,
      { custody: state.custody, kind: draft.kind },
    );
  (check as BookingTransition<typeof draft.kind>["check"])(state, draft as never);
}
