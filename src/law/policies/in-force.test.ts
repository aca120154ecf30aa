import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { madeUpInstrument, madeUpProvision } from "../../../test/support/made-up-instrument.ts";
import { type Day, dayFromNumber, dayNumber } from "../../base/day.ts";
import { NoRuleInForce } from "../../base/errors.ts";
import { settleBounds } from "./bounds.ts";
import { cite, inForce, type Standing, standingOn } from "./in-force.ts";
import type { Instrument } from "./instrument.ts";
import { spanOf } from "./reduced-date.ts";

const cases: readonly [name: string, dates: Partial<Instrument>, day: Day, standing: Standing][] = [
  ["the day before the first", { effective_from: "2014-09-05" }, "2014-09-04", "not_in_force"],
  ["the first day", { effective_from: "2014-09-05" }, "2014-09-05", "in_force"],
  ["no end found", { effective_from: "2014-09-05" }, "2030-01-01", "in_force"],
  ["the last day", { effective_from: "2014", effective_to: "2018-06-30" }, "2018-06-30", "in_force"],
  [
    "the day after the last",
    { effective_from: "2014", effective_to: "2018-06-30" },
    "2018-07-01",
    "not_in_force",
  ],
  ["before a year of beginning", { effective_from: "2014" }, "2013-12-31", "not_in_force"],
  ["the first day of a year of beginning", { effective_from: "2014" }, "2014-01-01", "uncertain"],
  ["the day before a year of beginning is out", { effective_from: "2014" }, "2014-12-30", "uncertain"],
  ["the last day of a year of beginning", { effective_from: "2014" }, "2014-12-31", "in_force"],
  ["before a month of ending", { effective_from: "2014", effective_to: "2015-12" }, "2015-11-30", "in_force"],
  [
    "the first day of a month of ending",
    { effective_from: "2014", effective_to: "2015-12" },
    "2015-12-01",
    "in_force",
  ],
  [
    "within a month of ending",
    { effective_from: "2014", effective_to: "2015-12" },
    "2015-12-02",
    "uncertain",
  ],
  [
    "after a month of ending",
    { effective_from: "2014", effective_to: "2015-12" },
    "2016-01-01",
    "not_in_force",
  ],
  ["no dates at all", {}, "2017-02-01", "uncertain"],
  ["only an end, before it", { effective_to: "2019-05-20" }, "2017-02-01", "uncertain"],
  ["only an end, after it", { effective_to: "2019-05-20" }, "2019-05-21", "not_in_force"],
  [
    "adopted within its year, before",
    { adopted_on: "2021-01-27", effective_from: "2021" },
    "2021-01-26",
    "not_in_force",
  ],
  [
    "adopted within its year, since",
    { adopted_on: "2021-01-27", effective_from: "2021" },
    "2021-01-27",
    "uncertain",
  ],
  ["adopted, first day not known, before", { adopted_on: "2018-04" }, "2018-03-31", "not_in_force"],
  ["adopted, first day not known, since", { adopted_on: "2018-04" }, "2018-06-01", "uncertain"],
  ["announced, before", { announced_on: "2019" }, "2018-12-31", "not_in_force"],
  [
    "a practice told of, before",
    { announced_on: "2019", instrument_type: "practice" },
    "2017-02-01",
    "uncertain",
  ],
];
for (const [name, dates, day, standing] of cases)
  test(`${name}: ${standing}`, () =>
    assert.equal(inForce(madeUpInstrument({ instrument_id: "x", ...dates }), day), standing));

/** In force or not for a choice of the days that two cut dates can mean. */
function standings(from: string, to: string | null, day: Day): Set<Standing> {
  const [starts, ends] = [spanOf(from), to === null ? null : spanOf(to)];
  const found = new Set<Standing>();
  for (const first of [starts.first, starts.last, day])
    for (const last of ends === null ? [null] : [ends.first, ends.last, day]) {
      const isPossible = first >= starts.first && first <= starts.last;
      const isPossibleEnd = ends === null || last === null || (last >= ends.first && last <= ends.last);
      if (!isPossible || !isPossibleEnd) continue;
      found.add(first <= day && (last === null || day <= last) ? "in_force" : "not_in_force");
    }
  return found;
}

test("uncertain is what the days that a cut date can mean disagree on, and nothing else", () => {
  const day = fc.integer({ min: dayNumber("2010-01-01"), max: dayNumber("2020-12-31") }).map(dayFromNumber);
  const cut = fc.tuple(day, fc.constantFrom(4, 7, 10)).map(([date, length]) => date.slice(0, length));
  fc.assert(
    fc.property(cut, fc.option(cut), day, (from, to, on) => {
      fc.pre(to === null || spanOf(from).last <= spanOf(to).first);
      const found = standings(from, to, on);
      const wanted = found.size === 2 ? "uncertain" : [...found][0];
      const one = madeUpInstrument({ instrument_id: "x", effective_from: from, effective_to: to });
      assert.equal(inForce(one, on), wanted);
    }),
    { numRuns: 500 },
  );
});

const hold = (id: string) => madeUpProvision({ provision_id: `${id}-p01`, in_force_from: "2011-10-18" });
const [earlier, later] = settleBounds([
  madeUpInstrument({
    instrument_id: "earlier",
    effective_from: "2011-10-18",
    provisions: [hold("earlier"), { ...hold("earlier"), provision_id: "earlier-p02", act: "jail_interview" }],
  }),
  madeUpInstrument({
    instrument_id: "later",
    effective_from: "2019-06-04",
    supersedes: "earlier",
    provisions: [{ ...hold("later"), in_force_from: "2019-06-04", applies_to: "all" }],
  }),
]) as [Instrument, Instrument];

test("a later version ends what it takes up and leaves the rest in doubt", () => {
  const [taken, left] = earlier.provisions;
  assert.ok(taken && left);
  assert.deepEqual(
    [inForce(taken, "2019-06-03"), inForce(taken, "2019-06-04")],
    ["in_force", "not_in_force"],
  );
  assert.deepEqual([inForce(left, "2019-06-03"), inForce(left, "2019-06-04")], ["in_force", "uncertain"]);
  assert.match(standingOn(left, "2019-06-04").why, /later replaces the text from 2019-06-04/);
  assert.equal(inForce(later, "2019-06-04"), "in_force");
});

test("what is replaced or out of its range cannot be cited", () => {
  assert.equal(cite(earlier, "2019-06-03").standing, "in_force");
  assert.throws(() => cite(earlier, "2019-06-04"), NoRuleInForce);
  assert.throws(
    () => cite(earlier, "2011-10-17"),
    /earlier cannot be cited for 2011-10-17: it begins on 2011-10-18/,
  );
  assert.throws(() => cite(later, "2019-06-03"), NoRuleInForce);
});

test("a version whose first day is not known replaces nothing", () => {
  const [one] = settleBounds([
    madeUpInstrument({ instrument_id: "one", effective_from: "2014" }),
    madeUpInstrument({ instrument_id: "two", supersedes: "one" }),
  ]);
  assert.ok(one);
  assert.equal(inForce(one, "2026-01-01"), "in_force");
});
