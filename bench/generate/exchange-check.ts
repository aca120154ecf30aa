import { isDeepStrictEqual } from "node:util";
import sql from "sql-template-tag";
import { z } from "zod";
import { type Db, defineQuery } from "../../src/db/db.ts";
import { foldBooking } from "../../src/law/exchange/booking-state.ts";
import { bookingEvents, requestEvents } from "../../src/records/exchange/event-rows.ts";
import { firstCustodian, viewsOf } from "../../src/records/exchange/standing.ts";

/** So many requests spread evenly over all that stand. */
const sample = (most: number) =>
  defineQuery(
    z.object({ request_id: z.number(), booking_id: z.number() }),
    sql`select request_id, booking_id
          from (select request_id, booking_id, row_number() over (order by request_id) as n, count(*) over () as all_of_them
                  from request_now where audience = 'custodian' and booking_id is not null) as numbered
         where n % greatest(1, all_of_them / ${most}) = 0 order by request_id limit ${most}`,
  );

const standing = (request: number, booking: number) =>
  defineQuery(
    z.object({ custodian: z.unknown(), issuer: z.unknown(), booking: z.unknown() }),
    sql`select (select state_now from request_now where request_id = ${request} and audience = 'custodian') as custodian,
               (select state_now from request_now where request_id = ${request} and audience = 'issuer') as issuer,
               (select state from booking_now where booking_id = ${booking}) as booking`,
  );

const asJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/**
 * Folds so many requests and their bookings anew from the log and compares them with what is kept; returns how many were compared.
 * Throws an error that names the first which differs.
 */
export async function checkStanding(db: Db, most: number): Promise<number> {
  const chosen = await db.all(sample(most));
  for (const { request_id, booking_id } of chosen) {
    const events = await db.all(requestEvents(request_id));
    const views = viewsOf(events, await firstCustodian(db, events));
    const folded = asJson({
      custodian: views?.custodian,
      issuer: { ...views?.issuer, booking_id: null },
      booking: foldBooking(await db.all(bookingEvents(booking_id))),
    });
    const kept = await db.one(standing(request_id, booking_id));
    if (!isDeepStrictEqual(kept, folded))
      throw new Error(
        `request ${request_id}: what stands is not what its log folds to; loads are not measured`,
      );
  }
  return chosen.length;
}
