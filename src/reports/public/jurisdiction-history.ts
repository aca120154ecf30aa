import type { Day } from "../../base/day.ts";
import type { JurisdictionWeek } from "../../records/detainers/jurisdiction-weeks.ts";
import type { KnownAt } from "../../records/journal/as-of.ts";
import type { CellRef, DisclosurePolicy, Relation } from "../disclosure/policy.ts";
import { cellRef } from "../disclosure/relations.ts";
import type { Basis, Chart, Section, Table } from "../edition.ts";
import { both, type Where } from "../population/where.ts";
import { fateColumns } from "../sections/accord/bodies.ts";
import { counted, outcomeRows } from "../sections/conditions.ts";
import { basisAt, protectSections } from "./protect-sections.ts";

/** Weeks of the newest table rows; earlier weeks are in the months. */
const mostWeeks = 53;

const months = "January February March April May June July August September October November December".split(
  " ",
);
const monthOf = (week: Day): string => week.slice(0, 7);
const monthLabel = (month: string): string => `${months[Number(month.slice(5)) - 1]} ${month.slice(0, 4)}`;

type Counted = Pick<JurisdictionWeek, "outcome" | "counts_as_declined" | "requests">;

/** Whether requests of one outcome meet a condition on outcomes; every other dimension is let be. */
function meetsOutcome(group: Counted, where: Where): boolean {
  const outcome = where.outcome?.includes(group.outcome) ?? true;
  return outcome && (where.counts_as_declined?.includes(group.counts_as_declined) ?? true);
}

const sum = (groups: readonly Counted[], where: Where): number =>
  groups.reduce((n, group) => (meetsOutcome(group, where) ? n + group.requests : n), 0);

function outcomesTable(groups: readonly Counted[], basis: Basis): Table {
  const rows = outcomeRows
    .map((row) => ({ key: row.key, cells: [row.label, sum(groups, row.where)] as const }))
    .filter((row) => row.cells[1] > 0 && !["superseded", "duplicate"].includes(row.key));
  return {
    id: "outcomes",
    caption: "What became of the requests",
    columns: [
      { key: "label", label: "Outcome", kind: "text" },
      { key: "requests", label: "Requests", kind: "count" },
    ],
    rows: [...rows, { key: "total", cells: ["All requests", sum(groups, {})] }],
    total_row: "total",
    basis,
    notes: ["Outcomes are those that ICE recorded; the jails’ side is not in these sources."],
    empty: "",
  };
}

function monthTable(groups: readonly JurisdictionWeek[], basis: Basis): Table {
  const byMonth = [...Map.groupBy(groups, (group) => monthOf(group.week_from))];
  const cells = (label: string, of: readonly JurisdictionWeek[]) => [
    label,
    ...fateColumns.map((column) => sum(of, column.where)),
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

function weekTable(groups: readonly JurisdictionWeek[], basis: Basis): Table {
  const byWeek = [...Map.groupBy(groups, (group) => group.week_from)].slice(-mostWeeks);
  return {
    id: "by-week",
    caption: "Requests by week",
    columns: [
      { key: "week_from", label: "Week from Saturday", kind: "date" },
      { key: "requests", label: "Requests", kind: "count" },
    ],
    rows: byWeek.map(([week, of]) => ({ key: week, cells: [week, sum(of, {})] })),
    total_row: null,
    basis,
    notes: ["Weeks without any request have no row."],
    empty: "",
  };
}

/** How the three tables hang together: months of their weeks, each row of its parts, the months' total of the outcomes. */
function relationsOf(
  groups: readonly JurisdictionWeek[],
  outcomes: Table,
  byMonth: Table,
  byWeek: Table,
): Relation[] {
  const rowSums = byMonth.rows.map(({ key }) => ({
    total: cellRef(byMonth, key, "requests"),
    parts: fateColumns.slice(1).map((column) => cellRef(byMonth, key, column.key)),
  }));
  const shownWeeks = new Set(byWeek.rows.map((row) => row.key));
  const weekSums = [...Map.groupBy(groups, (group) => monthOf(group.week_from))].map(([month, of]) => ({
    total: cellRef(byMonth, month, "requests"),
    parts: [...new Set(of.map((group) => group.week_from))]
      .filter((week) => shownWeeks.has(week))
      .map((week) => cellRef(byWeek, week, "requests")),
    partial: of.some((group) => !shownWeeks.has(group.week_from)),
  }));
  const all = {
    total: cellRef(byMonth, "total", "requests"),
    parts: [cellRef(outcomes, "total", "requests")],
  };
  return [...rowSums, ...weekSums, all, ...columnTotals(groups, outcomes, byMonth)].filter(
    (relation) => relation.parts.length > 0,
  );
}

/** The total of each column of the months is the sum of those outcomes that fall into it. */
function columnTotals(groups: readonly JurisdictionWeek[], outcomes: Table, byMonth: Table): Relation[] {
  const wheres = new Map(outcomeRows.map((row) => [row.key, row.where]));
  return fateColumns.slice(1).map((column) => ({
    total: cellRef(byMonth, "total", column.key),
    parts: outcomes.rows
      .filter(({ key }) => sum(groups, both(wheres.get(key) ?? { outcome: [] }, column.where)) > 0)
      .map(({ key }) => cellRef(outcomes, key, "requests")),
  }));
}

const chart: Chart = {
  id: "by-month-chart",
  title: "Requests by month",
  table_id: "by-month",
  form: "bars",
  x: "label",
  y: "requests",
  series: null,
  description: "One bar a month, as long as its number of requests; the table below it has the numbers.",
};

/**
 * The requests of a jurisdiction over time as a section of three tables (`outcomes`, `by-month`, `by-week`), small counts hidden
 * across all of them; null where there are none. `hiddenWeeks` are weeks whose number a published edition hides.
 */
export function jurisdictionHistory(
  weeks: readonly JurisdictionWeek[],
  known: KnownAt,
  hiddenWeeks: ReadonlySet<Day>,
): Section | null {
  const groups = weeks.filter((week) => meetsOutcome(week, counted));
  const [first, last] = [groups[0]?.week_from, groups.at(-1)?.week_from];
  if (first === undefined || last === undefined) return null;
  const population =
    "detainers for facilities that bodies of this government controlled on the Saturday of the week, by the day the form was prepared; likely duplicates and replaced forms left out";
  const basis = basisAt(known, population, `weeks beginning ${first} to ${last}`, []);
  const [outcomes, byMonth, byWeek] = [
    outcomesTable(groups, basis),
    monthTable(groups, basis),
    weekTable(groups, basis),
  ];
  const keep_hidden: CellRef[] = byWeek.rows
    .filter((row) => hiddenWeeks.has(row.key))
    .map((row) => cellRef(byWeek, row.key, "requests"));
  const policy: DisclosurePolicy = {
    relations: relationsOf(groups, outcomes, byMonth, byWeek),
    keep_hidden,
  };
  const section: Section = {
    id: "history",
    number: "",
    title: "Requests over time",
    lead: [],
    figures: [],
    tables: [outcomes, byMonth, byWeek],
    charts: [chart],
  };
  return protectSections([section], known, policy)[0] ?? null;
}
