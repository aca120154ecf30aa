import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import fc from "fast-check";
import { AppError, InvalidInput } from "../../../base/errors.ts";
import { projectPath } from "../../../base/paths.ts";
import { readBookingBatch } from "../booking-batch.ts";
import { niemBooking, readNiemBooking } from "./niem-booking.ts";
import { readNiemTransfer } from "./niem-transfer.ts";

type Json = { [key: string]: unknown };
const sample = (name: string): string => readFileSync(projectPath("samples", "exchange", name), "utf8");
const message = (): Json => JSON.parse(sample("niem-booking.json")) as Json;
const booking = (made: Json): Json => made["j:Booking"] as Json;
/** The sample with its booking changed. */
const changed = (change: (booking: Json, message: Json) => void): string => {
  const made = message();
  change(booking(made), made);
  return JSON.stringify(made);
};

test("the sample booking is the one of the sample batch, with the offsets that NIEM has", () => {
  const { booking: found, ignored } = niemBooking(sample("niem-booking.json"));
  const [same] = readBookingBatch(sample("booking-batch.json")).bookings;
  const local = (text: string | null) => text?.slice(0, 16) ?? null;
  assert.deepEqual(
    {
      ...found,
      booked_at: local(found.booked_at),
      arrested_at: local(found.arrested_at),
      expected_release_at: local(found.expected_release_at),
    },
    same,
  );
  assert.deepEqual(ignored, ["j:Booking/j:BookingDetentionFacility/nc:FacilityName"]);
  assert.deepEqual(readNiemBooking(Buffer.from(sample("niem-booking.json"))), found);
});

test("a release that took place takes the reason", () => {
  const found = readNiemBooking(
    changed((one) => {
      (one["j:BookingRelease"] as Json)["nc:ActivityDate"] = { "nc:DateTime": "2026-03-05T09:00:00-06:00" };
    }),
  );
  assert.deepEqual(
    [found.released_at, found.release_reason, found.expected_release_reason],
    ["2026-03-05T09:00:00-06:00", "time_credited", null],
  );
});

test("prefixes are those that the message gives, and the agency's record number stands in for the control number", () => {
  const text = sample("niem-booking.json")
    .replaceAll('"j:', '"jxdm:')
    .replaceAll('"nc:', '"core:')
    .replace('"j"', '"jxdm"')
    .replace('"nc"', '"core"');
  const made = text.replace("BookingDocumentControlIdentification", "BookingAgencyRecordIdentification");
  const other = made.replace('"j":', '"jxdm":').replace('"nc":', '"core":');
  assert.equal(readNiemBooking(other).booking_number, "2026-004417");
});

