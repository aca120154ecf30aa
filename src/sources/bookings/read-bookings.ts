import type { SourceRejected } from "../../base/errors.ts";
import { sniffDialect } from "../readers/dialect.ts";
import { kindBytes, kindOf } from "../readers/file-kind.ts";
import { RecordScanner } from "../readers/record-scanner.ts";
import { counted, refusal } from "../readers/refusal.ts";
import { Utf8Check } from "../readers/utf8-check.ts";
import { type Cell, readLimits, type SheetSink } from "../table.ts";
import { BookingFold, type FoldedBookings } from "./booking-fold.ts";
import { BookingRowReader } from "./booking-row.ts";
import { type BookingHeader, matchBookingHeader } from "./header-match.ts";
import type { BookingMapping } from "./mapping.ts";
import { type OtherWords, WordTally } from "./word-reader.ts";

/** The bytes of an export: all of them, or as they arrive. */
export type BookingBytes = Uint8Array | Iterable<Uint8Array> | AsyncIterable<Uint8Array>;

/** How an export is read besides its mapping. */
export interface ReadBookingsOptions {
  /** The file's name, for messages. */
  readonly name?: string;
  /** The present (ISO); bookings that lie after it are put aside. Without it no time is too late. */
  readonly now?: string;
  readonly limits?: BookingLimits;
}

/** The bounds past which an export is refused whole. */
export interface BookingLimits {
  readonly max_bytes: number;
  readonly max_rows: number;
  /** Bytes in one cell. */
  readonly max_cell_bytes: number;
}

/** 64 MiB, 100,000 rows, 1 MiB a cell. */
export const bookingLimits: BookingLimits = {
  max_bytes: 64 << 20,
  max_rows: 100_000,
  max_cell_bytes: readLimits.max_cell_bytes,
};

/** What an export or a batch holds: bookings to record, and what was not taken and why. `line` is the row as a spreadsheet numbers it. */
export interface BookingsRead extends FoldedBookings {
  /** Rows with any value, the header left out: those of `bookings` (`booking_rows`) and `quarantined` together. */
  readonly read: number;
  readonly ignored_headers: readonly string[];
  readonly unknown_headers: readonly string[];
  readonly other_words: readonly OtherWords[];
}

const headBytes = 1 << 18; // what the kind of file and its line ends are told by
const pieceBytes = 1 << 16; // smaller pieces are joined, so that a slow sender costs no time

/** Takes the records of one export: the header first, then rows for the fold. */
class BookingSink implements SheetSink {
  readonly #mapping: BookingMapping;
  readonly #options: Required<Pick<ReadBookingsOptions, "name" | "limits">>;
  readonly fold: BookingFold;
  readonly tally = new WordTally();
  header: BookingHeader | null = null;
  #rows: BookingRowReader | null = null;

  constructor(mapping: BookingMapping, options: BookingSink["options"], now: string | null) {
    this.#mapping = mapping;
    this.#options = options;
    this.fold = new BookingFold(mapping, now);
  }

  get options(): Required<Pick<ReadBookingsOptions, "name" | "limits">> {
    return this.#options;
  }

