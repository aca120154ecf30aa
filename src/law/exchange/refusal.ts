import { Conflict, InvalidInput } from "../../base/errors.ts";
import { millisecondsBetween } from "../../base/time.ts";

/** Whether the first instant (ISO UTC) is before the second. */
export const isBefore = (at: string, other: string): boolean => millisecondsBetween(at, other) > 0;

/** Whole minutes from one instant (ISO UTC) to another, cut towards zero; negative when the second is earlier. */
export const minutesBetween = (from: string, to: string): number =>
  Math.trunc(millisecondsBetween(from, to) / 60_000) + 0; // + 0: no minus zero

/** Refuses what cannot be so as it is written; names the field of the event and how to mend it. */
export function unusable(request: string, field: string, message: string): never {
  throw new InvalidInput(`${request}: ${message}`, { field });
}

/** Refuses what no longer goes, or not yet, because of what stands. */
export function standsAgainst(
  request: string,
  message: string,
  details: Record<string, unknown> = {},
): never {
  throw new Conflict(`${request}: ${message}`, details);
}

/** Refuses an event that would have happened before what it follows; an instant that is not known is not compared. */
export function notBefore(
  subject: string,
  what: string,
  at: string,
  earlier: { readonly what: string; readonly at: string | null },
  field = "occurred_at",
): void {
  if (earlier.at === null || !isBefore(at, earlier.at)) return;
  unusable(
    subject,
    field,
    `${what} at ${at} is before ${earlier.what} at ${earlier.at}; correct the one that is wrong`,
  );
}
