import { columnsOf } from "./columns.ts";
import { RowMaker, type RowPlace } from "./row-maker.ts";
import { readSample } from "./sample.ts";

/** The fiscal years that a file covers, one sheet each in the raw layout. */
export const fiscalYears = [2022, 2023, 2024, 2025] as const;

/** Lines before the header in each sheet of the raw release. */
export const preambleRows = 6;

/** What to make: how many rows, from which seed. */
export interface Recipe {
  readonly rows: number;
  readonly seed: number;
}

/** What was made. */
export interface MadeFile {
  readonly rows: number;
  readonly columns: number;
  /** Cells with a value, of the rows made; all others are blank. */
  readonly filled: number;
  /** Cells that stand in the file at all, header and preamble included: a workbook leaves most blank ones out. */
  readonly written: number;
  readonly bytes: number;
}

/** A maker of rows in a layout, (a) processed or (b) raw. */
export function rowMaker(layout: "a" | "b", seed: number): RowMaker {
  return new RowMaker(columnsOf(layout), readSample(), seed);
}

/** The rows of one fiscal year: the sheet's name and where each row stands. */
export interface MadeSheet {
  readonly name: string;
  readonly rows: Iterable<RowPlace>;
}

/** The sheets of a file, over which its rows are dealt out evenly; the first ones get the odd rows. */
export function sheetsOf(rows: number): MadeSheet[] {
  return fiscalYears.map((fiscal_year, at) => {
    const share = Math.floor(rows / fiscalYears.length) + (at < rows % fiscalYears.length ? 1 : 0);
    return { name: `FY${fiscal_year}`, rows: places(fiscal_year, share) };
  });
}

function* places(fiscalYear: number, rows: number): Generator<RowPlace> {
  for (let i = 0; i < rows; i++)
    yield { fiscal_year: fiscalYear, row_no: preambleRows + 2 + i, is_last: i + 1 === rows };
}

/** Where the rows of all sheets stand, one sheet after another. */
export function* placesOf(rows: number): Generator<RowPlace> {
  for (const sheet of sheetsOf(rows)) yield* sheet.rows;
}
