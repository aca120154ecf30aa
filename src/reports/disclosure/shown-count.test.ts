import assert from "node:assert/strict";
import { test } from "node:test";
import { isSuppressed, shownCount, suppressionNote } from "./shown-count.ts";
import { figureOf, tableOf } from "./testing/editions.ts";

test("a hidden cell is told from a number, from text and from one that is not recorded", () => {
  assert.deepEqual([{ suppressed: true } as const, 0, 12, "12", null].map(isSuppressed), [
    true,
    false,
    false,
    false,
    false,
  ]);
});

test("counts are shown with a comma each thousand, in words where there is none", () => {
  assert.deepEqual([1203, 0, { suppressed: true } as const, null].map(shownCount), [
    "1,203",
    "0",
    "suppressed",
    "not recorded",
  ]);
});

test("figures are shown like cells", () => {
  assert.equal(shownCount(figureOf("f", 1203)), "1,203");
  assert.equal(shownCount(figureOf("f", null)), "not recorded");
  assert.equal(shownCount({ ...figureOf("f", null), missing: "suppressed" }), "suppressed");
});

test("a table says that it hides counts only where it does", () => {
  assert.equal(suppressionNote(tableOf("t", ["n"], { a: [12] }, null)), null);
  const note = suppressionNote(tableOf("t", ["n"], { a: [{ suppressed: true }] }, null), 5);
  assert.match(note ?? "", /from 1 to 4 are suppressed/);
});
