import { isAscii } from "node:buffer";

const windows1252 = new TextDecoder("windows-1252");
/** V8 copies shorter slices of a string; a longer one would keep the whole chunk alive as long as anyone keeps it. */
const sliced = 13;
const remembered = 1 << 12;

/**
 * Makes strings from the bytes of one chunk after another. Texts that come again and again, as most cells of 13
 * characters and more do, are made once and looked up after that.
 */
export class CellText {
  readonly #decode: (bytes: Buffer, start: number, stop: number) => string;
  readonly #known: string[] = new Array<string>(remembered).fill("");
  #bytes: Buffer = Buffer.alloc(0);
  #latin1 = "";
  #isAscii = true;

  constructor(encoding: "utf-8" | "windows-1252") {
    this.#decode = encoding === "utf-8" ? decodeUtf8 : decodeWindows1252;
  }

  /** Turns to the bytes of the next chunk. */
  turnTo(bytes: Buffer): void {
    this.#bytes = bytes;
    this.#latin1 = bytes.toString("latin1", 0, bytes.length);
    this.#isAscii = isAscii(bytes);
  }

  /** The text of the chunk's bytes from `start` to before `stop`. */
  slice(start: number, stop: number): string {
    if (!this.#isAscii && hasHigh(this.#bytes, start, stop)) return this.#decode(this.#bytes, start, stop);
    return stop - start < sliced ? this.#latin1.substring(start, stop) : this.#known1(start, stop);
  }

  /** The text of bytes that stand elsewhere. */
  of(bytes: Buffer): string {
    return this.#decode(bytes, 0, bytes.length);
  }

  #known1(start: number, stop: number): string {
    const bytes = this.#bytes;
    let hash = stop - start;
    for (let i = start; i < stop; i++) hash = (Math.imul(hash, 31) + (bytes[i] as number)) | 0;
    const place = (hash ^ (hash >>> 12)) & (remembered - 1);
    const known = this.#known[place] as string;
    if (isSame(known, bytes, start, stop)) return known;
    const made = bytes.toString("latin1", start, stop);
    if (stop - start < 256) this.#known[place] = made;
    return made;
  }
}

function isSame(text: string, bytes: Buffer, start: number, stop: number): boolean {
  if (text.length !== stop - start) return false;
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) !== bytes[start + i]) return false;
  return true;
}

function hasHigh(bytes: Buffer, start: number, stop: number): boolean {
  for (let i = start; i < stop; i++) if ((bytes[i] as number) >= 0x80) return true;
  return false;
}

function decodeUtf8(bytes: Buffer, start: number, stop: number): string {
  return bytes.toString("utf8", start, stop);
}

function decodeWindows1252(bytes: Buffer, start: number, stop: number): string {
  return windows1252.decode(bytes.subarray(start, stop));
}
