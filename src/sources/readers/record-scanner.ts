import type { SourceRejected } from "../../base/errors.ts";
import type { Cell, ReadLimits, SheetSink } from "../table.ts";
import { CellText } from "./cell-text.ts";
import type { Dialect } from "./dialect.ts";
import { Projection } from "./projection.ts";
import { counted, refusal } from "./refusal.ts";

const [LF, CR, QUOTE] = [0x0a, 0x0d, 0x22];
/** Bytes in one record, so that a record of many long cells cannot fill the memory. */
const maxRecordBytes = 32 << 20;

/** What the scanner has to know of the text before it starts. */
export interface TextForm extends Dialect {
  readonly encoding: "utf-8" | "windows-1252";
}

/** Where in a cell the scanner stands: before it, in bare text, inside quotes, behind a quote that may have closed it. */
type State = "start" | "bare" | "quoted" | "closed";

/**
 * Cuts delimited text, which arrives in chunks, into records and hands them to a sink. Quotes are those of RFC 4180;
 * what stands between a closing quote and the delimiter is kept as text. LF and CRLF end a record, a bare CR only in
 * text whose lines end so. Throws `SourceRejected` past a limit and for a quote that is never closed.
 */
export class RecordScanner {
  readonly #name: string;
  readonly #sink: SheetSink;
  readonly #limits: ReadLimits;
  readonly #text: CellText;
  readonly #row: Projection;
  readonly #delimiter: number;
  /** 1 for each byte that ends a cell outside quotes. */
  readonly #stops = new Uint8Array(256);
  #bytes: Buffer = Buffer.alloc(0);
  #state: State = "start";
  #cellStart = 0;
  #column = 0;
  #hasValue = false;
  /** Whether a quoted cell holds more quotes than its two outer ones, or text behind the closing one. */
  #isKnotty = false;
  #skipsLf = false;
  #record = 1;
  #recordBytes = 0;

