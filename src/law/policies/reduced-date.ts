import { addDays, type Day, isDay } from "../../base/day.ts";

/** The first and the last day that a date can mean, both included. */
export interface Span {
  readonly first: Day;
  readonly last: Day;
}

const form = /^\d{4}(?:-\d{2}(?:-\d{2})?)?$/;

/** Whether text is a calendar date that may be cut to a month or a year: `2014`, `2014-08`, `2014-08-14`. */
export function isReducedDate(text: string): boolean {
  return form.test(text) && isDay(`${text}${"-01-01".slice(text.length - 4)}`.slice(0, 10));
}

/** The days that a date may mean: one for a full date, all of the month or year that a cut one names. */
export function spanOf(date: string): Span {
  if (date.length === 10) return { first: date, last: date };
  if (date.length === 4) return { first: `${date}-01-01`, last: `${date}-12-31` };
  const next = addDays(`${date}-01`, 31).slice(0, 7);
  return { first: `${date}-01`, last: addDays(`${next}-01`, -1) };
}
