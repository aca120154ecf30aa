import type { Hash } from "node:crypto";
import { sha256Stream } from "../../base/hash.ts";
import { recordId } from "../../records/detainers/detainer-columns.ts";
import type { Gazetteer } from "../../records/facilities/source-place.ts";
import type { Vocabulary } from "../../records/terms/vocabulary.ts";
import { bestHeader, type HeaderMatch, headerName } from "../layouts/header.ts";
import type { Layout } from "../layouts/layout.ts";
import type { Cell, SheetInfo, SheetSink } from "../table.ts";
import { bookingEncoder } from "./booking-encoder.ts";
import { CopyLines } from "./copy-lines.ts";
import { detainerEncoder } from "./detainer-encoder.ts";
import type { QuarantinedRow, SheetEnd, SheetPassedOver } from "./intake-protocol.ts";
import type { Refusal, RowEncoder } from "./row-outcome.ts";

/** A header stands within the first rows of a sheet; releases have up to six lines before it. */
const headerWithin = 40;
const bytesPerPiece = (1 << 20) - 4096;
const charactersPerDigest = 1 << 16;

/** What a sheet's intake hands on, and where it finds the open quarantine. */
export interface IntakeOutlet {
  readonly release_id: number;
  readonly person_key: string;
  readonly vocabulary: Vocabulary;
  readonly gazetteer: Gazetteer;
  readonly layouts: readonly Layout[];
  /** The number of a recorded sheet with rows in quarantine, by `sha256|name`. */
  quarantinedSheet(sha256: string, name: string): number | undefined;
  isOpen(id: number): boolean;
  nextSheetId(): number;
  /** Takes the next lines of COPY text of a sheet, in a block of their own. */
  piece(sheetId: number, record: Layout["record"], bytes: Uint8Array, rows: number): void;
  sheetEnd(sheet: SheetEnd): void;
  passedOver(sheet: SheetPassedOver): void;
  /** Called with the best match when a header was found that lacks a required field; throws. */
  refuseHeader(match: HeaderMatch, sheet: string, row: number): never;
}

/** Takes one sheet's rows: finds its header among the first rows, then encodes each row or puts it aside. */
export class SheetIntake implements SheetSink {
  readonly #info: SheetInfo;
  readonly #outlet: IntakeOutlet;
  readonly #content: Hash = sha256Stream();
  #match: HeaderMatch | null = null;
  #partial: { match: HeaderMatch; row: number } | null = null;
  #encoder: RowEncoder | null = null;
  #sheetId = 0;
  #header: readonly string[] = [];
  #kept: readonly number[] = [];
  #lineageAt = -1;
  #headerRow = 0;
  #rowsSeen = 0;
  #read = 0;
  #encoded = 0;
  #known = 0;
  #digest = "";
  readonly #lines = new CopyLines();
  readonly #mended = new Map<number, Uint8Array>();
  readonly #quarantined: QuarantinedRow[] = [];

  constructor(info: SheetInfo, outlet: IntakeOutlet) {
    this.#info = info;
    this.#outlet = outlet;
  }

