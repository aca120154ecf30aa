import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, test } from "node:test";
import Excel from "exceljs";
import { parquetWriteBuffer } from "hyparquet-writer";
import sql from "sql-template-tag";
import { z } from "zod";
import { allDetainers, everythingCounted, openIntake } from "../../../test/support/intake.ts";
import { csvRecords } from "../../base/csv.ts";
import { defineQuery } from "../../db/db.ts";
import { verifyJournal } from "../../records/journal/verify-journal.ts";

const intake = await openIntake({ after });
const { db } = intake.store;
const counted = () => db.one(everythingCounted);

const header = [
  "Detainer Prepare Date",
  "Detainer Facility",
  "Facility City",
  "Facility State",
  "Detainer Lift Reason",
  "Anonymized Identifier",
];
const preamble = [
  "U.S. Immigration and Customs Enforcement",
  "Made up for a test",
  "Detainers",
  "Data as of 2026-03-11",
  "Page 1",
  "Notes: none",
];

interface MadeSheet {
  readonly name: string;
  readonly rows: readonly (readonly Excel.CellValue[])[];
  readonly preamble?: readonly string[];
}

async function workbook(sheets: readonly MadeSheet[], date1904 = false): Promise<Uint8Array> {
  const book = new Excel.Workbook();
  book.properties.date1904 = date1904;
  for (const { name, rows, preamble: before = preamble } of sheets) {
    const sheet = book.addWorksheet(name);
    for (const line of before) sheet.addRow([line]);
    for (const row of rows) sheet.addRow([...row]);
  }
  return new Uint8Array(await book.xlsx.writeBuffer());
}

const day = (text: string): Date => new Date(`${text}T00:00:00Z`);
const row = (preparedOn: Excel.CellValue, facility: string, person = "made-up-1"): Excel.CellValue[] => [
  preparedOn,
  facility,
  "SPRINGFIELD",
  "OHIO",
  "Lifted",
  person,
];

const first: MadeSheet = {
  name: "FY2025",
  rows: [
    header,
    row(day("2025-02-11"), "A"),
    row("2/12/2025", "A"),
    row("never", "BAD"),
    row(day("2025-02-11"), "A"),
  ],
};
const second: MadeSheet = {
  name: "FY2026",
  rows: [header, row(day("2026-02-11"), "B"), row("b(6), b(7)c", "BAD TOO")],
};
const notes: MadeSheet = {
  name: "Notes",
  rows: [
    ["a", "b"],
    ["c", "d"],
  ],
};

const sheetsOf = (releaseId: number) =>
  defineQuery(
    z.object({
      sheet_id: z.number(),
      name: z.string(),
      sheet_index: z.number(),
      header_row: z.number(),
      read: z.number(),
      recorded: z.number(),
      known: z.number(),
      quarantined: z.number(),
    }),
    sql`select sheet_id, name, sheet_index, header_row, rows_read as read, rows_recorded as recorded, rows_known as known, rows_quarantined as quarantined
          from source_sheet where release_id = ${releaseId} order by sheet_id`,
  );
const detainersOf = async (releaseId: number) =>
  (await db.all(allDetainers))
    .filter((one) => one.release_id === releaseId)
    .map(({ sheet_id, row_no, prepared_on, name }) => [sheet_id, row_no, prepared_on, name]);

const done = await intake.take(await workbook([first, notes, second]), { name: "made-up.xlsx" });

test("every sheet of a workbook is read under its own header, and one without a header is passed over and said", async () => {
  assert.equal(done.layout, "ice-raw");
  assert.deepEqual([done.read, done.recorded, done.known, done.quarantined], [6, 4, 0, 2]);
  assert.deepEqual(await db.all(sheetsOf(done.release_id)), [
    {
      sheet_id: 1,
      name: "FY2025",
      sheet_index: 0,
      header_row: 7,
      read: 4,
      recorded: 3,
      known: 0,
      quarantined: 1,
    },
    {
      sheet_id: 2,
      name: "FY2026",
      sheet_index: 2,
      header_row: 7,
      read: 2,
      recorded: 1,
      known: 0,
      quarantined: 1,
    },
  ]);
  assert.deepEqual(
    done.drift.filter((one) => one.kind === "sheet_passed_over"),
    [{ sheet_name: "Notes", kind: "sheet_passed_over", header: "", nearest: null }],
  );
});

