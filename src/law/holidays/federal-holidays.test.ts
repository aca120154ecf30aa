import assert from "node:assert/strict";
import { test } from "node:test";
import { addDays, type Day, weekday } from "../../base/day.ts";
import { NoRuleInForce } from "../../base/errors.ts";
import { federalHolidayObservedOn, federalHolidaysOf } from "./federal-holidays.ts";

/** Days on which the federal holidays of a year were or will be observed, in order; worked by hand from 5 U.S.C. 6103. */
const observed: Readonly<Record<number, string>> = {
  2014: "01-01 01-20 02-17 05-26 07-04 09-01 10-13 11-11 11-27 12-25",
  2015: "01-01 01-19 02-16 05-25 07-03 09-07 10-12 11-11 11-26 12-25",
  2016: "01-01 01-18 02-15 05-30 07-04 09-05 10-10 11-11 11-24 12-26",
  2017: "01-02 01-16 02-20 05-29 07-04 09-04 10-09 11-10 11-23 12-25",
  2018: "01-01 01-15 02-19 05-28 07-04 09-03 10-08 11-12 11-22 12-25",
  2021: "01-01 01-18 02-15 05-31 06-18 07-05 09-06 10-11 11-11 11-25 12-24",
  // read in a copy of the personnel office's list for 2023
  2023: "01-02 01-16 02-20 05-29 06-19 07-04 09-04 10-09 11-10 11-23 12-25",
};
for (const [year, days] of Object.entries(observed)) {
  test(`holidays of ${year}`, () => {
    assert.deepEqual(
      federalHolidaysOf(Number(year)).map((h) => h.observed_on),
      days.split(" ").map((day) => `${year}-${day}`),
    );
  });
}

const boundaries: readonly [day: Day, name: string | null, why: string][] = [
  ["2010-12-31", "New Year's Day", "the Saturday 2011-01-01 is observed in the year before"],
  ["2021-12-31", "New Year's Day", "so is the Saturday 2022-01-01"],
  ["2022-01-01", null, "and not on the Saturday itself"],
  ["2016-12-30", null, "the Sunday 2017-01-01 is observed on the Monday after, not on the Friday before"],
  ["2017-01-02", "New Year's Day", "that Monday"],
  ["2020-06-19", null, "June 19, 2020 was a Friday before the law"],
  ["2021-06-17", null, "the day of the law itself"],
  ["2021-06-18", "Juneteenth National Independence Day", "first observed, for the Saturday after"],
  ["2021-06-19", null, "the Saturday itself is not the observed day"],
  ["2022-06-20", "Juneteenth National Independence Day", "observed for Sunday 2022-06-19"],
  ["2017-01-20", null, "Inauguration Day is kept in the Washington, D.C. area only"],
  ["2021-01-20", null, "the same"],
  ["2014-12-26", null, "given off by executive order, not named in 6103(a)"],
  ["2018-12-05", null, "the same"],
  ["2018-12-24", null, "the same"],
  ["1986-01-20", "Birthday of Martin Luther King, Jr.", "first observed"],
  ["2018-11-23", null, "the Friday after Thanksgiving is a working day"],
];
for (const [day, name, why] of boundaries) {
  test(`${day}: ${why}`, () => assert.equal(federalHolidayObservedOn(day)?.name ?? null, name));
}

test("before 1986 there is no version, and that is an error", () => {
  assert.throws(() => federalHolidayObservedOn("1985-12-25"), NoRuleInForce);
});

/** Whether a day is named by the statute, told by its month, date and weekday alone. */
function isNamed(day: Day): boolean {
  const [month, date] = [Number(day.slice(5, 7)), Number(day.slice(8))];
  if (["01-01", "07-04", "11-11", "12-25"].includes(day.slice(5))) return true;
  if (day.slice(5) === "06-19") return day >= "2021-06-17";
  if (weekday(day) === 4) return month === 11 && date >= 22 && date <= 28;
  if (weekday(day) !== 1) return false;
  if (month === 1 || month === 2) return date >= 15 && date <= 21;
  if (month === 5) return date >= 25;
  return (month === 9 && date <= 7) || (month === 10 && date >= 8 && date <= 14);
}

test("from 1990 to 2040 the observed days are the named days, moved off weekends", () => {
  let [named, seen] = [0, 0];
  for (let day = "1990-01-01"; day <= "2040-12-31"; day = addDays(day, 1)) {
    const [before, after] = [addDays(day, -1), addDays(day, 1)];
    const expected =
      (isNamed(day) && weekday(day) % 6 !== 0) ||
      (weekday(day) === 5 && isNamed(after)) ||
      (weekday(day) === 1 && isNamed(before));
    named += Number(isNamed(day));
    seen += Number(expected);
    assert.equal(federalHolidayObservedOn(day) !== null, expected, day);
  }
  assert.equal(named, 51 * 10 + 20);
  assert.equal(seen, named); // 1990-01-01 and 2041-01-01 (a Tuesday) both stay inside their years
});
