import assert from "node:assert/strict";
import { test } from "node:test";
import { columnShares, columnSums, groupSums, sameColumn, sameCount, totalRowSums } from "./relations.ts";
import { editionOf, tableOf } from "./testing/editions.ts";

const states = tableOf("states", ["n", "m"], { tx: [30, 1], ca: [20, 2], total: [50, 3] });
const counties = tableOf("counties", ["n"], {
  "tx-a": [10],
  "ca-b": [20],
  "tx-c": [20],
  other: [0],
  total: [50],
});

test("a total row is the sum of the other rows, in each count column", () => {
  assert.deepEqual(totalRowSums(editionOf([states, tableOf("bare", ["n"], { a: [1] }, null)])), [
    { total: "states.total.n", parts: ["states.tx.n", "states.ca.n"] },
    { total: "states.total.m", parts: ["states.tx.m", "states.ca.m"] },
  ]);
});

test("a column is the sum of others in every row, the total row too", () => {
  const sums = columnSums(states, "n", ["m"], true);
  assert.deepEqual(sums[2], { total: "states.total.n", parts: ["states.total.m"], partial: true });
  assert.equal(sums.length, 3);
});

test("two tables print the same column where they have the same row", () => {
  assert.deepEqual(sameColumn(states, "n", counties), [sameCount("states.total.n", "counties.total.n")]);
  assert.deepEqual(sameColumn(states, "m", counties, "n"), [sameCount("states.total.m", "counties.total.n")]);
});

test("rows of an upper table are sums of the rows of a lower one; the total row and rows of no group are left out", () => {
  const groupOf = (key: string) => (key.includes("-") ? key.slice(0, 2) : null);
  assert.deepEqual(groupSums({ table: states, column: "n" }, { table: counties, column: "n" }, groupOf), [
    { total: "states.tx.n", parts: ["counties.tx-a.n", "counties.tx-c.n"] },
    { total: "states.ca.n", parts: ["counties.ca-b.n"] },
  ]);
});

test("a share column is the quotient of two columns, or of a column and one row's cell", () => {
  assert.deepEqual(columnShares(states, "s", "m", "n")[0], {
    share: "states.tx.s",
    part: "states.tx.m",
    whole: "states.tx.n",
  });
  assert.deepEqual(columnShares(states, "s", "n", "n", "total")[1], {
    share: "states.ca.s",
    part: "states.ca.n",
    whole: "states.total.n",
  });
});
