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

/** Turns the cells of one row into one line of COPY text for its table, or says why it cannot. */
export interface RowEncoder {
  encode(id: number, cells: readonly (string | null)[]): string | Refusal;
}
