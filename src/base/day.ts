import { InvalidInput } from "./errors.ts";

/** A calendar date, `YYYY-MM-DD`, with no zone of its own. */
export type Day = string;

const dayForm = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Whether text is a real calendar date in the form `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  const found = dayForm.exec(text);
  if (!found) return false;
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === text;
}

/** The date itself, or `InvalidInput` that says how to write one. */
export function parseDay(text: string, what = "date"): Day {
  if (!isDay(text))
    throw new InvalidInput(
      `${what} "${text}" is not a calendar date; write it as YYYY-MM-DD, for example 2015-02-01`,
    );
  return text;
}

/** The number of days since 1970-01-01 of a calendar date. */
export function dayNumber(day: Day): number {
  return Math.round(Date.parse(`${day}T00:00:00Z`) / 86_400_000);
}

/** The calendar date that many days since 1970-01-01. */
export function dayFromNumber(days: number): Day {
  return new Date(days * 86_400_000).toISOString().slice(0, 10);
}

/** The calendar date so many days later (or earlier, when negative). */
export function addDays(day: Day, days: number): Day {
  return dayFromNumber(dayNumber(day) + days);
}

/** The day of the week, 0 = Sunday to 6 = Saturday. */
export function weekday(day: Day): number {
  return (((dayNumber(day) + 4) % 7) + 7) % 7;
}

/** A report week: Saturday to Friday in facility-local dates, both days included (DDOR of 2017, domain brief 4.2). */
export interface Week {
  readonly from: Day;
  readonly to: Day;
}

/** The Saturday-to-Friday week that holds a day. */
export function weekOf(day: Day): Week {
  const from = addDays(day, -((weekday(day) + 1) % 7));
  return { from, to: addDays(from, 6) };
}
