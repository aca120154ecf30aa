import { z } from "zod";
import { InvalidInput, NotAllowed, NotFound } from "../../base/errors.ts";
import { sha256 } from "../../base/hash.ts";
import { book } from "../../records/exchange/actions/book.ts";
import type { BatchAnswer, RefusedBooking } from "../../records/exchange/book-batch.ts";
import { bookingInput } from "../../records/exchange/booking-input.ts";
import type { KeptBatch } from "../../records/exchange/once-by-key.ts";
import { mayDo } from "../../records/exchange/perform.ts";
import type { Actor } from "../../records/organisations/actor.ts";
import type { ExchangeRecord } from "../../reports/exchange/exchange-record.ts";
import { checkContentType, contentType, longestBody, readBytes, readJson } from "./body.ts";

const mostBookings = 5000;

/** An export of a jail system, read with a mapping that its organisation saved. */
export interface BookingFile {
  readonly facility_id: string;
  readonly bookings: readonly unknown[];
  /** Rows that are no booking, by line, and why. */
  readonly quarantined: readonly { readonly line: number; readonly reason: string }[];
}

/** Reads an export with the mapping of a name; throws `NotFound` for a name that the organisation saved none under. */
export type ReadBookingFile = (actor: Actor, mapping: string, bytes: Uint8Array) => Promise<BookingFile>;

/** What the batch route is made from. */
export interface BatchParts {
  readonly record: ExchangeRecord;
  /** Reads CSV; null where none is taken. */
  readonly readBookings: ReadBookingFile | null;
}

/** A booking of a batch: its facility is the batch's where it is left out. */
const batchBooking = bookingInput.extend({ facility_id: bookingInput.shape.facility_id.optional() });

/** What a batch takes as JSON. */
export const batchInput = z.strictObject({
  facility_id: bookingInput.shape.facility_id,
  bookings: z.array(batchBooking).max(mostBookings).describe("Each is recorded or refused by itself"),
});

function batchOf(body: Readonly<Record<string, unknown>>): { facility_id: string; bookings: unknown[] } {
  const { facility_id, bookings, ...others } = body;
  const [other] = Object.keys(others);
  const wrong = [
    ...(typeof facility_id === "string" ? [] : [["facility_id", "say which facility holds them"] as const]),
    ...(Array.isArray(bookings) ? [] : [["bookings", "send a list of bookings"] as const]),
    ...(Array.isArray(bookings) && bookings.length > mostBookings
      ? [
          [
            "bookings",
            `has ${bookings.length}; at most ${mostBookings} are taken at once, send them in parts`,
          ] as const,
        ]
      : []),
    ...(other === undefined ? [] : [[other.slice(0, 40), "is not a field of this; leave it out"] as const]),
  ].map(([field, message]) => ({ field, message }));
  const [first] = wrong;
  if (first === undefined) return { facility_id: facility_id as string, bookings: bookings as unknown[] };
  throw new InvalidInput(`${first.field}: ${first.message}`, { field: first.field, fields: wrong });
}

/** Why an entry of a batch is not taken on to be read; null where it is. */
function notOf(facility_id: string, raw: unknown): string | null {
  if (typeof raw !== "object" || raw === null || Array.isArray(raw))
    return "is no booking; send an object of fields";
  const own = (raw as { facility_id?: unknown }).facility_id;
  return own === undefined || own === facility_id
    ? null
    : `is of another facility than this batch, ${facility_id}; send it in a batch of its own`;
}

function numberOf(raw: unknown, at: number): string {
  const number = (raw as { booking_number?: unknown } | null)?.booking_number;
  return typeof number === "string" ? number.slice(0, 40) : `number ${at + 1}`;
}

/** Parts the entries of a batch: bookings of its facility, and what is refused for being none; nothing is moved to another place. */
function ofFacility(
  facility_id: string,
  bookings: readonly unknown[],
): { own: unknown[]; refused: RefusedBooking[] } {
  const own: unknown[] = [];
  const refused: RefusedBooking[] = [];
  for (const [at, raw] of bookings.entries()) {
    const reason = notOf(facility_id, raw);
    if (reason === null) own.push({ facility_id, ...(raw as object) });
    else refused.push({ booking_number: numberOf(raw, at), reason });
  }
  return { own, refused };
}

interface Batch {
  readonly facility_id: string;
  readonly bookings: readonly unknown[];
  readonly source: "api" | "csv";
  readonly put_aside: readonly { readonly line: number; readonly reason: string }[];
}

async function take(record: ExchangeRecord, actor: Actor, batch: Batch): Promise<object> {
  const { facility_id, bookings, source, put_aside } = batch;
  const { own, refused } = ofFacility(facility_id, bookings);
  const done: BatchAnswer = await record.bookBatch(actor, source, facility_id, own);
  return { ...done, given: bookings.length, refused: [...refused, ...done.refused], put_aside };
}

async function fileBatch(
  { record, readBookings }: BatchParts,
  actor: Actor,
  key: string,
  request: Request,
): Promise<KeptBatch> {
  const mapping = new URL(request.url).searchParams.get("mapping");
  if (readBookings === null) throw new NotFound("no export is read here; send the bookings as JSON");
  if (mapping === null)
    throw new InvalidInput("mapping: name the mapping that your organisation saved for this export", {
      parameter: "mapping",
    });
  const bytes = await readBytes(request, longestBody.batch);
  return record.once(actor, key, { mapping, sha256: sha256(bytes) }, async () => {
    const { facility_id, bookings, quarantined } = await readBookings(actor, mapping, bytes);
    const put_aside = quarantined.map(({ line, reason }) => ({ line, reason }));
    return take(record, actor, { facility_id, bookings, source: "csv", put_aside });
  });
}

/** Records a batch of bookings, JSON or an export with a saved mapping; throws what `bookBatch` and the readers throw. */
export async function takeBatch(
  parts: BatchParts,
  actor: Actor,
  key: string,
  request: Request,
): Promise<KeptBatch> {
  if (!mayDo(actor, book))
    throw new NotAllowed("a batch of bookings is for the clerks and supervisors of a jail");
  checkContentType(request, ["application/json", "text/csv"]);
  if (contentType(request) === "text/csv") return fileBatch(parts, actor, key, request);
  const given = batchOf(await readJson(request, longestBody.batch));
  return parts.record.once(actor, key, given, () =>
    take(parts.record, actor, { ...given, source: "api", put_aside: [] }),
  );
}
