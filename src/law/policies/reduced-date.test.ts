import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { addDays, dayFromNumber } from "../../base/day.ts";
import { isReducedDate, spanOf } from "./reduced-date.ts";

test("a date may be cut to a month or a year, and to nothing else", () => {
  for (const text of ["2014", "2014-08", "2014-08-14", "2016-02-29"]) assert.ok(isReducedDate(text), text);
  for (const text of ["", "14", "2014-", "2014-8", "2014-13", "2015-02-29", "2014-08-14T00", "Aug 2014"])
    assert.ok(!isReducedDate(text), text);
});

test("a cut date means every day of its month or year", () => {
  assert.deepEqual(spanOf("2014"), { first: "2014-01-01", last: "2014-12-31" });
  assert.deepEqual(spanOf("2014-12"), { first: "2014-12-01", last: "2014-12-31" });
  assert.deepEqual(spanOf("2016-02"), { first: "2016-02-01", last: "2016-02-29" });
  assert.deepEqual(spanOf("2014-08-14"), { first: "2014-08-14", last: "2014-08-14" });
});

test("a span holds the days that begin as its date does, and no others", () => {
  const days = fc.integer({ min: 0, max: 30_000 }).map(dayFromNumber);
  fc.assert(
    fc.property(days, fc.constantFrom(4, 7, 10), (day, length) => {
      const { first, last } = spanOf(day.slice(0, length));
      assert.ok(first <= day && day <= last);
      const before = addDays(first, -1);
      const after = addDays(last, 1);
      for (const outside of [before, after]) assert.notEqual(outside.slice(0, length), day.slice(0, length));
    }),
  );
});
