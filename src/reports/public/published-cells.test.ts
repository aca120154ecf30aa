import assert from "node:assert/strict";
import { test } from "node:test";
import { editionOf, tableOf } from "../disclosure/testing/editions.ts";
import type { Edition } from "../edition.ts";
import { publishedPart, publishedWeeks } from "./published-cells.ts";

const hidden = { suppressed: true } as const;
const edition = (from: string, one: number | typeof hidden, other: number | typeof hidden): Edition => ({
  ...editionOf([
    tableOf("requests-by-body", ["requests"], { "body_zz-1": [one], "body_zz-2": [other], total: [90] }),
  ]),
  period: { from, to: from },
});

test("a week is shown or hidden as the rows of the bodies are; hidden where one of them is, in any edition of the week", () => {
  const editions = [
    edition("2024-01-06", 40, hidden),
    edition("2024-01-13", 40, 50),
    edition("2024-01-13", hidden, 50),
  ];
  const of = (...ids: string[]) => [...publishedWeeks(editions, new Set(ids))];
  assert.deepEqual(of("zz-2"), [
    ["2024-01-06", "hidden"],
    ["2024-01-13", "shown"],
  ]);
  assert.deepEqual(of("zz-1"), [
    ["2024-01-06", "shown"],
    ["2024-01-13", "hidden"],
  ]);
  assert.deepEqual(of("zz-1", "zz-2"), [
    ["2024-01-06", "hidden"],
    ["2024-01-13", "hidden"],
  ]);
  assert.deepEqual(of("zz-3"), []);
});

test("a shown week is known, a hidden large one is guarded, and a week of no edition has no part", () => {
  const basis = { population: "", window: "", as_of: "", rules: [] };
  const weeks = [
    { week: "2024-01-06", requests: 40 },
    { week: "2024-01-13", requests: 30 },
    { week: "2024-01-20", requests: 3 },
    { week: "2024-01-27", requests: 50 },
  ];
  const states = new Map([
    ["2024-01-06", "shown"],
    ["2024-01-13", "hidden"],
    ["2024-01-20", "hidden"],
  ] as const);
  const part = publishedPart(weeks, states, basis);
  assert.deepEqual(part.exempt, ["published.2024-01-06.requests", "guards.2024-01-13.known"]);
  assert.deepEqual(part.relations, [
    { total: "published.2024-01-13.requests", parts: ["guards.2024-01-13.small", "guards.2024-01-13.known"] },
  ]);
  assert.deepEqual(
    part.tables.map((table) => table.rows.map((row) => row.cells.slice(1))),
    [[[40], [30], [3]], [[5, 25]]],
  );
});
