import type { AnswerCode, AskedThing } from "./codes.ts";
import { type EventOf, type ExchangeEvent, standingEvents } from "./event.ts";
import type { EventDetails } from "./event-details.ts";

/** Where a request stands in its life (domain brief 3.1); what was answered and done are sub-facts, not states. */
export const requestStates = [
  "issued",
  "active",
  "misdirected",
  "not_in_custody",
  "released",
  "in_ice_custody",
  "transferred",
  "cancelled",
  "superseded",
] as const;
export type RequestPhase = (typeof requestStates)[number];

const openStates: readonly RequestPhase[] = ["issued", "active"];

/** One answer that stands, and the event that gave it. */
export interface StandingAnswer {
  readonly event_id: number;
  readonly organisation_id: string;
  readonly answer: AnswerCode;
  readonly reason_code: string;
  readonly provision: string | null;
  readonly at: string;
  readonly decision: "NOT_PERMITTED_BY_LAW" | "CONDITIONS_NOT_MET" | "NOT_DONE" | null;
  readonly modality: string | null;
  /** Where the rule has a condition: whether the jail found it met in this case. */
  readonly condition: "true" | "false" | "unknown" | null;
}

export interface NoticeFact {
  readonly event_id: number;
  readonly at: string;
  readonly channel: string;
  readonly reached: string;
  readonly answer: string;
  readonly release_at: string | null;
}

export interface HoldFact {
  readonly event_id: number;
  readonly started_at: string;
  readonly ends_at: string;
  readonly rule: string;
  readonly rule_cite: string;
  readonly ended_at: string | null;
  readonly why: string | null;
}

export interface IncidentFact {
  readonly event_id: number;
  readonly what: string;
  readonly at: string;
  readonly ends_at: string;
  readonly closed_at: string | null;
  readonly reason: string | null;
}

/** What one organisation says came of the request. */
export interface SaidOutcome {
  readonly event_id: number;
  readonly organisation_id: string;
  readonly side: "custodian" | "issuer";
  readonly outcome: string;
  readonly asked: AskedThing | null;
  readonly happened_at: string | null;
  readonly evidence: string;
  readonly basis: string;
  readonly at: string;
}

/** A request as folded from the events that one side can see; instants ISO UTC. */
export interface RequestState {
  readonly request_id: number;
  readonly phase: RequestPhase;
  readonly issue: EventDetails<"request_issued">;
  readonly issuer_organisation_id: string | null;
  readonly custodian_organisation_id: string | null;
  readonly facility_id: string | null;
  readonly booking_id: number | null;
  readonly issued_at: string;
  readonly received_at: string | null;
  readonly served: (EventDetails<"served"> & { readonly at: string }) | null;
  readonly answers: Readonly<Partial<Record<AskedThing, StandingAnswer>>>;
  readonly notices: readonly NoticeFact[];
  readonly releasable_at: string | null;
  readonly releasable_reason: string | null;
  readonly hold: HoldFact | null;
  readonly incidents: readonly IncidentFact[];
  readonly released_at: string | null;
  readonly release_reason: string | null;
  readonly custody_assumed_at: string | null;
  readonly relays: readonly (EventDetails<"relayed"> & { readonly at: string; readonly by: string })[];
  /** When it was cancelled, whatever else had ended it before. */
  readonly cancelled_at: string | null;
  readonly ended_at: string | null;
  readonly outcomes: readonly SaidOutcome[];
}

/** Whether something can still be due on a request. */
export const isOpen = (state: RequestState): boolean =>
  openStates.includes(state.phase) ||
  (state.hold !== null && state.hold.ended_at === null) ||
  hasIncident(state);

/** Whether a hold ran past its window and nobody has yet said why. */
export const hasIncident = (state: RequestState): boolean =>
  state.incidents.some((one) => one.closed_at === null);

/** A request as its first event leaves it; the custodian is set by the writer, who knows whose the facility is. */
function begun(event: EventOf<"request_issued">, custodian: string | null): RequestState {
  const byIssuer = event.details.entered_by === "issuer";
  return {
    request_id: event.request_id ?? event.event_id,
    phase: "issued",
    issue: event.details,
    issuer_organisation_id: byIssuer ? event.organisation_id : (event.details.issuer_organisation_id ?? null),
    custodian_organisation_id: byIssuer ? custodian : event.organisation_id,
    facility_id: event.details.facility_id,
    booking_id: null,
    issued_at: event.occurred_at,
    received_at: null,
    served: null,
    answers: {},
    notices: [],
    releasable_at: null,
    releasable_reason: null,
    hold: null,
    incidents: [],
    released_at: null,
    release_reason: null,
    custody_assumed_at: null,
    relays: [],
    cancelled_at: null,
    ended_at: null,
    outcomes: [],
  };
}

/** A later end never replaces an earlier one: the sides act on what each can see, and both stay in the log. */
function ended(state: RequestState, phase: RequestPhase, at: string): RequestState {
  return openStates.includes(state.phase) ? { ...state, phase, ended_at: at } : state;
}

function holdEnded(state: RequestState, at: string, why: string): RequestState {
  if (state.hold === null || state.hold.ended_at !== null) return state;
  return { ...state, hold: { ...state.hold, ended_at: at, why } };
}

