import { InvalidInput } from "../../base/errors.ts";
import type { ReadBooking } from "../../records/exchange/booking-input.ts";
import { counted } from "../readers/refusal.ts";
import type { RowFault } from "./booking-row.ts";
import { checkBooking } from "./checked-booking.ts";
import { parseJson } from "./json-text.ts";
import { textFault } from "./plain-text.ts";
import type { BookingsRead } from "./read-bookings.ts";

/** The bounds of one batch. */
export const batchLimits = { max_bookings: 5000, max_bytes: 10_000_000 } as const;

function listOf(body: unknown): readonly unknown[] {
  const isObject = body !== null && typeof body === "object" && !Array.isArray(body);
  const bookings = isObject ? (body as { bookings?: unknown }).bookings : undefined;
  if (!Array.isArray(bookings))
    throw new InvalidInput('batch: write {"bookings": [...]}, a list of bookings');
  const others = Object.keys(body as object).filter((key) => key !== "bookings");
  if (others.length > 0)
    throw new InvalidInput("batch: beside bookings there is another field; leave it out");
  if (bookings.length > batchLimits.max_bookings)
    throw new InvalidInput(
      `batch: ${counted(bookings.length)} bookings; at most ${counted(batchLimits.max_bookings)} are taken at once, send them in parts`,
    );
  return bookings;
}

function numberOf(value: unknown): string | null {
  const number = (value as { booking_number?: unknown } | null)?.booking_number;
  return typeof number === "string" && number !== "" && number.length <= 40 && textFault(number) === null
    ? number
    : null;
}

/** A fault with its place in the batch; a fault of the whole booking has no field. */
const placed = (index: number, fault: string): string =>
  fault.startsWith("booking: ")
    ? `bookings[${index}]: ${fault.slice("booking: ".length)}`
    : `bookings[${index}].${fault}`;

/**
 * Reads a batch of bookings, `{"bookings": [...]}` as JSON text in UTF-8: what can be recorded, and what cannot with its place
 * from 1 as `line` and every fault as `bookings[index].field: why`. Throws `InvalidInput` in one line for text that is no such
 * batch and past 5,000 bookings or 10 MB. `now` (ISO) puts aside what lies after it.
 */
export function readBookingBatch(json: string | Uint8Array, now: string | null = null): BookingsRead {
  const list = listOf(parseJson(json, "batch", batchLimits.max_bytes));
  const bookings: ReadBooking[] = [];
  const quarantined: RowFault[] = [];
  const places = new Map<string, number>();
  for (const [index, value] of list.entries()) {
    const checked = checkBooking(value, now);
    const faults = "faults" in checked ? [...checked.faults] : [];
    const number = numberOf(value);
    const before = number === null ? undefined : places.get(number);
    if (before !== undefined) faults.push(`booking_number: is that of bookings[${before}]`);
    else if (number !== null) places.set(number, index);
    if ("booking" in checked && faults.length === 0) bookings.push(checked.booking);
    else
      quarantined.push({
        line: index + 1,
        booking_number: number,
        reason: faults.map((fault) => placed(index, fault)).join("; "),
      });
  }
  return {
    bookings,
    quarantined,
    read: list.length,
    booking_rows: bookings.length,
    immigration_holds: [],
    read_twice: [],
    ignored_headers: [],
    unknown_headers: [],
    other_words: [],
  };
}
