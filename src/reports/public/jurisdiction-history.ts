import type { Day } from "../../base/day.ts";
import type { JurisdictionWeek } from "../../records/detainers/jurisdiction-weeks.ts";
import type { KnownAt } from "../../records/journal/as-of.ts";
import type { Relation } from "../disclosure/policy.ts";
import { cellRef, columnSums, sameColumn, sameCount } from "../disclosure/relations.ts";
import { isSuppressed } from "../disclosure/shown-count.ts";
import type { Chart, Section, Table } from "../edition.ts";
import { both } from "../population/where.ts";
import { fateColumns } from "../sections/accord/bodies.ts";
import { counted, outcomeRows } from "../sections/conditions.ts";
import { meetsOutcome, monthOf, monthTable, outcomesTable, sumOf, weekTable } from "./jurisdiction-tables.ts";
import { basisAt, protectSections } from "./protect-sections.ts";
import {
  type CountedWeek,
  type PublishedPart,
  type PublishedWeek,
  publishedPart,
} from "./published-cells.ts";

interface Tables {
  readonly outcomes: Table;
  readonly byMonth: Table;
  /** Null where the weeks cannot be shown beside what editions published of them. */
  readonly byWeek: Table | null;
}

type Groups = readonly JurisdictionWeek[];

/** How the tables hang together: each row of its parts, the months' total of the outcomes, months of their weeks. */
function relationsOf(groups: Groups, { outcomes, byMonth, byWeek }: Tables): Relation[] {
  return [
    ...columnSums(
      byMonth,
      "requests",
      fateColumns.slice(1).map((column) => column.key),
    ),
    sameCount(cellRef(byMonth, "total", "requests"), cellRef(outcomes, "total", "requests")),
    ...columnTotals(groups, outcomes, byMonth),
    ...(byWeek === null ? [] : monthsOfWeeks(groups, byMonth, byWeek)),
  ];
}

/** The requests of each month are the sum of those of its weeks that a table has. */
function monthsOfWeeks(groups: Groups, byMonth: Table, weeks: Table): Relation[] {
  const known = new Set(weeks.rows.map((row) => row.key));
  return [...Map.groupBy(groups, (group) => monthOf(group.week_from))].flatMap(([month, of]) => {
    const all = [...new Set(of.map((group) => group.week_from))];
    const here = all.filter((week) => known.has(week));
    if (here.length === 0) return [];
    return [
      {
        total: cellRef(byMonth, month, "requests"),
        parts: here.map((week) => cellRef(weeks, week, "requests")),
        partial: here.length < all.length,
      },
    ];
  });
}

/** The total of each column of the months is the sum of those outcomes that fall into it. */
function columnTotals(groups: readonly JurisdictionWeek[], outcomes: Table, byMonth: Table): Relation[] {
  const wheres = new Map(outcomeRows.map((row) => [row.key, row.where]));
  return fateColumns.slice(1).flatMap((column) => {
    const parts = outcomes.rows
      .filter(({ key }) => sumOf(groups, both(wheres.get(key) ?? { outcome: [] }, column.where)) > 0)
      .map(({ key }) => cellRef(outcomes, key, "requests"));
    return parts.length === 0 ? [] : [{ total: cellRef(byMonth, "total", column.key), parts }];
  });
}

/** What published editions add to the sums: their weeks are parts of the months, and the same as the weeks shown here. */
function withPublished(groups: Groups, { byMonth, byWeek }: Tables, part: PublishedPart): Relation[] {
  const [table] = part.tables;
  if (table === undefined || table.rows.length === 0) return [];
  return [
    ...part.relations,
    ...monthsOfWeeks(groups, byMonth, table),
    ...(byWeek === null ? [] : sameColumn(byWeek, "requests", table)),
  ];
}

/** The rows of the weeks that an edition shows: exempt here too, since they are known. */
function knownWeeks(byWeek: Table | null, part: PublishedPart): string[] {
  const shown = new Set(part.exempt);
  const rows = byWeek?.rows.filter(({ key }) => shown.has(`published.${key}.requests`)) ?? [];
  return rows.map(({ key }) => cellRef({ id: "by-week" }, key, "requests"));
}

/** Whether the protection leans on a number that an edition has shown already: then it protects nothing. */
function leansOnKnown(tables: readonly Table[], exempt: readonly string[]): boolean {
  const known = new Set(exempt);
  return tables.some((table) =>
    table.rows.some((row) =>
      table.columns.some(
        (column, at) => isSuppressed(row.cells[at] ?? null) && known.has(cellRef(table, row.key, column.key)),
      ),
    ),
  );
}

/** The tables with small counts hidden across all of them and across what editions published; null where that cannot be. */
function protectedTables(
  groups: Groups,
  tables: Tables,
  part: PublishedPart,
  known: KnownAt,
): Table[] | null {
  const own = [tables.outcomes, tables.byMonth, ...(tables.byWeek === null ? [] : [tables.byWeek])];
  const exempt = [...part.exempt, ...knownWeeks(tables.byWeek, part)];
  const relations = [...relationsOf(groups, tables), ...withPublished(groups, tables, part)];
  const section = { ...frame, charts: [], tables: [...own, ...part.tables] };
  const shown = protectSections([section], known, { relations, exempt })[0]?.tables ?? [];
  return leansOnKnown(shown, exempt) ? null : shown.slice(0, own.length);
}

const hideAll = (table: Table): Table => ({
  ...table,
  rows: table.rows.map((row) => ({
    ...row,
    cells: row.cells.map((cell) => (typeof cell === "number" && cell > 0 ? { suppressed: true } : cell)),
  })),
});

const countedWeeks = (groups: Groups): CountedWeek[] =>
  [...Map.groupBy(groups, (group) => group.week_from)].map(([week, of]) => ({
    week,
    requests: sumOf(of, {}),
  }));

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

const frame = {
  id: "history",
  number: "",
  title: "Requests over time",
  lead: [],
  figures: [],
  charts: [chart],
};

const population =
  "detainers for facilities that bodies of this government controlled on the Saturday of the week, by the day the form was prepared; likely duplicates and replaced forms left out";

/**
 * The requests of a jurisdiction over time as a section of three tables (`outcomes`, `by-month`, `by-week`), small counts hidden
 * across all of them and across how many requests published editions give for the same weeks; without the weeks where those
 * editions leave no other way. Null where there are no requests.
 */
export function jurisdictionHistory(
  weeks: Groups,
  known: KnownAt,
  published: ReadonlyMap<Day, PublishedWeek>,
): Section | null {
  const groups = weeks.filter((week) => meetsOutcome(week, counted));
  const [first, last] = [groups[0]?.week_from, groups.at(-1)?.week_from];
  if (first === undefined || last === undefined) return null;
  const basis = basisAt(known, population, `weeks beginning ${first} to ${last}`, []);
  const part = publishedPart(countedWeeks(groups), published, basis);
  const coarse = { outcomes: outcomesTable(groups, basis), byMonth: monthTable(groups, basis), byWeek: null };
  const fine = { ...coarse, byWeek: weekTable(groups, basis) };
  const tables =
    protectedTables(groups, fine, part, known) ??
    protectedTables(groups, coarse, part, known) ??
    [coarse.outcomes, coarse.byMonth].map(hideAll);
  return { ...frame, tables };
}
