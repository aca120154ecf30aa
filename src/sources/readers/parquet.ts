import {
  type Cell,
  type ReadLimits,
  readLimits,
  type SheetSink,
  type TableFormat,
  type TableVisitor,
} from "../table.ts";
import { ColumnCursor, type UnpackBudget } from "./parquet-column.ts";
import { ParquetFault, sound } from "./parquet-fault.ts";
import { type RowGroup, readFooter, type TableColumn } from "./parquet-footer.ts";
import { counted, refusal } from "./refusal.ts";
import type { SourceFile } from "./source-file.ts";

/**
 * Hands the rows of a Parquet file to the visitor as one sheet named "": the column names as row 0, then every row from
 * 1 on, one page of each wanted column in memory at a time. Throws `SourceRejected` for a damaged file and for a wanted
 * column that no table cell can hold (a list, a structure, a geometry).
 */
export async function readParquet(
  file: SourceFile,
  visitor: TableVisitor,
  limits: ReadLimits = readLimits,
): Promise<TableFormat> {
  const reading = new ParquetReading(file, limits);
  try {
    await reading.read(visitor);
  } catch (error) {
    if (!(error instanceof ParquetFault)) throw error;
    throw refusal(
      reading.place(),
      error.message,
      "copy or download the file again, or save it as CSV",
      error,
    );
  }
  return { format: "parquet" };
}

/** Where one reading of a file stands. */
class ParquetReading {
  readonly #file: SourceFile;
  readonly #limits: ReadLimits;
  readonly #budget: UnpackBudget;
  #columns: readonly TableColumn[] = [];
  #row = 0;
  /** The columns that the sink wants, and their cells in that order. */
  #asked: readonly number[] = [];
  #cells: Cell[] = [];
  #cursors = new Map<number, ColumnCursor>();

  constructor(file: SourceFile, limits: ReadLimits) {
    this.#file = file;
    this.#limits = limits;
    this.#budget = { left: limits.max_inflated_bytes };
  }

  place(): string {
    return this.#row === 0 ? this.#file.name : `${this.#file.name}, after row ${counted(this.#row)}`;
  }

  async read(visitor: TableVisitor): Promise<void> {
    const { columns, groups } = await sound(() => readFooter(this.#file));
    const { max_columns } = this.#limits;
    if (columns.length === 0) throw new ParquetFault("it has no columns");
    if (columns.length > max_columns)
      throw new ParquetFault(`it has more than ${counted(max_columns)} columns`);
    const sink = visitor.sheet({ name: "", index: 0, date_system: null });
    if (sink === null) return;
    this.#columns = columns;
    this.#ask([...columns.keys()]);
    const names = columns.map((column) => column.name);
    this.#ask(sink.row(0, names, names.length));
    for (const group of groups) await this.#readGroup(group, sink);
    sink.end();
  }

  #ask(columns: readonly number[] | undefined): void {
    if (columns === undefined) return;
    this.#asked = columns;
    this.#cells = columns.map(() => null);
  }

  async #readGroup(group: RowGroup, sink: SheetSink): Promise<void> {
    this.#cursors = new Map();
    for (let done = 0; done < group.rows; ) {
      const cursors = await sound(() => this.#wanted(group, done));
      const rows = Math.min(group.rows - done, ...cursors.map((cursor) => cursor.left));
      done += this.#handOn(rows, sink);
    }
  }

  /** The cursors of the wanted columns, each with a row to step to; those not wanted before catch up. */
  async #wanted(group: RowGroup, done: number): Promise<readonly ColumnCursor[]> {
    const wanted = new Map<number, ColumnCursor>();
    for (const number of this.#present()) {
      const cursor = this.#cursors.get(number) ?? this.#opened(group, this.#columns[number] as TableColumn);
      await cursor.catchUp(done);
      await cursor.load();
      wanted.set(number, cursor);
    }
    this.#cursors = wanted;
    return [...wanted.values()];
  }

  /** The columns to walk down: those wanted that are there, else the first flat one, by which the rows are counted. */
  #present(): ReadonlySet<number> {
    const there = this.#asked.filter((number) => this.#columns[number] !== undefined);
    if (there.length > 0) return new Set(there);
    return new Set([
      Math.max(
        0,
        this.#columns.findIndex((column) => column.flat !== null),
      ),
    ]);
  }

  #opened(group: RowGroup, column: TableColumn): ColumnCursor {
    if (column.flat === null) throw new ParquetFault(`its column "${column.name}" holds no plain values`);
    const { leaf, text } = column.flat;
    return new ColumnCursor(this.#file, group.leaf(leaf), text, this.#budget, this.#limits.max_cell_bytes);
  }

  /** Hands on so many rows, fewer if the sink wants other columns from then on; answers how many. */
  #handOn(rows: number, sink: SheetSink): number {
    const cursors = [...this.#cursors.values()];
    const cursorOf = this.#asked.map((number) => this.#cursors.get(number));
    for (let i = 1; i <= rows; i++) {
      this.#row++;
      for (const cursor of cursors) cursor.step();
      for (let k = 0; k < cursorOf.length; k++) this.#cells[k] = cursorOf[k]?.cell ?? null;
      const asked = sink.row(this.#row, this.#cells, this.#columns.length);
      if (asked === undefined) continue;
      this.#ask(asked);
      return i;
    }
    return rows;
  }
}
