import type { Cell } from "../table.ts";

/**
 * The cells of the row being read, laid out as the sink asked: all columns from the first, or only those asked for.
 * One is reused for every row of a sheet.
 */
export class Projection {
  /** What the sink sees. */
  readonly cells: Cell[] = [];
  /** For each column its place in `cells`, or -1; while all columns are handed on, each column's own number. */
  readonly places: Int32Array;
  /** Whether the sink has not asked for columns yet, so that it gets all. */
  isWhole = true;
  /** Columns that were asked for, in rising order. */
  #asked: readonly number[] = [];
  /** Places that repeat another place, for columns that were asked for more than once. */
  #repeats: (readonly [from: number, to: number])[] = [];

  constructor(maxColumns: number) {
    this.places = Int32Array.from({ length: maxColumns + 1 }, (_, column) => column);
  }

  /** Hands on only these columns from the next row on, in this order; nothing leaves things as they are. */
  ask(columns: readonly number[] | undefined): void {
    if (columns === undefined) return;
    this.isWhole = false;
    this.#asked = [...new Set(columns)].sort((one, other) => one - other);
    this.#repeats = [];
    this.places.fill(-1);
    this.cells.length = columns.length;
    for (const [place, column] of columns.entries()) this.#give(column, place);
  }

  #give(column: number, place: number): void {
    const first = this.places[column];
    if (first === undefined) throw new RangeError(`no column has the number ${column}`);
    if (first < 0) this.places[column] = place;
    else this.#repeats.push([first, place]);
  }

  /** Makes the row ready to be filled. */
  clear(): void {
    if (this.isWhole) this.cells.length = 0;
    else this.cells.fill(null);
  }

  /** Puts a cell of a column that is handed on in its place; false where there is one already. */
  put(column: number, cell: Cell): boolean {
    const place = this.places[column] as number;
    while (this.cells.length < place) this.cells.push(null);
    if ((this.cells[place] ?? null) !== null) return false;
    this.cells[place] = cell;
    return true;
  }

  /** The filled row, where columns from `width` on were not in the file. */
  row(width: number): readonly Cell[] {
    if (this.isWhole) this.cells.length = Math.min(this.cells.length, width);
    else this.#blankFrom(width);
    for (const [from, to] of this.#repeats) this.cells[to] = this.cells[from] as Cell;
    return this.cells;
  }

  #blankFrom(width: number): void {
    for (let i = this.#asked.length - 1; i >= 0; i--) {
      const column = this.#asked[i] as number;
      if (column < width) return;
      this.cells[this.places[column] as number] = null;
    }
  }
}
