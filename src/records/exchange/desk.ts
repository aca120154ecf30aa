import sql, { type Sql } from "sql-template-tag";
import { z } from "zod";
import { defineQuery, type Reader } from "../../db/db.ts";
import type { BookingState } from "../../law/exchange/booking-state.ts";
import type { RequestPhase, RequestState } from "../../law/exchange/request-state.ts";
import type { StandingBooking, StandingRequest } from "./standing.ts";

const requestRow = z.object({
  request_id: z.number(),
  audience: z.enum(["custodian", "issuer"]),
  version: z.number(),
  state_now: z.custom<RequestState>((value) => typeof value === "object" && value !== null),
});
const bookingRow = z.object({
  booking_id: z.number(),
  version: z.number(),
  state: z.custom<BookingState>((value) => typeof value === "object" && value !== null),
});

/** Which requests are wanted: open or not, in a state, of a facility, before a number; `most` at once, newest first. */
export interface RequestFilter {
  readonly is_open?: boolean | undefined;
  readonly state?: RequestPhase | undefined;
  readonly facility_id?: string | undefined;
  readonly has_incident?: boolean | undefined;
  readonly before?: number | undefined;
  readonly most: number;
}

const given = (condition: Sql | false): Sql => (condition === false ? sql`true` : condition);

/** Whose requests, and in which view; no organisations are all that the session may see. */
export interface RequestSide {
  readonly audience: "custodian" | "issuer";
  readonly organisations: readonly string[] | null;
  /** Those that the organisations had and passed on to another, and not those that they have. */
  readonly is_passed_on?: boolean;
}

/** What a filter leaves, of rows of `request_now`. */
const narrowed = (filter: RequestFilter): Sql => sql`
      ${given(filter.state !== undefined && sql`n.state = ${filter.state ?? null}::text`)}
  and ${given(filter.facility_id !== undefined && sql`n.facility_id = ${filter.facility_id ?? null}::text`)}
  and ${given(filter.has_incident === true && sql`n.has_incident`)}
  and ${given(filter.has_incident === false && sql`not n.has_incident`)}
  and ${given(filter.before !== undefined && sql`n.request_id < ${filter.before ?? null}::bigint`)}`;

const openAs = ({ is_open }: RequestFilter): Sql =>
  given(is_open !== undefined && sql`n.is_open = ${is_open ?? null}::boolean`);

/** An incident keeps its request open, so that no closed one need be looked at. */
const openings = ({ is_open, has_incident }: RequestFilter): Sql => {
  if (is_open !== undefined) return sql`array[${is_open}::boolean]`;
  return has_incident === true ? sql`array[true]` : sql`array[false, true]`;
};

/**
 * The newest of each organisation, then the newest of them all. Open and closed are read apart, or those of one state alone, so that
 * each part is read in the order of an index and no further than it is shown.
 */
function ofOrganisations(
  audience: RequestSide["audience"],
  organisations: readonly string[],
  filter: RequestFilter,
): Sql {
  const whose =
    audience === "custodian"
      ? sql`n.audience = 'custodian' and n.custodian_organisation_id = own.organisation_id`
      : sql`n.audience = 'issuer' and n.issuer_organisation_id = own.organisation_id`;
  const isSplit = filter.state === undefined;
  const split = isSplit ? sql`cross join unnest(${openings(filter)}) as shown (is_open)` : sql``;
  return sql`
    select r.request_id, r.audience, r.version, r.state_now
      from unnest(${organisations}::text[]) as own (organisation_id) ${split}
     cross join lateral (
       select n.request_id, n.audience, n.version, n.state_now from request_now n
        where ${whose} and ${isSplit ? sql`n.is_open = shown.is_open` : openAs(filter)} and ${narrowed(filter)}
        order by n.request_id desc limit ${filter.most}) as r
     order by r.request_id desc limit ${filter.most}`;
}

