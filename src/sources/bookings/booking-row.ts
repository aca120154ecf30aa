import { InvalidInput } from "../../base/errors.ts";
import { cellState } from "../cells/cell-state.ts";
import type { Cell } from "../table.ts";
import type { BookingHeader } from "./header-match.ts";
import { type BookingColumn, type BookingMapping, wordKey } from "./mapping.ts";
import { shownCell, textFault } from "./plain-text.ts";
import { dayOf, momentOf, type TimeForm, timeForm } from "./time-form.ts";
import { codeReader, type WordTally, yesNoReader } from "./word-reader.ts";

/** A charge as a row has it, in the form of a booking's input. */
export interface RowCharge {
  readonly description: string;
  readonly stage: string;
  readonly statute: string | null;
  readonly charged_on: string | null;
}

/** An immigration hold as the jail's own system lists it among charges; it is none, and it is not the request either. */
export interface ImmigrationHold {
  readonly line: number;
  readonly booking_number: string;
  readonly words: string;
  /** When the jail's system says that the hold ended (ISO UTC), and in the words of hold_ended_words or charge_stage; null where not. */
  readonly ended_at: string | null;
  readonly ended_words: string | null;
}

/** A time that the clocks showed twice; the first of the two was taken. */
export interface TimeReadTwice {
  readonly line: number;
  readonly booking_number: string;
  readonly field: string;
  readonly written: string;
  readonly read_as: string;
}

/** What one row says. `facts` are those of its booking, null where the cell is empty. */
export interface BookingRow {
  readonly line: number;
  readonly booking_number: string;
  readonly facts: Readonly<Record<string, string | boolean | null>>;
  readonly charges: readonly RowCharge[];
  readonly hold: ImmigrationHold | null;
  readonly read_twice: readonly TimeReadTwice[];
}

/** A row that cannot be read, and why; `booking_number` is null where the row does not tell it. */
export interface RowFault {
  readonly line: number;
  readonly booking_number: string | null;
  readonly reason: string;
}

const longestNumber = 40;
const looksLikeHold = /IMMIG|\bICE\b|\bDHS\b/;

/** Reads the cells of rows, in the order that `askedColumns` gives, with one mapping and one header. */
export class BookingRowReader {
  readonly #mapping: BookingMapping;
  readonly #header: BookingHeader;
  readonly #places: ReadonlyMap<BookingColumn, number>;
  readonly #timeForms: readonly TimeForm[];
  readonly #dayForms: readonly TimeForm[];
  readonly #holds: ReadonlySet<string>;
  readonly #tally: WordTally;
  readonly #reason: (field: string, text: string) => string;
  readonly #stage: (field: string, text: string) => string;
  readonly #certainty: (field: string, text: string) => string;
  readonly #yesNo: (field: string, text: string | null) => boolean;
  readonly #moments = new Map<string, ReturnType<typeof momentOf>>();
  #cells: readonly Cell[] = [];
  #line = 0;
  #number = "";
  #twice: TimeReadTwice[] = [];

  constructor(mapping: BookingMapping, header: BookingHeader, tally: WordTally) {
    const forms = (texts: readonly string[]) =>
      texts.map(timeForm).filter((form) => typeof form !== "string");
    this.#mapping = mapping;
    this.#header = header;
    this.#places = new Map([...header.columns.keys()].map((column, place) => [column, place]));
    this.#timeForms = forms(mapping.time_forms);
    this.#dayForms = [...forms(mapping.date_forms), ...this.#timeForms];
    this.#holds = new Set(mapping.immigration_hold.map(wordKey));
    this.#tally = tally;
    this.#reason = codeReader(mapping.words.release_reason, tally);
    this.#stage = codeReader(mapping.words.charge_stage, tally, true);
    this.#certainty = codeReader(mapping.words.certainty, tally);
    this.#yesNo = yesNoReader(mapping.words, tally);
  }

