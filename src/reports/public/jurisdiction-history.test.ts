import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { addDays } from "../../base/day.ts";
import type { JurisdictionWeek } from "../../records/detainers/jurisdiction-weeks.ts";
import type { Section, Table } from "../edition.ts";
import { jurisdictionHistory } from "./jurisdiction-history.ts";

const known = { position: 3, recorded_at: "2026-01-05T12:00:00.000Z", is_asked: false };
const outcomes = [
  ["ICE_CUSTODY", "no"],
  ["DECLINED_REPORTED_BY_ICE", "yes"],
  ["PENDING_OR_UNRECORDED", "unknown"],
  ["LIFTED_UNSPECIFIED", "unknown"],
  ["TRANSFERRED", "no"],
  ["SUPERSEDED", "no"],
] as const;

const weekRow = (week: number, outcome: number, requests: number): JurisdictionWeek => {
  const [code, counts_as_declined] = outcomes[outcome] ?? outcomes[0];
  return {
    week_from: addDays("2024-01-06", 7 * week),
    outcome: code,
    counts_as_declined,
    is_synthetic: true,
    requests,
  };
};

const tableOf = (section: Section | null, id: string): Table => {
  const table = section?.tables.find((each) => each.id === id);
  assert.ok(table, id);
  return table;
};
const cell = (table: Table, row: string, column: string): unknown =>
  table.rows.find((each) => each.key === row)?.cells[table.columns.findIndex((each) => each.key === column)];
const hidden = { suppressed: true };

test("weeks add up to months and outcomes to the whole; replaced forms are left out", () => {
  const weeks = [
    weekRow(0, 0, 20),
    weekRow(0, 1, 30),
    weekRow(1, 0, 40),
    weekRow(4, 2, 50),
    weekRow(4, 5, 60),
  ];
  const section = jurisdictionHistory(weeks, known, new Map());
  const byMonth = tableOf(section, "by-month");
  assert.deepEqual(
    byMonth.rows.map((row) => row.cells.slice(0, 2)),
    [
      ["January 2024", 90],
      ["February 2024", 50],
      ["All months", 140],
    ],
  );
  assert.deepEqual(
    tableOf(section, "outcomes").rows.map((row) => row.cells),
    [
      ["ICE took custody", 60],
      ["declined, as recorded by ICE", 30],
      ["open or not recorded", 50],
      ["All requests", 140],
    ],
  );
  assert.deepEqual(
    tableOf(section, "by-week").rows.map((row) => row.cells),
    [
      ["2024-01-06", 50],
      ["2024-01-13", 40],
      ["2024-02-03", 50],
    ],
  );
});

test("a week that an edition hides cannot be worked out here, though it is large", () => {
  const weeks = [0, 1, 2, 3].map((week) => weekRow(week, 0, 20 + week));
  const section = jurisdictionHistory(weeks, known, new Map([["2024-01-13", "hidden"]]));
  const byWeek = tableOf(section, "by-week");
  const others = ["2024-01-06", "2024-01-20", "2024-01-27"].map((week) => cell(byWeek, week, "requests"));
  const month = cell(tableOf(section, "by-month"), "2024-01", "requests");
  assert.deepEqual(cell(byWeek, "2024-01-13", "requests"), hidden);
  assert.ok(
    [...others, month].some((each) => typeof each === "object"),
    "no shown sum leaves it alone",
  );
});

test("a small week is not what is left of its month when editions have shown the others", () => {
  const weeks = [20, 21, 22, 6].map((requests, week) => weekRow(week, 0, requests));
  const shown = new Map(["2024-01-06", "2024-01-13", "2024-01-20"].map((week) => [week, "shown"] as const));
  const section = jurisdictionHistory([...weeks, weekRow(5, 0, 40), weekRow(6, 0, 41)], known, shown);
  assert.deepEqual(cell(tableOf(section, "by-month"), "2024-01", "requests"), hidden);
  const alone = jurisdictionHistory([...weeks, weekRow(5, 0, 40), weekRow(6, 0, 41)], known, new Map());
  assert.equal(cell(tableOf(alone, "by-month"), "2024-01", "requests"), 69);
});

test("no request gives no history", () => {
  assert.equal(jurisdictionHistory([], known, new Map()), null);
  assert.equal(jurisdictionHistory([weekRow(0, 5, 9)], known, new Map()), null);
});

test("of a long record the last 53 weeks have rows, and the months all of it", () => {
  const section = jurisdictionHistory(
    Array.from({ length: 120 }, (_, week) => weekRow(week, 0, 15)),
    known,
    new Map(),
  );
  assert.equal(tableOf(section, "by-week").rows.length, 53);
  assert.equal(cell(tableOf(section, "by-month"), "total", "requests"), 1800);
});

test("no count from 1 to 9 is ever shown, whatever the weeks are, and no hidden one is the only hidden part of a shown sum", () => {
  const rows = fc.array(
    fc.tuple(
      fc.nat(30),
      fc.nat(outcomes.length - 1),
      fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 80 })),
    ),
    { minLength: 1, maxLength: 60 },
  );
  fc.assert(
    fc.property(rows, (drawn) => {
      const weeks = drawn
        .map(([week, outcome, requests]) => weekRow(week, outcome, requests))
        .sort((a, b) => (a.week_from < b.week_from ? -1 : 1));
      const section = jurisdictionHistory(weeks, known, new Map());
      for (const table of section?.tables ?? []) {
        const counts = table.rows.flatMap((row) => row.cells.slice(1));
        assert.deepEqual(
          counts.filter((count) => typeof count === "number" && count > 0 && count < 10),
          [],
        );
        if (table.total_row === null) continue;
        table.columns.forEach((column, at) => {
          if (column.kind !== "count") return;
          const parts = table.rows.filter((row) => row.key !== table.total_row).map((row) => row.cells[at]);
          const total = cell(table, table.total_row ?? "", column.key);
          const lost = parts.filter((part) => typeof part === "object");
          assert.ok(typeof total === "object" || lost.length !== 1, `${table.id}.${column.key}`);
        });
      }
    }),
    { numRuns: 60 },
  );
});
