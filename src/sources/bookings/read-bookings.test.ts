import assert from "node:assert/strict";
import { createReadStream, readFileSync } from "node:fs";
import { test } from "node:test";
import { projectPath } from "../../base/paths.ts";
import { addsUp, type MadeUpRow, madeUpExport, reasons } from "./made-up-export.ts";
import { type BookingBytes, type BookingsRead, readBookings } from "./read-bookings.ts";
import { shippedMapping } from "./shipped-mapping.ts";

const pierce = shippedMapping("pierce-2016-17");
const sample = projectPath("samples", "exchange", "pierce-county-bookings-2016-17.csv");

const read = (text: string | BookingBytes, mapping = pierce, now?: string): Promise<BookingsRead> =>
  readBookings(
    typeof text === "string" ? Buffer.from(text) : text,
    mapping,
    now === undefined ? {} : { now },
  );

test("the excerpt of Pierce County is read whole: charges folded, holds apart, unknown release words kept", async () => {
  const found = await readBookings(createReadStream(sample), pierce, { name: "excerpt.csv" });
  addsUp(found);
  assert.deepEqual(
    [found.read, found.bookings.length, found.quarantined.length, found.immigration_holds.length],
    [70, 42, 0, 8],
  );
  assert.equal(found.bookings.flatMap((one) => one.charges).length, 62);
  assert.ok(!found.bookings.some((one) => one.charges.some((charge) => /IMMIGRAT/.test(charge.description))));
  assert.deepEqual(
    found.other_words.map(({ field, words, read_as, rows }) => [field, words, read_as, rows]),
    [
      ["release_reason", "PDC", "other", 2],
      ["release_reason", "SIP", "other", 1],
    ],
  );
  assert.deepEqual(found.unknown_headers, []);
});

test("a booking of the excerpt is what its rows say, times on the jail's clock", async () => {
  const found = await readBookings(createReadStream(sample), pierce);
  const booking = found.bookings.find((one) => one.booking_number === "23");
  assert.deepEqual(booking, {
    facility_id: "us-wa-pierce-county-jail",
    booking_number: "23",
    person_id: "booking 23",
    booked_at: "2016-01-05T05:00:00Z",
    arrested_at: null,
    arresting_agency: null,
    is_juvenile: false,
    is_protected: false,
    charges: [{ description: "DWLS/DWLR", stage: "arrest", statute: null, charged_on: null }],
    expected_release_at: null,
    expected_release_reason: null,
    expected_release_certainty: "estimate",
    released_at: "2017-03-14T15:00:00Z",
    release_reason: "to_other_agency",
  });
});

test("the whole header of the export is known, and no trait of a person comes through", async () => {
  const found = await read(
    madeUpExport([
      { gender_desc: "QQ1", race_desc: "QQ2", country_of_birth: "QQ3", booking_charge_txt: "QQ4" },
    ]),
  );
  assert.deepEqual(found.unknown_headers, []);
  assert.deepEqual(found.ignored_headers.length, 16);
  assert.ok(!JSON.stringify([found.bookings, found.quarantined, found.other_words]).includes("QQ"));
});

test("rows of a booking fold wherever they stand; charges keep their order, an immigration hold is none of them", async () => {
  const found = await read(
    madeUpExport([
      { booking_n: "7", booking_charge_desc: "THEFT 3", release_disposition_desc: "Dismissed" },
      { booking_n: "8", booking_charge_desc: "hold  immigrat", release_disposition_desc: "Cancel Detainer" },
      { booking_n: "7", booking_charge_desc: "HOLD IMMIGRAT", release_disposition_desc: "Immigration" },
      { booking_n: "7", booking_charge_desc: "BURGLARY 2" },
    ]),
  );
  addsUp(found);
  assert.deepEqual(
    found.bookings.map((one) => [
      one.booking_number,
      one.charges.map(({ description, stage }) => `${description} ${stage}`),
    ]),
    [
      ["7", ["THEFT 3 dismissed", "BURGLARY 2 arrest"]],
      ["8", []],
    ],
  );
  assert.deepEqual(found.immigration_holds, [
    {
      line: 4,
      booking_number: "7",
      words: "HOLD IMMIGRAT",
      ended_at: "2016-12-22T16:00:00Z",
      ended_words: "Immigration",
    },
    {
      line: 3,
      booking_number: "8",
      words: "hold  immigrat",
      ended_at: "2016-12-22T16:00:00Z",
      ended_words: "Cancel Detainer",
    },
  ]);
});

test("words near an immigration hold that the mapping does not list stay a charge and are reported", async () => {
  const found = await read(
    madeUpExport([
      { booking_charge_desc: "IMMIGRATION HOLD" },
      { booking_n: "2", booking_charge_desc: "POLICE" },
    ]),
  );
  assert.deepEqual(found.other_words, [
    { field: "charge_description", words: "IMMIGRATION HOLD", read_as: "charge", rows: 1 },
  ]);
});

test("a row with a bad time is put aside with its line, and never half a booking is taken", async () => {
  const found = await read(
    madeUpExport([
      { booking_n: "1" },
      { booking_n: "2", booking_charge_desc: "A" },
      { booking_n: "2", booking_charge_desc: "B", release_dt: "2016-13-41 08:00:00" },
      { booking_n: "2", booking_charge_desc: "C" },
    ]),
  );
  addsUp(found);
  assert.deepEqual(
    found.bookings.map((one) => one.booking_number),
    ["1"],
  );
  assert.deepEqual(reasons(found), [
    "3 row 4 of the same booking was put aside, and a booking is taken whole",
    '4 released_at "2016-13-41 08:00:00" is no time in a form of the mapping',
    "5 row 4 of the same booking was put aside, and a booking is taken whole",
  ]);
});