  /** The columns that `read` wants to see, in this order. */
  get askedColumns(): number[] {
    return [...this.#header.columns.values()];
  }

  /** What a row says, or why it cannot be taken; `width` is how many cells it has in the file. */
  read(line: number, cells: readonly Cell[], width: number): BookingRow | RowFault {
    [this.#cells, this.#line, this.#number, this.#twice] = [cells, line, "", []];
    try {
      const isShifted = width !== this.#header.width;
      this.#number = isShifted ? this.#likelyNumber() : this.#bookingNumber();
      if (isShifted) throw new InvalidInput(`the row has ${width} cells under ${this.#header.width} headers`);
      return this.#row();
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error;
      return { line, booking_number: this.#number === "" ? null : this.#number, reason: error.message };
    }
  }

  #row(): BookingRow {
    const facts = this.#facts();
    const words = this.#text("charge_description");
    const isHold = words !== null && this.#holds.has(wordKey(words));
    if (words !== null && !isHold && looksLikeHold.test(wordKey(words)))
      this.#tally.add("charge_description", words, "charge");
    return {
      line: this.#line,
      booking_number: this.#number,
      facts,
      charges: words === null || isHold ? [] : this.#charges(words),
      hold: isHold ? this.#hold(words) : null,
      read_twice: this.#twice,
    };
  }

  #facts(): BookingRow["facts"] {
    const fromNumber = this.#mapping.person_id_from_booking_number;
    const facts: Record<string, string | boolean | null> = {
      person_id: fromNumber ? `booking ${this.#number}` : this.#needed("person_id"),
      booked_at: this.#moment("booked_at", this.#needed("booked_at")),
      arresting_agency: this.#text("arresting_agency"),
      expected_release_reason: this.#coded("expected_release_reason", this.#reason),
      expected_release_certainty: this.#coded("expected_release_certainty", this.#certainty),
      release_reason: this.#coded("release_reason", this.#reason),
    };
    for (const field of ["arrested_at", "expected_release_at", "released_at"] as const) {
      const text = this.#text(field);
      facts[field] = text === null ? null : this.#moment(field, text);
    }
    for (const field of ["is_juvenile", "is_protected"] as const)
      if (this.#places.has(field)) facts[field] = this.#yesNo(field, this.#text(field));
    return facts;
  }

  #charges(words: string): RowCharge[] {
    const { charge_separator } = this.#mapping;
    const day = this.#text("charged_on");
    const charged_on = day === null ? null : dayOf(day, this.#dayForms);
    if (day !== null && charged_on === null)
      throw new InvalidInput(`charged_on ${shownCell(day)} is no date in a form of the mapping`);
    const stage = this.#coded("charge_stage", this.#stage) ?? "arrest";
    const statute = this.#text("charge_statute");
    const descriptions = charge_separator === undefined ? [words] : words.split(charge_separator);
    return descriptions.flatMap((text) => {
      const description = text.trim();
      return description === "" ? [] : [{ description, stage, statute, charged_on }];
    });
  }

  #hold(words: string): ImmigrationHold {
    const ended = this.#text("hold_ended_at");
    return {
      line: this.#line,
      booking_number: this.#number,
      words,
      ended_at: ended === null ? null : this.#moment("hold_ended_at", ended),
      ended_words: this.#text("hold_ended_words") ?? this.#text("charge_stage"),
    };
  }

  #bookingNumber(): string {
    const text = this.#needed("booking_number");
    if (text.length > longestNumber)
      throw new InvalidInput(
        `booking_number has ${text.length} characters; at most ${longestNumber} are taken`,
      );
    return text;
  }

  /** The booking number of a row whose cells may be shifted: so that its booking is not taken without it. */
  #likelyNumber(): string {
    const text = this.#cells[this.#places.get("booking_number") ?? -1]?.trim() ?? "";
    const isLikely = text.length <= longestNumber && /\d/.test(text) && /^[\w ./-]+$/.test(text);
    return isLikely ? text : "";
  }

  /** A cell's text without the blanks around it; null where it is empty or the column is not there. */
  #text(field: BookingColumn): string | null {
    const place = this.#places.get(field);
    const cell = place === undefined ? null : (this.#cells[place] ?? null);
    if (cellState(cell) === "empty") return null;
    const text = (cell ?? "").trim();
    const fault = textFault(text);
    if (fault !== null) throw new InvalidInput(`${field} ${fault}`);
    return text;
  }

  #needed(field: BookingColumn): string {
    const text = this.#text(field);
    if (text === null) throw new InvalidInput(`${field} is empty`);
    return text;
  }

  #coded(field: BookingColumn, read: (field: string, text: string) => string): string | null {
    const text = this.#text(field);
    return text === null ? null : read(field, text);
  }

  #moment(field: string, text: string): string {
    const { zone } = this.#mapping;
    const read = this.#known(text);
    if (read === null)
      throw new InvalidInput(`${field} ${shownCell(text)} is no time in a form of the mapping`);
    if (read.reading === "skipped")
      throw new InvalidInput(`${field} ${shownCell(text)} was skipped by the clocks of ${zone}`);
    if (read.reading === "first_of_two")
      this.#twice.push({
        line: this.#line,
        booking_number: this.#number,
        field,
        written: text,
        read_as: read.at,
      });
    return read.at;
  }

  #known(text: string): ReturnType<typeof momentOf> {
    const known = this.#moments.get(text);
    if (known !== undefined) return known;
    const read = momentOf(text, this.#timeForms, this.#mapping.zone);
    if (this.#moments.size >= 4096) this.#moments.clear();
    if (text.length <= 40) this.#moments.set(text, read);
    return read;
  }
}
