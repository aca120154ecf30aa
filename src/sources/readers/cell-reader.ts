import type { Cell } from "../table.ts";
import { type CellMarkup, wholeNumber } from "./cell-markup.ts";
import { CellText } from "./cell-text.ts";
import { booleanText, isoDateText, momentText, numberText } from "./cell-value.ts";
import type { NumberKind } from "./number-format.ts";
import type { SerialDates } from "./serial-date.ts";
import type { StringStore } from "./string-store.ts";
import { decoded, MarkupFault } from "./xml-bytes.ts";
import { withoutEscapes } from "./xml-text.ts";

/** What the cells of a workbook refer to. */
export interface CellSources {
  readonly strings: StringStore;
  readonly styles: readonly NumberKind[];
  readonly dates: SerialDates;
}

/** Makes text of the cells of a sheet. */
export class CellReader {
  readonly #sources: CellSources;
  readonly #text = new CellText("utf-8");

  constructor(sources: CellSources) {
    this.#sources = sources;
  }

  /** Turns to the bytes that the next cells stand in. */
  turnTo(bytes: Buffer): void {
    this.#text.turnTo(bytes);
  }

  /** The text of a cell; null where it is empty or an error value. */
  value(bytes: Buffer, cell: CellMarkup): Cell {
    if (cell.type === "shared") return this.#shared(bytes, cell);
    if (cell.type === "number") return this.#number(bytes, cell);
    if (cell.type === "inline") return cell.text || null;
    if (cell.type === "error") return null;
    const raw = this.#raw(cell);
    if (cell.type === "boolean") return booleanText(raw);
    return cell.type === "date" ? isoDateText(raw) : withoutEscapes(raw) || null;
  }

  #shared(bytes: Buffer, cell: CellMarkup): Cell {
    const plain = cell.text === null ? wholeNumber(bytes, cell.start, cell.stop) : -1;
    const index = plain < 0 ? Number(this.#raw(cell).trim() || Number.NaN) : plain;
    const text = this.#sources.strings.text(index);
    if (text === undefined)
      throw new MarkupFault(`a cell names a shared string that is not there (${this.#raw(cell)})`);
    return text || null;
  }

  #number(bytes: Buffer, cell: CellMarkup): Cell {
    const kind = this.#sources.styles[cell.style] ?? "number";
    const whole = cell.text === null ? wholeNumber(bytes, cell.start, cell.stop) : -1;
    if (whole < 0) return kind === "number" ? numberText(this.#raw(cell)) : this.#moment(cell, kind);
    if (kind !== "number") return this.#sources.dates.text(whole, kind) ?? String(whole);
    const isPlain = bytes[cell.start] !== 0x30 || cell.stop - cell.start === 1;
    return isPlain ? this.#text.slice(cell.start, cell.stop) : String(whole);
  }

  #moment(cell: CellMarkup, kind: NumberKind): Cell {
    return momentText(this.#raw(cell), kind, this.#sources.dates);
  }

  #raw(cell: CellMarkup): string {
    return cell.text ?? decoded(this.#text.slice(cell.start, cell.stop));
  }
}
