import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { AppError, InvalidInput, NotFound } from "../../base/errors.ts";
import { releaseReasons } from "../../law/exchange/codes.ts";
import { mappingOf, type NewBookingMapping, readMapping } from "./mapping.ts";
import { shippedMapping, shippedMappingNames } from "./shipped-mapping.ts";

const good: NewBookingMapping = {
  name: "made-up-export",
  title: "Made-up jail system",
  facility_id: "made-up-county-jail",
  zone: "America/Chicago",
  rows: "charge",
  columns: {
    booking_number: ["Booking No"],
    person_id: ["Person No"],
    booked_at: ["Booked"],
    charge_description: ["Charge"],
  },
  time_forms: ["M/D/YYYY H:mm"],
};
const withColumn = (more: NewBookingMapping["columns"]): NewBookingMapping => ({
  ...good,
  columns: { ...good.columns, ...more },
});

test("every mapping that is shipped can be read, under its own name", () => {
  const names = shippedMappingNames();
  assert.deepEqual(names, ["pierce-2016-17"]);
  for (const name of names) assert.equal(shippedMapping(name).name, name);
});

test("the shipped mapping reads each release word as one reason, and keeps no trait of a person", () => {
  const { words, columns, not_recorded } = shippedMapping("pierce-2016-17");
  assert.deepEqual(
    Object.keys(words.release_reason?.codes ?? {}).filter(
      (code) => !(releaseReasons as readonly string[]).includes(code),
    ),
    [],
  );
  assert.equal(words.release_reason?.otherwise, "other");
  for (const header of ["gender_desc", "race_desc", "country_of_birth"]) {
    assert.ok(not_recorded.includes(header));
    assert.ok(!Object.values(columns).flat().includes(header));
  }
});

test("a mapping that is not shipped is not found, and the nearest is named", () => {
  assert.throws(
    () => shippedMapping("pierce-2016-18"),
    (error: Error) => error instanceof NotFound && /did you mean pierce-2016-17\?/.test(error.message),
  );
});

test("YAML and JSON of one mapping are one mapping", () => {
  const yaml = `
name: made-up-export
title: Made-up jail system
facility_id: made-up-county-jail
zone: America/Chicago
rows: charge
columns: { booking_number: [Booking No], person_id: [Person No], booked_at: [Booked], charge_description: [Charge] }
time_forms: ["M/D/YYYY H:mm"]
`;
  assert.deepEqual(readMapping(yaml), readMapping(JSON.stringify(good)));
  assert.deepEqual(mappingOf(good), mappingOf(mappingOf(good)));
});

const { person_id: _, ...withoutPerson } = good.columns;
const wrong: readonly [what: string, parts: unknown, says: RegExp][] = [
  ["a part misspelt", { ...good, colums: {} }, /colums: is no part of a mapping; write columns/],
  ["no booking number", { ...good, columns: {} }, /columns\.booking_number: is not mapped/],
  ["no number of the person", { ...good, columns: withoutPerson }, /columns\.person_id: is not mapped/],
  [
    "a number of the person twice over",
    { ...good, person_id_from_booking_number: true },
    /keep one of the two/,
  ],
  ["one header for two fields", withColumn({ released_at: ["BOOKED"] }), /header "booked" is named twice/],
  ["an offset for a zone", { ...good, zone: "-06:00" }, /zone: is no IANA zone/],
  ["a form without a clock", { ...good, time_forms: ["M/D/YYYY"] }, /lacks hours and minutes/],
  [
    "forms that clash",
    { ...good, time_forms: ["M/D/YYYY H:mm", "D/M/YYYY H:mm"] },
    /different days; keep one/,
  ],
  [
    "reasons without words",
    withColumn({ release_reason: ["Reason"] }),
    /words\.release_reason: is not there/,
  ],
  [
    "yes or no without words",
    withColumn({ is_juvenile: ["Juv"] }),
    /words\.yes: is not there, and is_juvenile is mapped/,
  ],
  [
    "a word with two meanings",
    { ...good, words: { release_reason: { codes: { bond_posted: ["Bail"], other: ["  bail "] } } } },
    /"BAIL" is listed twice/,
  ],
  [
    "a reason that is none",
    { ...good, words: { release_reason: { codes: { bailed: ["Bail"] } } } },
    /words\.release_reason/,
  ],
  ["an optional key column", { ...good, optional: ["booked_at"] }, /no booking can do without/],
  ["a header of no letters", withColumn({ released_at: ["—"] }), /no letter a to z/],
  ["a header with a line break", withColumn({ released_at: ["a\nb"] }), /line break/],
  ["charges parted in rows of one charge", { ...good, charge_separator: ";" }, /for a row a booking/],
  ["a list", [good], /mapping: /],
  ["nothing", null, /mapping: /],
];
for (const [what, parts, says] of wrong)
  test(`refused in one line: ${what}`, () => {
    assert.throws(
      () => mappingOf(parts),
      (error: Error) =>
        error instanceof InvalidInput && says.test(error.message) && !error.message.includes("\n"),
    );
  });

test("text that is no YAML, or too long, is refused in one line", () => {
  for (const text of ["a: [", "a: 1\na: 2", "x".repeat(300_000), "&a [*a, *a]", "\t- x: y"])
    assert.throws(
      () => readMapping(text),
      (error: Error) => error instanceof InvalidInput && !error.message.includes("\n"),
    );
});

test("any parts are a mapping or an error in one line", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.anything(),
        fc.record({ name: fc.string(), columns: fc.object(), time_forms: fc.array(fc.string()) }),
      ),
      (parts) => {
        try {
          mappingOf(parts);
        } catch (error) {
          assert.ok(error instanceof AppError, String(error));
          assert.ok(!error.message.includes("\n"), error.message);
        }
      },
    ),
  );
});
