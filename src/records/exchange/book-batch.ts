import sql from "sql-template-tag";
import { z } from "zod";
import type { Clock } from "../../base/clock.ts";
import { AppError, NotAllowed } from "../../base/errors.ts";
import { type Db, defineQuery, type Transaction } from "../../db/db.ts";
import { type BookingState, foldBooking } from "../../law/exchange/booking-state.ts";
import type { ExchangeEvent } from "../../law/exchange/event.ts";
import { appendEntry, reservePosition } from "../journal/journal.ts";
import { type Actor, authorOf } from "../organisations/actor.ts";
import { type BookingSource, book, bookingDrafts } from "./actions/book.ts";
import { expectRelease } from "./actions/expected-release.ts";
import { release } from "./actions/release.ts";
import { bookingInput, type ReadBooking } from "./booking-input.ts";
import { firstEvent, insertEvents } from "./event-rows.ts";
import type { ExchangeFacility } from "./facility.ts";
import { readInput } from "./input.ts";
import { ownFacility } from "./own-facility.ts";
import { mayDo, perform } from "./perform.ts";
import type { ExchangeServices } from "./services.ts";
import { asTenant } from "./tenant.ts";

const chunk = 500; // bookings of one entry; an entry has room for 10,000 events, a booking brings at most 53

/** A booking of a batch that was not recorded, and why. */
export interface RefusedBooking {
  readonly booking_number: string;
  readonly reason: string;
}

/** What a batch brought; every booking given is in one of the four counts. */
export interface BatchAnswer {
  readonly given: number;
  readonly recorded: number;
  /** Known before, and nothing new said of them. */
  readonly known: number;
  /** Known before; a release or another expected release was added. */
  readonly updated: number;
  readonly refused: readonly RefusedBooking[];
}

const standing = (organisationId: string, numbers: readonly string[]) =>
  defineQuery(
    z.object({
      booking_id: z.number(),
      booking_number: z.string(),
      state: z.custom<BookingState>((value) => typeof value === "object" && value !== null),
    }),
    sql`select booking_id, booking_number, state from booking_now
         where organisation_id = ${organisationId} and booking_number = any (${numbers}::text[])`,
  );

/** The first of each booking number, and those that come again in the same batch. */
function onceEach(bookings: readonly ReadBooking[]): { first: ReadBooking[]; again: ReadBooking[] } {
  const seen = new Set<string>();
  const first: ReadBooking[] = [];
  const again: ReadBooking[] = [];
  for (const booking of bookings) {
    (seen.has(booking.booking_number) ? again : first).push(booking);
    seen.add(booking.booking_number);
  }
  return { first, again };
}

interface Batch {
  readonly db: Db;
  readonly services: ExchangeServices;
  readonly clock: Clock;
  readonly actor: Actor;
  readonly source: BookingSource;
}

const told = (error: unknown): string => {
  if (error instanceof AppError) return error.message;
  throw error;
};

/** The events of one booking with their numbers; refused as a whole where one of its times cannot be. */
function eventsOf(
  batch: Batch,
  facility: ExchangeFacility,
  booking: ReadBooking,
  at: { readonly position: number; readonly first: number; readonly now: string },
): ExchangeEvent[] {
  const { services, source, actor } = batch;
  return bookingDrafts({ now: at.now, services }, facility, booking, source, at.first).map(
    (draft, n) =>
      ({
        ...draft,
        event_id: at.first + n,
        position: at.position,
        member_id: actor.member_id,
        recorded_at: at.now,
        supersedes: null,
      }) as ExchangeEvent,
  );
}

async function insertStanding(
  tx: Transaction,
  states: readonly BookingState[],
  position: number,
): Promise<void> {
  const rows = states.map((state) => ({ state, expected_release_at: state.expected_release?.at ?? null }));
  await tx.run(sql`
    insert into booking_now (booking_id, organisation_id, facility_id, booking_number, custody, expected_release_at, otherwise_released_at,
                             version, last_position, state)
    select (state->>'booking_id')::bigint, state->>'organisation_id', state->>'facility_id', state->>'booking_number', state->>'custody',
           expected_release_at, null, 1, ${position}, state
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (state jsonb, expected_release_at timestamptz)`);
}

interface Recorded {
  readonly recorded: number;
  readonly known: readonly { readonly before: BookingState; readonly given: ReadBooking }[];
  readonly refused: readonly RefusedBooking[];
}

