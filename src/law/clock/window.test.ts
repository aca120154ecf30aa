import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { addDays, type Day, dayFromNumber, dayNumber, weekday } from "../../base/day.ts";
import { dayIn, instantAfter, millisecondsBetween, readZonedTime, startOfDay } from "../../base/time.ts";
import { federalHolidayObservedOn } from "../holidays/federal-holidays.ts";
import { formClocks, regulationClock } from "./federal-clocks.ts";
import { windowEnd } from "./window.ts";

const straight = formClocks["I-247A"].on("2020-01-01").apply;
const workingDays = regulationClock.on("2020-01-01").apply;
const newYork = "America/New_York";

function ends(counting: typeof straight, start: string, zone = newYork): string {
  return windowEnd(counting, start, zone).end.local;
}

/** Worked by hand from the two counts, Eastern time; start, end on the forms of 2015 and 2017, end by 8 CFR 287.7(d), why. */
const worked: readonly [start: string, form: string, regulation: string, why: string][] = [
  ["2017-02-13T17:00", "2017-02-15T17:00", "2017-02-15T17:00", "Monday; no weekend, no holiday"],
  ["2017-02-16T17:00", "2017-02-18T17:00", "2017-02-21T17:00", "Thursday before Washington's Birthday"],
  ["2017-02-17T17:00", "2017-02-19T17:00", "2017-02-22T17:00", "Friday before Washington's Birthday"],
  ["2017-02-11T10:00", "2017-02-13T10:00", "2017-02-15T00:00", "Saturday: runs from Monday 00:00"],
  ["2016-12-23T12:00", "2016-12-25T12:00", "2016-12-28T12:00", "Christmas observed Monday 2016-12-26"],
  ["2016-12-30T09:00", "2017-01-01T09:00", "2017-01-04T09:00", "New Year observed Monday 2017-01-02"],
  ["2017-07-03T08:00", "2017-07-05T08:00", "2017-07-06T08:00", "Independence Day, a Tuesday"],
  ["2017-11-09T18:00", "2017-11-11T18:00", "2017-11-14T18:00", "Veterans Day observed Friday"],
  ["2018-11-21T20:00", "2018-11-23T20:00", "2018-11-26T20:00", "Thanksgiving, then a working Friday"],
  ["2015-07-02T15:00", "2015-07-04T15:00", "2015-07-07T15:00", "Independence Day observed Friday 2015-07-03"],
  ["2017-01-19T12:00", "2017-01-21T12:00", "2017-01-23T12:00", "Inauguration Day is not left out"],
  // the other general rows of the same table, on weeks without a holiday
  ["2017-03-16T17:00", "2017-03-18T17:00", "2017-03-20T17:00", "Thursday to Saturday, or to Monday"],
  // both sides of midnight and of a weekend
  ["2017-02-09T00:00", "2017-02-11T00:00", "2017-02-11T00:00", "Thursday 00:00 ends as Saturday begins"],
  ["2017-02-09T00:01", "2017-02-11T00:01", "2017-02-13T00:01", "a minute later it ends on Monday"],
  ["2017-02-10T23:59", "2017-02-12T23:59", "2017-02-14T23:59", "the last minute of Friday runs"],
  ["2017-02-11T00:00", "2017-02-13T00:00", "2017-02-15T00:00", "Saturday's first minute does not"],
  ["2017-02-12T23:59", "2017-02-14T23:59", "2017-02-15T00:00", "nor does Sunday's last"],
  ["2017-02-13T00:00", "2017-02-15T00:00", "2017-02-15T00:00", "Monday's first does"],
  // year edges: the holiday of 2022 is observed on Friday 2021-12-31
  ["2021-12-30T12:00", "2022-01-01T12:00", "2022-01-04T12:00", "New Year observed in the year before"],
  [
    "2021-12-31T08:00",
    "2022-01-02T08:00",
    "2022-01-05T00:00",
    "start on that Friday: runs from Monday 00:00",
  ],
  ["2021-06-17T09:00", "2021-06-19T09:00", "2021-06-22T09:00", "first Juneteenth observed Friday 2021-06-18"],
  ["2020-06-18T09:00", "2020-06-20T09:00", "2020-06-22T09:00", "June 19 a year before the law"],
];
for (const [start, form, regulation, why] of worked) {
  test(`${start}: ${why}`, () => {
    const at = readZonedTime(start, newYork)?.at ?? "";
    assert.equal(ends(straight, at).slice(0, 16), form);
    assert.equal(ends(workingDays, at).slice(0, 16), regulation);
  });
}

test("the days left out are named, and the hours run from the next counted day", () => {
  const found = windowEnd(workingDays, "2017-02-18T15:00:00Z", newYork);
  assert.equal(found.runs_from.local, "2017-02-21T00:00:00-05:00");
  assert.deepEqual(found.left_out, [
    { day: "2017-02-18", why: "Saturday" },
    { day: "2017-02-19", why: "Sunday" },
    { day: "2017-02-20", why: "Washington's Birthday" },
  ]);
  assert.deepEqual(windowEnd(straight, "2017-02-18T15:00:00Z", newYork).left_out, []);
});