test("a row's id names its sheet and the row that the spreadsheet shows", async () => {
  assert.deepEqual(await detainersOf(done.release_id), [
    [1, 8, "2025-02-11", "A"],
    [1, 9, "2025-02-12", "A"],
    [1, 11, "2025-02-11", "A"],
    [2, 8, "2026-02-11", "B"],
  ]);
});

const again: readonly [what: string, sheets: readonly MadeSheet[]][] = [
  ["shuffled sheets", [second, first, notes]],
  ["other lines before the header", [{ ...first, preamble: ["one line"] }, second]],
  ["one sheet of it alone", [second]],
];
for (const [what, sheets] of again) {
  test(`a workbook whose sheets the record has adds nothing: ${what}`, async () => {
    const before = await counted();
    const fed = await intake.take(await workbook(sheets), { name: `${what}.xlsx` });
    assert.equal(fed.recorded, 0);
    assert.equal(fed.read, fed.known + fed.quarantined);
    assert.deepEqual(await counted(), before);
  });
}

test("of a workbook with a known and a new sheet the new one is recorded", async () => {
  const third: MadeSheet = { name: "FY2027", rows: [header, row(day("2026-12-11"), "C")] };
  const fed = await intake.take(await workbook([third, first]), { name: "grown.xlsx" });
  assert.deepEqual([fed.read, fed.recorded, fed.known, fed.quarantined], [5, 1, 3, 1]);
  assert.deepEqual(
    (await detainersOf(fed.release_id)).map((one) => one.slice(1)),
    [[8, "2026-12-11", "C"]],
  );
  assert.deepEqual(fed.quarantine_files, []);
});

test("two sheets with the same rows under two names are two sheets", async () => {
  const twice = [
    { name: "EAST", rows: [header, row(day("2024-01-01"), "D")] },
    { name: "WEST", rows: [header, row(day("2024-01-01"), "D")] },
  ];
  const fed = await intake.take(await workbook(twice), { name: "twice.xlsx" });
  assert.deepEqual([fed.read, fed.recorded, fed.known], [2, 2, 0]);
});

test("dates that count from 1904 are the days that the spreadsheet shows", async () => {
  const fed = await intake.take(
    await workbook([{ name: "1904", rows: [header, row(day("2015-02-01"), "E")] }], true),
    { name: "1904.xlsx" },
  );
  assert.deepEqual(
    (await detainersOf(fed.release_id)).map((one) => one[2]),
    ["2015-02-01"],
  );
});

test("a row that was put aside comes back to its sheet and row, by a CSV", async () => {
  const [path = "", other = ""] = done.quarantine_files;
  assert.equal(csvRecords(readFileSync(other, "utf8"))[0]?.accord_sheet, "FY2026");
  const fed = await intake.take(readFileSync(path, "utf8").replace("never", "2025-03-01"), {
    name: "mended.csv",
  });
  assert.deepEqual([fed.layout, fed.read, fed.recorded], ["ice-raw", 1, 1]);
  assert.deepEqual(await detainersOf(fed.release_id), [[1, 10, "2025-03-01", "BAD"]]);
});

test("a sheet that lacks a required header stops the whole workbook, by the sheet's name", async () => {
  const before = await counted();
  const bytes = await workbook([
    { name: "GOOD", rows: [header, row(day("2023-01-01"), "F")] },
    { name: "LAME", rows: [["Prepare Dte", ...header.slice(1)], row(day("2023-01-01"), "F")] },
  ]);
  await assert.rejects(
    intake.take(bytes, { name: "lame.xlsx" }),
    /lame\.xlsx: sheet "LAME", row 7: the header is nearest to layout ice-raw and lacks detainer_prepare_date/,
  );
  assert.deepEqual(await counted(), before);
});

