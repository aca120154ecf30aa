import type { SourceRejected } from "../../base/errors.ts";
import type { ReadLimits } from "../table.ts";
import { counted, refusal } from "./refusal.ts";
import { MarkupFault } from "./xml-bytes.ts";
import { xmlChunks } from "./xml-chunks.ts";
import type { ZipArchive } from "./zip-archive.ts";

/** Reads XML unit by unit (a tag, a cell, a string item), each of which must lie whole in the bytes at hand. */
export interface MarkupReader {
  /** Where it stands, for messages. */
  place(): string;
  /** Reads the whole units at the front of the bytes and answers how many bytes they take. */
  scan(bytes: Buffer): number;
  /** Whether the root element was closed, once there is no more. */
  isComplete(): boolean;
}

/** What the tags of one cell or string may take besides its text. */
const tagBytes = 1 << 16;

/**
 * Feeds an XML part of a workbook to a reader. Throws `SourceRejected` for markup that cannot be read, for a unit past
 * the limit of a cell (as soon as it is passed), and for a part that ends early.
 */
export async function scanMarkup(
  archive: ZipArchive,
  part: string,
  reader: MarkupReader,
  limits: ReadLimits,
): Promise<void> {
  const most = limits.max_cell_bytes + tagBytes;
  const pending = new Pending();
  let next = 0;
  for await (const piece of xmlChunks(archive, part)) {
    pending.add(piece);
    if (pending.length < next) continue;
    const used = scanned(reader, pending.bytes());
    pending.drop(used);
    if (used === 0 && pending.length > most) throw tooLong(reader, limits);
    // A unit that is not whole yet is not looked at again before it has doubled.
    next = used === 0 ? Math.min(2 * pending.length, most + 1) : 0;
  }
  pending.drop(scanned(reader, pending.bytes()));
  if (!reader.isComplete()) throw fault(reader, "the XML is cut off");
}

function scanned(reader: MarkupReader, bytes: Buffer): number {
  try {
    return reader.scan(bytes);
  } catch (error) {
    throw error instanceof MarkupFault ? fault(reader, error.message) : error;
  }
}

/** The bytes not yet read, at the front of one buffer that is used again and again. */
class Pending {
  length = 0;
  #buffer = Buffer.allocUnsafe(1 << 19);

  add(piece: Buffer): void {
    if (this.length + piece.length > this.#buffer.length) {
      const larger = Buffer.allocUnsafe(2 * (this.length + piece.length));
      this.#buffer.copy(larger, 0, 0, this.length);
      this.#buffer = larger;
    }
    piece.copy(this.#buffer, this.length);
    this.length += piece.length;
  }

  bytes(): Buffer {
    return this.#buffer.subarray(0, this.length);
  }

  drop(count: number): void {
    this.#buffer.copy(this.#buffer, 0, count, this.length);
    this.length -= count;
  }
}

function fault(reader: MarkupReader, what: string): SourceRejected {
  return refusal(reader.place(), what, "open the workbook and save it again as .xlsx");
}

function tooLong(reader: MarkupReader, limits: ReadLimits): SourceRejected {
  const what = `a cell or string holds more than ${counted(limits.max_cell_bytes)} bytes`;
  return refusal(reader.place(), what, "shorten it");
}
