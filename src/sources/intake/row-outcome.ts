import type { CopyLines } from "./copy-lines.ts";
import type { Rollup } from "./rollup.ts";

/** Why a row was put aside. */
export type QuarantineReason =
  | "missing"
  | "redacted"
  | "not_a_date"
  | "date_out_of_range"
  | "repeated_header"
  | "not_a_number"
  | "unknown_lineage";

/** A row that could not be recorded: which field stopped it, why, and what stood there. */
export interface Refusal {
  readonly field: string;
  readonly reason: QuarantineReason;
  readonly found: string;
}

/** Turns the cells of one row into one line of COPY text for its table. */
export interface RowEncoder {
  /** Writes the row's line, or writes nothing and says why it cannot. */
  encode(id: number, cells: readonly (string | null)[], lines: CopyLines): Refusal | null;
  /** What was written so far, counted for the rollup; null where the record has none. */
  readonly rollup: Rollup | null;
}
