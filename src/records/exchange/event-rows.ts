import sql from "sql-template-tag";
import { z } from "zod";
import { canonicalJson, type Json } from "../../base/canonical-json.ts";
import { defineQuery, type Query, type Transaction } from "../../db/db.ts";
import type { ExchangeEvent } from "../../law/exchange/event.ts";
import { type EventKind, eventDetails, eventKinds } from "../../law/exchange/event-details.ts";

const eventRow = z.object({
  event_id: z.number(),
  position: z.number(),
  kind: z.enum(eventKinds as [EventKind, ...EventKind[]]),
  booking_id: z.number().nullable(),
  request_id: z.number().nullable(),
  organisation_id: z.string(),
  member_id: z.number(),
  occurred_at: z.string(),
  recorded_at: z.string(),
  is_shared: z.boolean(),
  supersedes: z.number().nullable(),
  details: z.record(z.string(), z.unknown()),
});
const asEvent = eventRow as unknown as z.ZodType<ExchangeEvent>;

const columns = sql`event_id, position, kind, booking_id, request_id, organisation_id, member_id, occurred_at, recorded_at, is_shared, supersedes, details`;

/** The number of the first event of a position; an entry has room for 10,000. */
export const firstEvent = (position: number): number => position * 10_000;

/** The events of a request as the session may see them, in order, up to a position where one is given. */
export function requestEvents(requestId: number, position: number | null = null): Query<ExchangeEvent> {
  return defineQuery(
    asEvent,
    sql`select ${columns} from exchange_event
         where request_id = ${requestId} and (${position}::bigint is null or position <= ${position}) order by event_id`,
  );
}

/** The events of a booking itself (not of the requests on it) as the session may see them, in order. */
export function bookingEvents(bookingId: number): Query<ExchangeEvent> {
  return defineQuery(
    asEvent,
    sql`select ${columns} from exchange_event where booking_id = ${bookingId} and request_id is null order by event_id`,
  );
}

/** Appends events; the details of each are checked against what its kind says. */
export async function insertEvents(tx: Transaction, events: readonly ExchangeEvent[]): Promise<void> {
  const rows = events.map((event) => ({ ...event, details: eventDetails[event.kind].parse(event.details) }));
  await tx.run(sql`
    insert into exchange_event (${columns})
    select ${columns} from jsonb_to_recordset(${canonicalJson(rows as unknown as Json)}::jsonb) as
      e (event_id bigint, position bigint, kind text, booking_id bigint, request_id bigint, organisation_id text, member_id bigint,
         occurred_at timestamptz, recorded_at timestamptz, is_shared boolean, supersedes bigint, details jsonb)
     order by event_id`);
}