  row(line: number, cells: readonly Cell[], width: number = cells.length): readonly number[] | undefined {
    if (this.#rows === null) {
      this.header = matchBookingHeader(cells, this.#mapping, `${this.#options.name}, row ${line}`);
      this.#rows = new BookingRowReader(this.#mapping, this.header, this.tally);
      return this.#rows.askedColumns;
    }
    if (this.fold.read >= this.#options.limits.max_rows)
      throw tooMuch(this.#options.name, `more than ${counted(this.#options.limits.max_rows)} rows`);
    this.fold.add(this.#rows.read(line, cells, width));
    return undefined;
  }

  end(): void {}
}

function tooMuch(name: string, what: string): SourceRejected {
  return refusal(name, what, "export it in parts");
}

async function* pieces(bytes: BookingBytes, name: string): AsyncGenerator<Buffer> {
  const parts = bytes instanceof Uint8Array ? [bytes] : bytes;
  for await (const part of parts as AsyncIterable<unknown>) {
    if (!(part instanceof Uint8Array))
      throw refusal(name, "what arrived is no bytes", "send the file as it is");
    for (let at = 0; at < part.length; at += headBytes)
      yield Buffer.from(part.buffer, part.byteOffset + at, Math.min(headBytes, part.length - at));
  }
}

/** The same bytes in pieces of 64 KiB or more (256 KiB the first), so that the head is seen whole. */
async function* joined(bytes: BookingBytes, name: string): AsyncGenerator<Buffer> {
  let waiting: Buffer[] = [];
  let [size, least] = [0, headBytes];
  for await (const piece of pieces(bytes, name)) {
    waiting.push(piece);
    size += piece.length;
    if (size < least) continue;
    yield Buffer.concat(waiting);
    [waiting, size, least] = [[], 0, pieceBytes];
  }
  if (size > 0) yield Buffer.concat(waiting);
}

function checkKind(head: Buffer, name: string): void {
  const found = kindOf(head.subarray(0, kindBytes));
  if (found.kind === "other")
    throw refusal(name, `this is ${found.name}, not CSV`, "export the bookings as CSV in UTF-8");
  if (found.kind !== "delimited")
    throw refusal(name, `this is a ${found.kind} file`, "export the bookings as CSV");
}

/** Checks each piece's bytes as they come: length, NUL, encoding. */
class ByteCheck {
  readonly #name: string;
  readonly #most: number;
  readonly #utf8: Utf8Check | null;
  #seen = 0;

  constructor(name: string, most: number, encoding: BookingMapping["encoding"]) {
    [this.#name, this.#most] = [name, most];
    this.#utf8 = encoding === "utf-8" ? new Utf8Check() : null;
  }

  push(piece: Buffer): void {
    const nul = piece.indexOf(0);
    if (nul >= 0)
      throw refusal(
        `${this.#name}, byte ${counted(this.#seen + nul)}`,
        "a NUL byte, so this is no text",
        "export it again as CSV",
      );
    this.#seen += piece.length;
    if (this.#seen > this.#most) throw tooMuch(this.#name, `more than ${counted(this.#most)} bytes`);
    this.#refuse(this.#utf8?.push(piece) ?? -1);
  }

  end(): void {
    this.#refuse(this.#utf8?.end() ?? -1);
  }

  #refuse(invalid: number): void {
    if (invalid >= 0)
      throw refusal(
        `${this.#name}, byte ${counted(invalid)}`,
        "invalid UTF-8",
        "export it as UTF-8, or set the mapping's encoding to windows-1252",
      );
  }
}

async function scan(
  bytes: BookingBytes,
  sink: BookingSink,
  { encoding, delimiter }: BookingMapping,
): Promise<void> {
  const { name, limits } = sink.options;
  const check = new ByteCheck(name, limits.max_bytes, encoding);
  let scanner: RecordScanner | null = null;
  let carried: Buffer = Buffer.alloc(0);
  for await (const piece of joined(bytes, name)) {
    check.push(piece);
    let body = piece;
    if (scanner === null) {
      checkKind(piece, name);
      body = piece.indexOf("\ufeff") === 0 ? piece.subarray(3) : piece;
      const form = { delimiter, encoding, line_end: sniffDialect(body, false).line_end };
      scanner = new RecordScanner(name, sink, form, { ...readLimits, max_cell_bytes: limits.max_cell_bytes });
    }
    const chunk = carried.length === 0 ? body : Buffer.concat([carried, body]);
    carried = Buffer.from(chunk.subarray(scanner.scan(chunk, carried.length)));
  }
  check.end();
  scanner?.end(carried);
  if (sink.header === null) throw refusal(name, "the file is empty", "export it again");
}

/**
 * Reads a jail system's export as CSV with a mapping, as it arrives: bookings to record, rows put aside with their line and
 * reason, immigration holds apart from charges. `read` is always `booking_rows` and `quarantined` together. The file is never
 * held whole; what is kept are the bookings. Throws `InvalidInput` for a header that does not fit the mapping and
 * `SourceRejected` for bytes that are no CSV, past a limit or not UTF-8, each in one line.
 */
export async function readBookings(
  bytes: BookingBytes,
  mapping: BookingMapping,
  { name = "bookings.csv", now, limits = bookingLimits }: ReadBookingsOptions = {},
): Promise<BookingsRead> {
  const sink = new BookingSink(mapping, { name, limits }, now ?? null);
  await scan(bytes, sink, mapping);
  const read = sink.fold.read;
  return {
    ...sink.fold.end(),
    read,
    ignored_headers: sink.header?.ignored_headers ?? [],
    unknown_headers: sink.header?.unknown_headers ?? [],
    other_words: sink.tally.list(),
  };
}
