import assert from "node:assert/strict";
import { test } from "node:test";
import { type MadeBooking, madeBooking } from "../../../test/support/made-booking.ts";
import { Conflict, InvalidInput } from "../../base/errors.ts";
import { checkBooked } from "./booking-transitions.ts";

const at = (moment: string): string => `${moment}:00Z`;

function warranted(): MadeBooking {
  const booking = madeBooking();
  booking.add("criminal_warrant_recorded", "2026-03-02T09:00", {
    agency: "Sample court",
    number: "W-1",
    is_judicial: true,
  });
  return booking;
}

function left(): MadeBooking {
  const booking = madeBooking();
  booking.add("released", "2026-03-05T12:00");
  return booking;
}

const refused: readonly [string, () => unknown, string | RegExp][] = [
  ["released before the booking", () => madeBooking().add("released", "2026-02-28T09:00"), "occurred_at"],
  [
    "otherwise released before the booking",
    () => madeBooking().add("otherwise_released", "2026-02-28T09:00"),
    "occurred_at",
  ],
  [
    "released before the order",
    () => {
      const booking = madeBooking();
      booking.add("otherwise_released", "2026-03-05T11:52");
      booking.add("released", "2026-03-05T11:51");
    },
    "occurred_at",
  ],
  [
    "a second order",
    () => {
      const booking = madeBooking();
      booking.add("otherwise_released", "2026-03-05T11:52");
      booking.add("otherwise_released", "2026-03-05T11:53");
    },
    /authority ended at/,
  ],
  [
    "released twice",
    () => left().add("released", "2026-03-05T13:00"),
    /was released at 2026-03-05T12:00:00Z/,
  ],
  ["transferred after a release", () => left().add("transferred", "2026-03-05T13:00"), /was released at/],
  [
    "transferred to where they are",
    () => madeBooking().add("transferred", "2026-03-05T13:00", { to_facility_id: "sample-jail-main" }),
    "details.to_facility_id",
  ],
  [
    "released with a criminal warrant standing",
    () => warranted().add("released", "2026-03-05T12:00"),
    /W-1 of Sample court/,
  ],
  [
    "the same warrant twice",
    () => warranted().add("criminal_warrant_recorded", "2026-03-03T09:00", { number: "W-1" }),
    /recorded already/,
  ],
  [
    "an unknown warrant cleared",
    () => warranted().add("criminal_warrant_cleared", "2026-03-03T09:00", { number: "W-2" }),
    "details.number",
  ],
  [
    "a warrant cleared before it was recorded",
    () => warranted().add("criminal_warrant_cleared", "2026-03-02T08:59", { number: "W-1" }),
    "occurred_at",
  ],
  [
    "a release expected before the booking",
    () => madeBooking().add("release_expected", "2026-03-02T09:00", { at: at("2026-02-27T09:00") }),
    "details.at",
  ],
  [
    "an arrival from the same place",
    () =>
      madeBooking().add("received_in_transfer", "2026-03-02T09:00", { from_facility_id: "sample-jail-main" }),
    "details.from_facility_id",
  ],
];

for (const [name, act, expected] of refused)
  test(`refused: ${name}`, () => {
    assert.throws(act, (error) => {
      if (typeof expected === "string") {
        assert.ok(error instanceof InvalidInput, String(error));
        assert.equal(error.details.field, expected, error.message);
      } else {
        assert.ok(error instanceof Conflict, String(error));
        assert.match(error.message, expected);
      }
      return true;
    });
  });

test("a warrant that was cleared, or whose agency takes the person over, blocks no release", () => {
  const cleared = warranted();
  cleared.add("criminal_warrant_cleared", "2026-03-03T09:00", {
    number: "W-1",
    how: "recalled by the court",
  });
  cleared.add("released", "2026-03-05T12:00");
  assert.equal(cleared.state().custody, "released");
  const handed = warranted();
  handed.add("released", "2026-03-05T12:00", { reason: "to_other_agency" });
  assert.equal(handed.state().custody, "released");
  assert.throws(
    () => cleared.add("criminal_warrant_cleared", "2026-03-06T09:00", { number: "W-1" }),
    /cleared already/,
  );
});

test("charges, court dates and warrants can still be entered after the person left", () => {
  const booking = left();
  booking.add("charge_recorded", "2026-03-09T09:00", { stage: "dismissed" });
  booking.add("court_date_set", "2026-03-09T09:00");
  booking.add("criminal_warrant_recorded", "2026-03-09T09:00", { number: "W-9" });
  assert.equal(booking.state().custody, "released");
});

test("a transfer leaves the jail's custody", () => {
  const booking = madeBooking();
  booking.add("transferred", "2026-03-05T12:00");
  assert.equal(booking.state().custody, "transferred");
  assert.throws(() => booking.add("released", "2026-03-06T12:00"), /was transferred at 2026-03-05T12:00:00Z/);
});

test("nobody is booked before the arrest", () => {
  const { details } = madeBooking().booked;
  checkBooked({ ...details, arrested_at: details.booked_at });
  assert.throws(
    () => checkBooked({ ...details, arrested_at: "2026-03-01T07:01:00Z", booked_at: "2026-03-01T07:00:00Z" }),
    InvalidInput,
  );
});
