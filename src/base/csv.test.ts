import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { csvRecords, csvTextCell, formatCsv, parseCsv } from "./csv.ts";

test("what is formatted is parsed back", () => {
  const rows = fc.integer({ min: 1, max: 5 }).chain((width) =>
    fc.array(
      fc.array(fc.string({ unit: fc.constantFrom("a", '"', ",", "\n", "\r", " ", "é") }), {
        minLength: width,
        maxLength: width,
      }),
      { minLength: 1 },
    ),
  );
  fc.assert(
    fc.property(
      rows.filter((r) => !(r[0]?.length === 1 && r.some((c) => c[0] === ""))),
      (table) => assert.deepEqual(parseCsv(formatCsv(table)), table),
    ),
  );
});

test("records carry their header's names and refuse a row of another width", () => {
  assert.deepEqual(csvRecords("a,b\n1,\n"), [{ a: "1", b: "" }]);
  assert.throws(() => csvRecords("a,b\n1\n"), /row 2: 1 cells under 2 headers/);
});

test("an open quote is an error that names its row", () => {
  assert.throws(() => parseCsv('a\n"b'), /row 2/);
});

test("text that a spreadsheet would run is guarded, other text is not", () => {
  assert.equal(csvTextCell("=1+1"), "'=1+1");
  assert.equal(csvTextCell("-70"), "'-70");
  assert.equal(csvTextCell("A - B"), "A - B");
});
