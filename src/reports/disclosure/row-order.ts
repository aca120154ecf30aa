import type { Table } from "../edition.ts";
import { isSuppressed } from "./shown-count.ts";

/** The key of the row into which small rows are folded; like the total row it keeps its place. */
export const otherRow = "all_other";

type Row = Table["rows"][number];

/**
 * The public table in an order that tells nothing of its hidden numbers: where the rows of the full table run up or down
 * by a column, those whose number there is hidden go behind the others, by label. Rows in the order of their labels or
 * keys stay as they are.
 */
export function hideRowOrder(full: Table, shown: Table): Table {
  const isFixed = (row: Row) => row.key === full.total_row || row.key === otherRow;
  const movable = full.rows.filter((row) => !isFixed(row));
  if (inOrder(movable.map(labelOf)) || inOrder(movable.map((row) => row.key))) return shown;
  const telling = full.columns.flatMap((_, at) => (runs(movable, at) ? [at] : []));
  const isLate = (row: Row) => telling.some((at) => isSuppressed(row.cells[at] ?? null));
  const [late, early] = [
    shown.rows.filter((row) => !isFixed(row) && isLate(row)),
    shown.rows.filter((row) => !isFixed(row) && !isLate(row)),
  ];
  const order = [...early, ...late.sort((one, other) => (labelOf(one) < labelOf(other) ? -1 : 1))];
  return { ...shown, rows: shown.rows.map((row) => (isFixed(row) ? row : (order.shift() as Row))) };
}

/** Whether the numbers of a column never go up, or never go down, from row to row. */
function runs(rows: readonly Row[], at: number): boolean {
  const numbers = rows.map((row) => row.cells[at]).filter((cell) => typeof cell === "number");
  const pairs = numbers.slice(1).map((number, before) => number - (numbers[before] as number));
  return (
    pairs.some((step) => step !== 0) && (pairs.every((step) => step <= 0) || pairs.every((step) => step >= 0))
  );
}

function labelOf(row: Row): string {
  return String(row.cells[0] ?? row.key);
}

function inOrder(texts: readonly string[]): boolean {
  return texts.every((text, at) => at === 0 || (texts[at - 1] as string) <= text);
}