const conditions = ["true", "false", "unknown"] as const;

function answered(state: RequestState, event: EventOf<"responded">): RequestState {
  const { asked, answer, reason_code, provision, decision, authority } = event.details;
  const modality = typeof authority.modality === "string" ? authority.modality : null;
  const standing: StandingAnswer = {
    event_id: event.event_id,
    organisation_id: event.organisation_id,
    answer,
    reason_code,
    provision,
    at: event.occurred_at,
    decision,
    modality,
    condition: conditions.find((one) => one === authority.condition) ?? null,
  };
  return { ...state, answers: { ...state.answers, [asked]: standing } };
}

function asserted(state: RequestState, event: EventOf<"outcome_asserted">): RequestState {
  const { outcome, asked, happened_at, evidence, basis } = event.details;
  const side = event.organisation_id === state.issuer_organisation_id ? "issuer" : "custodian";
  const said: SaidOutcome = {
    event_id: event.event_id,
    organisation_id: event.organisation_id,
    side,
    outcome,
    asked,
    happened_at,
    evidence,
    basis,
    at: event.occurred_at,
  };
  return {
    ...state,
    outcomes: [...state.outcomes.filter((o) => o.organisation_id !== event.organisation_id), said],
  };
}

/** The request after a relay: with the new custodian, to be received there, where that works in the exchange; else transferred. */
function relayed(state: RequestState, event: EventOf<"relayed">): RequestState {
  const { details, occurred_at: at } = event;
  const relays = [...state.relays, { ...details, at, by: event.organisation_id }];
  const moved = holdEnded({ ...state, relays }, at, "transferred");
  if (details.to_organisation_id === null) return ended(moved, "transferred", at);
  return {
    ...moved,
    phase: openStates.includes(state.phase) ? "issued" : state.phase,
    custodian_organisation_id: details.to_organisation_id,
    facility_id: details.to_facility_id,
    booking_id: null,
    received_at: null,
    served: null,
    answers: {},
    releasable_at: null,
    releasable_reason: null,
    hold: null,
  };
}

function closed(state: RequestState, event: EventOf<"incident_closed">): RequestState {
  const { incident, reason } = event.details;
  const incidents = state.incidents.map((one) =>
    one.event_id === incident ? { ...one, closed_at: event.occurred_at, reason } : one,
  );
  return { ...state, incidents };
}

/** The request after one more event, which was allowed when it was written. */
function after(state: RequestState, event: ExchangeEvent): RequestState {
  const at = event.occurred_at;
  switch (event.kind) {
    case "received":
      return {
        ...state,
        received_at: at,
        booking_id: event.details.booking_id,
        phase: state.phase === "issued" ? "active" : state.phase,
      };
    case "misdirected":
      return ended(state, "misdirected", at);
    case "not_in_custody":
      return ended(state, "not_in_custody", at);
    case "served":
      return { ...state, served: { ...event.details, at } };
    case "responded":
      return answered(state, event);
    case "notice_sent": {
      const { channel, reached, answer, release_at } = event.details;
      return {
        ...state,
        notices: [...state.notices, { event_id: event.event_id, at, channel, reached, answer, release_at }],
      };
    }
    case "became_releasable":
      return { ...state, releasable_at: at, releasable_reason: event.details.reason };
    case "hold_started": {
      const { ends_at, rule, rule_cite } = event.details;
      return {
        ...state,
        hold: {
          event_id: event.event_id,
          started_at: at,
          ends_at,
          rule,
          rule_cite,
          ended_at: null,
          why: null,
        },
      };
    }
    case "hold_ended":
      return holdEnded(state, at, event.details.why);
    case "incident_opened": {
      const { what, ends_at } = event.details;
      const incident = { event_id: event.event_id, what, at, ends_at, closed_at: null, reason: null };
      return { ...state, incidents: [...state.incidents, incident] };
    }
    case "incident_closed":
      return closed(state, event);
    case "custody_assumed":
      return ended(
        holdEnded({ ...state, custody_assumed_at: at }, at, "custody_assumed"),
        "in_ice_custody",
        at,
      );
    case "person_released":
      return ended(
        holdEnded(
          { ...state, released_at: at, release_reason: event.details.reason },
          at,
          "released_by_jail",
        ),
        "released",
        at,
      );
    case "relayed":
      return relayed(state, event);
    case "cancelled":
      return ended(holdEnded({ ...state, cancelled_at: at }, at, "cancelled_by_ice"), "cancelled", at);
    case "superseded":
      return ended(state, "superseded", at);
    case "outcome_asserted":
      return asserted(state, event);
    default:
      return state; // transmitted, opinions, and what is about the booking alone
  }
}

/**
 * A request folded from events in order, the first of which issued it; those that a correction replaced are left out. `custodian`
 * is the organisation that answers for the facility addressed, null where none does. The same events give the same state.
 */
export function foldRequest(events: readonly ExchangeEvent[], custodian: string | null): RequestState | null {
  const [first, ...rest] = standingEvents(events);
  if (first?.kind !== "request_issued") return null;
  return rest.reduce(after, begun(first, custodian));
}
