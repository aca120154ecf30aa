import type { ReadLimits, SheetSink } from "../table.ts";
import { CellMarkup } from "./cell-markup.ts";
import { CellReader, type CellSources } from "./cell-reader.ts";
import type { MarkupReader } from "./markup-scan.ts";
import { Projection } from "./projection.ts";
import { counted } from "./refusal.ts";
import {
  type AttributePlaces,
  behindAside,
  behindTag,
  closesItself,
  isAside,
  MarkupFault,
  nameAt,
  nextAttribute,
  prefixOf,
  unfinished,
} from "./xml-bytes.ts";

const [LT, SLASH] = [0x3c, 0x2f];
const maxRows = 1_048_576;

/**
 * Reads the rows of one worksheet part and hands them to a sink, in the order of the file. Rows and cells that do not
 * say where they stand follow the one before. Throws `SourceRejected` past a limit, `MarkupFault` for broken markup.
 */
export class SheetScanner implements MarkupReader {
  readonly #where: string;
  readonly #sink: SheetSink;
  readonly #limits: ReadLimits;
  readonly #reader: CellReader;
  readonly #cells: Projection;
  /** One bit for each row that was handed on. */
  readonly #seen = new Uint8Array(maxRows / 8 + 1);
  #prefix: string | null = null;
  #cell = new CellMarkup("");
  #isComplete = false;
  #isInData = false;
  #isInRow = false;
  #row = 0;
  /** Whether the row does not say its number, so that its first cell may. */
  #isCounted = false;
  #column = 0;
  #width = 0;
  #hasValue = false;

  constructor(where: string, sink: SheetSink, sources: CellSources, limits: ReadLimits) {
    this.#where = where;
    this.#sink = sink;
    this.#limits = limits;
    this.#reader = new CellReader(sources);
    this.#cells = new Projection(limits.max_columns);
  }

  place(): string {
    return this.#row === 0 ? this.#where : `${this.#where}, row ${counted(this.#row)}`;
  }

  isComplete(): boolean {
    return this.#isComplete;
  }

  scan(bytes: Buffer): number {
    let i = 0;
    for (;;) {
      while (i < bytes.length && bytes[i] !== LT) i++;
      if (i === bytes.length) return i;
      const isCell = this.#isInRow && this.#cell.opensAt(bytes, i);
      const behind = isCell ? this.#takeCell(bytes, i) : this.#takeTag(bytes, i);
      if (behind === unfinished) return i;
      i = behind;
    }
  }

  #takeTag(bytes: Buffer, at: number): number {
    if (at + 1 >= bytes.length) return unfinished;
    if (isAside(bytes, at)) return behindAside(bytes, at);
    const isEnd = bytes[at + 1] === SLASH;
    const name = nameAt(bytes, at + (isEnd ? 2 : 1));
    const behind = behindTag(bytes, at);
    if (name === null || behind === unfinished) return unfinished;
    if (this.#prefix === null) this.#begin(prefixOf(name, "worksheet"));
    if (!name.startsWith(this.#prefix as string)) return behind;
    const local = name.slice((this.#prefix as string).length);
    if (!isEnd) this.#open(local, bytes, at + 1 + name.length);
    if (isEnd || closesItself(bytes, behind)) this.#close(local);
    return behind;
  }

  #begin(prefix: string): void {
    this.#prefix = prefix;
    this.#cell = new CellMarkup(prefix);
  }

  #open(local: string, bytes: Buffer, at: number): void {
    if (local === "sheetData") this.#isInData = true;
    if (!this.#isInData) return;
    if (local === "row") this.#openRow(bytes, at);
    if (local === "c") throw new MarkupFault("a cell stands outside a row");
  }

  #close(local: string): void {
    if (local === "row" && this.#isInRow) this.#closeRow();
    if (local === "sheetData") this.#closeData();
    if (local === "worksheet") this.#isComplete = true;
  }

  #closeData(): void {
    if (this.#isInRow) throw new MarkupFault("the row is not closed");
    this.#isInData = false;
  }

  #openRow(bytes: Buffer, at: number): void {
    if (this.#isInRow) throw new MarkupFault("the row is not closed");
    const number = attributeNumber(bytes, at, "r");
    this.#isCounted = number === null;
    this.#row = number ?? this.#row + 1;
    if (this.#row < 1 || this.#row > maxRows)
      throw new MarkupFault(`no sheet has a row of the number ${this.#row}`);
    this.#isInRow = true;
    this.#column = 0;
    this.#width = 0;
    this.#hasValue = false;
    this.#cells.clear();
  }

  #closeRow(): void {
    this.#isInRow = false;
    if (!this.#hasValue) return;
    const [byte, bit] = [this.#row >> 3, 1 << (this.#row & 7)];
    if (((this.#seen[byte] as number) & bit) !== 0) throw new MarkupFault("the sheet has this row twice");
    this.#seen[byte] = (this.#seen[byte] as number) | bit;
    this.#cells.ask(this.#sink.row(this.#row, this.#cells.row(this.#width), this.#width));
  }

  /** Reads one cell; this is where nearly all the time goes, so cells nobody asked for are only passed over. */
  #takeCell(bytes: Buffer, at: number): number {
    const cell = this.#cell;
    const inside = cell.readTag(bytes, at);
    if (inside === unfinished) return unfinished;
    const column = cell.column < 0 ? this.#column : cell.column;
    if (closesItself(bytes, inside)) {
      this.#column = column + 1;
      return inside;
    }
    const isAsked = (this.#cells.places[column] ?? -1) >= 0;
    const behind = cell.readContent(bytes, inside, isAsked || !this.#hasValue);
    if (behind === unfinished) return unfinished;
    this.#column = column + 1;
    if (cell.hasContent) this.#takeContent(bytes, column, isAsked);
    return behind;
  }

  #takeContent(bytes: Buffer, column: number, isAsked: boolean): void {
    if (column >= this.#limits.max_columns) throw this.#tooWide();
    if (this.#cell.stop - this.#cell.start > this.#limits.max_cell_bytes) throw this.#tooLong(column);
    if (this.#isCounted) this.#settleRow();
    if (column >= this.#width) this.#width = column + 1;
    if (!isAsked && this.#hasValue) return;
    const value = this.#reader.value(bytes, this.#cell);
    if (value === null) return;
    this.#hasValue = true;
    if (isAsked && !this.#cells.put(column, value))
      throw new MarkupFault(`column ${column + 1} stands there twice`);
  }

  #settleRow(): void {
    this.#isCounted = false;
    if (this.#cell.row > 0) this.#row = this.#cell.row;
  }

  #tooWide(): MarkupFault {
    return new MarkupFault(`the row has more than ${counted(this.#limits.max_columns)} columns`);
  }

  #tooLong(column: number): MarkupFault {
    return new MarkupFault(
      `column ${column + 1} holds more than ${counted(this.#limits.max_cell_bytes)} bytes`,
    );
  }
}

const places: AttributePlaces = { nameStart: 0, nameStop: 0, valueStart: 0, valueStop: 0 };

/** The whole number in an attribute of the tag whose name ends at `at`; null where it has no such attribute. */
function attributeNumber(bytes: Buffer, at: number, name: string): number | null {
  for (let i = at; ; ) {
    i = nextAttribute(bytes, i, places);
    if (i === unfinished || places.nameStart < 0) return null;
    if (bytes.toString("latin1", places.nameStart, places.nameStop) !== name) continue;
    const number = Number(bytes.toString("latin1", places.valueStart, places.valueStop));
    return Number.isSafeInteger(number) ? number : 0;
  }
}