/** Those that some organisations passed on and have no more, as both sides share them. */
const passedOn = (organisations: readonly string[], filter: RequestFilter): Sql => sql`
  select n.request_id, n.audience, n.version, n.state_now
    from request_now n
   where n.audience = 'issuer'
     and n.request_id in (select e.request_id from exchange_event e
                           where e.kind = 'relayed' and e.is_shared and e.organisation_id = any (${organisations}::text[]))
     and coalesce(n.custodian_organisation_id <> all (${organisations}::text[]), true)
     and ${openAs(filter)} and ${narrowed(filter)}
   order by n.request_id desc limit ${filter.most}`;

const ofAll = (audience: RequestSide["audience"], filter: RequestFilter): Sql => sql`
  select n.request_id, n.audience, n.version, n.state_now from request_now n
   where ${audience === "issuer" ? sql`n.audience = 'issuer'` : sql`n.audience = 'custodian'`}
     and ${openAs(filter)} and ${narrowed(filter)}
   order by n.request_id desc limit ${filter.most}`;

/** The requests that the session may see, each once: in the custodian's view where it is theirs; newest first. */
export async function requestsFor(
  db: Reader,
  { audience, organisations, is_passed_on }: RequestSide,
  filter: RequestFilter,
): Promise<StandingRequest[]> {
  if (organisations === null) return db.all(defineQuery(requestRow, ofAll(audience, filter)));
  const chosen =
    is_passed_on === true
      ? passedOn(organisations, filter)
      : ofOrganisations(audience, organisations, filter);
  return db.all(defineQuery(requestRow, chosen));
}

/** The bookings whose person is held and can be released before an instant (ISO UTC), or whose release is due already, first first. */
export async function leavingBefore(
  db: Reader,
  organisations: readonly string[],
  before: string,
): Promise<StandingBooking[]> {
  return db.all(
    defineQuery(
      bookingRow,
      sql`select booking_id, version, state from booking_now
           where organisation_id = any (${organisations}::text[]) and custody = 'held'
             and (expected_release_at < ${before}::timestamptz or otherwise_released_at is not null)
           order by coalesce(otherwise_released_at, expected_release_at), booking_id limit 500`,
    ),
  );
}

/** The custodian's view of the requests on some bookings, open or closed. */
export async function requestsOnBookings(
  db: Reader,
  bookings: readonly number[],
): Promise<StandingRequest[]> {
  return db.all(
    defineQuery(
      requestRow,
      sql`select request_id, audience, version, state_now from request_now
           where booking_id = any (${bookings}::bigint[]) and audience = 'custodian' order by request_id`,
    ),
  );
}

const lastCharacter = String.fromCodePoint(0x10ffff);

/**
 * Bookings of some organisations whose number begins as given, newest first. The beginning is asked for as a range: the store does
 * not look into an index for `like` where row-level security stands before it.
 */
export async function bookingsLike(
  db: Reader,
  organisations: readonly string[],
  filter: {
    readonly number: string;
    readonly custody?: BookingState["custody"] | undefined;
    readonly before?: number | undefined;
    readonly most: number;
  },
): Promise<StandingBooking[]> {
  const { number, custody, before, most } = filter;
  const range = sql`n.booking_number between ${number} and ${number + lastCharacter}`;
  return db.all(
    defineQuery(
      bookingRow,
      sql`select r.booking_id, r.version, r.state
            from unnest(${organisations}::text[]) as own (organisation_id)
           cross join lateral (
             select n.booking_id, n.version, n.state from booking_now n
              where n.organisation_id = own.organisation_id and ${given(number !== "" && range)}
                and ${given(custody !== undefined && sql`n.custody = ${custody ?? null}::text`)}
                and ${given(before !== undefined && sql`n.booking_id < ${before ?? null}::bigint`)}
              order by n.booking_id desc limit ${most}) as r
           order by r.booking_id desc limit ${most}`,
    ),
  );
}
