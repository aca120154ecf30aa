import type { SourcePlace } from "../../records/facilities/source-place.ts";
import type { Term } from "../../records/terms/vocabulary.ts";
import type { HeaderDrift } from "../layouts/header.ts";
import type { TableFormat } from "../table.ts";
import type { Refusal } from "./row-outcome.ts";

/** What the reading thread is given: the file, and where the store's numbering stands. */
export interface IntakeTask {
  readonly path: string;
  readonly file_sha256: string;
  readonly release_id: number;
  readonly first_sheet_id: number;
  readonly person_key: string;
  readonly terms: readonly Term[];
  readonly places: readonly SourcePlace[];
  /** `sha256|sheet name` of every recorded sheet with a row in quarantine, and the ids of those rows that are still open. */
  readonly quarantined_sheets: readonly (readonly [string, number])[];
  readonly quarantined_ids: readonly number[];
  /** Pieces that may be under way at once; the reader waits beyond that. */
  readonly in_flight: SharedArrayBuffer;
  readonly most_in_flight: number;
}

/** A row put aside, with the cells that were read of it. */
export interface QuarantinedRow extends Refusal {
  readonly row_no: number;
  readonly cells: readonly (string | null)[];
  /** For a row of a mended file: the source file's SHA-256, sheet and row that it names; null for a row of the file itself. */
  readonly lineage: readonly string[] | null;
}

/** What is known of a sheet when its last row was read. */
export interface SheetEnd {
  readonly sheet_id: number;
  readonly name: string;
  readonly index: number;
  readonly header_row: number;
  readonly header: readonly string[];
  readonly kept_headers: readonly string[];
  readonly layout: string;
  readonly content_sha256: string;
  readonly rows_read: number;
  readonly rows_encoded: number;
  /** Rows of a mended quarantine file that the record holds already. */
  readonly rows_known: number;
  readonly quarantined: readonly QuarantinedRow[];
  readonly drift: readonly HeaderDrift[];
  readonly is_mended: boolean;
  /** The sheet's rows counted, flat as `Rollup.groups` gives them; null where the record has no rollup. */
  readonly rollup: Float64Array | null;
}

/** A sheet without a header that any layout knows. */
export interface SheetPassedOver {
  readonly name: string;
  readonly rows: number;
}

/** What the reading thread says, in order. */
export type IntakeMessage =
  | {
      readonly kind: "piece";
      readonly sheet_id: number;
      readonly record: "detainer" | "booking_charge";
      readonly bytes: Uint8Array;
      readonly rows: number;
    }
  | { readonly kind: "sheet"; readonly sheet: SheetEnd }
  | { readonly kind: "passed_over"; readonly sheet: SheetPassedOver }
  | {
      readonly kind: "done";
      readonly format: TableFormat;
      readonly terms: readonly Term[];
      readonly places: readonly SourcePlace[];
    }
  | {
      readonly kind: "failed";
      readonly name: string;
      readonly code: string;
      readonly message: string;
      readonly details: Record<string, unknown>;
      readonly stack: string;
    };
