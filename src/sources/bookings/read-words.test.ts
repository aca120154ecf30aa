import assert from "node:assert/strict";
import { test } from "node:test";
import { addsUp, reasons } from "./made-up-export.ts";
import { mappingOf, type NewBookingMapping } from "./mapping.ts";
import { type BookingBytes, type BookingsRead, readBookings } from "./read-bookings.ts";
import { shippedMapping } from "./shipped-mapping.ts";

const pierce = shippedMapping("pierce-2016-17");
const read = (text: string | BookingBytes, mapping = pierce, now?: string): Promise<BookingsRead> =>
  readBookings(
    typeof text === "string" ? Buffer.from(text) : text,
    mapping,
    now === undefined ? {} : { now },
  );

const everything: NewBookingMapping = {
  name: "made-up-export",
  title: "Made-up jail system, a row a booking",
  facility_id: "made-up-county-jail",
  zone: "America/Chicago",
  encoding: "windows-1252",
  delimiter: "|",
  rows: "booking",
  charge_separator: ";",
  columns: {
    booking_number: ["Booking #"],
    person_id: ["Person #"],
    booked_at: ["Booked"],
    arrested_at: ["Arrested"],
    arresting_agency: ["Agency"],
    is_juvenile: ["Juvenile"],
    expected_release_at: ["Expected"],
    expected_release_reason: ["Why expected"],
    expected_release_certainty: ["How sure"],
    charge_description: ["Charges"],
    charge_statute: ["Statute"],
    charged_on: ["Charged"],
  },
  optional: ["charge_statute"],
  time_forms: ["M/D/YYYY h:mm A"],
  date_forms: ["M/D/YYYY"],
  words: {
    release_reason: { codes: { time_credited: ["Good time"] } },
    certainty: { codes: { fixed: ["Firm"], estimate: ["Guess"] } },
    yes: ["Y"],
    no: ["N"],
  },
};
const everyHeader =
  "Booking #|Person #|Booked|Arrested|Agency|Juvenile|Expected|Why expected|How sure|Charges|Charged";
const everyRow = (number: string, juvenile = "N", why = "good  TIME") =>
  `${number}|P-9|3/2/2026 9:40 PM|3/2/2026 8:15 PM|Peña City Police|${juvenile}|3/6/2026 8:00 AM|${why}|Firm|Theft; ;Trespass|3/3/2026`;

test("a row a booking, other delimiter, encoding, clock and words", async () => {
  const text = [everyHeader, everyRow("A-1")].join("\n");
  const found = await read(Buffer.from(text, "latin1"), mappingOf(everything));
  assert.deepEqual(found.bookings, [
    {
      facility_id: "made-up-county-jail",
      booking_number: "A-1",
      person_id: "P-9",
      booked_at: "2026-03-03T03:40:00Z",
      arrested_at: "2026-03-03T02:15:00Z",
      arresting_agency: "Peña City Police",
      is_juvenile: false,
      is_protected: false,
      charges: ["Theft", "Trespass"].map((description) => ({
        description,
        stage: "arrest",
        statute: null,
        charged_on: "2026-03-03",
      })),
      expected_release_at: "2026-03-06T14:00:00Z",
      expected_release_reason: "time_credited",
      expected_release_certainty: "fixed",
      released_at: null,
      release_reason: null,
    },
  ]);
});

test("words that no list has put a row aside where the mapping reads them as nothing; so does a second row of a booking", async () => {
  const rows = [
    everyRow("A-1", "?"),
    everyRow("A-2", ""),
    everyRow("A-3", "N", "Parole"),
    everyRow("A-4"),
    everyRow("A-4"),
  ];
  const found = await read(
    [everyHeader, ...rows].join("\n"),
    mappingOf({ ...everything, encoding: "utf-8" }),
  );
  addsUp(found);
  assert.equal(found.bookings.length, 0);
  assert.deepEqual(reasons(found), [
    "2 is_juvenile holds words that are neither yes nor no in the mapping",
    "3 is_juvenile is empty, and the mapping does not say what that means",
    "4 expected_release_reason holds words that the mapping does not list",
    "5 row 6 of the same booking was put aside, and a booking is taken whole",
    "6 the booking has a row already, row 5; the mapping has one row a booking",
  ]);
  assert.deepEqual(
    found.other_words.map(({ words, read_as }) => [words, read_as]),
    [
      ["?", "put aside"],
      ["Parole", "put aside"],
    ],
  );
});
