import { readFileSync } from "node:fs";
import { csvRecords } from "../../src/base/csv.ts";

/** How a column's cells are made: from the row drawn of the sample, from weights, from a range, or as lineage. */
export type ColumnKind =
  | "sample"
  | "person"
  | "duplicate"
  | "lineage"
  | "redacted"
  | "text"
  | "yes_no"
  | "date"
  | "integer"
  | "year";

/** One column of the release, as columns.csv and values.csv describe it. */
export interface Column {
  /** Its name in the processed table; empty where that has no such column. */
  readonly name: string;
  /** Its header in the raw release; empty where that has no such column. */
  readonly header: string;
  readonly kind: ColumnKind;
  /** The share of rows without a value, 0 to 1. */
  readonly empty: number;
  /** Columns of one group are empty together; those with weighted values share one draw, so that a charge keeps its code. */
  readonly group: string;
  /**
   * Bounds of a number; of a date, in days from the day of preparation; of a year, in years from it. For a yes/no box,
   * `high` is the percentage of yes.
   */
  readonly low: number;
  readonly high: number;
  readonly values: readonly string[];
  /** For each value the share of draws up to and with it; the last is 1. */
  readonly upTo: readonly number[];
}

/**
 * The release leaves 45 % of its cells empty; a little fewer make about 40 %, the share of the published measurements
 * that the bounds were set from, and more work for a reader.
 */
const fuller = 0.82;

function rowsOf(file: string): Record<string, string>[] {
  return csvRecords(readFileSync(new URL(file, import.meta.url), "utf8"));
}

function weighted(name: string, rows: readonly Record<string, string>[]) {
  const mine = rows.filter((row) => row.column === name);
  const total = mine.reduce((sum, row) => sum + Number(row.weight), 0);
  let upTo = 0;
  return {
    values: mine.map((row) => row.value ?? ""),
    upTo: mine.map((row) => {
      upTo += Number(row.weight) / total;
      return upTo;
    }),
  };
}

/** The columns of a layout in file order: 64 of the processed table (a), 65 of the raw release (b). */
export function columnsOf(layout: "a" | "b"): Column[] {
  const values = rowsOf("values.csv");
  return rowsOf("columns.csv")
    .map((row) => ({
      name: row.name ?? "",
      header: row.header ?? "",
      kind: row.kind as ColumnKind,
      empty: (Number(row.empty_percent) / 100) * (Number(row.empty_percent) > 99 ? 1 : fuller),
      group: row.group ?? "",
      low: Number(row.low),
      high: Number(row.high),
      ...weighted(row.name || (row.header ?? ""), values),
    }))
    .filter((column) => (layout === "a" ? column.name : column.header) !== "");
}
