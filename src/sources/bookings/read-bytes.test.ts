import assert from "node:assert/strict";
import { test } from "node:test";
import { InvalidInput, SourceRejected } from "../../base/errors.ts";
import { madeUpExport, pierceHeader } from "./made-up-export.ts";
import { type BookingBytes, type BookingsRead, readBookings } from "./read-bookings.ts";
import { shippedMapping } from "./shipped-mapping.ts";

const pierce = shippedMapping("pierce-2016-17");
const read = (text: string | BookingBytes, mapping = pierce, now?: string): Promise<BookingsRead> =>
  readBookings(
    typeof text === "string" ? Buffer.from(text) : text,
    mapping,
    now === undefined ? {} : { now },
  );

test("byte-order mark, CRLF, old-Mac line ends, any order of columns and any size of piece read the same", async () => {
  const text = madeUpExport([
    { booking_n: "5", booking_charge_desc: 'A "B", é' },
    { booking_n: "6", release_dt: "", final_release_disp: "" },
  ]);
  const plain = await read(text);
  assert.equal(plain.bookings.length, 2);
  const reversed = madeUpExport(
    [
      { booking_n: "5", booking_charge_desc: 'A "B", é' },
      { booking_n: "6", release_dt: "", final_release_disp: "" },
    ],
    [...pierceHeader].reverse(),
  );
  const bytes = Buffer.from(text);
  const single = Array.from(bytes, (byte) => Uint8Array.of(byte));
  for (const other of [
    `\ufeff${text}`,
    text.replaceAll("\n", "\r\n"),
    text.replaceAll("\n", "\r"),
    reversed,
    single,
    [bytes],
  ])
    assert.deepEqual((await read(other)).bookings, plain.bookings);
});

test("a long file is the same wherever its pieces end, inside quotes too", async () => {
  const words = (n: number) => `${n} "quoted", ${"and long ".repeat(18)}`.trim();
  const text = madeUpExport(
    Array.from({ length: 1500 }, (_, n) => ({ booking_n: String(n), booking_charge_desc: words(n) })),
  );
  const whole = await read(text);
  assert.deepEqual(
    [whole.bookings.length, whole.bookings[1499]?.charges[0]?.description],
    [1500, words(1499)],
  );
  const bytes = Buffer.from(text);
  for (const first of [262_144, 262_190, 262_240, 262_290]) {
    const pieces = [
      bytes.subarray(0, first),
      bytes.subarray(first, first + 70_001),
      bytes.subarray(first + 70_001),
    ];
    assert.deepEqual((await read(pieces)).bookings, whole.bookings);
  }
});

test("a header that is gone is one line with the nearest, and unknown headers are listed", async () => {
  const header = pierceHeader.map((name) => (name === "booking_dt" ? "bookng_dt" : name));
  await assert.rejects(read(madeUpExport([{}], header)), (error: Error) => {
    assert.ok(error instanceof InvalidInput);
    assert.equal(
      error.message,
      'bookings.csv, row 1: no column "booking_dt" or "booking_datetime" for booked_at, the nearest header is "bookng_dt"; correct the export, or the mapping "pierce-2016-17"',
    );
    return true;
  });
  assert.deepEqual((await read(madeUpExport([{}], [...pierceHeader, "shoe size"]))).unknown_headers, [
    "shoe size",
  ]);
  await assert.rejects(
    read(madeUpExport([{}], [...pierceHeader, "Booking DT"])),
    /header "booking_dt" is there twice/,
  );
});

const refused: readonly [what: string, bytes: Uint8Array, says: RegExp][] = [
  ["nothing", Buffer.alloc(0), /the file is empty/],
  ["blank lines", Buffer.from("\n\n\n"), /the file is empty/],
  [
    "a cell of 10 MB",
    Buffer.from(madeUpExport([{ booking_charge_txt: "x".repeat(10 << 20) }])),
    /column 7 holds more than 1,048,576 bytes/,
  ],
  ["a quote never closed", Buffer.from(`${madeUpExport([{}])}"1,5\n`), /never closed/],
  ["a NUL byte", Buffer.from(madeUpExport([{ booking_charge_desc: "a\0b" }])), /a NUL byte/],
  [
    "bytes of another encoding",
    Buffer.from(madeUpExport([{ booking_charge_desc: "é" }]), "latin1"),
    /invalid UTF-8/,
  ],
  ["UTF-16", Buffer.from(`\ufeff${madeUpExport([{}])}`, "utf16le"), /UTF-16 text|NUL byte/],
  ["a PDF", Buffer.from("%PDF-1.7 made up"), /a PDF document, not CSV/],
  ["a workbook", Buffer.from("PK\x03\x04 made up"), /xlsx/],
];
for (const [what, bytes, says] of refused)
  test(`refused whole in one line: ${what}`, async () => {
    await assert.rejects(read(bytes), (error: Error) => {
      assert.ok(error instanceof SourceRejected || error instanceof InvalidInput, String(error));
      assert.match(error.message, says);
      return !error.message.includes("\n");
    });
  });

test("past a limit the file is refused, however it arrives", async () => {
  const text = madeUpExport(Array.from({ length: 20 }, (_, n) => ({ booking_n: String(n) })));
  const limits = { max_bytes: 1 << 20, max_rows: 19, max_cell_bytes: 1 << 10 };
  await assert.rejects(
    readBookings(Buffer.from(text), pierce, { limits }),
    /more than 19 rows; export it in parts/,
  );
  await assert.rejects(
    readBookings([Buffer.from(text)], pierce, { limits: { ...limits, max_bytes: 1000 } }),
    /more than 1,000 bytes/,
  );
});

test("what a stream throws comes out as it is, and what is no bytes is refused", async () => {
  async function* broken() {
    yield Buffer.from(madeUpExport([{}]));
    throw new TypeError("the line is down");
  }
  await assert.rejects(read(broken()), TypeError);
  await assert.rejects(read(["text"] as unknown as BookingBytes), SourceRejected);
});
