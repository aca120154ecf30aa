import type { Table, TableCell } from "../edition.ts";
import { defaultThreshold } from "./policy.ts";
import { otherRow } from "./row-order.ts";

type Row = Table["rows"][number];

/** How small rows become one. */
export interface Folding {
  readonly threshold?: number;
  /** What the row is called, from the number of rows in it: "All other jurisdictions (212 rows)". */
  readonly label: (rows: number) => string;
  /** Share columns to work out anew for the row, each from two count columns; other shares of the row are null. */
  readonly shares?: readonly { readonly share: string; readonly part: string; readonly whole: string }[];
}

/**
 * The table with all rows whose every count is under the threshold folded into one row `all_other`, before the total row
 * or last; sums stay what they were. The table itself where fewer than two rows are that small, or where so few rows
 * share a sum that it would narrow down what each can be. Rows with a count that is not recorded stay.
 */
export function foldSmallRows(table: Table, folding: Folding): Table {
  const threshold = folding.threshold ?? defaultThreshold;
  const counts = table.columns.flatMap((column, at) => (column.kind === "count" ? [at] : []));
  const small = table.rows.filter(
    (row) => row.key !== table.total_row && counts.every((at) => isUnder(row.cells[at], threshold)),
  );
  if (counts.length === 0 || small.length < 2 || counts.some((at) => tells(numbersAt(small, at), threshold)))
    return table;
  if (table.rows.some((row) => row.key === otherRow))
    throw new Error(`table ${table.id} has a row ${otherRow} already`);
  const kept = table.rows.filter((row) => !small.includes(row));
  const before = kept.findIndex((row) => row.key === table.total_row);
  return {
    ...table,
    rows: kept.toSpliced(before === -1 ? kept.length : before, 0, foldedRow(table, small, folding)),
  };
}

function isUnder(cell: TableCell | undefined, threshold: number): boolean {
  return typeof cell === "number" && cell < threshold;
}

function numbersAt(rows: readonly Row[], at: number): number[] {
  return rows.map((row) => row.cells[at] as number);
}

/**
 * Whether the sum of counts, each known to be under the threshold, and each known to be above 0 where all are, says more
 * of any one of them than that: 18 over two rows says that both are 9. A sum under the threshold is hidden and says nothing.
 */
function tells(counts: readonly number[], threshold: number): boolean {
  const sum = counts.reduce((total, count) => total + count, 0);
  if (sum < threshold) return false;
  const [least, most, others] = [
    counts.every((count) => count > 0) ? 1 : 0,
    threshold - 1,
    counts.length - 1,
  ];
  return sum - others * least < most || sum - others * most > least;
}

function foldedRow(table: Table, rows: readonly Row[], folding: Folding): Row {
  const sums = new Map(
    table.columns.map((column, at) => [
      column.key,
      numbersAt(rows, at).reduce((total, count) => total + count, 0),
    ]),
  );
  const cells = table.columns.map((column, at): TableCell => {
    if (at === 0) return folding.label(rows.length);
    if (column.kind === "count") return sums.get(column.key) ?? null;
    return column.kind === "share" ? shareOf(column.key, sums, folding) : column.kind === "text" ? "" : null;
  });
  return { key: otherRow, cells };
}

function shareOf(column: string, sums: ReadonlyMap<string, number>, { shares = [] }: Folding): number | null {
  const of = shares.find((each) => each.share === column);
  if (of === undefined) return null;
  const [part, whole] = [sums.get(of.part) ?? 0, sums.get(of.whole) ?? 0];
  return whole === 0 ? null : part / whole;
}
