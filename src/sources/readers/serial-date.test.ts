import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { NumberKind } from "./number-format.ts";
import { serialDates } from "./serial-date.ts";

const cases: readonly (readonly [
  system: 1900 | 1904,
  serial: number,
  text: string | null,
  kind?: NumberKind,
])[] = [
  [1900, 1, "1900-01-01"],
  [1900, 59, "1900-02-28"],
  [1900, 60, "1900-02-29"],
  [1900, 61, "1900-03-01"],
  [1900, 42036, "2015-02-01"],
  [1900, 42036.5, "2015-02-01T12:00:00"],
  [1900, 42036.4305555556, "2015-02-01T10:20:00"],
  [1900, 42036.99998842593, "2015-02-01T23:59:59"],
  [1900, 42036.9999999999, "2015-02-02"],
  [1900, 2958465, "9999-12-31"],
  [1900, 2958466, null],
  [1900, 2958465.999999999, null],
  [1900, -1, null],
  [1900, Number.NaN, null],
  [1900, 0.5, "12:00:00"],
  [1900, 0, "00:00:00"],
  [1900, 1.5, "36:00:00", "elapsed"],
  [1904, 0, "1904-01-01"],
  [1904, 40574, "2015-02-01"],
  [1904, 40574.25, "2015-02-01T06:00:00"],
  [1904, 0.75, "18:00:00"],
  [1904, 2957003, "9999-12-31"],
  [1904, 2957004, null],
];

for (const [system, serial, text, kind = "moment"] of cases) {
  test(`serial ${serial} of the ${system} system under a ${kind} format is ${text}`, () =>
    assert.equal(serialDates(system).text(serial, kind), text));
}

test("the two systems are 1462 days apart", () => {
  const [from1900, from1904] = [serialDates(1900), serialDates(1904)];
  fc.assert(
    fc.property(
      fc.integer({ min: 1463, max: 2958465 }),
      fc.integer({ min: 0, max: 86_399 }),
      (day, second) => {
        const time = second / 86_400;
        assert.equal(from1900.text(day + time, "moment"), from1904.text(day - 1462 + time, "moment"));
      },
    ),
  );
});

test("every second of a day comes back from its 15 digits", () => {
  const dates = serialDates(1900);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 86_399 }), (second) => {
      const serial = Number((42036 + second / 86_400).toPrecision(15));
      const expected = `2015-02-01T${new Date(second * 1000).toISOString().slice(11, 19)}`;
      assert.equal(dates.text(serial, "moment"), expected);
    }),
  );
});
