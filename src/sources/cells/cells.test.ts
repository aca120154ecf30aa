import assert from "node:assert/strict";
import { test } from "node:test";
import { cellState } from "./cell-state.ts";
import { dateCell } from "./date-cell.ts";

const states: [cell: string | null, state: string][] = [
  [null, "empty"],
  ["", "empty"],
  ["  ", "empty"],
  ["NA", "empty"],
  ["nan", "empty"],
  ["b(6), b(7)c", "redacted"],
  ["b(6), b(7)C", "redacted"],
  ["(b)(6);(b)(7)(C)", "redacted"],
  ["B(6)", "redacted"],
  ["(b)(7)(E)", "redacted"],
  ["[Redacted]", "redacted"],
  ["b (6), b (7)(c)", "redacted"],
  ["B7C", "value"],
  ["BAY COUNTY JAIL (B)", "value"],
  ["B", "value"],
  ["NAVAJO COUNTY JAIL", "value"],
  ["0", "value"],
];
for (const [cell, state] of states) {
  test(`a cell that says ${JSON.stringify(cell)} is ${state}`, () => assert.equal(cellState(cell), state));
}

const dates: [text: string, system: 1900 | 1904 | null, day: string | null][] = [
  ["2015-02-01", null, "2015-02-01"],
  ["2015-02-01 00:00:00", null, "2015-02-01"],
  ["2015-02-01T23:59:59", null, "2015-02-01"],
  ["2/1/2015", null, "2015-02-01"],
  ["02/01/15", null, "2015-02-01"],
  ["2/1/2015 14:30", null, "2015-02-01"],
  ["42036", 1900, "2015-02-01"],
  ["40574", 1904, "2015-02-01"],
  ["42036.75", 1900, "2015-02-01"],
  ["42036", null, "2015-02-01"],
  ["2015-02-30", null, null],
  ["13/1/2015", null, null],
  ["not a date", null, null],
  ["2015", null, null],
  ["", null, null],
];
for (const [text, system, day] of dates) {
  test(`a date cell that says "${text}" names ${day ?? "no day"}`, () =>
    assert.equal(dateCell(text, system), day));
}
