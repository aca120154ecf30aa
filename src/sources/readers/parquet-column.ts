import type { PageHeader } from "hyparquet";
import { parquetHeader } from "hyparquet/src/column.js";
import type { Cell } from "../table.ts";
import { asFault, ParquetFault } from "./parquet-fault.ts";
import type { LeafColumn } from "./parquet-footer.ts";
import { type DataPage, maxPageBytes, readDataPage, readDictionary } from "./parquet-page.ts";
import type { ValueText } from "./parquet-text.ts";
import { counted } from "./refusal.ts";
import { readAt, type SourceFile } from "./source-file.ts";
import { cutOff, structEnd } from "./thrift-check.ts";

const usualHeaderBytes = 1 << 12;
const maxHeaderBytes = 8 << 20;

/** What all columns of a file may unpack to together. */
export interface UnpackBudget {
  left: number;
}

/** Walks down one column of one row group, a page in memory at a time. */
export class ColumnCursor {
  /** Rows of the present page that are still to come. */
  left = 0;
  /** The cell of the row last stepped to. */
  cell: Cell = null;
  readonly #file: SourceFile;
  readonly #column: LeafColumn;
  readonly #text: ValueText;
  readonly #budget: UnpackBudget;
  #position: number;
  #page: DataPage | null = null;
  #dictionary: readonly Cell[] = [];
  #row = 0;
  #value = 0;
  #passed = 0;

  constructor(
    file: SourceFile,
    column: LeafColumn,
    text: ValueText,
    budget: UnpackBudget,
    maxCellBytes: number,
  ) {
    this.#file = file;
    this.#column = column;
    this.#text = (value) => text(value instanceof Uint8Array ? checkedLength(value, maxCellBytes) : value);
    this.#budget = budget;
    this.#position = column.start;
  }

  /** Reads on until there is a row to step to; throws `ParquetFault` where the column has no more. */
  async load(): Promise<void> {
    while (this.left === 0) {
      if (this.#position >= this.#column.stop)
        throw new ParquetFault("a column has fewer rows than the others");
      await this.#loadPage();
    }
  }

  /** Passes over rows until so many are behind it. */
  async catchUp(rows: number): Promise<void> {
    while (this.#passed < rows) {
      if (this.left === 0) await this.load();
      this.#advance();
    }
  }

  /** Steps to the next row and sets `cell`. */
  step(): void {
    const at = this.#advance();
    try {
      this.cell = at < 0 ? null : this.#cellAt(at);
    } catch (error) {
      throw asFault(error);
    }
  }

  /** The place of the next row's value in the page; -1 where it has none. */
  #advance(): number {
    const page = this.#page as DataPage;
    const isPresent = page.present === null || page.present[this.#row] === 1;
    this.#row++;
    this.#passed++;
    this.left--;
    return isPresent ? this.#value++ : -1;
  }

  #cellAt(at: number): Cell {
    const page = this.#page as DataPage;
    const value = page.values[at];
    if (!page.isDictionary) return this.#text(value);
    const known = this.#dictionary[value as number];
    if (known === undefined) throw new ParquetFault("a page names a value that its dictionary does not have");
    return known;
  }

  async #loadPage(): Promise<void> {
    const { header, length } = await this.#readHeader();
    const { compressed_page_size: packedBytes, uncompressed_page_size: bytes } = header;
    this.#check(packedBytes, bytes, this.#position + length);
    const packed = new Uint8Array(packedBytes);
    await readAt(this.#file, packed, this.#position + length);
    this.#position += length + packedBytes;
    if (header.type === "DICTIONARY_PAGE") {
      this.#dictionary = Array.from(readDictionary(this.#column, header, packed), this.#text);
    } else if (header.type === "DATA_PAGE" || header.type === "DATA_PAGE_V2") {
      this.#page = readDataPage(this.#column, header, packed);
      this.left = this.#page.count;
      this.#row = 0;
      this.#value = 0;
    }
  }

  #check(packedBytes: number, bytes: number, start: number): void {
    const isInside = packedBytes >= 0 && bytes >= 0 && start + packedBytes <= this.#column.stop;
    if (!isInside) throw new ParquetFault("a page lies outside its column");
    if (packedBytes > maxPageBytes || bytes > maxPageBytes)
      throw new ParquetFault("a page is larger than 64 MiB");
    this.#budget.left -= bytes;
    if (this.#budget.left < 0) throw new ParquetFault("it unpacks to more bytes than are read from one file");
  }

  async #readHeader(): Promise<{ header: PageHeader; length: number }> {
    const most = Math.min(maxHeaderBytes, this.#column.stop - this.#position);
    for (let size = Math.min(usualHeaderBytes, most); ; size = Math.min(8 * size, most)) {
      const bytes = new Uint8Array(size);
      await readAt(this.#file, bytes, this.#position);
      const length = structEnd(bytes, 0);
      if (length !== cutOff)
        return { header: parquetHeader({ view: new DataView(bytes.buffer), offset: 0 }), length };
      if (size === most) throw new ParquetFault("a page header is cut off");
    }
  }
}

function checkedLength(value: Uint8Array, maxCellBytes: number): Uint8Array {
  if (value.length <= maxCellBytes) return value;
  throw new ParquetFault(`a cell holds more than ${counted(maxCellBytes)} bytes`);
}