test("48 elapsed hours over a change of clocks end an hour off on the wall", () => {
  assert.equal(ends(straight, "2017-03-11T17:00:00Z"), "2017-03-13T13:00:00-04:00"); // Sat 12:00 EST
  assert.equal(ends(straight, "2017-11-04T16:00:00Z"), "2017-11-06T11:00:00-05:00"); // Sat 12:00 EDT
  assert.equal(ends(straight, "2017-03-11T19:00:00Z", "America/Phoenix"), "2017-03-13T12:00:00-07:00");
});

test("where the changed day is left out, the wall clock shows the same time", () => {
  assert.equal(ends(workingDays, "2017-03-10T17:00:00Z"), "2017-03-14T12:00:00-04:00"); // Fri 12:00 EST
  assert.equal(ends(workingDays, "2017-11-03T16:00:00Z"), "2017-11-07T12:00:00-05:00"); // Fri 12:00 EDT
});

test("days left out are those of the facility, not of Greenwich", () => {
  const fridayEvening = "2017-02-11T05:30:00Z"; // Friday 22:30 in Denver, already Saturday in New York
  assert.equal(ends(workingDays, fridayEvening, "America/Denver"), "2017-02-14T22:30:00-07:00");
  assert.equal(ends(workingDays, fridayEvening, newYork), "2017-02-15T00:00:00-05:00");
  assert.equal(ends(workingDays, fridayEvening, "Pacific/Guam"), "2017-02-15T00:00:00+10:00");
});

const zones = [
  newYork,
  "America/Los_Angeles",
  "America/Phoenix",
  "America/Anchorage",
  "Pacific/Honolulu",
  "Pacific/Guam",
  "America/Puerto_Rico",
  "America/Havana", // clocks change at midnight
  "America/Sao_Paulo", // midnight itself is skipped or comes twice
  "Pacific/Apia", // 2011-12-30 was skipped
];
const moments = fc
  .record({
    minute: fc.integer({ min: 0, max: (51 * 365 + 13) * 1440 - 1 }),
    zone: fc.constantFrom(...zones),
    counting: fc.constantFrom(straight, workingDays),
  })
  .map(({ minute, ...rest }) => ({ ...rest, start: instantAfter("1990-01-01T12:00:00Z", minute * 60_000) }));

const isLeftOut = (day: Day): boolean => weekday(day) % 6 === 0 || federalHolidayObservedOn(day) !== null;

/** Elapsed milliseconds of a span that fall on days that count, summed over calendar days instead of run through. */
function counted(counting: typeof straight, from: string, to: string, zone: string): number {
  if (counting.leaves_out === "nothing") return millisecondsBetween(from, to);
  const out: number[] = [];
  for (let n = dayNumber(dayIn(from, zone)); n <= dayNumber(dayIn(to, zone)); n++) {
    const [opens, closes] = [dayFromNumber(n), addDays(dayFromNumber(n), 1)].map((day) =>
      startOfDay(day, zone),
    );
    if (!isLeftOut(dayFromNumber(n)) || opens === undefined || closes === undefined) continue;
    const [since, until] = [
      Date.parse(opens) < Date.parse(from) ? from : opens,
      Date.parse(closes) > Date.parse(to) ? to : closes,
    ];
    out.push(Math.max(0, millisecondsBetween(since, until)));
  }
  return millisecondsBetween(from, to) - out.reduce((sum, each) => sum + each, 0);
}

test("from 1990 to 2040 every window ends, after exactly 48 counted hours", () => {
  fc.assert(
    fc.property(moments, ({ counting, start, zone }) => {
      const end = windowEnd(counting, start, zone).end.at;
      assert.equal(counted(counting, start, end, zone), 48 * 3_600_000);
      assert.ok(millisecondsBetween(start, end) >= 48 * 3_600_000);
    }),
    { numRuns: 1_500 },
  );
});

test("no window ends inside a day that is left out, but for its first moment", () => {
  fc.assert(
    fc.property(moments, ({ start, zone }) => {
      const { at } = windowEnd(workingDays, start, zone).end;
      const day = dayIn(at, zone);
      assert.ok(!isLeftOut(day) || at === startOfDay(day, zone), `${at} in ${zone}`);
    }),
    { numRuns: 1_500 },
  );
});

test("a later start never ends earlier, and leaving days out never ends earlier", () => {
  fc.assert(
    fc.property(moments, fc.integer({ min: 0, max: 7 * 1440 }), ({ counting, start, zone }, later) => {
      const end = windowEnd(counting, start, zone).end.at;
      const laterEnd = windowEnd(counting, instantAfter(start, later * 60_000), zone).end.at;
      assert.ok(millisecondsBetween(end, laterEnd) >= 0);
      const [short, long] = [straight, workingDays].map((each) => windowEnd(each, start, zone).end.at);
      assert.ok(millisecondsBetween(short ?? "", long ?? "") >= 0);
    }),
    { numRuns: 1_500 },
  );
});
