import assert from "node:assert/strict";
import { test } from "node:test";
import { readLimits } from "../table.ts";
import { RecordScanner, type TextForm } from "./record-scanner.ts";
import { rowCollector } from "./row-collector.ts";

const form: TextForm = { delimiter: ",", line_end: "cr", encoding: "utf-8" };

/** Feeds text in pieces as a file's reader does: what is left over goes before the next piece. */
function scanned(text: string, pieceBytes: number, line_end: TextForm["line_end"]) {
  const collector = rowCollector();
  const sink = collector.sheet({ name: "", index: 0, date_system: null });
  assert.ok(sink);
  const scanner = new RecordScanner("t.csv", sink, { ...form, line_end }, readLimits);
  const bytes = Buffer.from(text);
  let rest = Buffer.alloc(0);
  for (let i = 0; i < bytes.length; i += pieceBytes) {
    const chunk = Buffer.concat([rest, bytes.subarray(i, i + pieceBytes)]);
    rest = chunk.subarray(scanner.scan(chunk, rest.length));
  }
  scanner.end(rest);
  return collector.sheets[0]?.rows.map(([row, cells]) => [row, ...cells]);
}

test("among bare CRs a CRLF is one line end, wherever the pieces part it", () => {
  for (let size = 1; size < 12; size++) {
    assert.deepEqual(scanned('a,b\r\n1,"2"\r\n\r3,4\n5', size, "cr"), [
      [1, "a", "b"],
      [2, "1", "2"],
      [4, "3", "4"],
      [5, "5"],
    ]);
  }
});

test("a last CR without its LF is a line end too", () => {
  for (let size = 1; size < 9; size++) {
    assert.deepEqual(scanned("a,b\r\n1,2\r", size, "crlf"), [
      [1, "a", "b"],
      [2, "1", "2"],
    ]);
    assert.deepEqual(scanned('a,b\r\n1,"2"\r', size, "crlf"), [
      [1, "a", "b"],
      [2, "1", "2"],
    ]);
  }
});

test("only a single row may be too large, not all rows together", () => {
  const sink = { row: () => [], end: () => undefined };
  const scanner = new RecordScanner("t.csv", sink, { ...form, line_end: "lf" }, readLimits);
  const lines = Buffer.from(`${"x".repeat(8191)}\n`.repeat(128));
  for (let i = 0; i < 40; i++) assert.equal(scanner.scan(lines, 0), lines.length);
  const oneRow = Buffer.from(`${"x".repeat(65_535)},`.repeat(16));
  assert.throws(() => {
    for (let i = 0; i < 40; i++) scanner.scan(oneRow, 0);
  }, /t\.csv, row 5,121: the row is larger than 32 MiB/);
});
