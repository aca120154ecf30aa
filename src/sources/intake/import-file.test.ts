import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { after, test } from "node:test";
import {
  allDetainers,
  everythingCounted,
  openIntake,
  sixCells,
  sixColumns,
  table,
} from "../../../test/support/intake.ts";
import { InvalidInput, SourceRejected } from "../../base/errors.ts";
import { sha256 } from "../../base/hash.ts";
import { entriesBetween } from "../../records/journal/journal.ts";
import { releasesAsOf } from "../../records/releases/release.ts";

const intake = await openIntake({ after });
const { db, folder } = intake.store;
const counted = () => db.one(everythingCounted);
const archived = (): string[] => readdirSync(`${folder}/sources`).sort();

/** Runs an import that must be refused, and asserts that it left no trace in the store, the archive or the quarantine. */
async function refused(importing: () => Promise<unknown>): Promise<Error> {
  const before = [await counted(), archived()];
  const error = await importing().then(
    () => assert.fail("the import was not refused"),
    (thrown: unknown) => thrown as Error,
  );
  assert.deepEqual([await counted(), archived()], before);
  assert.equal(error.message.split("\n").length, 1);
  return error;
}

const text = table(
  sixColumns,
  sixCells("2015-05-08"),
  sixCells("2015-05-08"),
  sixCells("2015-05-08", "MADE UP CITY JAIL"),
  sixCells("2015-05-08"),
);
const first = await intake.take(text, { name: "first.csv" });

test("rows that repeat another exactly are each recorded: they may be different people", async () => {
  assert.deepEqual([first.read, first.recorded, first.known, first.quarantined], [4, 4, 0, 0]);
  assert.deepEqual(
    (await db.all(allDetainers)).map((row) => [row.row_no, row.name]),
    [
      [2, "MADE UP COUNTY JAIL"],
      [3, "MADE UP COUNTY JAIL"],
      [4, "MADE UP CITY JAIL"],
      [5, "MADE UP COUNTY JAIL"],
    ],
  );
});

test("the file is kept as it came, under the hash of its bytes", () => {
  assert.equal(first.sha256, sha256(text));
  assert.deepEqual(archived(), [sha256(text)]);
});

const again: readonly [name: string, content: string | Uint8Array][] = [
  ["the same bytes under the same name", text],
  ["Windows line ends", text.replaceAll("\n", "\r\n")],
  ["bare returns", text.replaceAll("\n", "\r")],
  ["a byte-order mark", `\ufeff${text}`],
  ["no line end at the last row", text.slice(0, -1)],
  [
    "every cell quoted",
    text
      .split("\n")
      .filter(Boolean)
      .map((line) =>
        line
          .split(",")
          .map((cell) => `"${cell.replaceAll('"', "")}"`)
          .join(","),
      )
      .join("\n"),
  ],
];
for (const [name, content] of again) {
  test(`what the record has already adds nothing: ${name}`, async () => {
    const before = [await counted(), archived()];
    const done = await intake.take(content, {
      name: name.includes("same name") ? "first.csv" : `${name}.txt`,
    });
    assert.deepEqual([done.read, done.recorded, done.known, done.quarantined], [4, 0, 4, 0]);
    assert.deepEqual([await counted(), archived()], before);
    assert.equal(done.position, first.position);
  });
}

test("a renamed file is the same file", async () => {
  const done = await intake.bring(intake.write("another name.dat", text));
  assert.equal(done.release_id, first.release_id);
  assert.match(done.notes[0] ?? "", /the record has this file already \(release 1, position 1\)/);
});

test("a copy that the archive lost is put back when its file is imported again", async () => {
  rmSync(`${folder}/sources/${first.sha256}`);
  const done = await intake.bring(intake.write("first.csv", text));
  assert.equal(done.recorded, 0);
  assert.equal(readFileSync(`${folder}/sources/${first.sha256}`, "utf8"), text);
});

test("one more row makes another release, in which every row stands", async () => {
  const done = await intake.take(`${text}${sixCells("2015-06-01").join(",")}\n`);
  assert.deepEqual([done.read, done.recorded, done.known], [5, 5, 0]);
  assert.match(
    done.notes[0] ?? "",
    /covers days that first\.csv \(release 1, 2015-05-08 to 2015-05-08\) covers too: both are counted; import with --series/,
  );
});

