import type { Edition, Table } from "../edition.ts";
import type { CellRef, Relation, ShareOf } from "./policy.ts";

/** The name of one cell of a table, as used in relations, traces and anchors. */
export function cellRef(table: Pick<Table, "id">, row_key: string, column_key: string): CellRef {
  return `${table.id}.${row_key}.${column_key}`;
}

/** One relation a row: a column is the sum of other columns (or, with `partial`, holds them among others). */
export function columnSums(
  table: Table,
  total: string,
  parts: readonly string[],
  partial = false,
): Relation[] {
  return table.rows.map(({ key }) => ({
    total: cellRef(table, key, total),
    parts: parts.map((part) => cellRef(table, key, part)),
    partial,
  }));
}

/** One relation a row key that both tables have: a column of one prints the same counts as a column of the other. */
export function sameColumn(
  table: Table,
  column: string,
  other: Table,
  other_column: string = column,
): Relation[] {
  const known = new Set(other.rows.map((row) => row.key));
  return table.rows
    .filter(({ key }) => known.has(key))
    .map(({ key }) => ({ total: cellRef(table, key, column), parts: [cellRef(other, key, other_column)] }));
}

/** One relation: two printed numbers, figures or cells, are the same count. */
export function sameCount(one: CellRef, other: CellRef): Relation {
  return { total: one, parts: [other] };
}

/**
 * One relation a group: a row of the upper table is the sum of those rows of the lower table that belong to it
 * (counties to a state). `groupOf` gives the upper row's key for a lower row's key, null for none.
 */
export function groupSums(
  upper: { readonly table: Table; readonly column: string },
  lower: { readonly table: Table; readonly column: string },
  groupOf: (row_key: string) => string | null,
): Relation[] {
  const groups = new Map<string, CellRef[]>(upper.table.rows.map((row) => [row.key, []]));
  for (const { key } of lower.table.rows) {
    if (key === lower.table.total_row) continue;
    const group = groupOf(key);
    if (group !== null) groups.get(group)?.push(cellRef(lower.table, key, lower.column));
  }
  return [...groups].flatMap(([key, parts]) =>
    parts.length === 0 ? [] : [{ total: cellRef(upper.table, key, upper.column), parts }],
  );
}

/** One share a row: a share column as the quotient of two columns; `whole_row` takes every whole from one row instead. */
export function columnShares(
  table: Table,
  share: string,
  part: string,
  whole: string,
  whole_row?: string,
): ShareOf[] {
  return table.rows.map(({ key }) => ({
    share: cellRef(table, key, share),
    part: cellRef(table, key, part),
    whole: cellRef(table, whole_row ?? key, whole),
  }));
}

/** The sums that the tables of an edition state themselves: each count column's total row is the sum of its other rows. */
export function totalRowSums(edition: Edition): Relation[] {
  return edition.sections.flatMap((section) => section.tables.flatMap(tableSums));
}

function tableSums(table: Table): Relation[] {
  const { total_row } = table;
  if (total_row === null) return [];
  const others = table.rows.filter((row) => row.key !== total_row);
  return table.columns
    .filter((column) => column.kind === "count")
    .map(({ key }) => ({
      total: cellRef(table, total_row, key),
      parts: others.map((row) => cellRef(table, row.key, key)),
    }));
}
