import type { ExchangeEvent } from "../../src/law/exchange/event.ts";
import { type EventDetails, eventDetails } from "../../src/law/exchange/event-details.ts";
import type { RequestDraft } from "../../src/law/exchange/request-draft.ts";
import { foldRequest, type RequestState } from "../../src/law/exchange/request-state.ts";
import type { RequestKind } from "../../src/law/exchange/request-transitions.ts";
import { checkRequestEvent } from "../../src/law/exchange/transition.ts";

/** Made-up organisations: two jails and the office that issues. */
export const jail = "sample-jail";
export const secondJail = "sample-second-jail";
export const office = "sample-office";

export type Issue = EventDetails<"request_issued">;

/** Form I-247A as its office issues it: notice 48 hours ahead, a hold, service, relay; made up. */
export const madeIssue: Issue = {
  form: "I-247A",
  revision: "3/17",
  entered_by: "issuer",
  issuing_unit: "Sample field office",
  ice_reference: null,
  facility_id: "sample-jail-main",
  addressee: "Sample jail",
  booking_number: "B-1",
  issued_on: "2026-03-01",
  basis_box: "probable_cause",
  bases: ["biometric_match"],
  basis_wording: null,
  priority: null,
  asks_notify: true,
  notify_hours: 48,
  asks_hold: true,
  asks_serve: true,
  asks_interview: false,
  asks_relay: true,
  asks_event_notice: true,
  warrant: "I-200",
  warrant_signed_on: "2026-03-01",
  warrant_reference: null,
  supersedes_request: null,
  is_synthetic: true,
};

const usual: { readonly [K in RequestKind]: EventDetails<K> } = {
  transmitted: { channel: "fax", receipt: null, to: "records desk" },
  received: { channel: "fax", receipt: null, by_desk: "records desk", booking_id: 7 },
  misdirected: { found_by: "custodian", note: null },
  not_in_custody: { left_at: null, reason: null, note: null },
  served: { manner: "in_person", language: "es", by_role: "clerk", note: null },
  responded: {
    asked: "hold",
    answer: "will",
    reason_code: "follows_policy",
    provision: null,
    note: null,
    authority: { modality: "may" },
    authority_sha256: "0".repeat(64),
    decision: null,
  },
  notice_sent: {
    channel: "phone",
    reached: "duty desk",
    answer: "will_call_back",
    release_at: null,
    note: null,
  },
  became_releasable: { reason: "bond_posted", order: null },
  hold_started: {
    otherwise_released_at: "",
    rule: "clock.i-247a",
    rule_cite: "Form I-247A",
    ends_at: "",
    other_ends: [],
  },
  hold_ended: { why: "window_ended", note: null },
  incident_opened: { what: "held_past_window", ends_at: "" },
  incident_closed: { incident: 0, reason: "made-up reason" },
  custody_assumed: { note: null },
  person_released: { reason: "bond_posted" },
  relayed: {
    from_facility_id: null,
    to_facility_id: null,
    to_agency: "Sample second jail",
    to_organisation_id: null,
  },
  cancelled: { reason: "not_stated", note: null },
  superseded: { by_request: 2 },
  outcome_asserted: {
    outcome: "ICE_CUSTODY",
    asked: null,
    happened_at: null,
    evidence: "made-up evidence",
    basis: "own_log",
  },
  opinion_recorded: { text: "made-up opinion", is_privileged: true },
};

/** `2026-03-02T11:52` as an instant; made-up logs are written in UTC. */
export const at = (moment: string): string => `${moment}:00Z`;

/** A log of one made-up request, each event of which is checked against what stands before it is added. */
export interface MadeLog {
  readonly events: ExchangeEvent[];
  state(): RequestState;
  /** Adds an event and gives its number; `by` is the last custodian unless said. */
  add<K extends RequestKind>(
    kind: K,
    moment: string,
    details?: Partial<EventDetails<K>>,
    by?: string,
  ): number;
  /** Writes an event that corrects another, unchecked. */
  correct<K extends RequestKind>(
    eventId: number,
    kind: K,
    moment: string,
    details?: Partial<EventDetails<K>>,
  ): number;
}

/** Details of a kind, filled up with the usual ones and checked by the kind's schema. */
export function madeDetails<K extends RequestKind>(
  kind: K,
  details: Partial<EventDetails<K>> = {},
): EventDetails<K> {
  return eventDetails[kind].parse({ ...usual[kind], ...details }) as EventDetails<K>;
}

/** A made-up request in a log of its own, issued 2026-03-01 10:00 UTC to a jail that works in the exchange. */
export function madeLog(issue: Partial<Issue> = {}, custodian: string | null = jail): MadeLog {
  const events: ExchangeEvent[] = [];
  const write = (
    kind: string,
    moment: string,
    details: object,
    by: string,
    supersedes: number | null,
  ): number => {
    const event_id = events.length + 1;
    events.push({
      event_id,
      position: event_id,
      kind,
      booking_id: null,
      request_id: 1,
      organisation_id: by,
      member_id: 1,
      occurred_at: at(moment),
      recorded_at: at(moment),
      is_shared: true,
      supersedes,
      details,
    } as ExchangeEvent);
    return event_id;
  };
  const state = (): RequestState => {
    const folded = foldRequest(events, custodian);
    if (folded === null) throw new Error("a made-up log begins with its issue");
    return folded;
  };
  const whole = { ...madeIssue, ...issue };
  write("request_issued", "2026-03-01T10:00", whole, whole.entered_by === "issuer" ? office : jail, null);
  return {
    events,
    state,
    add(kind, moment, details, by = state().custodian_organisation_id ?? office) {
      const draft = {
        kind,
        occurred_at: at(moment),
        details: madeDetails(kind, details),
        organisation_side: by === office ? "issuer" : "custodian",
        organisation_id: by,
      } as unknown as RequestDraft;
      checkRequestEvent(state(), draft);
      return write(kind, moment, draft.details, by, null);
    },
    correct(eventId, kind, moment, details) {
      const by = events.find((event) => event.event_id === eventId)?.organisation_id ?? jail;
      return write(kind, moment, madeDetails(kind, details), by, eventId);
    },
  };
}
