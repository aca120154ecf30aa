import assert from "node:assert/strict";
import sql from "sql-template-tag";
import { z } from "zod";
import { type Db, defineQuery } from "../../src/db/db.ts";
import { foldBooking } from "../../src/law/exchange/booking-state.ts";
import { bookingEvents, requestEvents } from "../../src/records/exchange/event-rows.ts";
import { firstCustodian, viewsOf } from "../../src/records/exchange/standing.ts";
import type { Acknowledged } from "./exchange-writer.ts";

/** Halves of writes; a sound store has none, whatever was killed. */
const halves = defineQuery(
  z.object({ what: z.string(), id: z.number() }),
  sql`select 'an entry without all of its events' as what, j.position as id
        from journal j left join exchange_event e using (position)
       where j.kind = 'exchange' group by j.position having jsonb_array_length(j.body->'kinds') <> count(e.event_id)
      union all
      select 'an event without its entry', event_id from exchange_event e where not exists (select from journal j where j.position = e.position)
      union all
      select 'a party without its entry', request_id from request_party p where not exists (select from journal j where j.position = p.position)
      union all
      select 'a key without its entry', position from exchange_key k where not exists (select from journal j where j.position = k.position)
      union all
      select 'a key whose answer names other events', k.position from exchange_key k
       where k.answer->'events' <> (select coalesce(jsonb_agg(event_id order by event_id), '[]') from exchange_event e where e.position = k.position)
      union all
      select 'a request that stands nowhere', event_id from exchange_event e
       where kind = 'request_issued' and (select count(*) from request_now n where n.request_id = e.request_id) <> 2
      union all
      select 'a booking that stands nowhere', event_id from exchange_event e
       where kind = 'booked' and not exists (select from booking_now n where n.booking_id = e.booking_id)
      union all
      select 'a standing that names a later entry than its events', request_id from request_now n
       where last_position > (select max(position) from exchange_event e where e.request_id = n.request_id)`,
);

const kept = (keys: readonly string[]) =>
  defineQuery(
    z.object({ key: z.string(), position: z.number(), events: z.array(z.number()) }),
    sql`select k.idempotency_key as key, k.position, array_agg(e.event_id order by e.event_id) as events
          from exchange_key k join exchange_event e using (position)
         where k.idempotency_key = any (${keys}::text[]) group by 1, 2`,
  );

const standing = (after: number) =>
  defineQuery(
    z.object({
      request_id: z.number(),
      booking_id: z.number().nullable(),
      custodian: z.unknown(),
      issuer: z.unknown(),
    }),
    sql`select c.request_id, c.booking_id, c.state_now as custodian, i.state_now as issuer
          from request_now c join request_now i on i.request_id = c.request_id and i.audience = 'issuer'
         where c.audience = 'custodian' and c.request_id > ${after} order by 1`,
  );

const bookings = (after: number) =>
  defineQuery(
    z.object({ booking_id: z.number(), state: z.unknown() }),
    sql`select booking_id, state from booking_now where booking_id > ${after} order by 1`,
  );

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value ?? null));

async function checkFolds(db: Db, after: number): Promise<void> {
  for (const { request_id, custodian, issuer } of await db.all(standing(after))) {
    const events = await db.all(requestEvents(request_id));
    const views = viewsOf(events, await firstCustodian(db, events));
    assert.deepEqual(custodian, plain(views?.custodian), `custodian of ${request_id}`);
    assert.deepEqual(issuer, plain({ ...views?.issuer, booking_id: null }), `issuer of ${request_id}`);
  }
  for (const { booking_id, state } of await db.all(bookings(after)))
    assert.deepEqual(state, plain(foldBooking(await db.all(bookingEvents(booking_id)))), `${booking_id}`);
}

/**
 * Asserts that every write which was acknowledged is there with all of its events, that none stands half, and that what is kept of the
 * requests and bookings after a number is what their log folds to.
 */
export async function checkWhole(db: Db, said: readonly Acknowledged[], after: number): Promise<void> {
  assert.deepEqual(await db.all(halves), []);
  const found = new Map((await db.all(kept(said.map((one) => one.key)))).map((one) => [one.key, one]));
  for (const one of said) assert.deepEqual(found.get(one.key), one, "an acknowledged write is there, whole");
  await checkFolds(db, after);
}
