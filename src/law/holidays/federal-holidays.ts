import { addDays, type Day, weekday } from "../../base/day.ts";
import { defineRule, type Rule } from "../rule.ts";

/** One federal holiday of a year: the day the statute names, and the weekday on which it is observed. */
export interface FederalHoliday {
  readonly name: string;
  readonly on: Day;
  readonly observed_on: Day;
}

/** How a statute names a day: a date, or the nth (or last) weekday of a month. */
type Named =
  | { readonly name: string; readonly month: number; readonly day: number }
  | {
      readonly name: string;
      readonly month: number;
      readonly nth: 1 | 2 | 3 | 4 | "last";
      readonly weekday: number;
    };

const [monday, thursday, saturday, sunday] = [1, 4, 6, 0];

const tenDays: readonly Named[] = [
  { name: "New Year's Day", month: 1, day: 1 },
  { name: "Birthday of Martin Luther King, Jr.", month: 1, nth: 3, weekday: monday },
  { name: "Washington's Birthday", month: 2, nth: 3, weekday: monday },
  { name: "Memorial Day", month: 5, nth: "last", weekday: monday },
  { name: "Independence Day", month: 7, day: 4 },
  { name: "Labor Day", month: 9, nth: 1, weekday: monday },
  { name: "Columbus Day", month: 10, nth: 2, weekday: monday },
  { name: "Veterans Day", month: 11, day: 11 },
  { name: "Thanksgiving Day", month: 11, nth: 4, weekday: thursday },
  { name: "Christmas Day", month: 12, day: 25 },
];

const juneteenth: Named = { name: "Juneteenth National Independence Day", month: 6, day: 19 };

/**
 * The legal public holidays of 5 U.S.C. 6103(a), by the day on which they are observed. Not in it: Inauguration Day (6103(c):
 * federal employees in the Washington, D.C. area only), single days given off by executive order, and state holidays.
 */
export const federalHolidays: Rule<readonly Named[]> = defineRule("federal-holidays", [
  {
    version: "1986",
    in_force: { from: "1986-01-01", before: "2021-06-17" },
    cite: "5 U.S.C. 6103(a), (b); Executive Order 11582; Pub. L. 98-144",
    text: "Ten days. General knowledge: the third Monday in January joined the list with the year 1986 (Pub. L. 98-144, first observed 1986-01-20).",
    apply: tenDays,
  },
  {
    version: "2021",
    in_force: { from: "2021-06-17", before: null },
    cite: "5 U.S.C. 6103(a), (b); Executive Order 11582; Pub. L. 117-17",
    text: "Eleven days: June 19 was added on 2021-06-17 and first observed on Friday 2021-06-18.",
    apply: [...tenDays, juneteenth],
  },
]);

const two = (n: number): string => String(n).padStart(2, "0");

function namedDay(named: Named, year: number): Day {
  const first = `${year}-${two(named.month)}-01`;
  if ("day" in named) return addDays(first, named.day - 1);
  const toFirst = (named.weekday - weekday(first) + 7) % 7;
  if (named.nth !== "last") return addDays(first, toFirst + 7 * (named.nth - 1));
  const fifth = addDays(first, toFirst + 28);
  return fifth.slice(5, 7) === two(named.month) ? fifth : addDays(fifth, -7);
}

/** The weekday on which a holiday is observed: Friday for a Saturday (6103(b)(1)), Monday for a Sunday (Executive Order 11582). */
function observed(on: Day): Day {
  if (weekday(on) === saturday) return addDays(on, -1);
  return weekday(on) === sunday ? addDays(on, 1) : on;
}

const years = new Map<number, readonly FederalHoliday[]>(); // a clock asks for every day that it counts

/**
 * The federal holidays named for one calendar year, in order of their days, each by the version in force on its own day;
 * those of 2022 begin with one observed on 2021-12-31. Throws `NoRuleInForce` before 1986 (5 U.S.C. 6103).
 */
export function federalHolidaysOf(year: number): readonly FederalHoliday[] {
  const known = years.get(year) ?? namedIn(year);
  years.set(year, known);
  return known;
}

function namedIn(year: number): readonly FederalHoliday[] {
  return federalHolidays
    .on(`${year}-12-31`)
    .apply.map((named) => ({ named, name: named.name, on: namedDay(named, year) }))
    .filter(({ named, on }) => federalHolidays.on(on).apply.includes(named))
    .map(({ name, on }) => ({ name, on, observed_on: observed(on) }))
    .sort((a, b) => (a.on < b.on ? -1 : 1));
}

/** The federal holiday observed on a day, or null; throws `NoRuleInForce` before 1986 (5 U.S.C. 6103). */
export function federalHolidayObservedOn(day: Day): FederalHoliday | null {
  const year = Number(day.slice(0, 4));
  const candidates = [...federalHolidaysOf(year), ...federalHolidaysOf(year + 1).slice(0, 1)];
  return candidates.find((holiday) => holiday.observed_on === day) ?? null;
}