test("a header that nobody knows is reported with the nearest name, and the rows are recorded", async () => {
  const header = [...sixColumns, "Facilty Nmae", "shoe size"];
  const done = await intake.take(table(header, [...sixCells("2015-07-01"), "x", "43"]));
  assert.equal(done.recorded, 1);
  assert.deepEqual(done.drift, [
    { sheet_name: "", kind: "unknown_header", header: "Facilty Nmae", nearest: "facility_name" },
    { sheet_name: "", kind: "unknown_header", header: "shoe size", nearest: null },
  ]);
});

test("a known header that is gone is reported, by what it would have filled", async () => {
  const done = await intake.take(
    table(
      ["prepare_date", "facility_name", "facility_city", "facility_state", "lift_reson"],
      ["2015-07-02", "A", "B", "OHIO", "Lifted"],
    ),
  );
  assert.equal(done.recorded, 1);
  assert.deepEqual(done.drift, [
    { sheet_name: "", kind: "unknown_header", header: "lift_reson", nearest: "lift_reason" },
    { sheet_name: "", kind: "missing_header", header: "detainer_type", nearest: null },
    { sheet_name: "", kind: "missing_header", header: "lift_reason", nearest: "lift_reson" },
  ]);
});

test("without a required header nothing is recorded, and the nearest one is named", async () => {
  const path = intake.write(
    "misspelled.csv",
    table(["prepare_dte", ...sixColumns.slice(1)], sixCells("2015-07-03")),
  );
  const error = await refused(() => intake.bring(path));
  assert.ok(error instanceof InvalidInput);
  assert.match(
    error.message,
    /^.*misspelled\.csv: row 1: the header is nearest to layout npr-six-column and lacks prepare_date or date \(nearest here: "prepare_dte"\); rename the column, or add the name to reference\/layouts\/npr-six-column\.yaml$/,
  );
});

test("a file without any header is refused, and says where the headers are listed", async () => {
  const path = intake.write("no-header.csv", "a,b,c\n1,2,3\n");
  const error = await refused(() => intake.bring(path));
  assert.ok(error instanceof InvalidInput);
  assert.match(
    error.message,
    /no-header\.csv: no row looks like a header that any layout knows; reference\/layouts lists the headers/,
  );
});

const hostile: readonly [name: string, content: string | Uint8Array, message: RegExp][] = [
  ["empty.csv", "", /empty\.csv: the file is empty/],
  ["picture.csv", Buffer.from("\x89PNG\r\n\x1a\n....", "latin1"), /picture\.csv.*PNG picture/],
  [
    "turns-hostile.csv",
    Buffer.concat([
      Buffer.from(table(sixColumns, ...Array.from({ length: 15_000 }, () => sixCells("2015-08-01")))),
      Buffer.from([0x61, 0, 0x62, 10]),
    ]),
    /turns-hostile\.csv.*NUL/i,
  ],
  [
    "open-quote.csv",
    `${table(sixColumns, sixCells("2015-08-02"))}2015-08-03,"never closed`,
    /open-quote\.csv/,
  ],
];
for (const [name, content, message] of hostile) {
  test(`${name} is refused in one line that names it, and nothing of it stays`, async () => {
    const path = intake.write(name, content);
    const error = await refused(() => intake.bring(path));
    assert.ok(error instanceof SourceRejected, `${error.name}: ${error.message}`);
    assert.match(error.message, message);
    assert.doesNotMatch(error.message, /[0-9a-f]{64}/);
  });
}

test("a folder and a file that is not there are refused by name", async () => {
  mkdirSync(`${folder}/a folder`);
  assert.match(
    (await refused(() => intake.bring(`${folder}/a folder`))).message,
    /a folder: this is a folder/,
  );
  assert.match(
    (await refused(() => intake.bring(`${folder}/gone.csv`))).message,
    /gone\.csv: there is no such file/,
  );
});

test("what is made up is marked, and who brought it is said", async () => {
  const done = await intake.take(table(sixColumns, sixCells("2015-09-01")), {
    author: "office of tests",
    is_synthetic: true,
  });
  const release = (await db.all(releasesAsOf(done.position))).find(
    (one) => one.release_id === done.release_id,
  );
  const [entry] = await db.all(entriesBetween(done.position, done.position));
  assert.equal(release?.is_synthetic, true);
  assert.equal(entry?.author, "office of tests");
  assert.equal(entry?.recorded_at, "2026-01-05T12:00:00.000Z");
  assert.equal(entry?.body.is_synthetic, true);
});
