import { dayNumber } from "../../src/base/day.ts";
import type { Column } from "./columns.ts";
import { type Person, Persons } from "./persons.ts";
import { SeededRandom } from "./random.ts";
import type { SampleRow } from "./sample.ts";

/** A made-up cell: text, a whole number, a date as days since 1970-01-01, or nothing. */
export type MadeCell = string | number | null;

/** Where a row will stand. */
export interface RowPlace {
  readonly fiscal_year: number;
  /** The row number in its sheet, header and preamble counted. */
  readonly row_no: number;
  readonly is_last: boolean;
}

type Make = (place: RowPlace) => MadeCell;

const withheld = "b(6), b(7)c";
const daysToPrepared = new Map<number, number>();

/** Days from fiscal year 2015 to the same weekdays of another: whole weeks, no fewer than the years between take. */
function shiftTo(fiscalYear: number): number {
  const known = daysToPrepared.get(fiscalYear);
  if (known !== undefined) return known;
  const days = dayNumber(`${fiscalYear - 1}-10-01`) - dayNumber("2014-10-01");
  const shift = Math.ceil(days / 7) * 7;
  daysToPrepared.set(fiscalYear, shift);
  return shift;
}

/**
 * Makes rows one after another, the same for one seed: each takes a real row's place, form, lift reason and weekday in the
 * season, and gets everything else from the shares of columns.csv and the weights of values.csv.
 */
export class RowMaker {
  /** The cells of the row made last; reused for every row. */
  readonly cells: MadeCell[];
  readonly #sample: readonly SampleRow[];
  readonly #random: SeededRandom;
  readonly #persons: Persons;
  readonly #makes: readonly Make[];
  readonly #draws = new Map<string, { share: number; pick: number }>();
  #drawn: SampleRow;
  #prepared = 0;
  #person: Person = { id: null, is_likely_duplicate: false };

  constructor(columns: readonly Column[], sample: readonly SampleRow[], seed: number) {
    this.#sample = sample;
    this.#random = new SeededRandom(seed);
    this.#persons = new Persons(this.#random);
    this.#drawn = sample[0] as SampleRow;
    for (const { group } of columns) if (group !== "") this.#draws.set(group, { share: 0, pick: 0 });
    this.#makes = columns.map((column) => this.#makeOf(column));
    this.cells = columns.map(() => null);
  }

  /** Makes the next row into `cells`. */
  next(place: RowPlace): void {
    this.#drawn = this.#sample[this.#random.below(this.#sample.length)] as SampleRow;
    const twin = this.#persons.dayOfTwin();
    this.#prepared = twin ?? this.#drawn.prepared + shiftTo(place.fiscal_year);
    this.#person = this.#persons.next(this.#prepared, place.is_last);
    for (const draw of this.#draws.values()) {
      draw.share = this.#random.share();
      draw.pick = this.#random.share();
    }
    const [makes, cells] = [this.#makes, this.cells];
    for (let i = 0; i < makes.length; i++) cells[i] = (makes[i] as Make)(place);
  }

  #makeOf(column: Column): Make {
    if (column.kind === "sample") return this.#fromSample(column);
    if (column.kind === "person") return () => this.#person.id;
    if (column.kind === "duplicate") return () => this.#duplicateMark();
    if (column.kind === "lineage") return lineage(column.name);
    if (column.kind === "redacted") return () => withheld;
    const value = this.#valueOf(column);
    if (column.empty >= 1) return () => null;
    const group = this.#draws.get(column.group);
    if (group && column.kind === "yes_no")
      return () => (group.share < column.empty ? null : value(this.#random.share()));
    if (group) return () => (group.share < column.empty ? null : value(group.pick));
    return () => (this.#random.share() < column.empty ? null : value(this.#random.share()));
  }

  #fromSample({ name }: Column): Make {
    if (name === "detainer_prepare_date") return () => this.#prepared;
    return () => this.#drawn.columns[name] || null;
  }

  #duplicateMark(): string | null {
    if (this.#person.id === null) return null;
    return this.#person.is_likely_duplicate ? "TRUE" : "FALSE";
  }

  /** What a share between 0 and 1 stands for in a column. */
  #valueOf({ kind, values, upTo, low, high }: Column): (pick: number) => MadeCell {
    const within = (pick: number): number => low + Math.floor(pick * (high - low + 1));
    if (kind === "integer") return within;
    if (kind === "date") return (pick) => this.#prepared + within(pick);
    if (kind === "year") return (pick) => yearOf(this.#prepared) + within(pick);
    if (kind === "yes_no") return (pick) => (pick * 100 < high ? "YES" : "NO");
    return (pick) => values[upTo.findIndex((bound) => pick < bound)] ?? values.at(-1) ?? null;
  }
}

const yearOf = (day: number): number => 1970 + Math.floor((day + 0.5) / 365.2425);

/** The columns that the processed table adds: which file, sheet and row a row was. */
function lineage(name: string): Make {
  if (name === "file_original") return () => "synthetic-detainers.xlsx";
  if (name === "sheet_original") return ({ fiscal_year }) => `FY${fiscal_year}`;
  return ({ row_no }) => row_no;
}
