import { isDay } from "../../../base/day.ts";
import type { Chart, Column, Table, TableCell } from "../../edition.ts";
import { cellWords } from "../wording.ts";
import { palette } from "./palette.ts";

/** One mark of a chart: a value, or a gap with the word that explains it. */
export interface Point {
  readonly x: string;
  readonly series: string;
  readonly value: number | null;
  readonly gap: string | null;
}

/** What a chart draws: its points in the table's order, and what had to be left out of the picture. */
export interface Drawing {
  readonly form: Chart["form"];
  readonly points: readonly Point[];
  readonly xs: readonly string[];
  readonly series: readonly string[];
  readonly isTime: boolean;
  readonly kind: Column["kind"];
  /** Plain sentences for those who read the picture: gaps, and rows that were left out. */
  readonly notes: readonly string[];
}

/** More bars than this cannot be read; the table beside the chart has them all. */
const mostBars = 24;

/** The points that a chart draws from its table; the total row is never drawn beside its own parts. */
export function drawingOf(chart: Chart, table: Table): Drawing {
  const all = grouped(pointsOf(chart, table));
  const everyX = [...new Set(all.map((point) => point.x))];
  const isTime = everyX.length > 0 && everyX.every(isDay);
  const xs = isTime ? everyX.toSorted() : everyX.slice(0, chart.form === "line" ? undefined : mostBars);
  const points = all.filter((point) => xs.includes(point.x));
  const series = [...new Set(points.map((point) => point.series))];
  const kind = columnAt(table, chart.y).kind;
  return {
    form: chart.form,
    points,
    xs,
    series,
    isTime,
    kind,
    notes: notesOf(points, xs.length, everyX.length),
  };
}

function pointsOf(chart: Chart, table: Table): Point[] {
  const [x, y] = [indexOf(table, chart.x), indexOf(table, chart.y)];
  const series = chart.series === null ? -1 : indexOf(table, chart.series);
  return table.rows
    .filter((row) => row.key !== table.total_row)
    .map(({ cells }) =>
      pointOf(labelOf(cells[x] ?? null), series < 0 ? "" : labelOf(cells[series] ?? null), cells[y] ?? null),
    );
}

function pointOf(x: string, series: string, cell: TableCell): Point {
  const value = typeof cell === "number" ? cell : null;
  return {
    x,
    series,
    value,
    gap: value === null ? cellWords(cell, "count", false).text || "not recorded" : null,
  };
}

function labelOf(cell: TableCell): string {
  return cellWords(cell, "count", false).text;
}

/** Keeps the five largest series and joins the others where there are more than the palette can tell apart. */
function grouped(points: readonly Point[]): Point[] {
  const totals = new Map<string, number>();
  for (const point of points) totals.set(point.series, (totals.get(point.series) ?? 0) + (point.value ?? 0));
  if (totals.size <= palette.length) return [...points];
  const kept = new Set(
    [...totals]
      .toSorted((a, b) => b[1] - a[1])
      .slice(0, palette.length - 1)
      .map(([name]) => name),
  );
  const other = `All other (${totals.size - kept.size})`;
  return [
    ...points.filter((point) => kept.has(point.series)),
    ...joined(
      points.filter((point) => !kept.has(point.series)),
      other,
    ),
  ];
}

function joined(points: readonly Point[], series: string): Point[] {
  return [...Map.groupBy(points, (point) => point.x)].map(([x, group]) => {
    const values = group.flatMap((point) => (point.value === null ? [] : [point.value]));
    const gap = group.find((point) => point.gap !== null)?.gap ?? null;
    return {
      x,
      series,
      value: values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0),
      gap,
    };
  });
}

function notesOf(points: readonly Point[], drawn: number, all: number): string[] {
  const gaps = [...new Set(points.flatMap((point) => (point.gap === null ? [] : [point.gap])))].toSorted();
  return [
    ...(gaps.length > 0 ? [`Not drawn where ${gaps.join(" or ")}; a gap is not a zero.`] : []),
    ...(drawn < all ? [`The first ${drawn} of ${all} rows are drawn; the table has them all.`] : []),
  ];
}

function indexOf(table: Table, key: string): number {
  return table.columns.findIndex((column) => column.key === key);
}

function columnAt(table: Table, key: string): Column {
  const column = table.columns[indexOf(table, key)];
  if (column === undefined) throw new TypeError(`table ${table.id} has no column ${key}`);
  return column;
}
