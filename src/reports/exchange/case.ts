import type { Reader } from "../../db/db.ts";
import type { Authority } from "../../law/authority/authority.ts";
import type { AskedThing } from "../../law/exchange/codes.ts";
import type { Duty } from "../../law/exchange/duties.ts";
import type { ExchangeEvent } from "../../law/exchange/event.ts";
import { type ExchangeFinding, findingOf } from "../../law/exchange/finding.ts";
import type { RequestState } from "../../law/exchange/request-state.ts";
import type { Action } from "../../records/exchange/action.ts";
import { actions } from "../../records/exchange/actions/catalogue.ts";
import { bookingEvents, requestEvents } from "../../records/exchange/event-rows.ts";
import { type ExchangeFacility, facilityOf } from "../../records/exchange/facility.ts";
import { mayDo } from "../../records/exchange/perform.ts";
import {
  requestsOn,
  type StandingBooking,
  type StandingRequest,
  standingBooking,
  standingRequest,
} from "../../records/exchange/standing.ts";
import type { Actor } from "../../records/organisations/actor.ts";
import { authoritiesOn } from "./authorities-on.ts";
import { dutiesOf } from "./duties-of.ts";
import type { ExchangeParts } from "./exchange-record.ts";

/** One request as an actor sees it: what stands, every event that they may see, what is found, and what law and policy say today. */
export interface RequestCase {
  readonly request_id: number;
  readonly audience: "custodian" | "issuer";
  readonly version: number;
  readonly state: RequestState;
  readonly facility: ExchangeFacility | null;
  readonly events: readonly ExchangeEvent[];
  readonly finding: ExchangeFinding;
  /** What law and policy say today of each thing asked; empty where the facility works not in the exchange. */
  readonly authority: Readonly<Partial<Record<AskedThing, Authority>>>;
  /** What is due, the most urgent first; for the custodian only. */
  readonly duties: readonly Duty[];
  /** The booking, for who holds or counsels the holder; null for everybody else. */
  readonly booking: StandingBooking | null;
  /** The actions that the actor's roles have on a request; whether one is possible now, the write itself says. */
  readonly actions: readonly Action[];
}

/** One booking as its own jail sees it. */
export interface BookingCase extends StandingBooking {
  readonly facility: ExchangeFacility | null;
  readonly events: readonly ExchangeEvent[];
  readonly requests: readonly StandingRequest[];
  readonly actions: readonly Action[];
}

/** The number of a booking is its jail's: whoever else sees an event is told what happened, and not the number. */
function seenBy(actor: Actor, event: ExchangeEvent): ExchangeEvent {
  if (actor.acts_for.includes(event.organisation_id)) return event;
  const hidden = { ...event, booking_id: null };
  return hidden.kind === "received" ? { ...hidden, details: { ...hidden.details, booking_id: 0 } } : hidden;
}

const actionsOn = (actor: Actor, subject: Action["subject"]): Action[] =>
  actions.filter((action) => action.subject === subject && mayDo(actor, action));

/** A request as the session of the reader may see it; null where it does not concern the actor. */
export async function requestCase(
  db: Reader,
  parts: ExchangeParts,
  actor: Actor,
  requestId: number,
): Promise<RequestCase | null> {
  const standing = await standingRequest(db, requestId);
  if (standing === null) return null;
  const { state_now: state, audience, version } = standing;
  const facility = await facilityOf(db, state.facility_id);
  const booking = state.booking_id === null ? null : await standingBooking(db, state.booking_id);
  const now = parts.clock.now();
  const authority = await authoritiesOn(db, parts, facility, state, now);
  return {
    request_id: requestId,
    audience,
    version,
    state,
    facility,
    events: (await db.all(requestEvents(requestId))).map((event) => seenBy(actor, event)),
    finding: findingOf(state),
    authority,
    duties: audience === "custodian" ? dutiesOf(state, booking?.state ?? null, facility, authority, now) : [],
    booking,
    actions: actionsOn(actor, "request"),
  };
}

/** A booking as the session of the reader may see it; null where it does not concern the actor. */
export async function bookingCase(
  db: Reader,
  _parts: ExchangeParts,
  actor: Actor,
  bookingId: number,
): Promise<BookingCase | null> {
  const standing = await standingBooking(db, bookingId);
  if (standing === null) return null;
  return {
    ...standing,
    facility: await facilityOf(db, standing.state.facility_id),
    events: await db.all(bookingEvents(bookingId)),
    requests: await requestsOn(db, bookingId),
    actions: actionsOn(actor, "booking"),
  };
}
