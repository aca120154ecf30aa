import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { constants, deflateRawSync } from "node:zlib";
import { parquetWriteBuffer } from "hyparquet-writer";
import { SourceRejected } from "../../base/errors.ts";
import { type ReadLimits, readLimits } from "../table.ts";
import { identify, readTables } from "./read-tables.ts";
import { rowCollector, withFile } from "./row-collector.ts";
import { type MemberToWrite, sheetXml, type WorkbookToWrite, workbookMembers, zipOf } from "./zip-writer.ts";

const cellOf = (text: string) =>
  sheetXml(`<row r="1"><c r="A1" t="inlineStr"><is><t>${text}</t></is></c></row>`);
const plain: WorkbookToWrite = { sheets: [{ name: "S", xml: cellOf("x") }] };
const workbook = (more: Partial<WorkbookToWrite> = {}) => zipOf(workbookMembers({ ...plain, ...more }));
const zipWith = (...more: MemberToWrite[]) => workbook({ more });
const parquet = new Uint8Array(parquetWriteBuffer({ columnData: [{ name: "a", data: ["x"] }] }));

const known: readonly (readonly [name: string, bytes: string | Uint8Array, format: string])[] = [
  ["text.xlsx", "a,b\n1,2\n", "delimited"],
  ["workbook.csv", workbook(), "xlsx"],
  ["parquet.txt", parquet, "parquet"],
];

for (const [name, bytes, format] of known) {
  test(`${name} is read by its content, as ${format}`, async () => {
    const collector = rowCollector();
    await withFile(name, bytes, async (path) => {
      assert.equal(await identify(path), format);
      assert.equal((await readTables(path, collector)).format, format);
    });
    assert.equal(collector.sheets.length, 1);
    assert.ok(collector.sheets[0]?.isEnded);
  });
}

/** A mebibyte of spaces, packed so that it can be put behind itself any number of times. */
const spaces = deflateRawSync(Buffer.alloc(1 << 20, 0x20), { finishFlush: constants.Z_FULL_FLUSH });
const lastBlock = Buffer.from([0x03, 0x00]);

const nineMebibytes = Buffer.concat([...Array<Buffer>(9).fill(spaces), lastBlock]);

function bomb(mebibytes: number, declaredSize: number): MemberToWrite[] {
  const packed = Buffer.concat([...Array<Buffer>(mebibytes).fill(spaces), lastBlock]);
  return workbookMembers({ sheets: [{ name: "S", xml: "bomb" }] }).map((member) =>
    member.data === "bomb" ? { ...member, packed, declaredSize } : member,
  );
}

const doctype = '<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>';
const withDoctype = (part: string) =>
  zipOf(
    workbookMembers({ ...plain, strings: "<si/>", styles: "<cellXfs/>" }).map((m) =>
      m.name === part ? { ...m, data: doctype + m.data } : m,
    ),
  );
const large = (bytes: number) =>
  Buffer.from(
    Array.from({ length: bytes / 4 }, (_, i) => (i * 7919 + 100_000).toString(36).slice(-4)).join(""),
  );
const wideRow = (from: number, to: number) =>
  sheetXml(`<row r="1">${Array.from({ length: to - from }, () => "<c><v>1</v></c>").join("")}</row>`);