  constructor(name: string, sink: SheetSink, form: TextForm, limits: ReadLimits) {
    this.#name = name;
    this.#sink = sink;
    this.#limits = limits;
    this.#text = new CellText(form.encoding);
    this.#row = new Projection(limits.max_columns);
    this.#delimiter = form.delimiter.charCodeAt(0);
    for (const byte of [this.#delimiter, LF]) this.#stops[byte] = 1;
    if (form.line_end === "cr") this.#stops[CR] = 1;
  }

  /**
   * Takes the next chunk, whose first `carried` bytes are those that the last call left over. Answers from which byte
   * on the chunk is not used up; those bytes go before the next chunk.
   */
  scan(chunk: Buffer, carried: number): number {
    this.#turnTo(chunk);
    this.#recordBytes += chunk.length - carried;
    let i = this.#state === "start" ? this.#behindSplitCrlf() : carried;
    while (i < chunk.length) i = this.#walk(i);
    this.#checkLength(chunk.length - this.#cellStart);
    if (this.#recordBytes > maxRecordBytes) throw this.#refused("the row is larger than 32 MiB", "split it");
    return this.#cellStart;
  }

  /** Says that there is no more, given the bytes that are left over; the last record needs no line end. */
  end(rest: Buffer): void {
    if (this.#state === "quoted") {
      throw this.#refused(
        "a quote is opened in this row and never closed",
        "close it, or export the file again",
      );
    }
    this.#turnTo(rest);
    if (this.#column === 0 && rest.length === 0) return;
    this.#closeCell(rest.length - (rest.at(-1) === CR ? 1 : 0));
    this.#closeRecord();
  }

  #turnTo(bytes: Buffer): void {
    this.#bytes = bytes;
    this.#text.turnTo(bytes);
    this.#cellStart = 0;
  }

  /** The LF of a CRLF whose CR ended the chunk before is no record of its own. */
  #behindSplitCrlf(): number {
    if (this.#skipsLf && this.#bytes[0] === LF) this.#cellStart = 1;
    this.#skipsLf = false;
    return this.#cellStart;
  }

  #walk(from: number): number {
    if (this.#state === "start") return this.#walkBareCells(from);
    if (this.#state === "bare") return this.#walkBare(from);
    return this.#state === "quoted" ? this.#walkQuoted(from) : this.#walkClosed(from);
  }

  /**
   * Passes over the cells up to a quote or the chunk's end. This loop sees nearly every byte of a file, so it keeps
   * its state in variables and calls nothing for cells that nobody asked for.
   */
  #walkBareCells(from: number): number {
    const [bytes, stops, places, cells] = [this.#bytes, this.#stops, this.#row.places, this.#row.cells];
    const [end, delimiter, limits] = [bytes.length, this.#delimiter, this.#limits];
    let [start, i, column, hasValue] = [from, from, this.#column, this.#hasValue];
    for (; i < end && bytes[i] !== QUOTE; start = i) {
      while (i < end && stops[bytes[i] as number] === 0) i++;
      if (i === end || bytes[i] !== delimiter || column >= limits.max_columns) break;
      if (i - start > limits.max_cell_bytes) break;
      const place = places[column] as number;
      if (i > start) hasValue = true;
      if (place >= 0) cells[place] = i > start ? this.#text.slice(start, i) : null;
      column++;
      i++;
    }
    [this.#cellStart, this.#column, this.#hasValue] = [start, column, hasValue];
    return start < end && bytes[start] === QUOTE ? this.#openQuote(start) : this.#rest(i, start);
  }

  #openQuote(at: number): number {
    this.#state = "quoted";
    this.#isKnotty = false;
    return at + 1;
  }

  #rest(at: number, start: number): number {
    this.#state = at === start && at === this.#bytes.length ? "start" : "bare";
    return at;
  }

  #walkBare(from: number): number {
    let i = from;
    while (i < this.#bytes.length && this.#stops[this.#bytes[i] as number] === 0) i++;
    return i === this.#bytes.length ? i : this.#closeAt(i);
  }

  #walkQuoted(from: number): number {
    const quote = this.#bytes.indexOf(QUOTE, from);
    if (quote < 0) return this.#bytes.length;
    this.#state = "closed";
    return quote + 1;
  }

  /** Behind a quote: a delimiter or line end closes the cell, a second quote stands for one, all else is more text. */
  #walkClosed(at: number): number {
    const byte = this.#bytes[at] as number;
    if (this.#stops[byte] === 1) return this.#closeAt(at);
    const behindCr = this.#bytes[at - 1] === CR;
    if (byte === CR && !behindCr) return at + 1;
    this.#isKnotty = true;
    this.#state = byte === QUOTE && !behindCr ? "quoted" : "bare";
    return at + 1;
  }

  /** Closes the cell before the stop byte at `at`, and the record where that byte is a line end. */
  #closeAt(at: number): number {
    const [bytes, byte] = [this.#bytes, this.#bytes[at] as number];
    const isCrlf = byte === LF && at > this.#cellStart && bytes[at - 1] === CR;
    this.#closeCell(isCrlf ? at - 1 : at);
    this.#state = "start";
    this.#cellStart = at + 1;
    if (byte !== this.#delimiter) this.#closeRecord();
    if (byte !== CR) return at + 1;
    this.#skipsLf = at + 1 === bytes.length;
    if (bytes[at + 1] === LF) this.#cellStart++;
    return this.#cellStart;
  }

  #closeCell(stop: number): void {
    const start = this.#cellStart;
    this.#checkLength(stop - start);
    if (this.#column >= this.#limits.max_columns) throw this.#tooWide();
    const place = this.#row.places[this.#column] as number;
    const isQuoted = stop > start && this.#bytes[start] === QUOTE;
    if (stop - start > (isQuoted ? 2 : 0)) this.#hasValue = true;
    if (place >= 0) this.#row.cells[place] = isQuoted ? this.#quoted(start, stop) : this.#bare(start, stop);
    this.#column++;
  }

  #bare(start: number, stop: number): Cell {
    return stop > start ? this.#text.slice(start, stop) : null;
  }

  #quoted(start: number, stop: number): Cell {
    if (!this.#isKnotty) return this.#bare(start + 1, stop - 1);
    return this.#text.of(withoutQuotes(this.#bytes.subarray(start, stop)));
  }

  #closeRecord(): void {
    if (this.#hasValue)
      this.#row.ask(this.#sink.row(this.#record, this.#row.row(this.#column), this.#column));
    this.#record++;
    this.#column = 0;
    this.#hasValue = false;
    this.#recordBytes = this.#bytes.length - this.#cellStart;
  }

  #checkLength(bytes: number): void {
    const limit = this.#limits.max_cell_bytes;
    if (bytes <= limit) return;
    const isOpen = this.#state === "quoted";
    const what = `column ${counted(this.#column + 1)} holds more than ${counted(limit)} bytes`;
    throw this.#refused(
      what,
      isOpen ? "see whether the quote that opens it is ever closed" : "shorten the cell",
    );
  }

  #tooWide(): SourceRejected {
    const limit = counted(this.#limits.max_columns);
    return this.#refused(`the row has more than ${limit} columns`, "remove the columns that are not needed");
  }

  #refused(what: string, mend: string): SourceRejected {
    return refusal(`${this.#name}, row ${counted(this.#record)}`, what, mend);
  }
}

/** The text of a quoted cell: two quotes inside stand for one, and what follows the closing quote is kept. */
function withoutQuotes(bytes: Buffer): Buffer {
  const kept = Buffer.allocUnsafe(bytes.length);
  let [length, isInside] = [0, true];
  for (let i = 1; i < bytes.length; i++) {
    const isQuote = isInside && bytes[i] === QUOTE;
    if (!isQuote) kept[length++] = bytes[i] as number;
    else if (bytes[i + 1] === QUOTE) kept[length++] = bytes[i++] as number;
    else isInside = false;
  }
  return kept.subarray(0, length);
}
