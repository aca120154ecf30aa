import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { formatCsv } from "../../base/csv.ts";
import { AppError } from "../../base/errors.ts";
import { readBookings } from "./read-bookings.ts";
import { shippedMapping } from "./shipped-mapping.ts";

const mapping = shippedMapping("pierce-2016-17");
const header = Object.values(mapping.columns).map(([name = ""]) => name);

const time = fc
  .tuple(
    fc.constantFrom("2016-12-20", "2016-11-06", "2016-03-13", "2017-02-30", "2017-06-01"),
    fc.integer({ min: 0, max: 25 }),
  )
  .map(([day, hour]) => `${day} ${String(hour).padStart(2, "0")}:00:00`);
const cell = fc.oneof(
  { weight: 3, arbitrary: time },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      "",
      "1",
      "2",
      "3",
      "Bail Bond",
      "SIP",
      "HOLD IMMIGRAT",
      "THEFT 3",
      "NULL",
      "__proto__",
    ),
  },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 60 }) },
);
const row = fc.oneof(
  { weight: 5, arbitrary: fc.tuple(...header.map(() => cell)) },
  { weight: 1, arbitrary: fc.array(cell, { maxLength: 10 }) },
);

test("whatever the cells hold, rows add up, bookings are whole and each is there once", async () => {
  let taken = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(row, { maxLength: 30 }), async (rows) => {
      const text = formatCsv([header, ...rows]).replaceAll("\0", "");
      const found = await readBookings(Buffer.from(text), mapping);
      assert.equal(found.read, found.booking_rows + found.quarantined.length);
      assert.equal(
        found.read,
        rows.filter((cells) => cells.some((text) => text.replaceAll("\0", "") !== "")).length,
      );
      const numbers = found.bookings.map((one) => one.booking_number);
      const aside = new Set(found.quarantined.map((one) => one.booking_number));
      assert.equal(new Set(numbers).size, numbers.length);
      assert.deepEqual(
        numbers.filter((number) => aside.has(number)),
        [],
      );
      assert.ok(found.quarantined.every(({ reason }) => reason !== "" && !reason.includes("\n")));
      taken += found.bookings.length;
    }),
    { numRuns: 300 },
  );
  assert.ok(taken > 0, "no run took a booking, so nothing was shown");
});

test("a clean file is taken whole whatever the order of its rows", async () => {
  const clean = fc.array(
    fc.tuple(fc.integer({ min: 1, max: 8 }), fc.constantFrom("THEFT 3", "HOLD IMMIGRAT", "UPCS")),
    { maxLength: 40 },
  );
  await fc.assert(
    fc.asyncProperty(clean, async (rows) => {
      const fixed: Record<string, string> = {
        booking_dt: "2016-12-20 21:00:00",
        release_dt: "2016-12-22 08:00:00",
        final_release_disp: "PR",
      };
      const lines = rows.map(([n, charge]) =>
        header.map((name) =>
          name === "booking_n" ? String(n) : name === "booking_charge_desc" ? charge : (fixed[name] ?? ""),
        ),
      );
      const found = await readBookings(Buffer.from(formatCsv([header, ...lines])), mapping);
      assert.deepEqual(
        [
          found.quarantined.length,
          found.bookings.length,
          found.bookings.flatMap((one) => one.charges).length + found.immigration_holds.length,
        ],
        [0, new Set(rows.map(([n]) => n)).size, rows.length],
      );
    }),
    { numRuns: 60 },
  );
});

test("any bytes at all, in any pieces, throw nothing but an error in one line", async () => {
  const text = fc
    .string({ unit: "binary", maxLength: 200 })
    .map((body) => Buffer.from(`${header.join(",")}\n${body}`));
  const bytes = fc.oneof(text, fc.uint8Array({ maxLength: 200 }));
  await fc.assert(
    fc.asyncProperty(bytes, fc.integer({ min: 1, max: 50 }), async (all, size) => {
      const pieces = Array.from({ length: Math.ceil(all.length / size) }, (_, n) =>
        all.subarray(n * size, (n + 1) * size),
      );
      try {
        const found = await readBookings(pieces, mapping);
        assert.equal(found.read, found.booking_rows + found.quarantined.length);
      } catch (error) {
        assert.ok(error instanceof AppError, String(error));
        assert.ok(!error.message.includes("\n"), error.message);
      }
    }),
    { numRuns: 400 },
  );
});
