import sql, { join, type Sql } from "sql-template-tag";
import { z } from "zod";
import { defineQuery, type Reader, type Transaction } from "../../db/db.ts";
import { type BookingState, foldBooking } from "../../law/exchange/booking-state.ts";
import type { ExchangeEvent } from "../../law/exchange/event.ts";
import { foldRequest, hasIncident, isOpen, type RequestState } from "../../law/exchange/request-state.ts";
import { bookingEvents, requestEvents } from "./event-rows.ts";
import { facilityOf } from "./facility.ts";

export type Audience = "custodian" | "issuer";

/** A request as each side sees it: the custodian's whole view, and what the issuer is told. */
export interface RequestViews {
  readonly custodian: RequestState;
  readonly issuer: RequestState;
}

const isSeenBy = (organisation: string | null) => (event: ExchangeEvent) =>
  event.is_shared || event.organisation_id === organisation;

/** A request folded for each side from all of its events; null when the first of them issues none. */
export function viewsOf(events: readonly ExchangeEvent[], custodian: string | null): RequestViews | null {
  const whole = foldRequest(events, custodian);
  if (whole === null) return null;
  const seen = (organisation: string | null): RequestState =>
    foldRequest(events.filter(isSeenBy(organisation)), custodian) ?? whole;
  return { custodian: seen(whole.custodian_organisation_id), issuer: seen(whole.issuer_organisation_id) };
}

/** The organisation that answers for the facility that a request was first addressed to; null where none does. */
export async function firstCustodian(db: Reader, events: readonly ExchangeEvent[]): Promise<string | null> {
  const [first] = events;
  const facility = first?.kind === "request_issued" ? await facilityOf(db, first.details.facility_id) : null;
  return facility?.organisation_id ?? null;
}

function viewRow(audience: Audience, state: RequestState, position: number): Sql {
  const held = state.hold !== null && state.hold.ended_at === null ? state.hold.ends_at : null;
  const booking = audience === "custodian" ? state.booking_id : null;
  return sql`
    (${state.request_id}::bigint, ${audience}, ${state.issuer_organisation_id}, ${state.custodian_organisation_id}, ${state.facility_id},
     ${booking}::bigint, ${state.issue.form}, ${state.phase}, ${isOpen(state)}::boolean, ${state.issue.issued_on}::date, ${held}::timestamptz,
     ${hasIncident(state)}::boolean, 1, ${position}::bigint, ${JSON.stringify({ ...state, booking_id: booking })}::jsonb)`;
}

async function saveViews(tx: Transaction, views: readonly Sql[]): Promise<void> {
  await tx.run(sql`
    insert into request_now (request_id, audience, issuer_organisation_id, custodian_organisation_id, facility_id, booking_id, form, state,
                             is_open, issued_on, due_at, has_incident, version, last_position, state_now)
    values ${join(views, ", ")}
    on conflict (request_id, audience) do update
       set issuer_organisation_id = excluded.issuer_organisation_id, custodian_organisation_id = excluded.custodian_organisation_id,
           facility_id = excluded.facility_id, booking_id = excluded.booking_id, state = excluded.state, is_open = excluded.is_open,
           due_at = excluded.due_at, has_incident = excluded.has_incident, version = request_now.version + 1,
           last_position = excluded.last_position, state_now = excluded.state_now
     where request_now.state_now is distinct from excluded.state_now`);
}

/** Folds a request anew and keeps what stands for each side; a side that learns nothing keeps its version. */
export async function saveRequest(
  tx: Transaction,
  requestId: number,
  position: number,
): Promise<RequestViews> {
  const events = await tx.all(requestEvents(requestId));
  const views = viewsOf(events, await firstCustodian(tx, events));
  if (views === null) throw new Error(`request ${requestId} has no event that issued it`);
  const hasCustodian = views.custodian.custodian_organisation_id !== null;
  await saveViews(tx, [
    viewRow("issuer", views.issuer, position),
    ...(hasCustodian ? [viewRow("custodian", views.custodian, position)] : []),
  ]);
  return views;
}

/** Folds a booking anew and keeps what stands. */
export async function saveBooking(
  tx: Transaction,
  bookingId: number,
  position: number,
): Promise<BookingState> {
  const state = foldBooking(await tx.all(bookingEvents(bookingId)));
  if (state === null) throw new Error(`booking ${bookingId} has no event that booked it`);
  await tx.run(sql`
    insert into booking_now (booking_id, organisation_id, facility_id, booking_number, custody, expected_release_at, otherwise_released_at,
                             version, last_position, state)
    values (${bookingId}, ${state.organisation_id}, ${state.facility_id}, ${state.booking_number}, ${state.custody},
            ${state.expected_release?.at ?? null}::timestamptz, ${state.otherwise_released_at}::timestamptz, 1, ${position},
            ${JSON.stringify(state)}::jsonb)
    on conflict (booking_id) do update
       set facility_id = excluded.facility_id, booking_number = excluded.booking_number, custody = excluded.custody,
           expected_release_at = excluded.expected_release_at, otherwise_released_at = excluded.otherwise_released_at,
           version = booking_now.version + 1, last_position = excluded.last_position, state = excluded.state`);
  return state;
}

const requestRow = z.object({
  request_id: z.number(),
  audience: z.enum(["custodian", "issuer"]),
  version: z.number(),
  state_now: z.custom<RequestState>((value) => typeof value === "object" && value !== null),
});
/** What stands of a request for one side, with its version. */
export type StandingRequest = z.infer<typeof requestRow>;

/** A request as the session may see it: the custodian's view where it is theirs, else what is shared; null when it is neither. */
export async function standingRequest(db: Reader, requestId: number): Promise<StandingRequest | null> {
  return db.maybe(
    defineQuery(
      requestRow,
      sql`select request_id, audience, version, state_now from request_now where request_id = ${requestId} order by audience limit 1`,
    ),
  );
}

const bookingRow = z.object({
  booking_id: z.number(),
  version: z.number(),
  state: z.custom<BookingState>((value) => typeof value === "object" && value !== null),
});
/** What stands of a booking, with its version. */
export type StandingBooking = z.infer<typeof bookingRow>;

/** A booking as the session may see it; null when it may not, or there is none. */
export async function standingBooking(db: Reader, bookingId: number): Promise<StandingBooking | null> {
  return db.maybe(
    defineQuery(
      bookingRow,
      sql`select booking_id, version, state from booking_now where booking_id = ${bookingId}`,
    ),
  );
}

/** The requests that are open on a booking, in the custodian's view. */
export async function openRequestsOn(db: Reader, bookingId: number): Promise<StandingRequest[]> {
  return db.all(
    defineQuery(
      requestRow,
      sql`select request_id, audience, version, state_now from request_now
           where booking_id = ${bookingId} and audience = 'custodian' and state in ('issued', 'active') order by request_id`,
    ),
  );
}

/** Every request of a booking, open or not, in the custodian's view. */
export async function requestsOn(db: Reader, bookingId: number): Promise<StandingRequest[]> {
  return db.all(
    defineQuery(
      requestRow,
      sql`select request_id, audience, version, state_now from request_now
           where booking_id = ${bookingId} and audience = 'custodian' order by request_id`,
    ),
  );
}
