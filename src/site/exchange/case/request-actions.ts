import { asksHold, isHolding } from "../../../law/exchange/hold-checks.ts";
import { hasIncident, type RequestState } from "../../../law/exchange/request-state.ts";
import {
  type RequestKind,
  requestTransitions,
  type Side,
} from "../../../law/exchange/request-transitions.ts";
import type { Action } from "../../../records/exchange/action.ts";
import type { Actor } from "../../../records/organisations/actor.ts";
import type { RequestCase } from "../../../reports/exchange/case.ts";

/** The event that each action on a request appends first. */
const kinds: Readonly<Record<string, RequestKind>> = {
  receive: "received",
  return_misdirected: "misdirected",
  return_not_in_custody: "not_in_custody",
  serve: "served",
  answer: "responded",
  record_opinion: "opinion_recorded",
  log_notice: "notice_sent",
  start_hold: "hold_started",
  end_hold: "hold_ended",
  close_incident: "incident_closed",
  record_custody_assumed: "custody_assumed",
  cancel_request: "cancelled",
  assert_outcome: "outcome_asserted",
};

/** The side of a request that an actor speaks for now; null where the request was only passed on by theirs, or is shown to them. */
export function sideOf(actor: Actor, state: RequestState): Side | null {
  const { custodian_organisation_id: custodian, issuer_organisation_id: issuer } = state;
  if (custodian !== null && actor.acts_for.includes(custodian)) return "custodian";
  return issuer !== null && actor.acts_for.includes(issuer) ? "issuer" : null;
}

/** Beyond its phase: whether what an action is about is there at all. */
function isThere(id: string, state: RequestState): boolean {
  if (id === "start_hold") return asksHold(state) && state.hold === null && state.releasable_at !== null;
  if (id === "end_hold") return isHolding(state);
  if (id === "close_incident") return hasIncident(state);
  if (id === "serve") return state.served === null || state.served.manner === "not_served";
  if (id === "record_custody_assumed") return state.custody_assumed_at === null;
  return true;
}

/** What an actor can do with a request now, and what they can still enter of what happened before it ended. */
export interface Doable {
  readonly now: readonly Action[];
  readonly late: readonly Action[];
}

function isForSide(
  action: Action,
  kind: RequestKind,
  side: Side | null,
  shown: RequestCase,
  actor: Actor,
): boolean {
  const { by, stands_in } = requestTransitions[kind];
  const { state } = shown;
  if (side === null)
    return action.id === "assert_outcome" && state.relays.some((relay) => actor.acts_for.includes(relay.by));
  return by.includes(side) || (stands_in && state.issuer_organisation_id === null);
}

/** The actions of a case that make sense as it stands; whether one is taken, the write itself says. */
export function doable(shown: RequestCase, actor: Actor): Doable {
  const { state } = shown;
  const side = sideOf(actor, state);
  const own = shown.actions.flatMap((action) => {
    const kind = kinds[action.id];
    if (kind === undefined || !isForSide(action, kind, side, shown, actor) || !isThere(action.id, state))
      return [];
    return [{ action, transition: requestTransitions[kind] }];
  });
  const now = own.filter(({ transition }) => transition.during.includes(state.phase));
  const late = own.filter(
    ({ transition }) =>
      transition.after[state.phase] !== undefined && !now.some((one) => one.transition === transition),
  );
  return { now: now.map((one) => one.action), late: late.map((one) => one.action) };
}