test("of several bad rows of a booking each later one is put aside for the first", async () => {
  const found = await read(
    madeUpExport([{ booking_dt: "soon" }, { release_dt: "later" }, { booking_charge_desc: "A" }]),
  );
  addsUp(found);
  assert.deepEqual(reasons(found), [
    "2 booked_at a text of 4 characters is no time in a form of the mapping",
    "3 row 2 of the same booking was put aside, and a booking is taken whole",
    "4 row 2 of the same booking was put aside, and a booking is taken whole",
  ]);
});

const aside: readonly [what: string, row: MadeUpRow, reason: RegExp][] = [
  ["no booking number", { booking_n: " " }, /^booking_number is empty$/],
  ["a null of the database", { booking_n: "NULL" }, /^booking_number is empty$/],
  ["a booking number too long", { booking_n: "9".repeat(41) }, /^booking_number has 41 characters/],
  ["no time of booking", { booking_dt: "" }, /^booked_at is empty$/],
  [
    "a time that the clocks skipped",
    { booking_dt: "2016-03-13 02:30:00" },
    /^booked_at .* was skipped by the clocks/,
  ],
  [
    "a release before the booking",
    { release_dt: "2016-12-19 08:00:00" },
    /^released_at: lies before booked_at$/,
  ],
  ["a reason without a release", { release_dt: "" }, /^release_reason is given, and released_at is empty$/],
  [
    "a line break in a charge",
    { booking_charge_desc: "THEFT\n3" },
    /^charge_description holds a line break$/,
  ],
  [
    "a bell in a charge",
    { booking_charge_desc: "THEFT\u0007" },
    /^charge_description holds the control character U\+0007$/,
  ],
  ["text that turns round", { booking_charge_desc: "a\u202eb" }, /holds the control character U\+202E$/],
  ["a charge too long", { booking_charge_desc: "x".repeat(201) }, /^charges\.0\.description: /],
  [
    "text in place of a time",
    { booking_dt: "a person's name" },
    /^booked_at a text of 15 characters is no time/,
  ],
];
for (const [what, row, reason] of aside)
  test(`put aside: ${what}`, async () => {
    const found = await read(madeUpExport([{ booking_n: "99" }, row]));
    addsUp(found);
    assert.deepEqual([found.read, found.bookings.length], [2, 1]);
    assert.match(found.quarantined[0]?.reason ?? "", reason);
    assert.equal(found.quarantined[0]?.line, 3);
  });

test("a row of another width than the header is put aside, and its booking with it", async () => {
  const found = await read(
    `${madeUpExport([{ booking_n: "5" }, { booking_n: "6" }])}1,5,2016-12-20 21:00:00\n`,
  );
  addsUp(found);
  assert.deepEqual(
    reasons(found),
    [
      "2 row 4 of the same booking was put aside, and a booking is taken whole",
      "4 the row has 3 cells under 23 headers",
    ].toSorted(),
  );
});

test("rows that disagree on their booking put it aside", async () => {
  const found = await read(madeUpExport([{ booking_n: "5" }, { booking_n: "5", final_release_disp: "PR" }]));
  addsUp(found);
  assert.match(
    reasons(found)[1] ?? "",
    /^3 release_reason differs within the booking, whose first row is 2$/,
  );
});

test("more than 50 charges are no booking", async () => {
  const found = await read(madeUpExport(Array.from({ length: 51 }, () => ({ booking_n: "5" }))));
  addsUp(found);
  assert.deepEqual([found.bookings.length, found.quarantined.length], [0, 51]);
  assert.match(reasons(found)[50] ?? "", /more than 50 charges/);
});

test("a time that came twice is read as the first, and said", async () => {
  const found = await read(madeUpExport([{ booking_dt: "2016-11-06 01:00:00" }]));
  assert.deepEqual(found.read_twice, [
    {
      line: 2,
      booking_number: "1",
      field: "booked_at",
      written: "2016-11-06 01:00:00",
      read_as: "2016-11-06T08:00:00Z",
    },
  ]);
});

test("what lies after the present is put aside where the present is known", async () => {
  const text = madeUpExport([{}]);
  assert.equal((await read(text)).bookings.length, 1);
  const found = await read(text, pierce, "2016-12-21T00:00:00Z");
  assert.match(reasons(found)[0] ?? "", /released_at: lies after the present/);
});

test("a million kinds of words fill no memory: past 1,000 they are counted together", async () => {
  const rows = Array.from({ length: 1100 }, (_, n) => ({
    booking_n: String(n),
    final_release_disp: `Made up ${n}`,
  }));
  const found = await read(madeUpExport(rows));
  assert.equal(found.other_words.length, 1001);
  assert.equal(
    found.other_words.reduce((sum, one) => sum + one.rows, 0),
    1100,
  );
});

test("the sample is what its note says: no trait, no free text, times to the hour", () => {
  const [header = "", ...rows] = readFileSync(sample, "utf8").trimEnd().split("\n");
  for (const name of [
    "gender_desc",
    "race_desc",
    "country_of_birth",
    "time_detained_days",
    "booking_charge_txt",
  ])
    assert.ok(!header.split(",").includes(name));
  assert.equal(rows.length, 70);
  for (const row of rows)
    for (const time of row.match(/\d{2}:\d{2}:\d{2}/g) ?? []) assert.match(time, /:00:00$/);
});
