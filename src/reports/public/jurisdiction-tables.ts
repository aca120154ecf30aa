import type { Day } from "../../base/day.ts";
import type { JurisdictionWeek } from "../../records/detainers/jurisdiction-weeks.ts";
import type { Basis, Table } from "../edition.ts";
import type { Where } from "../population/where.ts";
import { fateColumns } from "../sections/accord/bodies.ts";
import { outcomeRows } from "../sections/conditions.ts";

/** Weeks of the newest table rows; earlier weeks are in the months. */
const mostWeeks = 53;

const months = "January February March April May June July August September October November December".split(
  " ",
);
/** The month in which a week begins, `YYYY-MM`. */
export const monthOf = (week: Day): string => week.slice(0, 7);
const monthLabel = (month: string): string => `${months[Number(month.slice(5)) - 1]} ${month.slice(0, 4)}`;

/** Requests of one outcome, as far as they are counted here. */
export type Counted = Pick<JurisdictionWeek, "outcome" | "counts_as_declined" | "requests">;

/** Whether requests of one outcome meet a condition on outcomes; every other dimension is let be. */
export function meetsOutcome(group: Counted, where: Where): boolean {
  const outcome = where.outcome?.includes(group.outcome) ?? true;
  return outcome && (where.counts_as_declined?.includes(group.counts_as_declined) ?? true);
}

/** How many requests meet a condition on their outcomes. */
export const sumOf = (groups: readonly Counted[], where: Where): number =>
  groups.reduce((n, group) => (meetsOutcome(group, where) ? n + group.requests : n), 0);

/** What became of the requests: one row an outcome, and their sum. */
export function outcomesTable(groups: readonly Counted[], basis: Basis): Table {
  const rows = outcomeRows
    .map((row) => ({ key: row.key, cells: [row.label, sumOf(groups, row.where)] as const }))
    .filter((row) => row.cells[1] > 0 && !["superseded", "duplicate"].includes(row.key));
  return {
    id: "outcomes",
    caption: "What became of the requests",
    columns: [
      { key: "label", label: "Outcome", kind: "text" },
      { key: "requests", label: "Requests", kind: "count" },
    ],
    rows: [...rows, { key: "total", cells: ["All requests", sumOf(groups, {})] }],
    total_row: "total",
    basis,
    notes: ["Outcomes are those that ICE recorded; the jails’ side is not in these sources."],
    empty: "",
  };
}

/** The requests by month of the week's Saturday and by what became of them, and their sum. */
export function monthTable(groups: readonly JurisdictionWeek[], basis: Basis): Table {
  const byMonth = [...Map.groupBy(groups, (group) => monthOf(group.week_from))];
  const cells = (label: string, of: readonly JurisdictionWeek[]) => [
    label,
    ...fateColumns.map((column) => sumOf(of, column.where)),
  ];
  return {
    id: "by-month",
    caption: "Requests by month, and what became of them",
    columns: [
      { key: "label", label: "Weeks beginning in", kind: "text" },
      ...fateColumns.map(({ key, label }) => ({ key, label, kind: "count" as const })),
    ],
    rows: [
      ...byMonth.map(([month, of]) => ({ key: month, cells: cells(monthLabel(month), of) })),
      { key: "total", cells: cells("All months", groups) },
    ],
    total_row: "total",
    basis,
    notes: [
      "A week counts in the month in which its Saturday lies.",
      "Months without any request have no row.",
    ],
    empty: "",
  };
}

/** The requests of the last weeks. */
export function weekTable(groups: readonly JurisdictionWeek[], basis: Basis): Table {
  const byWeek = [...Map.groupBy(groups, (group) => group.week_from)].slice(-mostWeeks);
  return {
    id: "by-week",
    caption: "Requests by week",
    columns: [
      { key: "week_from", label: "Week from Saturday", kind: "date" },
      { key: "requests", label: "Requests", kind: "count" },
    ],
    rows: byWeek.map(([week, of]) => ({ key: week, cells: [week, sumOf(of, {})] })),
    total_row: null,
    basis,
    notes: ["Weeks without any request have no row."],
    empty: "",
  };
}
