import type { Day } from "../../base/day.ts";
import { type Span, spanOf } from "../policies/reduced-date.ts";

/** Whether something stands on a day; "uncertain" in the month or year to which its first or last day was cut. */
export type Stands = "yes" | "no" | "uncertain";

/** The days that can be the first, and those that can be the first on which it no longer stands (null: no end found). */
export interface Interval {
  readonly begins: Span;
  readonly ends: Span | null;
}

/** The interval of a row from its first day until the day from which it no longer stands (empty: open); both may be cut short. */
export function intervalOf(from: string, until: string): Interval {
  return { begins: spanOf(from), ends: until === "" ? null : spanOf(until) };
}

/** Whether a row stands on a day. */
export function standsOn({ begins, ends }: Interval, day: Day): Stands {
  if (day < begins.first || (ends !== null && day >= ends.last)) return "no";
  return day < begins.last || (ends !== null && day >= ends.first) ? "uncertain" : "yes";
}
