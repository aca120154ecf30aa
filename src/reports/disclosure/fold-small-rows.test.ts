import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Table, TableCell } from "../edition.ts";
import { foldSmallRows } from "./fold-small-rows.ts";
import { tableOf } from "./testing/editions.ts";

const label = (rows: number) => `All other jurisdictions (${rows} rows)`;

function labelled(table: Table): Record<string, readonly TableCell[]> {
  return Object.fromEntries(table.rows.map((row) => [row.key, row.cells]));
}

test("small rows become one row before the total, with their sums and their share", () => {
  const rows = { big: [40, 20, 0.5], a: [6, 3, 0.5], b: [5, 4, 0.8], c: [4, 4, 1], total: [55, 31, 31 / 55] };
  const table = tableOf("t", ["all", "some", "share_some"], rows);
  const folded = foldSmallRows(table, {
    label,
    shares: [{ share: "share_some", part: "some", whole: "all" }],
  });
  assert.deepEqual(labelled(folded), {
    big: ["big", 40, 20, 0.5],
    all_other: ["All other jurisdictions (3 rows)", 15, 11, 11 / 15],
    total: ["total", 55, 31, 31 / 55],
  });
});

test("a share that is not described is left empty, and without a total row the folded row comes last", () => {
  const table = tableOf(
    "t",
    ["n", "share_n"],
    { a: [6, 0.1], big: [40, 0.6], b: [5, 0.1], c: [4, 0.1] },
    null,
  );
  assert.deepEqual(
    foldSmallRows(table, { label }).rows.map((row) => row.cells),
    [
      ["big", 40, 0.6],
      ["All other jurisdictions (3 rows)", 15, null],
    ],
  );
});

test("two rows with a sum of 18 stay apart, for both would be 9", () => {
  const table = tableOf("t", ["n"], { big: [40], a: [9], b: [9], total: [58] });
  assert.equal(foldSmallRows(table, { label }), table);
});

test("ten rows with a sum of 10 stay apart, for each would be 1", () => {
  const ones = Object.fromEntries([..."abcdefghij"].map((key) => [key, [1]]));
  const table = tableOf("t", ["n"], { ...ones, total: [10] });
  assert.equal(foldSmallRows(table, { label }), table);
});

test("a folded sum under the threshold is left to be hidden", () => {
  const table = tableOf("t", ["n"], { big: [40], a: [1], b: [2], total: [43] });
  assert.deepEqual(
    foldSmallRows(table, { label }).rows.map((row) => row.key),
    ["big", "all_other", "total"],
  );
});

test("one small row, or a small row with a count that is not recorded, stays", () => {
  const one = tableOf("t", ["n"], { big: [40], a: [3], total: [43] });
  assert.equal(foldSmallRows(one, { label }), one);
  const gap = tableOf("t", ["n", "m"], { big: [40, 40], a: [3, null], b: [3, null], total: [46, 40] });
  assert.equal(foldSmallRows(gap, { label }), gap);
});

test("a table that has such a row already is refused", () => {
  const table = tableOf("t", ["n"], { all_other: [40], a: [6], b: [5], c: [4], total: [55] });
  assert.throws(() => foldSmallRows(table, { label }), /table t has a row all_other already/);
});

test("folding never changes a total, and what it folds cannot be narrowed down", () => {
  const counts = fc.array(fc.tuple(fc.nat(14), fc.nat(14)), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(counts, (pairs) => {
      const rows = Object.fromEntries(pairs.map((pair, at) => [`r${at}`, pair]));
      const table = tableOf("t", ["n", "m"], rows, null);
      const folded = foldSmallRows(table, { label });
      const sum = (of: Table, at: number) =>
        of.rows.reduce((total, row) => total + (row.cells[at] as number), 0);
      assert.deepEqual([sum(folded, 1), sum(folded, 2)], [sum(table, 1), sum(table, 2)]);
      const kept = new Set(folded.rows.map((row) => row.key));
      if (!kept.has("all_other")) return;
      const gone = table.rows
        .filter((row) => !kept.has(row.key))
        .map((row) => row.cells.slice(1) as number[]);
      for (const at of [0, 1]) assertOpen(gone.map((cells) => cells[at] as number));
    }),
  );
});

/** Every value that a small row may have can be completed to the sum by values that the other rows may have. */
function assertOpen(counts: readonly number[]): void {
  const sum = counts.reduce((total, count) => total + count, 0);
  const least = counts.every((count) => count > 0) ? 1 : 0;
  if (sum < 10) return;
  for (let value = least; value <= 9; value += 1) {
    assert.ok(
      sum - value >= least * (counts.length - 1) && sum - value <= 9 * (counts.length - 1),
      `${counts} cannot hold ${value}`,
    );
  }
}