  row(row: number, cells: readonly Cell[]): readonly number[] | undefined {
    this.#rowsSeen++;
    if (this.#encoder !== null) {
      this.#data(row, cells);
      return undefined;
    }
    if (this.#rowsSeen > headerWithin) return this.#partial ? undefined : [];
    return this.#seekHeader(row, cells);
  }

  end(): void {
    if (this.#match === null) {
      if (this.#partial) this.#outlet.refuseHeader(this.#partial.match, this.#info.name, this.#partial.row);
      this.#outlet.passedOver({ name: this.#info.name, rows: this.#rowsSeen });
      return;
    }
    this.#flush();
    this.#flushMended();
    this.#content.update(this.#digest);
    this.#outlet.sheetEnd(this.#summary(this.#match));
  }

  #seekHeader(row: number, cells: readonly Cell[]): readonly number[] | undefined {
    const match = bestHeader(cells, this.#outlet.layouts);
    if (match === null) return undefined;
    if (match.missing_required.length > 0) {
      if (this.#partial === null || match.known > this.#partial.match.known) this.#partial = { match, row };
      return undefined;
    }
    return this.#begin(match, row, cells);
  }

  #begin(match: HeaderMatch, row: number, cells: readonly Cell[]): readonly number[] {
    const columns = [...match.columns, ...match.flags.map((flag) => [flag.name, flag.column] as const)];
    const at = new Map(columns.map(([field], i) => [field, i]));
    this.#kept = columns.map(([, column]) => column);
    if (match.lineage) {
      this.#lineageAt = this.#kept.length;
      this.#kept = [...this.#kept, match.lineage.sha256, match.lineage.sheet, match.lineage.row];
    }
    const make = match.layout.record === "detainer" ? detainerEncoder : bookingEncoder;
    this.#encoder = make(match, at, { ...this.#outlet, date_system: this.#info.date_system });
    this.#sheetId = this.#outlet.nextSheetId();
    this.#header = cells.map((cell) => (cell ?? "").trim());
    this.#headerRow = row;
    this.#match = match;
    this.#content.update(`${match.layout.id}\u001e${columns.map(([field]) => field).join("\u001f")}\u001e`);
    return this.#kept;
  }

  #data(row: number, cells: readonly Cell[]): void {
    this.#read++;
    this.#takeIntoDigest(cells);
    const outcome = this.#encode(row, cells);
    if (outcome === "known") this.#known++;
    else if (outcome !== null) this.#putAside(outcome, row, cells);
    else {
      this.#encoded++;
      if (this.#lines.length >= bytesPerPiece) this.#flush();
    }
  }

  #takeIntoDigest(cells: readonly Cell[]): void {
    this.#digest += `${cells.join("\u001f")}\u001e`;
    if (this.#digest.length < charactersPerDigest) return;
    this.#content.update(this.#digest);
    this.#digest = "";
  }

  /** No encoder takes a header for a record, so only rows that were refused are compared with it. */
  #putAside(refusal: Refusal, row: number, cells: readonly Cell[]): void {
    const why = this.#repeatsHeader(cells)
      ? ({ field: "prepared_on", reason: "repeated_header", found: "" } as const)
      : refusal;
    const lineage = this.#lineageAt < 0 ? null : this.#lineage(cells);
    this.#quarantined.push({ ...why, row_no: row, cells: [...cells].slice(0, this.#width()), lineage });
  }

  #lineage(cells: readonly Cell[]): [sha256: string, sheet: string, row: string] {
    const [sha256 = "", sheet = "", row = ""] = [0, 1, 2].map((i) =>
      (cells[this.#lineageAt + i] ?? "").trim(),
    );
    return [sha256, sheet, row];
  }

  /** Writes the line of a row and answers null, or says why not; "known" is a mended row that the record holds already. */
  #encode(row: number, cells: readonly Cell[]): Refusal | "known" | null {
    const encoder = this.#encoder as RowEncoder;
    if (this.#lineageAt < 0) return encoder.encode(recordId(this.#sheetId, row), cells, this.#lines);
    const [sha256, sheet, rowNo] = this.#lineage(cells);
    const original = this.#outlet.quarantinedSheet(sha256, sheet);
    if (original === undefined || !/^\d+$/.test(rowNo))
      return {
        field: "accord_row",
        reason: "unknown_lineage",
        found: `${sha256.slice(0, 12)} ${sheet} ${rowNo}`,
      };
    const id = recordId(original, Number(rowNo));
    if (!this.#outlet.isOpen(id) || this.#mended.has(id)) return "known";
    const refusal = encoder.encode(id, cells, this.#lines);
    if (refusal === null) this.#mended.set(id, this.#lines.take());
    return refusal;
  }

  #repeatsHeader(cells: readonly Cell[]): boolean {
    return (
      this.#kept.length > 1 &&
      this.#kept.every(
        (column, i) => headerName(cells[i] ?? null) === headerName(this.#header[column] ?? null),
      )
    );
  }

  #width(): number {
    return this.#lineageAt < 0 ? this.#kept.length : this.#lineageAt;
  }

  #flush(): void {
    const rows = this.#lines.lines;
    if (rows > 0) this.#outlet.piece(this.#sheetId, this.#record(), this.#lines.take(), rows);
  }

  /** Mended rows are handed on in order of their ids, as every release is, so that its digest can be taken again. */
  #flushMended(): void {
    if (this.#mended.size === 0) return;
    const lines = [...this.#mended].sort(([one], [other]) => one - other).map(([, line]) => line);
    this.#outlet.piece(this.#sheetId, this.#record(), new Uint8Array(Buffer.concat(lines)), lines.length);
  }

  #record(): Layout["record"] {
    return (this.#match as HeaderMatch).layout.record;
  }

  #summary(match: HeaderMatch): SheetEnd {
    return {
      sheet_id: this.#sheetId,
      name: this.#info.name,
      index: this.#info.index,
      header_row: this.#headerRow,
      header: this.#header,
      kept_headers: this.#kept.slice(0, this.#width()).map((column) => this.#header[column] ?? ""),
      layout: match.layout.id,
      content_sha256: this.#content.digest("hex"),
      rows_read: this.#read,
      rows_encoded: this.#encoded,
      rows_known: this.#known,
      quarantined: this.#quarantined,
      drift: match.drift,
      is_mended: this.#lineageAt >= 0,
      rollup: this.#encoder?.rollup?.groups() ?? null,
    };
  }
}
