import type { Cell } from "../table.ts";
import type { CellMarkup } from "./cell-markup.ts";
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

  constructor(sources: CellSources) {
    this.#sources = sources;
  }

  /** The text of a cell; null where it is empty or an error value. */
  value(bytes: Buffer, cell: CellMarkup): Cell {
    if (cell.type === "shared") return this.#shared(bytes, cell);
    if (cell.type === "number") return this.#number(bytes, cell);
    if (cell.type === "inline") return cell.text || null;
    if (cell.type === "error") return null;
    const raw = rawText(bytes, cell);
    if (cell.type === "boolean") return booleanText(raw);
    return cell.type === "date" ? isoDateText(raw) : withoutEscapes(raw) || null;
  }

  #shared(bytes: Buffer, cell: CellMarkup): Cell {
    const index = cell.whole < 0 ? Number(rawText(bytes, cell).trim() || Number.NaN) : cell.whole;
    const text = this.#sources.strings.text(index);
    if (text === undefined) throw new MarkupFault("a cell names a shared string that is not there");
    return text || null;
  }

  #number(bytes: Buffer, cell: CellMarkup): Cell {
    const kind = this.#sources.styles[cell.style] ?? "number";
    if (cell.whole < 0) return this.#broken(rawText(bytes, cell), kind);
    if (kind === "number") return String(cell.whole);
    return this.#sources.dates.text(cell.whole, kind) ?? String(cell.whole);
  }

  /** A number that is not written in digits alone. */
  #broken(raw: string, kind: NumberKind): Cell {
    return kind === "number" ? numberText(raw) : momentText(raw, kind, this.#sources.dates);
  }
}

function rawText(bytes: Buffer, cell: CellMarkup): string {
  return cell.text ?? decoded(bytes.toString("utf8", cell.start, cell.stop));
}
