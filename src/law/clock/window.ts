import { addDays, type Day, weekday } from "../../base/day.ts";
import {
  dayIn,
  instantAfter,
  millisecondsBetween,
  startOfDay,
  type ZonedTime,
  zonedAt,
} from "../../base/time.ts";
import { federalHolidayObservedOn } from "../holidays/federal-holidays.ts";
import type { Counting } from "./clock-rule.ts";

/** A facility-local calendar day on which a clock does not run, and why. */
export interface LeftOutDay {
  readonly day: Day;
  readonly why: string;
}

/** A computed window: when its hours begin to run, when they have run out, and the days between on which they did not run. */
export interface Window {
  readonly runs_from: ZonedTime;
  readonly end: ZonedTime;
  readonly left_out: readonly LeftOutDay[];
}

const hour = 3_600_000; // milliseconds
const weekendDays: Readonly<Record<number, string>> = { 0: "Sunday", 6: "Saturday" };

/** Why a clock does not run on a day (`Saturday`, `Sunday` or the holiday's name), or null when it runs; throws `NoRuleInForce` before 1986. */
export function whyLeftOut(leavesOut: Counting["leaves_out"], day: Day): string | null {
  if (leavesOut === "nothing") return null;
  return weekendDays[weekday(day)] ?? federalHolidayObservedOn(day)?.name ?? null;
}

/**
 * When the counted hours that start at an instant (ISO UTC) have run out, in elapsed time: a day of 23 or 25 hours counts as
 * such. Days left out are calendar days of the facility's zone; a start inside one runs from the first moment of the next
 * counted day, and an end on the stroke of midnight is given as 00:00 of the day after (domain brief 2.5).
 */
export function windowEnd(counting: Counting, start: string, zone: string): Window {
  const leftOut: LeftOutDay[] = [];
  let runsFrom: string | null = null;
  let [at, left] = [start, counting.hours * hour];
  for (;;) {
    const day = dayIn(at, zone);
    const midnight = startOfDay(addDays(day, 1), zone);
    const why = whyLeftOut(counting.leaves_out, day);
    if (why === null) {
      runsFrom ??= at;
      const today = millisecondsBetween(at, midnight);
      if (left <= today)
        return {
          runs_from: zonedAt(runsFrom, zone),
          end: zonedAt(instantAfter(at, left), zone),
          left_out: leftOut,
        };
      left -= today;
    } else leftOut.push({ day, why });
    at = midnight;
  }
}
