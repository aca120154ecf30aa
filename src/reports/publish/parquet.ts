import { type BasicType, parquetWriteBuffer } from "hyparquet-writer";
import { isSuppressed } from "../disclosure/shown-count.ts";
import type { TableCell } from "../edition.ts";
import { type Field, type FlatTable, hidesCells } from "./flat-table.ts";

/** How each kind of field is stored: counts as 64-bit integers, shares as doubles, dates and text as strings. */
const types: Record<Field["kind"], BasicType> = {
  text: "STRING",
  date: "STRING",
  count: "INT64",
  share: "DOUBLE",
  number: "DOUBLE",
};

/** A flat table as Parquet; a field with hidden cells has a boolean column `<key>_suppressed` after it. Equal input, equal bytes. */
export function parquetOf(table: FlatTable): Buffer {
  const columnData = table.fields.flatMap((field, at) => {
    const cells = table.rows.map((row) => row[at] ?? null);
    const values = {
      name: field.key,
      type: types[field.kind],
      data: cells.map((cell) => stored(cell, field.kind)),
    };
    if (!hidesCells(table, at)) return [values];
    return [
      values,
      { name: suppressedKey(field.key), type: "BOOLEAN" as const, data: cells.map(isSuppressed) },
    ];
  });
  return Buffer.from(parquetWriteBuffer({ columnData, createdBy: "accord" }));
}

/** The name of the column that says which cells of a field are hidden. */
export function suppressedKey(key: string): string {
  return `${key}_suppressed`;
}

/** A cell as Parquet holds it: null where it is hidden or not recorded. */
export function stored(cell: TableCell, kind: Field["kind"]): string | number | bigint | null {
  if (cell === null || isSuppressed(cell)) return null;
  return kind === "count" && typeof cell === "number" ? BigInt(cell) : cell;
}