const refused: readonly [what: string, json: string, says: RegExp][] = [
  [
    "the name of the person",
    changed((one) => {
      (one["j:BookingSubject"] as Json)["nc:PersonName"] = { "nc:PersonSurName": "made up" };
    }),
    /j:Booking\/j:BookingSubject: nc:PersonName is a person's name, which is never taken; leave the element out/,
  ],
  [
    "the name of an official",
    changed((one) => {
      one["j:BookingEmployee"] = [{ "nc:PersonFullName": "x" }];
    }),
    /a person's name/,
  ],
  [
    "a name under another namespace",
    changed((one, all) => {
      (all["@context"] as Json).x = "urn:x";
      one["x:SubjectLastName"] = "x";
    }),
    /a person's name/,
  ],
  [
    "a date of birth",
    changed((one) => {
      (one["j:BookingSubject"] as Json)["nc:PersonBirthDate"] = {};
    }),
    /birth or age/,
  ],
  [
    "an element for an A-number",
    changed((one, all) => {
      (all["@context"] as Json).im = "https://docs.oasis-open.org/niemopen/ns/model/domains/immigration/6.0/";
      one["im:AlienNumberIdentification"] = {};
    }),
    /a number of a person outside the jail/,
  ],
  [
    "an A-number as the person's number",
    changed((one) => {
      (one["j:BookingSubject"] as Json)["j:SubjectIdentification"] = {
        "nc:IdentificationID": "A000 000 000".replaceAll(" ", ""),
      };
    }),
    /looks like an A-number/,
  ],
  [
    "sex",
    changed((one) => {
      (one["j:BookingSubject"] as Json)["nc:PersonSexCode"] = "U";
    }),
    /a trait of a person/,
  ],
  [
    "NIEM of another version",
    sample("niem-booking.json").replaceAll("justice/6.0/#", "justice/5.0/#"),
    /names no justice namespace of NIEM 6\.0/,
  ],
  [
    "a context to be fetched",
    changed((_, all) => {
      all["@context"] = "https://context.example/niem.json";
    }),
    /none is fetched/,
  ],
  [
    "a key without a prefix",
    changed((one) => {
      one.booked = true;
    }),
    /"booked" has no prefix/,
  ],
  ["no booking", JSON.stringify({ "@context": message()["@context"] }), /there is no j:Booking/],
  [
    "two bookings",
    changed((one, all) => {
      all["j:Booking"] = [one, one];
    }),
    /is there 2 times; one is read/,
  ],
  [
    "a transfer within",
    changed((one) => {
      one["j:BookingSubjectCustodyTransfer"] = {};
    }),
    /send it as a transfer/,
  ],
  [
    "a reason that is no code",
    changed((one) => {
      (one["j:BookingRelease"] as Json)["nc:ActivityReasonText"] = "gone";
    }),
    /expected_release_reason: /,
  ],
  [
    "no time of booking",
    changed((one) => {
      delete one["nc:ActivityDate"];
    }),
    /booked_at: /,
  ],
  [
    "a number for a text",
    changed((one) => {
      one["nc:ActivityDate"] = { "nc:DateTime": 7 };
    }),
    /nc:ActivityDate\/nc:DateTime: is no text/,
  ],
  [
    "a text for an object",
    changed((one) => {
      one["j:Arrest"] = "x";
    }),
    /j:Booking\/j:Arrest: is no object of elements/,
  ],
  ["a list", "[]", /write an object/],
  ["no JSON", "<j:Booking/>", /this is no JSON/],
];
for (const [what, json, says] of refused)
  test(`refused in one line: ${what}`, () => {
    assert.throws(
      () => readNiemBooking(json),
      (error: Error) => {
        assert.ok(error instanceof InvalidInput, String(error));
        assert.match(error.message, says);
        return !error.message.includes("\n");
      },
    );
  });

test("the sample transfer is read; a booking without one is none", () => {
  assert.deepEqual(readNiemTransfer(sample("niem-transfer.json")), {
    booking_number: "2026-004417",
    transferred_at: "2026-03-05T10:30:00-06:00",
    to_facility_id: "other-made-up-county-jail",
    to_agency: "Other Made-up County Sheriff",
    reason: "held for another county",
  });
  assert.throws(
    () => readNiemTransfer(sample("niem-booking.json")),
    /there is no j:Booking\/j:BookingSubjectCustodyTransfer/,
  );
});

test("any message is a booking or an error in one line", () => {
  const context = message()["@context"];
  const key = fc.constantFrom(
    "j:Booking",
    "nc:ActivityDate",
    "j:Arrest",
    "j:BookingSubject",
    "nc:DateTime",
    "nc:PersonName",
    "@id",
    "x",
    "toString",
  );
  const value = fc.letrec((tie) => ({
    any: fc.oneof(
      { depthSize: "small" },
      fc.string(),
      fc.integer(),
      fc.constant(null),
      fc.array(tie("any")),
      fc.dictionary(key, tie("any")),
    ),
  })).any;
  fc.assert(
    fc.property(fc.dictionary(key, value), (made) => {
      try {
        readNiemBooking(JSON.stringify({ ...made, "@context": context }));
      } catch (error) {
        assert.ok(error instanceof AppError, String(error));
        assert.ok(!error.message.includes("\n"), error.message);
      }
    }),
  );
});
