import type { Answers } from "../answers.ts";

/** What children/duckdb.ts answers. */
export interface DuckDbRun {
  readonly ms: number;
  readonly answers: Answers;
}

/** What children/import.ts answers. */
export interface ImportRun {
  readonly ms: number;
  /** Peak resident set before and after the import, in MiB. */
  readonly peak_open_mb: number;
  readonly peak_import_mb: number;
  readonly answers: Answers;
}

/** What children/read.ts answers. */
export interface ReadRun {
  readonly ms: number;
  readonly rows: number;
  /** Cells with a value in the columns that were asked for. */
  readonly filled: number;
  readonly headers: readonly string[];
}

/** What children/scan.ts answers. */
export interface ScanRun {
  readonly ms: number;
  readonly cells: number;
}

/** What children/report.ts answers. */
export interface ReportRun {
  readonly open_ms: number;
  readonly cold_ms: number;
  readonly warm_ms: readonly number[];
  /** Of each warm run, what went by until the store answered. */
  readonly store_ms: readonly number[];
  /** Requests that the week's edition counts, likely duplicates left out. */
  readonly requests: number;
}
