import assert from "node:assert/strict";
import { test } from "node:test";
import type { Table } from "../edition.ts";
import { hideRowOrder } from "./row-order.ts";
import { tableOf } from "./testing/editions.ts";

const x = { suppressed: true } as const;

function order(full: Table, shown: Table): string {
  return hideRowOrder(full, shown)
    .rows.map((row) => row.key)
    .join(" ");
}

test("where rows run down by a count, hidden ones go behind the shown by label, and total and other rows keep their place", () => {
  const full = tableOf("t", ["n"], {
    d: [30],
    c: [14],
    b: [12],
    e: [9],
    a: [3],
    all_other: [20],
    total: [88],
  });
  const shown = tableOf("t", ["n"], {
    d: [30],
    c: [x],
    b: [12],
    e: [x],
    a: [x],
    all_other: [20],
    total: [88],
  });
  assert.equal(order(full, shown), "d b a c e all_other total");
});

test("rows that run up are treated alike", () => {
  const full = tableOf("t", ["n"], { z: [3], c: [14], b: [15], a: [30] }, null);
  const shown = tableOf("t", ["n"], { z: [x], c: [x], b: [15], a: [30] }, null);
  assert.equal(order(full, shown), "b a c z");
});

test("a table in the order of its labels stays, though a column happens to run down", () => {
  const full = tableOf("t", ["n"], { a: [30], b: [14], c: [3] }, null);
  const shown = tableOf("t", ["n"], { a: [30], b: [x], c: [x] }, null);
  assert.equal(hideRowOrder(full, shown), shown);
});

test("an order that follows no column with hidden cells stays", () => {
  const full = tableOf("t", ["n", "m"], { c: [30, 1], b: [20, 2], a: [12, 1] }, null);
  const shown = tableOf("t", ["n", "m"], { c: [30, x], b: [20, x], a: [12, x] }, null);
  assert.equal(order(full, shown), "c b a");
});

test("the order by a hidden share is hidden too", () => {
  const full = tableOf("t", ["share"], { c: [0.9], b: [0.5], a: [0.2] }, null);
  const shown = tableOf("t", ["share"], { c: [0.9], b: [x], a: [x] }, null);
  assert.equal(order(full, shown), "c a b");
});
