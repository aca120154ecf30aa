import assert from "node:assert/strict";
import { after, test } from "node:test";
import sql from "sql-template-tag";
import { z } from "zod";
import { allDetainers, openIntake, sixCells, sixColumns, table } from "../../../test/support/intake.ts";
import { defineQuery } from "../../db/db.ts";

const intake = await openIntake({ after });
const { db } = intake.store;

/** The detainers of one import, without the numbers that hang on what was imported before. */
async function readBack(releaseId: number) {
  return (await db.all(allDetainers))
    .filter((row) => row.release_id === releaseId)
    .map(({ release_id: _release, sheet_id: _sheet, ...row }) => row);
}

const nothing = {
  city: "",
  state: "",
  code: "",
  detainer_type: "",
  lift_reason: "",
  second_lift_reason: "",
  lifted_on: null,
  release_expected_on: null,
  apprehended_on: null,
  departed_on: null,
  citizenship: "",
  gender: "",
  criminality: "",
  conviction_charge: "",
  conviction_charge_code: "",
  convicted_on: null,
  charged_on: null,
  is_aggravated_felon: "",
  basis: "",
  facility_aor: "",
  duty_site: "",
  is_juvenile: null,
  is_likely_duplicate: false,
  person_key: null,
  unread_fields: null,
};

const form = "I247 - Immigration Detainer - Notice of Action (as of March 2013)";
const six = {
  ...nothing,
  name: "MADE UP COUNTY JAIL",
  city: "SPRINGFIELD",
  state: "OHIO",
  detainer_type: form,
  lift_reason: "Lifted",
};
const otherSpelling = ["date", "lift_reason", "det_facility", "city", "state", "detainer_type"];
const otherCells = ["2015-05-09", "Lifted", "MADE UP COUNTY JAIL", "SPRINGFIELD", "OHIO", form];

const spellings: readonly [name: string, text: string][] = [
  ["commas", table(sixColumns, sixCells("2015-05-08"), sixCells("2015-05-09"))],
  [
    "tabs and Windows line ends",
    [sixColumns, sixCells("2015-05-08"), sixCells("2015-05-09")].map((r) => `${r.join("\t")}\r\n`).join(""),
  ],
  [
    "pipes",
    [sixColumns, sixCells("2015-05-08"), sixCells("2015-05-09")].map((r) => `${r.join("|")}\n`).join(""),
  ],
  [
    "bare returns and a byte-order mark",
    `\ufeff${[sixColumns, sixCells("2015-05-08"), sixCells("2015-05-09")].map((r) => `${r.join(",")}\r`).join("")}`,
  ],
];

test("the six columns are read alike however they are separated; the second time they add nothing", async () => {
  const first = await intake.take(spellings[0]?.[1] ?? "");
  assert.deepEqual(
    { ...first, sha256: "", file: "" },
    {
      file: "",
      sha256: "",
      layout: "npr-six-column",
      release_id: 1,
      series: first.series,
      vintage: 1,
      read: 2,
      recorded: 2,
      known: 0,
      quarantined: 0,
      drift: [],
      quarantine_files: [],
      notes: [],
      position: 1,
    },
  );
  assert.deepEqual(await readBack(1), [
    { ...six, row_no: 2, prepared_on: "2015-05-08" },
    { ...six, row_no: 3, prepared_on: "2015-05-09" },
  ]);
  for (const [name, text] of spellings.slice(1)) {
    const { read, recorded, known, quarantined } = await intake.take(text);
    assert.deepEqual(
      { read, recorded, known, quarantined },
      { read: 2, recorded: 0, known: 2, quarantined: 0 },
      name,
    );
  }
});

test("the other spelling of the six columns is the same layout", async () => {
  const done = await intake.take(table(otherSpelling, otherCells));
  assert.equal(done.layout, "npr-six-column");
  assert.deepEqual(await readBack(done.release_id), [{ ...six, row_no: 2, prepared_on: "2015-05-09" }]);
});

