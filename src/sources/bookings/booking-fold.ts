import { SourceRejected } from "../../base/errors.ts";
import type { ReadBooking } from "../../records/exchange/booking-input.ts";
import type { BookingRow, ImmigrationHold, RowCharge, RowFault, TimeReadTwice } from "./booking-row.ts";
import { checkBooking } from "./checked-booking.ts";
import type { BookingMapping } from "./mapping.ts";

/** What rows fold into: bookings, rows put aside, holds. */
export interface FoldedBookings {
  readonly bookings: ReadBooking[];
  readonly quarantined: RowFault[];
  readonly booking_rows: number;
  readonly immigration_holds: ImmigrationHold[];
  readonly read_twice: TimeReadTwice[];
}

interface OpenBooking {
  readonly lines: number[];
  facts: Record<string, string | boolean | null>;
  charges: RowCharge[];
  holds: ImmigrationHold[];
  read_twice: TimeReadTwice[];
  fault: { readonly line: number; readonly reason: string } | null;
}

const mostCharges = 50;

/** The first fact of a row that its booking said otherwise before, in words; null where they agree. Empty cells say nothing. */
function disagreement({ facts, lines }: OpenBooking, row: BookingRow): string | null {
  const field = Object.keys(row.facts).find((name) => {
    const [before, value] = [facts[name] ?? null, row.facts[name] ?? null];
    return before !== null && value !== null && before !== value;
  });
  return field === undefined ? null : `${field} differs within the booking, whose first row is ${lines[0]}`;
}

/**
 * Folds rows into bookings by booking number, wherever in the file its rows stand. A booking is taken whole or not at all: one
 * row that cannot be read puts all rows of its booking aside. Every row ends in a booking or in `quarantined`.
 */
export class BookingFold {
  readonly #mapping: BookingMapping;
  readonly #now: string | null;
  readonly #open = new Map<string, OpenBooking>();
  readonly #quarantined: RowFault[] = [];
  #read = 0;

  constructor(mapping: BookingMapping, now: string | null) {
    this.#mapping = mapping;
    this.#now = now;
  }

  /** How many rows were added. */
  get read(): number {
    return this.#read;
  }

  add(row: BookingRow | RowFault): void {
    this.#read++;
    if (row.booking_number === null) {
      this.#quarantined.push(row as RowFault);
      return;
    }
    const open = this.#open.get(row.booking_number) ?? this.#begin(row.booking_number);
    open.lines.push(row.line);
    if (open.fault !== null) return;
    const reason = "reason" in row ? row.reason : this.#refusal(open, row);
    if (reason !== null) this.#spoil(open, row.line, reason);
    else this.#take(open, row as BookingRow);
  }

  #begin(number: string): OpenBooking {
    const open: OpenBooking = {
      lines: [],
      facts: {},
      charges: [],
      holds: [],
      read_twice: [],
      fault: null,
    };
    this.#open.set(number, open);
    return open;
  }

  #refusal(open: OpenBooking, row: BookingRow): string | null {
    if (this.#mapping.rows === "booking" && open.lines.length > 1)
      return `the booking has a row already, row ${open.lines[0]}; the mapping has one row a booking`;
    if (open.charges.length + row.charges.length > mostCharges)
      return `the booking has more than ${mostCharges} charges`;
    return disagreement(open, row);
  }

  #spoil(open: OpenBooking, line: number, reason: string): void {
    open.fault = { line, reason };
    [open.facts, open.charges, open.holds, open.read_twice] = [{}, [], [], []];
  }

  #take(open: OpenBooking, row: BookingRow): void {
    for (const [field, value] of Object.entries(row.facts)) open.facts[field] ??= value;
    open.charges.push(...row.charges);
    if (row.hold !== null) open.holds.push(row.hold);
    open.read_twice.push(...row.read_twice);
  }

  #aside(number: string, { lines, fault }: OpenBooking, into: RowFault[]): void {
    for (const line of lines) {
      const own = fault?.line === line;
      const reason = own
        ? fault.reason
        : `row ${fault?.line} of the same booking was put aside, and a booking is taken whole`;
      into.push({ line, booking_number: number, reason });
    }
  }

  #checked(number: string, open: OpenBooking): ReadBooking | string {
    const facts = Object.fromEntries(Object.entries(open.facts).filter(([, value]) => value !== null));
    if ("release_reason" in facts && !("released_at" in facts))
      return "release_reason is given, and released_at is empty";
    const checked = checkBooking(
      {
        ...facts,
        facility_id: this.#mapping.facility_id,
        booking_number: number,
        charges: open.charges,
      },
      this.#now,
    );
    return "booking" in checked ? checked.booking : checked.faults.join("; ");
  }

  /** Ends the fold; throws `SourceRejected` where rows read are not rows of bookings and rows put aside. */
  end(): FoldedBookings {
    const folded: FoldedBookings & { booking_rows: number } = {
      bookings: [],
      quarantined: this.#quarantined,
      booking_rows: 0,
      immigration_holds: [],
      read_twice: [],
    };
    for (const [number, open] of this.#open) {
      const checked = open.fault === null ? this.#checked(number, open) : null;
      if (checked !== null && typeof checked !== "string") {
        folded.bookings.push(checked);
        folded.booking_rows += open.lines.length;
        folded.immigration_holds.push(...open.holds);
        folded.read_twice.push(...open.read_twice);
      } else if (checked === null) this.#aside(number, open, folded.quarantined);
      else
        for (const line of open.lines)
          folded.quarantined.push({ line, booking_number: number, reason: checked });
      this.#open.delete(number);
    }
    folded.quarantined.sort((a, b) => a.line - b.line);
    const accounted = folded.booking_rows + folded.quarantined.length;
    if (accounted !== this.#read)
      throw new SourceRejected(
        `${this.#read} rows were read and ${accounted} accounted for; nothing is taken, report this file`,
      );
    return folded;
  }
}