const hostile: readonly (readonly [
  name: string,
  bytes: string | Uint8Array,
  line: RegExp,
  limits?: Partial<ReadLimits>,
])[] = [
  ["nothing at all", "", /the file is empty/],
  ["white space alone", " \n\t\r\n ", /the file is empty/],
  [
    "a PNG picture",
    Buffer.from("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "latin1"),
    /this is a PNG picture, not a table; save the table/,
  ],
  ["a PDF", "%PDF-1.7\n1 0 obj", /a PDF document/],
  ["a gzip archive", Buffer.from([0x1f, 0x8b, 8, 0]), /a gzip archive, not a table; unpack it/],
  [
    "an old or locked workbook",
    Buffer.from("d0cf11e0a1b11ae10000", "hex"),
    /\.xls or a password-protected workbook.*save it as \.xlsx/,
  ],
  ["invalid UTF-8", Buffer.from("a,b\n\xc3\x28,1\n", "latin1"), /byte 4: invalid UTF-8/],
  ["a NUL byte", "a,b\n1,\u0000\n", /byte 6: a NUL byte/],
  ["16,384 columns of text", `${"a,".repeat(16_383)}a\n`, /row 1: the row has more than 16,383 columns/],
  [
    "16,384 columns of a sheet",
    workbook({ sheets: [{ name: "S", xml: wideRow(0, 16_384) }] }),
    /sheet "S", row 1: the row has more than 16,383 columns/,
  ],
  [
    "a cell of 8 MiB of text",
    `a,b\n1,${"x".repeat(8 << 20)}\n`,
    /row 2: column 2 holds more than 1,048,576 bytes/,
  ],
  [
    "a quoted cell of 8 MiB",
    `a,b\n1,"${"x,\n".repeat(3 << 20)}`,
    /row 2: column 2 holds more than 1,048,576 bytes/,
  ],
  [
    "a row of 40 MiB",
    `a,b\n${`${"x".repeat(1 << 19)},`.repeat(80)}\n`,
    /row 2: the row is larger than 32 MiB/,
  ],
  [
    "a cell of 2 MiB in a sheet",
    workbook({ sheets: [{ name: "S", xml: cellOf(large(2 << 20).toString()) }] }),
    /sheet "S", row 1: a cell or string holds more than 1,048,576 bytes/,
  ],
  [
    "a shared string of 2 MiB",
    workbook({ strings: `<si/><si><t>${large(2 << 20)}</t></si>` }),
    /sharedStrings\.xml, string 2: a cell or string holds more than/,
  ],
  [
    "a zip bomb that says so",
    zipOf(bomb(64, 64 << 20)),
    /s0\.xml: inflates to more than 100 times its packed size/,
  ],
  [
    "a zip bomb that lies about its size",
    zipOf(bomb(64, 1000)),
    /s0\.xml: inflates to more bytes than it declares/,
  ],
  [
    "a zip bomb beside the sheets",
    zipWith({
      name: "media/a.bin",
      data: "",
      packed: Buffer.concat([...Array<Buffer>(20).fill(spaces), lastBlock]),
      declaredSize: 20 << 20,
    }),
    /media\/a\.bin: inflates to more/,
  ],
  [
    "more than the total, as declared",
    zipWith({ name: "a", data: large(1 << 20) }),
    /inflates to more than 1,000,000 bytes/,
    { max_inflated_bytes: 1e6 },
  ],
  [
    "many small members that inflate to much together",
    zipWith(
      ...Array.from({ length: 30 }, (_, i) => ({
        name: `${i}`,
        data: "",
        packed: nineMebibytes,
        declaredSize: 9 << 20,
      })),
    ),
    /^table\.csv: inflates to more than 100 times its packed size/,
  ],
  ["a document type in the sheet", withDoctype("xl/worksheets/s0.xml"), /document type/],
  ["a document type in the strings", withDoctype("xl/sharedStrings.xml"), /document type/],
  ["a document type in the styles", withDoctype("xl/styles.xml"), /document type/],
  ["a document type in the list of sheets", withDoctype("xl/workbook.xml"), /document type/],
  ["a document type in the relationships", withDoctype("_rels/.rels"), /document type/],
  [
    "XML that is none in the list of sheets",
    zipOf(
      workbookMembers(plain).map((m) => (m.name === "xl/workbook.xml" ? { ...m, data: "<a><b></a>" } : m)),
    ),
    /xl\/workbook\.xml: no well-formed XML/,
  ],
  [
    "XML that is nested without end",
    zipOf(
      workbookMembers(plain).map((m) =>
        m.name === "xl/workbook.xml" ? { ...m, data: "<a>".repeat(999) } : m,
      ),
    ),
    /nested more than 64 deep/,
  ],
  [
    "a list of sheets of 33 MiB",
    zipOf(
      workbookMembers(plain).map((m) =>
        m.name === "xl/workbook.xml" ? { ...m, data: `<a>${" ".repeat(33 << 20)}`, isStored: true } : m,
      ),
    ),
    /xl\/workbook\.xml: larger than 33,554,432 bytes/,
  ],
  ["a zip that is cut off", workbook().subarray(0, 900), /damaged or cut off/],
  [
    "a name that leads outside",
    zipWith({ name: "../../evil.xml", data: "" }),
    /leads outside the zip archive/,
  ],
  ["a name from the root", zipWith({ name: "/etc/evil.xml", data: "" }), /leads outside the zip archive/],
  [
    "two members of one name",
    zipWith({ name: "XL/Workbook.xml", data: "" }),
    /Workbook\.xml: the zip archive has two members of this name/,
  ],
  [
    "members that share their bytes",
    zipWith({ name: "a", data: "x" }, { name: "b", data: "x", sharesPlaceOf: 4 }),
    /two members of the zip overlap/,
  ],
  [
    "too many members",
    zipWith(...Array.from({ length: 4100 }, (_, i) => ({ name: `${i}`, data: "", isStored: true }))),
    /more than 4,096 members/,
  ],
  ["a locked member", zipWith({ name: "a", data: "x", flags: 1 }), /locked by a password/],
  [
    "a packing that workbooks do not use",
    zipWith({ name: "a", data: "x", method: 12 }),
    /packed by a method/,
  ],
  [
    "a wrong checksum",
    zipOf(
      workbookMembers(plain).map((m) => ({
        ...m,
        packed: deflateRawSync(Buffer.from(m.data.toString().replace("x", "y"))),
      })),
    ),
    /checksum is wrong/,
  ],
  ["a zip without a workbook", zipOf([{ name: "notes.txt", data: "x" }]), /zip archive without a workbook/],
  [
    "a Word document",
    zipOf([{ name: "word/document.xml", data: "<a/>" }]),
    /a Word document, not a workbook/,
  ],
  ["an OpenDocument file", zipOf([{ name: "mimetype", data: "x", isStored: true }]), /an OpenDocument file/],
  ["an empty zip", zipOf([]), /an empty zip archive/],
  [
    "a sheet whose part is missing",
    zipOf(workbookMembers(plain).filter((m) => m.name !== "xl/worksheets/s0.xml")),
    /sheet "S": the sheet's cells are missing/,
  ],
  [
    "two sheets of one name",
    workbook({
      sheets: [
        { name: "S", xml: cellOf("x") },
        { name: "s", xml: cellOf("x") },
      ],
    }),
    /two sheets have one name/,
  ],
  ["a Parquet file that is cut off", parquet.subarray(0, parquet.length - 9), /cut off/],
  ["the first bytes of a Parquet file", parquet.subarray(0, 4), /cut off/],
];

/** How many files this process has open, where the system tells. */
function openFiles(): number {
  return existsSync("/dev/fd") ? readdirSync("/dev/fd").length : 0;
}

for (const [name, bytes, line, limits] of hostile) {
  test(`${name} is refused in one line`, async () => {
    const before = openFiles();
    await withFile("table.csv", bytes, async (path) => {
      await assert.rejects(readTables(path, rowCollector(), { ...readLimits, ...limits }), (error) => {
        assert.ok(error instanceof SourceRejected, String((error as Error).stack));
        assert.match(error.message, line);
        assert.match(error.message, /^table\.csv[^\n]*; [^\n]+$/);
        return true;
      });
    });
    assert.equal(openFiles(), before);
  });
}

test("a missing file, a folder and a device are refused by name", async () => {
  await withFile("table.csv", "a", async (path) => {
    const folder = dirname(path);
    mkdirSync(join(folder, "sub"));
    await assert.rejects(
      readTables(join(folder, "sub"), rowCollector()),
      /^SourceRejected: sub: this is a folder; name a file/,
    );
    await assert.rejects(
      identify(join(folder, "gone.csv")),
      /^SourceRejected: gone\.csv: there is no such file; check the path/,
    );
    await assert.rejects(identify(join(path, "below")), SourceRejected);
    if (existsSync("/dev/null"))
      await assert.rejects(readTables("/dev/null", rowCollector()), /no regular file/);
  });
});

test("a link is followed, and a name may hold anything", async () => {
  await withFile('a "b" ñ.csv', "a,b\n1,2\n", async (path) => {
    const link = join(dirname(path), "link");
    symlinkSync(path, link);
    const collector = rowCollector();
    await readTables(link, collector);
    assert.equal(collector.sheets[0]?.rows.length, 2);
    writeFileSync(path, "");
    await assert.rejects(readTables(path, collector), /^SourceRejected: a "b" ñ\.csv: the file is empty/);
  });
});

test("a workbook that is cut off anywhere is refused", async () => {
  const whole = workbook({ strings: "<si><t>a</t></si>", styles: "<cellXfs><xf/></cellXfs>" });
  for (let length = 4; length < whole.length; length += 23) {
    await withFile("book.xlsx", whole.subarray(0, length), (path) =>
      assert.rejects(readTables(path, rowCollector()), SourceRejected),
    );
  }
});

test("what a sink throws in a workbook comes out as it is, and the file is closed", async () => {
  const wrong = new RangeError("the sink's own");
  const before = openFiles();
  const row = () => {
    throw wrong;
  };
  for (const bytes of [workbook(), parquet, "a,b\n"]) {
    await withFile("table", bytes, (path) =>
      assert.rejects(readTables(path, { sheet: () => ({ row, end: row }) }), (error) => error === wrong),
    );
  }
  assert.equal(openFiles(), before);
});
