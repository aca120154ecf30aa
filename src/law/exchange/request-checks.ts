import { addDays } from "../../base/day.ts";
import { dayIn } from "../../base/time.ts";
import {
  asksHold,
  type Check,
  holdEnded,
  holdStarted,
  incidentClosed,
  incidentOpened,
  isHolding,
  named,
} from "./hold-checks.ts";
import { isBefore, notBefore, standsAgainst, unusable } from "./refusal.ts";
import type { RequestDraftOf } from "./request-draft.ts";
import type { RequestState } from "./request-state.ts";
import { type RequestKind, requestTransitions } from "./request-transitions.ts";

function notBeforeReceipt<K extends RequestKind>(state: RequestState, draft: RequestDraftOf<K>): void {
  const { what } = requestTransitions[draft.kind];
  notBefore(named(state), what, draft.occurred_at, { what: "the receipt", at: state.received_at });
}

/** A form entered by its issuer has an instant of issue; one entered from a paper has only the day on it, and no zone. */
function notBeforeIssue<K extends RequestKind>(state: RequestState, draft: RequestDraftOf<K>): void {
  const { what } = requestTransitions[draft.kind];
  const { entered_by, issued_on } = state.issue;
  const passed = state.relays.at(-1)?.at ?? null;
  notBefore(named(state), what, draft.occurred_at, { what: "the relay to this custodian", at: passed });
  if (entered_by === "issuer")
    notBefore(named(state), what, draft.occurred_at, { what: "the issue", at: state.issued_at });
  else if (addDays(dayIn(draft.occurred_at, "UTC"), 1) < issued_on)
    unusable(
      named(state),
      "occurred_at",
      `${what} at ${draft.occurred_at} is before the form's day, ${issued_on}`,
    );
}

function noHoldRuns<K extends RequestKind>(state: RequestState, draft: RequestDraftOf<K>): void {
  if (!isHolding(state)) return;
  const { what } = requestTransitions[draft.kind];
  standsAgainst(named(state), `${what} cannot be recorded while a hold is running; end the hold first`);
}

const received: Check<"received"> = (state, draft) => {
  if (state.received_at !== null)
    standsAgainst(named(state), `it was received at ${state.received_at}; correct that receipt instead`);
  notBeforeIssue(state, draft);
};

const notInCustody: Check<"not_in_custody"> = (state, draft) => {
  const { left_at } = draft.details;
  noHoldRuns(state, draft);
  if (left_at === null) return;
  if (isBefore(draft.occurred_at, left_at))
    unusable(
      named(state),
      "details.left_at",
      `the person cannot have left at ${left_at}, after this was found`,
    );
  if (state.received_at !== null && isBefore(state.received_at, left_at))
    unusable(
      named(state),
      "details.left_at",
      `the person left at ${left_at}, after the receipt at ${state.received_at}; record a release or a transfer instead`,
    );
};

const served: Check<"served"> = (state, draft) => {
  if (state.served !== null && state.served.manner !== "not_served")
    standsAgainst(named(state), `it was served at ${state.served.at}; correct that service instead`);
  notBeforeReceipt(state, draft);
};

const responded: Check<"responded"> = (state, draft) => {
  const { asked, answer, decision } = draft.details;
  const isAsked = { notify: state.issue.asks_notify, hold: asksHold(state), serve: true, interview: true }[
    asked
  ];
  if (!isAsked)
    unusable(
      named(state),
      "details.asked",
      `form ${state.issue.form} does not ask to ${asked}; answer what it asks`,
    );
  if (answer === "will" && decision !== null)
    unusable(
      named(state),
      "details.decision",
      `the answer "will" goes with no ${decision}; leave the decision out`,
    );
  if (state.phase === "issued" && answer !== "not_in_custody" && answer !== "not_ours")
    standsAgainst(named(state), "it was not received here yet; record the receipt before its answer");
  notBeforeReceipt(state, draft);
};

const noticeSent: Check<"notice_sent"> = (state, draft) => {
  const { release_at } = draft.details;
  notBeforeReceipt(state, draft);
  if (release_at === null || state.released_at !== null || !isBefore(release_at, draft.occurred_at)) return;
  unusable(
    named(state),
    "details.release_at",
    `the release time given, ${release_at}, was past at ${draft.occurred_at}; correct it, or record the release first`,
  );
};