const processed = {
  detainer_prepare_date: "2026-02-11",
  facility_state: "OHIO",
  facility_aor: "Detroit Area of Responsibility",
  departed_date: "2026-03-01",
  detainer_prepared_criminality: "1 Convicted Criminal",
  detention_facility: "MADE UP CO JAIL",
  detention_facility_code: "MADEUOH",
  facility_city: "SPRINGFIELD",
  gender: "Female",
  citizenship_country: "CANADA",
  birth_year: "2010",
  most_serious_conviction_charge: "Larceny",
  msc_charge_code: "2399",
  msc_charge_date: "2025-01-02",
  msc_conviction_date: "2025-03-04",
  felon: "Not an Aggravated Felon",
  apprehension_date: "2026-02-12",
  prior_felony_yes_no: "NO",
  biometric_match_yes_no: "YES",
  detainer_lift_reason: "Detainer Declined by LEA",
  detainer_type: "I247A - Immigration Detainer - Notice of Action (as of May 2025)",
  tod_current_duty_site: "MADE UP DOCKET OFFICE",
  unique_identifier: "made-up-person-1",
  duplicate_likely: "TRUE",
  file_original: "made-up.xlsx",
  sheet_original: "FY2026",
  row_original: "9",
};

test("the Deportation Data Project's table: every field in its place", async () => {
  const done = await intake.take(table(Object.keys(processed), Object.values(processed)));
  assert.equal(done.layout, "ddp-processed");
  const [row] = await readBack(done.release_id);
  assert.match(row?.person_key ?? "", /^[0-9a-f]{32}$/);
  assert.deepEqual(
    { ...row, person_key: null },
    {
      ...nothing,
      row_no: 2,
      prepared_on: "2026-02-11",
      name: "MADE UP CO JAIL",
      city: "SPRINGFIELD",
      state: "OHIO",
      code: "MADEUOH",
      detainer_type: "I247A - Immigration Detainer - Notice of Action (as of May 2025)",
      lift_reason: "Detainer Declined by LEA",
      apprehended_on: "2026-02-12",
      departed_on: "2026-03-01",
      citizenship: "CANADA",
      gender: "Female",
      criminality: "1 Convicted Criminal",
      conviction_charge: "Larceny",
      conviction_charge_code: "2399",
      convicted_on: "2025-03-04",
      charged_on: "2025-01-02",
      is_aggravated_felon: "Not an Aggravated Felon",
      basis: "prior_felony_yes_no=NO;biometric_match_yes_no=YES",
      facility_aor: "Detroit Area of Responsibility",
      duty_site: "MADE UP DOCKET OFFICE",
      is_juvenile: true,
      is_likely_duplicate: true,
    },
  );
});

const raw = {
  "Detainer Prepare Date": "2/11/2026",
  "Detainer Facility": "MADE UP CO JAIL",
  "Detainer Facility Code": "MADEUOH",
  "Facility City": "SPRINGFIELD",
  "Facility State": "OHIO",
  "Birth Date": "b(6), b(7)c",
  "Birth Year": "1990",
  "MSC Charge": "Larceny",
  "MSC Charge Code": "2399",
  "Detainer Criminality": "1 Convicted Criminal",
  "TOA Current Program": "",
  "Visa Yes No": "YES",
  "Detainer Lift Reason": "Case Closed",
  "Detainer Type": form,
  "Anonymized Identifier": "made-up-person-1",
};

test("ICE's raw release: the header stands after six rows of preamble, and the preamble counts in the row numbers", async () => {
  const preamble = [
    "U.S. Immigration and Customs Enforcement",
    "Made up for a test",
    "Detainers, FY2026",
    "Data as of 2026-03-11",
    "Page 1",
    "Notes: none",
  ];
  const text = `${preamble.map((line) => `"${line}"\n`).join("")}${table(Object.keys(raw), Object.values(raw))}`;
  const done = await intake.take(text);
  assert.equal(done.layout, "ice-raw");
  assert.deepEqual([done.read, done.recorded], [1, 1]);
  const [row] = await readBack(done.release_id);
  assert.match(row?.person_key ?? "", /^[0-9a-f]{32}$/);
  assert.deepEqual(
    { ...row, person_key: null },
    {
      ...nothing,
      row_no: 8,
      prepared_on: "2026-02-11",
      name: "MADE UP CO JAIL",
      city: "SPRINGFIELD",
      state: "OHIO",
      code: "MADEUOH",
      detainer_type: form,
      lift_reason: "Case Closed",
      criminality: "1 Convicted Criminal",
      conviction_charge: "Larceny",
      conviction_charge_code: "2399",
      basis: "visa_yes_no=YES",
      is_juvenile: false,
    },
  );
});

