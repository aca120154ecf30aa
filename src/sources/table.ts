/**
 * What every reader of a tabular file hands on: sheets of rows of cells, as text, in file order, in constant memory.
 * A reader knows nothing of detainers; it knows rows, cells and what it refuses.
 */

/** A cell as the file has it: text with the file's own spelling, or null where the file has nothing. */
export type Cell = string | null;

/** What a reader knows of a sheet before its first row. Delimited text and Parquet are one sheet named "". */
export interface SheetInfo {
  readonly name: string;
  /** 0 for the first sheet in the file's own order. */
  readonly index: number;
  /** The day that serial number 0 counts from in this workbook; null where the format has real dates. */
  readonly date_system: 1900 | 1904 | null;
}

/** Receives the rows of one sheet. */
export interface SheetSink {
  /**
   * Takes one row. `row` is 1 for the first record of the file (delimited, header included), the row number that a
   * spreadsheet shows (xlsx), or 1 for the first data row (Parquet, whose header comes first as row 0).
   * `cells` is reused by the reader: read it now, do not keep it. Rows with no value at all are not handed on.
   * `width` is how many columns the row has in the file (up to its last value in xlsx), whatever was asked for: a row
   * that is wider or narrower than its header may be shifted.
   * Returns the column numbers to hand on from the next row (in that order), or nothing to leave things as they are;
   * a reader spends no time on the text of columns that were not asked for.
   */
  row(row: number, cells: readonly Cell[], width?: number): readonly number[] | undefined;
  /** Called once after the sheet's last row. */
  end(): void;
}

/** Receives the sheets of a file; returns null to pass over a sheet. */
export interface TableVisitor {
  sheet(info: SheetInfo): SheetSink | null;
}

/** How a file turned out to be written. */
export interface TableFormat {
  readonly format: "delimited" | "xlsx" | "parquet";
  /** For delimited text: its separator, line end and encoding as found. */
  readonly delimiter?: "," | "\t" | "|";
  readonly line_end?: "lf" | "crlf" | "cr";
  readonly encoding?: "utf-8" | "windows-1252";
  readonly bom?: boolean;
}

/** The bounds beyond which a file is refused, before anything is recorded. */
export interface ReadLimits {
  /** Columns in one row; 16,384 and more are refused. */
  readonly max_columns: number;
  /** Bytes in one cell. */
  readonly max_cell_bytes: number;
  /** Inflated size of one archive, in bytes. */
  readonly max_inflated_bytes: number;
  /** Inflated over packed size of one archive member. */
  readonly max_ratio: number;
}

/** The house limits: 16,383 columns, 1 MiB a cell, 2 GiB inflated, ratio 100. */
export const readLimits: ReadLimits = {
  max_columns: 16_383,
  max_cell_bytes: 1 << 20,
  max_inflated_bytes: 2 * 1024 ** 3,
  max_ratio: 100,
};