/** Records those of a chunk that are new, in one entry; whole or not at all. */
async function recordNew(
  batch: Batch,
  facilityId: string,
  bookings: readonly ReadBooking[],
): Promise<Recorded> {
  const { db, clock, actor, services } = batch;
  return db.transaction(async (tx) => {
    const position = await reservePosition(tx);
    const now = clock.now();
    const facility = await ownFacility({ tx, actor, now, services }, facilityId);
    const before = await tx.all(
      standing(
        facility.organisation_id,
        bookings.map((one) => one.booking_number),
      ),
    );
    const known = new Map(before.map((row) => [row.booking_number, row.state]));
    const events: ExchangeEvent[] = [];
    const states: BookingState[] = [];
    const refused: RefusedBooking[] = [];
    for (const booking of bookings.filter((one) => !known.has(one.booking_number))) {
      try {
        const own = eventsOf(batch, facility, booking, {
          position,
          first: firstEvent(position) + events.length,
          now,
        });
        events.push(...own);
        states.push(foldBooking(own) as BookingState);
      } catch (error) {
        refused.push({ booking_number: booking.booking_number, reason: told(error) });
      }
    }
    if (events.length > 0) {
      await asTenant(tx, actor, () => insertEvents(tx, events));
      await insertStanding(tx, states, position);
      await appendEntry(tx, {
        kind: "exchange",
        recorded_at: now,
        author: authorOf(actor),
        body: {
          what: "book_batch",
          organisation_id: actor.organisation_id,
          bookings: states.map((s) => s.booking_id),
        },
        content_sha256: null,
      });
    }
    const again = bookings.flatMap((given) => {
      const found = known.get(given.booking_number);
      return found === undefined ? [] : [{ before: found, given }];
    });
    return { recorded: states.length, known: again, refused };
  });
}

/** Adds to a known booking what the batch says that is new: another expected release, or the release. */
async function update(batch: Batch, before: BookingState, given: ReadBooking): Promise<boolean> {
  const { db, services, clock, actor } = batch;
  const base = { subject_id: before.booking_id, version: null, idempotency_key: null };
  if (before.custody === "held" && given.released_at !== null) {
    const { released_at: at, release_reason } = given;
    const checked = { criminal_warrants_checked: true, requests_checked: true };
    const note = "as exported by the jail's own system";
    const input = { at, reason: release_reason ?? "other", ...checked, note };
    await perform(db, services, clock, actor, { ...base, action: release, input });
    return true;
  }
  if (before.custody !== "held" || given.expected_release_at === null || before.expected_release !== null)
    return false;
  const input = {
    at: given.expected_release_at,
    reason: given.expected_release_reason ?? "other",
    certainty: given.expected_release_certainty,
  };
  await perform(db, services, clock, actor, { ...base, action: expectRelease, input });
  return true;
}

/**
 * Records a batch of bookings of one facility, as its own system exported them: new ones are recorded, known ones get their release
 * or expected release where that is new, and those that cannot be are refused one by one with the reason. Throws `NotAllowed` for
 * who may not book.
 */
export async function bookBatch(
  batch: Batch,
  facilityId: string,
  bookings: readonly unknown[],
): Promise<BatchAnswer> {
  if (!mayDo(batch.actor, book))
    throw new NotAllowed("a batch of bookings is for the clerks and supervisors of a jail");
  const refused: RefusedBooking[] = [];
  const read = bookings.flatMap((raw, at): ReadBooking[] => {
    try {
      return [readInput(bookingInput, raw)];
    } catch (error) {
      const number = (raw as { booking_number?: unknown } | null)?.booking_number;
      refused.push({
        booking_number: typeof number === "string" ? number : `number ${at + 1}`,
        reason: told(error),
      });
      return [];
    }
  });
  const { first, again } = onceEach(read);
  refused.push(
    ...again.map(({ booking_number }) => ({
      booking_number,
      reason: "stands twice in this batch; the first was taken",
    })),
  );
  let [recorded, known, updated] = [0, 0, 0];
  for (let at = 0; at < first.length; at += chunk) {
    const done = await recordNew(batch, facilityId, first.slice(at, at + chunk));
    recorded += done.recorded;
    refused.push(...done.refused);
    for (const { before, given } of done.known) {
      try {
        if (await update(batch, before, given)) updated++;
        else known++;
      } catch (error) {
        refused.push({ booking_number: given.booking_number, reason: told(error) });
      }
    }
  }
  return { given: bookings.length, recorded, known, updated, refused };
}
