import { nearestName } from "../../base/nearest-name.ts";
import { readZonedTime } from "../../base/time.ts";
import { bookingInput, type ReadBooking } from "../../records/exchange/booking-input.ts";
import { shown, shownCell, textFault } from "./plain-text.ts";

const timeFields = ["booked_at", "arrested_at", "expected_release_at", "released_at"] as const;
/** Fields that cannot lie after the present. */
const pastFields = ["booked_at", "arrested_at", "released_at"] as const;
/** Which time cannot lie before which. */
const orders = [
  ["arrested_at", "released_at"],
  ["booked_at", "released_at"],
] as const;
const offset = /(Z|[+-]\d{2}:\d{2})$/;

/** A booking that can be recorded, or why it cannot: one line a field, the field first. */
export type CheckedBooking = { readonly booking: ReadBooking } | { readonly faults: readonly string[] };

const mostParts = 60; // of a booking or a list in it; 50 charges are the most there can be
const deepest = 4;

/** What keeps the texts in a value from being recorded; a value that no booking can be is not gone through. */
function textFaults(value: unknown, path: string, depth = 0): string[] {
  if (typeof value === "string") {
    const fault = textFault(value);
    return fault === null ? [] : [`${path || "booking"}: ${fault}`];
  }
  if (value === null || typeof value !== "object") return [];
  if (depth > deepest) return [`${path}: lists stand in lists; flatten them`];
  const length = Array.isArray(value) ? value.length : Object.keys(value).length;
  if (length > mostParts) return [`${path || "booking"}: has ${length} parts; at most 50 charges are taken`];
  return Object.entries(value).flatMap(([key, inner]) =>
    textFaults(inner, path === "" ? shown(key) : `${path}.${shown(key)}`, depth + 1),
  );
}

/** Whether a text is a time as bookings write them; its offset is checked against the facility's zone where it is recorded. */
function isTime(text: string): boolean {
  const local = text.replace(" ", "T").replace(offset, "");
  return readZonedTime(local, "UTC") !== null;
}

/** The instant of a time with an offset in milliseconds; null for one on the facility's clock. */
const instant = (text: string): number | null =>
  offset.test(text) ? Date.parse(text.replace(" ", "T")) : null;

function isBefore(one: string, other: string): boolean {
  const [a, b] = [instant(one), instant(other)];
  if (a !== null && b !== null) return a < b;
  return a === null && b === null && one.replace(" ", "T") < other.replace(" ", "T");
}

function timeFaults(booking: ReadBooking, now: string | null): string[] {
  const wrong = timeFields.flatMap((field) => {
    const text = booking[field];
    return text === null || isTime(text)
      ? []
      : [`${field}: ${shownCell(text)} is no time; write it as 2026-03-14T17:05`];
  });
  if (wrong.length > 0) return wrong;
  const early = orders.flatMap(([first, last]) => {
    const [a, b] = [booking[first], booking[last]];
    return a !== null && b !== null && isBefore(b, a) ? [`${last}: lies before ${first}`] : [];
  });
  const late = pastFields.flatMap((field) => {
    const at = booking[field] === null ? null : instant(booking[field]);
    return now !== null && at !== null && at > Date.parse(now) + 60_000
      ? [`${field}: lies after the present`]
      : [];
  });
  return [...early, ...late];
}

function unknownField(key: string, path: readonly PropertyKey[]): string {
  const near = path.length === 0 ? nearestName(key, Object.keys(bookingInput.shape)) : null;
  const at = [...path.map(String), shown(key)].join(".");
  return `${at}: is no field of a booking; ${near === null ? "leave it out" : `write ${near}`}`;
}

/**
 * A booking as it is entered, read strictly: fields, lengths, codes, plain text, times and their order. Times without an offset
 * are left for whoever knows the facility's zone; `now` (ISO) refuses what lies after it, null leaves that out.
 */
export function checkBooking(value: unknown, now: string | null): CheckedBooking {
  const texts = textFaults(value, "");
  if (texts.length > 0) return { faults: texts.slice(0, 20) };
  const read = bookingInput.safeParse(value);
  if (!read.success) {
    const faults = read.error.issues.flatMap((issue) =>
      issue.code === "unrecognized_keys"
        ? issue.keys.slice(0, 20).map((key) => unknownField(key, issue.path))
        : [`${issue.path.join(".") || "booking"}: ${issue.message.split("\n")[0]}`],
    );
    return { faults: faults.slice(0, 20) };
  }
  const times = timeFaults(read.data, now);
  return times.length > 0 ? { faults: times } : { booking: read.data };
}
