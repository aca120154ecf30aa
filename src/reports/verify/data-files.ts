import { parquetReadObjects } from "hyparquet";
import { csvTextCell, parseCsv } from "../../base/csv.ts";
import { isSuppressed } from "../disclosure/shown-count.ts";
import type { Edition, TableCell } from "../edition.ts";
import { suppressedWord } from "../publish/csv.ts";
import { type FlatTable, flatFigures, flatTable, hidesCells } from "../publish/flat-table.ts";
import { stored, suppressedKey } from "../publish/parquet.ts";
import { paths, tableCsvPath, tableParquetPath } from "../publish/paths.ts";
import { firstProblem } from "./check.ts";
import { textOf } from "./folder.ts";

type Files = ReadonlyMap<string, Buffer>;

/** The first cell of the figures' data files that is not what the edition says, in one line; null when all agree. */
export async function figuresProblem(edition: Edition, files: Files): Promise<string | null> {
  return await dataProblem(files, flatFigures(edition), paths.figuresCsv, paths.figuresParquet);
}

/** The first cell of any table's CSV or Parquet that is not what the edition says, in one line; null when all agree. */
export async function tablesProblem(edition: Edition, files: Files): Promise<string | null> {
  for (const table of edition.sections.flatMap((section) => section.tables)) {
    const problem = await dataProblem(
      files,
      flatTable(table),
      tableCsvPath(table.id),
      tableParquetPath(table.id),
    );
    if (problem !== null) return problem;
  }
  return null;
}

async function dataProblem(
  files: Files,
  table: FlatTable,
  csv: string,
  parquet: string,
): Promise<string | null> {
  const absent = firstProblem([csv, parquet], (path) => (files.has(path) ? null : `${path}: it is missing`));
  if (absent !== null) return absent;
  return csvProblem(files, table, csv) ?? (await parquetProblem(files, table, parquet));
}

function csvProblem(files: Files, table: FlatTable, path: string): string | null {
  const expected = [table.fields.map((field) => field.key), ...table.rows.map((row) => row.map(csvCellText))];
  let rows: string[][];
  try {
    rows = parseCsv(textOf(path, files.get(path) ?? Buffer.alloc(0)));
  } catch (error) {
    return `${path}: ${(error as Error).message}`;
  }
  return gridProblem(path, table, rows, expected);
}

/** A cell as a reader of the CSV gets it: text may carry the apostrophe that keeps it from being a formula. */
function csvCellText(cell: TableCell): string {
  if (cell === null) return "";
  if (isSuppressed(cell)) return suppressedWord;
  return typeof cell === "number" ? String(cell) : (parseCsv(`${csvTextCell(cell)}\n`)[0]?.[0] ?? "");
}

async function parquetProblem(files: Files, table: FlatTable, path: string): Promise<string | null> {
  const keys = table.fields.flatMap((field, at) =>
    hidesCells(table, at) ? [field.key, suppressedKey(field.key)] : [field.key],
  );
  const expected = table.rows.map((row) => row.flatMap((cell, at) => parquetCells(table, cell, at)));
  let records: Record<string, unknown>[];
  try {
    const bytes = files.get(path) ?? Buffer.alloc(0);
    records = await parquetReadObjects({
      file: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer,
    });
  } catch (error) {
    return `${path}: it cannot be read as Parquet: ${(error as Error).message}`;
  }
  const held = Object.keys(records[0] ?? Object.fromEntries(keys.map((key) => [key, null])));
  return gridProblem(
    path,
    table,
    [held, ...records.map((record) => Object.values(record))],
    [keys, ...expected],
  );
}

function parquetCells(table: FlatTable, cell: TableCell, at: number): unknown[] {
  const value = stored(cell, table.fields[at]?.kind ?? "text");
  return hidesCells(table, at) ? [value, isSuppressed(cell)] : [value];
}

/** The first difference of two grids whose first rows are their headers, said with the row's key and the column. */
function gridProblem(
  path: string,
  table: FlatTable,
  held: unknown[][],
  expected: unknown[][],
): string | null {
  if (held.length !== expected.length)
    return `${path}: it has ${held.length - 1} rows where ${paths.edition} has ${expected.length - 1}`;
  for (const [at, row] of expected.entries()) {
    const cell = row.findIndex((value, column) => (held[at]?.[column] ?? null) !== (value ?? null));
    const where = at === 0 ? "header" : `row ${String(table.rows[at - 1]?.[0])}`;
    if (cell >= 0)
      return `${path}: ${where}, ${String(expected[0]?.[cell])}: ${said(held[at]?.[cell])} where ${paths.edition} has ${said(row[cell])}`;
    if (held[at]?.length !== row.length)
      return `${path}: ${where}: ${held[at]?.length} cells instead of ${row.length}`;
  }
  return null;
}

function said(value: unknown): string {
  return typeof value === "string" ? JSON.stringify(value) : String(value);
}