test("a workbook with detainers and bookings is refused whole", async () => {
  const before = await counted();
  const bookings = {
    name: "JAIL",
    rows: [
      ["booking_n", "booking_dt", "booking_charge_desc"],
      ["1", "2016-12-22 08:00:00", "THEFT 3"],
    ],
  };
  const bytes = await workbook([{ name: "ICE", rows: [header, row(day("2023-01-03"), "K")] }, bookings]);
  await assert.rejects(
    intake.take(bytes, { name: "mixed.xlsx" }),
    /mixed\.xlsx: its sheets hold different things \(detainer and booking_charge\); save each kind as a file of its own/,
  );
  assert.deepEqual(await counted(), before);
});

test("a workbook that is cut off at its end leaves nothing", async () => {
  const before = await counted();
  const whole = await workbook([{ name: "CUT", rows: [header, row(day("2023-01-02"), "G")] }]);
  const path = intake.write("cut.xlsx", whole.subarray(0, whole.length - 40));
  await assert.rejects(
    intake.bring(path),
    (error: Error) =>
      error.name === "SourceRejected" && error.message.includes("cut.xlsx") && !error.message.includes("\n"),
  );
  assert.deepEqual(await counted(), before);
});

test("a Parquet file is read by its columns' names; its first row is row 1", async () => {
  const column = (name: string, data: string[]) => ({ name, data, type: "STRING" as const });
  const buffer = parquetWriteBuffer({
    columnData: [
      column("prepare_date", ["2015-05-08", "2015-05-09"]),
      column("facility_name", ["H", "H"]),
      column("facility_state", ["OHIO", "OHIO"]),
      column("lift_reason", ["Lifted", ""]),
    ],
  });
  const fed = await intake.take(new Uint8Array(buffer), { name: "made-up.parquet" });
  assert.deepEqual([fed.layout, fed.read, fed.recorded], ["npr-six-column", 2, 2]);
  assert.deepEqual(
    (await detainersOf(fed.release_id)).map((one) => one.slice(1)),
    [
      [1, "2015-05-08", "H"],
      [2, "2015-05-09", "H"],
    ],
  );
});

test("the journal holds through all of this", async () => {
  assert.equal((await verifyJournal(db)).first_wrong, null);
});

const standing = (position: number, release: number) =>
  defineQuery(
    z.object({ text: z.string() }),
    sql`select r.prepared_on || ' ' || p.name as text from request_as_of(${position}) r join source_place p using (place_id) join release l using (release_id)
         where l.series = (select series from release where release_id = ${release}) order by 1`,
  );

test("a later release of a series that brings a sheet unchanged beside a changed one stands whole", async () => {
  const spring: MadeSheet = {
    name: "SPRING",
    rows: [header, row(day("2020-01-10"), "I"), row(day("2020-03-10"), "I")],
  };
  const autumn: MadeSheet = { name: "AUTUMN", rows: [header, row(day("2020-09-10"), "J")] };
  const later: MadeSheet = {
    name: "AUTUMN",
    rows: [header, row(day("2020-02-01"), "J2"), row(day("2020-09-11"), "J2")],
  };
  const one = await intake.take(await workbook([spring, autumn]), { name: "v1.xlsx", series: "yearly" });
  const two = await intake.take(await workbook([spring, later]), { name: "v2.xlsx", series: "yearly" });
  assert.deepEqual(
    (await db.all(standing(two.position, two.release_id))).map((found) => found.text),
    ["2020-01-10 I", "2020-02-01 J2", "2020-03-10 I", "2020-09-11 J2"],
  );
  assert.deepEqual([one.vintage, two.vintage, two.read, two.recorded, two.known], [1, 2, 4, 4, 0]);
  assert.equal(
    (await intake.take(await workbook([later, spring]), { name: "v2-shuffled.xlsx", series: "yearly" }))
      .recorded,
    0,
  );
});
