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
  /** Those whose form bears a day from one to another, both included. */
  readonly issued?: { readonly from: string; readonly to: string } | undefined;
  readonly most: number;
}

const given = (condition: Sql | false): Sql => (condition === false ? sql`true` : condition);

/** The requests that the session may see, each once: in the custodian's view where it is theirs; newest first. */
export async function requestsFor(
  db: Reader,
  side: { readonly audience: "custodian" | "issuer"; readonly organisations: readonly string[] | null },
  filter: RequestFilter,
): Promise<StandingRequest[]> {
  const { audience, organisations } = side;
  const whose = audience === "custodian" ? sql`custodian_organisation_id` : sql`issuer_organisation_id`;
  return db.all(
    defineQuery(
      requestRow,
      sql`select request_id, audience, version, state_now from request_now
           where audience = ${audience}
             and ${given(organisations !== null && sql`${whose} = any (${organisations}::text[])`)}
             and ${given(filter.is_open !== undefined && sql`is_open = ${filter.is_open ?? null}::boolean`)}
             and ${given(filter.state !== undefined && sql`state = ${filter.state ?? null}::text`)}
             and ${given(filter.facility_id !== undefined && sql`facility_id = ${filter.facility_id ?? null}::text`)}
             and ${given(filter.has_incident !== undefined && sql`has_incident = ${filter.has_incident ?? null}::boolean`)}
             and ${given(filter.issued !== undefined && sql`issued_on between ${filter.issued?.from ?? null}::date and ${filter.issued?.to ?? null}::date`)}
             and ${given(filter.before !== undefined && sql`request_id < ${filter.before ?? null}::bigint`)}
           order by request_id desc limit ${filter.most}`,
    ),
  );
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

/** Bookings of some organisations whose number begins as given, newest first. */
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
  const prefix = `${filter.number.replaceAll(/[\\%_]/g, (c) => `\\${c}`)}%`;
  return db.all(
    defineQuery(
      bookingRow,
      sql`select booking_id, version, state from booking_now
           where organisation_id = any (${organisations}::text[]) and booking_number like ${prefix}
             and ${given(filter.custody !== undefined && sql`custody = ${filter.custody ?? null}::text`)}
             and ${given(filter.before !== undefined && sql`booking_id < ${filter.before ?? null}::bigint`)}
           order by booking_id desc limit ${filter.most}`,
    ),
  );
}