test("ICE's raw release without a birth date is the same layout", async () => {
  const { "Birth Date": _date, "Birth Year": _year, ...without } = raw;
  const done = await intake.take(table(Object.keys(without), Object.values(without)));
  assert.equal(done.layout, "ice-raw");
  assert.equal((await readBack(done.release_id))[0]?.is_juvenile, null);
});

const wide = {
  detainer_prepare_date: "2025-02-11 08:15:00",
  detainer_detention_facility: "MADE UP CO JAIL",
  detainer_detention_facility_code: "MADEUOH",
  facility_city: "SPRINGFIELD",
  facility_state: "OHIO",
  detainer_aor: "Detroit",
  Detainer_Lift_Date: "2025-03-01",
  Projected_Release_Date: "2025-02-28",
  detainer_lift_reason: "Detainer Declined by LEA",
  detainer_lift_reason2: "Transferred",
  detainer_most_serious_conviction_charge: "Larceny",
  alien_number_unique_identifier: "made-up-person-1",
  request_acceptance_yes_no: "NO",
};

test("the wide release of 2025: lift date, projected release and a second lift reason", async () => {
  const done = await intake.take(table(Object.keys(wide), Object.values(wide)));
  assert.equal(done.layout, "icfo-2025-18038");
  const [row] = await readBack(done.release_id);
  assert.deepEqual(
    { ...row, person_key: null },
    {
      ...nothing,
      row_no: 2,
      prepared_on: "2025-02-11",
      lifted_on: "2025-03-01",
      release_expected_on: "2025-02-28",
      name: "MADE UP CO JAIL",
      city: "SPRINGFIELD",
      state: "OHIO",
      code: "MADEUOH",
      lift_reason: "Detainer Declined by LEA",
      second_lift_reason: "Transferred",
      conviction_charge: "Larceny",
      basis: "request_acceptance_yes_no=NO",
      facility_aor: "Detroit",
    },
  );
});

const bookings = defineQuery(
  z.object({
    row_no: z.number(),
    name: z.string(),
    booked_at: z.string(),
    released_at: z.string().nullable(),
    charge: z.string(),
    stage: z.string(),
    is_immigration_hold: z.boolean(),
    is_released_to_ice: z.boolean().nullable(),
    is_detainer_cancelled: z.boolean().nullable(),
  }),
  sql`select (b.charge_id % 1000000000)::int as row_no, p.name, b.booked_at, b.released_at, t.written as charge, b.stage,
             b.is_immigration_hold, b.is_released_to_ice, b.is_detainer_cancelled
        from booking_charge b join source_place p using (place_id) join term t on t.term_id = b.charge_term_id order by b.charge_id`,
);

test("a county's booking export: local times become instants, in winter and in summer", async () => {
  const header = [
    "booking_n",
    "booking_dt",
    "release_dt",
    "booking_charge_desc",
    "final_release_disp",
    "release_to_imm",
    "cancel_detainer",
  ];
  const done = await intake.take(
    table(
      header,
      ["1", "2016-12-22 08:00:00", "2017-07-01 08:00:00", "HOLD IMMIGRAT", "Immigration", "1", "0"],
      ["1", "2016-12-22 08:00:00", "", "THEFT 3", "Immigration", "1.0", ""],
    ),
  );
  assert.equal(done.layout, "pierce-county-bookings");
  const jail = {
    name: "PIERCE COUNTY JAIL",
    booked_at: "2016-12-22T16:00:00.000Z",
    stage: "unknown",
    is_released_to_ice: true,
  };
  assert.deepEqual(await db.all(bookings), [
    {
      ...jail,
      row_no: 2,
      released_at: "2017-07-01T15:00:00.000Z",
      charge: "HOLD IMMIGRAT",
      is_immigration_hold: true,
      is_detainer_cancelled: false,
    },
    {
      ...jail,
      row_no: 3,
      released_at: null,
      charge: "THEFT 3",
      is_immigration_hold: false,
      is_detainer_cancelled: null,
    },
  ]);
});
