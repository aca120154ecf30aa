import { hash } from "node:crypto";
import type { Day } from "../../base/day.ts";
import type { Gazetteer } from "../../records/facilities/source-place.ts";
import { emptyTerm, redactedTerm, type Vocabulary } from "../../records/terms/vocabulary.ts";
import { cellState } from "../cells/cell-state.ts";
import { dateCell } from "../cells/date-cell.ts";
import type { Cell } from "../table.ts";

type Cells = readonly Cell[];

/** One column whose spellings become terms; each spelling is looked at once. */
export class TermColumn {
  readonly #at: number;
  readonly #field: string;
  readonly #vocabulary: Vocabulary;
  readonly #seen = new Map<string, number>();

  constructor(field: string, at: number | undefined, vocabulary: Vocabulary) {
    this.#at = at ?? -1;
    this.#field = field;
    this.#vocabulary = vocabulary;
  }

  /** The term of a row's cell: 0 where it is empty or the column is not there, 1 where it is redacted. */
  id(cells: Cells): number {
    const cell = this.#at < 0 ? null : (cells[this.#at] ?? null);
    if (cell === null) return emptyTerm;
    const seen = this.#seen.get(cell);
    if (seen !== undefined) return seen;
    const state = cellState(cell);
    const id =
      state === "empty"
        ? emptyTerm
        : state === "redacted"
          ? redactedTerm
          : this.#vocabulary.idOf(this.#field, cell.trim());
    this.#seen.set(cell, id);
    return id;
  }
}

/** What a date cell turned out to hold. */
export type DateReading =
  | { readonly state: "value"; readonly day: Day }
  | { readonly state: "empty" | "redacted" | "unreadable"; readonly day: null };

const emptyDate: DateReading = { state: "empty", day: null };

const [zero, dash] = [0x30, 0x2d];

function digits(text: string, from: number, to: number): number {
  let number = 0;
  for (let i = from; i < to; i++) {
    const digit = text.charCodeAt(i) - zero;
    if (digit < 0 || digit > 9) return Number.NaN;
    number = number * 10 + digit;
  }
  return number;
}

/** Years of 16 months of 32 days, so that a place is told without a calendar. */
const [daysOfYear, years] = [16 * 32, 200];
const isoPlaces = years * daysOfYear;

/** A number of its own for each text of the form 19YY-MM-DD or 20YY-MM-DD, real date or not; -1 for any other text. */
function isoPlace(text: string): number {
  if (text.length !== 10 || text.charCodeAt(4) !== dash || text.charCodeAt(7) !== dash) return -1;
  const year = digits(text, 0, 4);
  const month = digits(text, 5, 7);
  const day = digits(text, 8, 10);
  const fits = year >= 1900 && year < 1900 + years && month < 16 && day < 32;
  return fits ? (year - 1900) * daysOfYear + month * 32 + day : -1;
}

/** One column of dates; each spelling is parsed once. */
export class DateColumn {
  readonly field: string;
  readonly #at: number;
  readonly #system: 1900 | 1904 | null;
  readonly #seen = new Map<string, DateReading>();
  /** The same for plain ISO dates, by `isoPlace`. */
  readonly #seenIso = new Array<DateReading | undefined>(isoPlaces);

  constructor(field: string, at: number | undefined, system: 1900 | 1904 | null) {
    this.field = field;
    this.#at = at ?? -1;
    this.#system = system;
  }

  read(cells: Cells): DateReading {
    const cell = this.written(cells);
    if (cell === null) return emptyDate;
    const place = isoPlace(cell);
    if (place < 0) return this.#bySpelling(cell);
    const reading = this.#seenIso[place] ?? this.#parse(cell);
    this.#seenIso[place] = reading;
    return reading;
  }

  #bySpelling(cell: string): DateReading {
    let reading = this.#seen.get(cell);
    if (reading === undefined) {
      reading = this.#parse(cell);
      this.#seen.set(cell, reading);
    }
    return reading;
  }

  written(cells: Cells): Cell {
    return this.#at < 0 ? null : (cells[this.#at] ?? null);
  }

  #parse(cell: string): DateReading {
    const state = cellState(cell);
    if (state !== "value") return { state, day: null };
    const day = dateCell(cell, this.#system);
    return day === null ? { state: "unreadable", day: null } : { state: "value", day };
  }
}

/** One column of plain text, as written without outer blanks; empty where there is nothing. Redacted text reads `(redacted)`. */
export class TextColumn {
  readonly #at: number;
  readonly #seen = new Map<string, string>();

  constructor(at: number | undefined) {
    this.#at = at ?? -1;
  }

  text(cells: Cells): string {
    const cell = this.#at < 0 ? null : (cells[this.#at] ?? null);
    if (cell === null) return "";
    let text = this.#seen.get(cell);
    if (text === undefined) {
      const state = cellState(cell);
      text = state === "empty" ? "" : state === "redacted" ? "(redacted)" : cell.trim();
      this.#seen.set(cell, text);
    }
    return text;
  }
}

interface MetPlace {
  readonly city: Cell;
  readonly state: Cell;
  readonly code: Cell;
  readonly id: number;
}

/** The columns that name a facility; each spelling of name, city, state and code together becomes a place once. */
export class PlaceColumns {
  readonly #at: readonly number[];
  readonly #texts: readonly TextColumn[];
  readonly #gazetteer: Gazetteer;
  /** By name as it stands in the cell: the places met, of which nearly every name has one. */
  readonly #met = new Map<Cell, MetPlace[]>();

  constructor(at: ReadonlyMap<string, number>, gazetteer: Gazetteer) {
    const fields = ["facility_name", "facility_city", "facility_state", "facility_code"];
    this.#at = fields.map((field) => at.get(field) ?? -1);
    this.#texts = fields.map((field) => new TextColumn(at.get(field)));
    this.#gazetteer = gazetteer;
  }

  /** The number of the place that a row names; 0 where it names none. */
  id(cells: Cells): number {
    const name = this.#cell(cells, 0);
    const city = this.#cell(cells, 1);
    const state = this.#cell(cells, 2);
    const code = this.#cell(cells, 3);
    const places = this.#met.get(name) ?? [];
    for (const met of places)
      if (met.code === code && met.city === city && met.state === state) return met.id;
    const texts = this.#texts.map((column) => column.text(cells)) as [string, string, string, string];
    const id = this.#gazetteer.idOf(...texts);
    this.#met.set(name, [...places, { city, state, code, id }]);
    return id;
  }

  #cell(cells: Cells, field: number): Cell {
    const at = this.#at[field] as number;
    return at < 0 ? null : (cells[at] ?? null);
  }
}

/** An identifier written in hex is neither empty nor withheld; nearly all are, and each is met about once. */
const plainIdentifier = /^[0-9A-Fa-f]{8,}$/;

/** A column of identifiers: each becomes a hash under a key, so that it joins within its release and nowhere else. */
export class KeyColumn {
  readonly #at: number;
  readonly #key: string;

  constructor(at: number | undefined, key: string) {
    this.#at = at ?? -1;
    this.#key = key;
  }

  /** 128 bits in hex, null where there is no identifier, "redacted" where it is withheld. */
  read(cells: Cells): string | null | "redacted" {
    const cell = this.#at < 0 ? null : (cells[this.#at] ?? null);
    if (cell === null) return null;
    const state = plainIdentifier.test(cell) ? "value" : cellState(cell);
    if (state !== "value") return state === "redacted" ? "redacted" : null;
    return hash("sha256", `${this.#key}\u0000${cell.trim()}`, "hex").slice(0, 32);
  }
}