const becameReleasable: Check<"became_releasable"> = (state, { occurred_at }) => {
  if (state.releasable_at !== null)
    standsAgainst(
      named(state),
      `the person became releasable at ${state.releasable_at}; correct that instead`,
    );
  const later = state.released_at ?? state.custody_assumed_at;
  if (later !== null && isBefore(later, occurred_at))
    unusable(
      named(state),
      "occurred_at",
      `releasable at ${occurred_at} is after the person left at ${later}`,
    );
};

const custodyAssumed: Check<"custody_assumed"> = (state, draft) => {
  if (state.custody_assumed_at !== null)
    standsAgainst(named(state), `ICE took custody at ${state.custody_assumed_at}; correct that instead`);
  notBeforeReceipt(state, draft);
  notBefore(named(state), "custody", draft.occurred_at, {
    what: "the last relay",
    at: state.relays.at(-1)?.at ?? null,
  });
};

const personReleased: Check<"person_released"> = (state, draft) => {
  if (state.released_at !== null)
    standsAgainst(named(state), `the person was released at ${state.released_at}; correct that instead`);
  if (state.custody_assumed_at !== null)
    standsAgainst(
      named(state),
      `ICE took custody at ${state.custody_assumed_at}; a release after that is not the jail's`,
    );
  if (state.received_at !== null && isBefore(draft.occurred_at, state.received_at))
    unusable(
      named(state),
      "occurred_at",
      `the person left at ${draft.occurred_at}, before the receipt at ${state.received_at}; record that they were not in custody`,
    );
  notBefore(named(state), "the release", draft.occurred_at, {
    what: "the time of otherwise release",
    at: state.releasable_at,
  });
  notBefore(named(state), "the release", draft.occurred_at, {
    what: "the start of the hold",
    at: state.hold?.started_at ?? null,
  });
};

const relayed: Check<"relayed"> = (state, draft) => {
  const { to_facility_id } = draft.details;
  notBeforeReceipt(state, draft);
  notBefore(named(state), "the relay", draft.occurred_at, {
    what: "the start of the hold",
    at: state.hold?.started_at ?? null,
  });
  if (to_facility_id !== null && to_facility_id === state.facility_id)
    unusable(
      named(state),
      "details.to_facility_id",
      `${to_facility_id} has the request already; name the place it goes to`,
    );
};

const superseded: Check<"superseded"> = (state, draft) => {
  if (draft.details.by_request === state.request_id)
    unusable(named(state), "details.by_request", "a form does not replace itself; name the newer request");
  notBeforeIssue(state, draft);
};

const outcomeAsserted: Check<"outcome_asserted"> = (
  state,
  { occurred_at, details, organisation_id, supersedes },
) => {
  const { outcome, asked, happened_at } = details;
  const own = state.outcomes.find((one) => one.organisation_id === organisation_id);
  if (own !== undefined && (supersedes ?? null) === null)
    standsAgainst(named(state), `your organisation said ${own.outcome} at ${own.at}; correct that instead`);
  if (
    !asksHold(state) &&
    (outcome === "HELD_NOT_COLLECTED" || outcome === "HELD_BEYOND_WINDOW" || asked === "hold")
  )
    unusable(
      named(state),
      "details.outcome",
      `form ${state.issue.form} asks for no hold, so no hold can have come of it`,
    );
  if (outcome === "DECLINED" && asked === null)
    unusable(named(state), "details.asked", "say which of notify, hold, serve or interview was declined");
  if (happened_at !== null && isBefore(occurred_at, happened_at))
    unusable(named(state), "details.happened_at", `${happened_at} is after this is said, ${occurred_at}`);
};

/** What each kind of event asks beyond its phase, side by side with the words of `requestTransitions`. */
export const requestChecks: { readonly [K in RequestKind]: Check<K> } = {
  transmitted: notBeforeIssue,
  received,
  misdirected: noHoldRuns,
  not_in_custody: notInCustody,
  served,
  responded,
  notice_sent: noticeSent,
  became_releasable: becameReleasable,
  hold_started: holdStarted,
  hold_ended: holdEnded,
  incident_opened: incidentOpened,
  incident_closed: incidentClosed,
  custody_assumed: custodyAssumed,
  person_released: personReleased,
  relayed,
  cancelled: notBeforeIssue,
  superseded,
  outcome_asserted: outcomeAsserted,
  opinion_recorded: () => {},
};
