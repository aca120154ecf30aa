import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { independentSums } from "./independent-sums.ts";

/** A sum of unknowns: the first is the total of the others. */
function sum(total: number, ...parts: readonly number[]): Map<number, number> {
  return new Map([[total, 1], ...parts.map((part): [number, number] => [part, -1])]);
}

test("the last sum of a table with totals both ways follows from the others", () => {
  // Cells 0 to 3, row totals 4 and 5, column totals 6 and 7, the total 8.
  const sums = [sum(4, 0, 1), sum(5, 2, 3), sum(6, 0, 2), sum(7, 1, 3), sum(8, 4, 5), sum(8, 6, 7)];
  assert.equal(independentSums(sums).length, 5);
});

test("of two ways to the same total, the one over states is kept and the one over counties dropped", () => {
  // Counties 0 to 3, states 4 and 5, the country 6.
  const sums = [sum(6, 0, 1, 2, 3), sum(4, 0, 1), sum(5, 2, 3), sum(6, 4, 5)];
  assert.deepEqual(independentSums(sums), [1, 2, 3]);
});

test("exactly as many sums are kept as are independent", () => {
  const equation = fc
    .uniqueArray(fc.nat(7), { minLength: 2, maxLength: 5 })
    .map(([total = 0, ...parts]) => sum(total, ...parts));
  fc.assert(
    fc.property(fc.array(equation, { maxLength: 9 }), (sums) => {
      const kept = independentSums(sums);
      assert.equal(kept.length, rank(sums));
      assert.equal(rank(kept.map((at) => sums[at] as Map<number, number>)), kept.length);
    }),
  );
});

/** The rank by elimination in fractions of floating point, good enough for eight unknowns with factors of one. */
function rank(sums: readonly ReadonlyMap<number, number>[]): number {
  const rows = sums.map((each) => Array.from({ length: 8 }, (_, at) => each.get(at) ?? 0));
  let done = 0;
  for (let column = 0; column < 8; column += 1) {
    const at = rows.findIndex((row, index) => index >= done && Math.abs(row[column] as number) > 1e-9);
    if (at === -1) continue;
    const pivot = rows[at] as number[];
    [rows[at], rows[done]] = [rows[done] as number[], pivot];
    for (const row of rows.slice(done + 1)) {
      const times = (row[column] as number) / (pivot[column] as number);
      pivot.forEach((value, index) => {
        row[index] = (row[index] as number) - times * value;
      });
    }
    done += 1;
  }
  return done;
}
