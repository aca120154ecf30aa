import type { Day } from "../../base/day.ts";
import { spanOf } from "../policies/reduced-date.ts";

/** Whether something stands on a day; "uncertain" in the month or year to which its first or last day was cut. */
export type Stands = "yes" | "no" | "uncertain";

/**
 * Whether a row stands on a day: from its first day (included) until the day from which it no longer does (empty: no end found).
 * Both may be cut to a month or a year.
 */
export function standsOn(from: string, until: string, day: Day): Stands {
  const begins = spanOf(from);
  if (day < begins.first) return "no";
  const ends = until === "" ? null : spanOf(until);
  if (ends !== null && day >= ends.last) return "no";
  return day < begins.last || (ends !== null && day >= ends.first) ? "uncertain" : "yes";
}
