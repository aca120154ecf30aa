import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { dayFromNumber, weekOf } from "../../base/day.ts";
import { CopyLines } from "./copy-lines.ts";
import { Rollup, writeRollup } from "./rollup.ts";

interface Row {
  readonly day: number;
  readonly place: number;
  readonly type: number;
  readonly reason: number;
  readonly mark: boolean;
}

const row = fc.record({
  day: fc.integer({ min: 7305, max: 47_846 }), // 1990-01-01 to 2100-12-31, the days that a record can have
  place: fc.constantFrom(0, 1, 7, 2_147_483_647),
  type: fc.constantFrom(0, 1, 2_147_483_647),
  reason: fc.constantFrom(0, 1, 2_147_483_647),
  mark: fc.boolean(),
});

function counted(rows: readonly Row[]): Float64Array {
  const rollup = new Rollup();
  for (const { day, place, type, reason, mark } of rows)
    rollup.add(dayFromNumber(day), place, type, reason, mark);
  return rollup.groups();
}

/** The same counts by the text of each group. */
function expected(rows: readonly Row[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { day, place, type, reason, mark } of rows) {
    const key = [9, weekOf(dayFromNumber(day)).from, place, type, reason, mark ? "t" : "f"].join("\t");
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

test("a rollup counts each group of week, place, form, reason and mark once, over all sheets", () => {
  fc.assert(
    fc.property(fc.array(fc.array(row, { maxLength: 40 }), { maxLength: 4 }), (sheets) => {
      const lines = new CopyLines();
      writeRollup(sheets.map(counted), 9, lines);
      const text = Buffer.from(lines.take()).toString("latin1");
      const written = text.split("\n").slice(0, -1);
      const counts = expected(sheets.flat());
      assert.deepEqual(
        new Map(
          written.map((line) => [line.slice(0, line.lastIndexOf("\t")), Number(line.split("\t").at(-1))]),
        ),
        counts,
      );
      assert.equal(written.length, counts.size);
    }),
  );
});

test("groups are written in the order of the table's key", () => {
  const lines = new CopyLines();
  const late: Row = { day: 20_000, place: 1, type: 1, reason: 1, mark: false };
  writeRollup(
    [counted([late, { ...late, place: 12 }, { ...late, place: 9 }]), counted([{ ...late, day: 19_000 }])],
    1,
    lines,
  );
  const places = Buffer.from(lines.take())
    .toString("latin1")
    .split("\n")
    .slice(0, -1)
    .map((line) => line.split("\t")[2]);
  assert.deepEqual(places, ["1", "1", "9", "12"]);
});
