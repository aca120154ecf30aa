import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import fc from "fast-check";
import { AppError, InvalidInput } from "../../base/errors.ts";
import { projectPath } from "../../base/paths.ts";
import { readBookingBatch } from "./booking-batch.ts";

const sample = readFileSync(projectPath("samples", "exchange", "booking-batch.json"));
const good = {
  facility_id: "made-up-county-jail",
  booking_number: "B-1",
  person_id: "SYN-1",
  booked_at: "2026-03-02T21:40",
};
const batch = (...bookings: unknown[]): string => JSON.stringify({ bookings });

test("the sample batch is read whole, fields that are not given filled in", () => {
  const found = readBookingBatch(sample);
  assert.deepEqual([found.read, found.booking_rows, found.quarantined], [2, 2, []]);
  assert.deepEqual(found.bookings[1]?.charges, []);
  assert.equal(found.bookings[0]?.charges[1]?.stage, "arrest");
  assert.deepEqual(readBookingBatch(sample.toString()), found);
});

const faults: readonly [what: string, booking: unknown, reason: RegExp][] = [
  [
    "a field misspelt",
    { ...good, booked_on: "2026-03-02" },
    /^bookings\[1\]\.booked_on: is no field of a booking; write booked_at$/,
  ],
  ["a field gone", { ...good, person_id: undefined }, /^bookings\[1\]\.person_id: /],
  ["a name", { ...good, name: "made up" }, /^bookings\[1\]\.name: is no field of a booking; leave it out$/],
  [
    "a field of a charge",
    { ...good, charges: [{ description: "a", count: 2 }] },
    /^bookings\[1\]\.charges\.0\.count: is no field/,
  ],
  [
    "a time that is none",
    { ...good, booked_at: "2026-02-30T10:00" },
    /^bookings\[1\]\.booked_at: "2026-02-30T10:00" is no time/,
  ],
  ["a date for a time", { ...good, booked_at: "2026-03-02" }, /^bookings\[1\]\.booked_at: .* is no time/],
  [
    "a release before the booking",
    { ...good, released_at: "2026-03-01T10:00" },
    /^bookings\[1\]\.released_at: lies before booked_at/,
  ],
  [
    "a release before the booking, by their offsets",
    { ...good, booked_at: "2026-03-02T10:00-06:00", released_at: "2026-03-02T15:30Z" },
    /released_at: lies before booked_at/,
  ],
  [
    "NUL in a text",
    { ...good, booking_number: "B\0" },
    /^bookings\[1\]\.booking_number: holds the control character U\+0000/,
  ],
  [
    "half a character",
    { ...good, person_id: "\ud800" },
    /^bookings\[1\]\.person_id: holds half of a character/,
  ],
  [
    "51 charges",
    { ...good, charges: Array(61).fill({ description: "a" }) },
    /^bookings\[1\]\.charges: has 61 parts/,
  ],
  ["a number for a booking", 7, /^bookings\[1\]: /],
  ["no booking", null, /^bookings\[1\]: /],
  ["a list for a booking", [good], /^bookings\[1\]: /],
];
for (const [what, booking, reason] of faults)
  test(`put aside with index and field: ${what}`, () => {
    const found = readBookingBatch(batch({ ...good, booking_number: "first" }, booking));
    assert.deepEqual([found.read, found.booking_rows, found.quarantined.length], [2, 1, 1]);
    assert.equal(found.quarantined[0]?.line, 2);
    assert.match(found.quarantined[0]?.reason ?? "", reason);
  });

test("one booking number twice in a batch is taken once", () => {
  const found = readBookingBatch(batch(good, good));
  assert.deepEqual(found.quarantined, [
    { line: 2, booking_number: "B-1", reason: "bookings[1].booking_number: is that of bookings[0]" },
  ]);
});

test("what lies after the present is put aside where it is known", () => {
  const late = batch({ ...good, booked_at: "2026-03-02T21:40-06:00" });
  assert.equal(readBookingBatch(late, "2026-03-03T04:00:00Z").bookings.length, 1);
  assert.match(
    readBookingBatch(late, "2026-03-03T03:00:00Z").quarantined[0]?.reason ?? "",
    /booked_at: lies after the present/,
  );
});

const refused: readonly [what: string, json: string | Uint8Array, says: RegExp][] = [
  ["no JSON", "{bookings}", /this is no JSON/],
  ["a bare list", JSON.stringify([good]), /write \{"bookings": \[\.\.\.\]\}/],
  [
    "another field beside",
    JSON.stringify({ bookings: [], secret: 1 }),
    /beside bookings there is another field/,
  ],
  ["5,001 bookings", batch(...Array(5001).fill(0)), /5,001 bookings; at most 5,000/],
  ["more than 10 MB", `{"bookings":["${"x".repeat(10_000_000)}"]}`, /at most 10,000,000 are taken/],
  ["bytes that are no UTF-8", Buffer.from([0x7b, 0xff]), /no UTF-8/],
  ["lists in lists", "[".repeat(2_000_000), /no JSON/],
];
for (const [what, json, says] of refused)
  test(`refused whole in one line: ${what}`, () => {
    assert.throws(
      () => readBookingBatch(json),
      (error: Error) =>
        error instanceof InvalidInput && says.test(error.message) && !error.message.includes("\n"),
    );
  });

test("a hostile booking costs neither stack nor time", () => {
  const deep = `{"bookings":[{"charges":${"[".repeat(1_000_000)}${"]".repeat(1_000_000)}},{"charges":[${"0,".repeat(1_000_000)}0]}]}`;
  const found = readBookingBatch(deep);
  assert.deepEqual(found.quarantined.length, 2);
});

test("any JSON is a batch that adds up or an error in one line", () => {
  const near = fc.record(
    {
      facility_id: fc.string(),
      booking_number: fc.string(),
      booked_at: fc.string(),
      person_id: fc.string(),
      charges: fc.array(fc.anything()),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(near, fc.jsonValue())), (bookings) => {
      try {
        const found = readBookingBatch(
          JSON.stringify({ bookings }, (_, value) => (typeof value === "bigint" ? null : value)),
        );
        assert.equal(found.read, found.booking_rows + found.quarantined.length);
        assert.equal(found.read, bookings.length);
        assert.ok(
          found.quarantined.every(({ reason }) => reason.startsWith("bookings[") && !reason.includes("\n")),
        );
      } catch (error) {
        assert.ok(error instanceof AppError, String(error));
      }
    }),
  );
});
