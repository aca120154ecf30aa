const [tab, lineFeed, zero, minus, backslash, capitalN] = [0x09, 0x0a, 0x30, 0x2d, 0x5c, 0x4e];
const startBytes = 1 << 20;
const billion = 1_000_000_000;

/**
 * Lines of PostgreSQL's COPY text format, written field by field into one block of bytes, so that a large file leaves no
 * strings behind. Texts are ASCII without tab, line end or backslash, as hashes, days and our own words are.
 */
export class CopyLines {
  #bytes = new Uint8Array(startBytes);
  #length = 0;
  #lines = 0;

  /** How many lines are ended. */
  get lines(): number {
    return this.#lines;
  }

  /** How many bytes stand written. */
  get length(): number {
    return this.#length;
  }

  /** A field that holds a whole number within the safe range. */
  number(value: number): void {
    this.#makeRoom(24);
    let rest = value;
    if (rest < 0) {
      this.#bytes[this.#length++] = minus;
      rest = -rest;
    }
    if (rest >= billion) {
      const high = Math.floor(rest / billion);
      this.#digits(high, digitsOf(high));
      this.#digits(rest - high * billion, 9);
    } else this.#digits(rest, digitsOf(rest));
    this.#bytes[this.#length++] = tab;
  }

  /** A field of text; null writes "no value". */
  text(value: string | null): void {
    if (value === null) {
      this.none();
      return;
    }
    this.#makeRoom(value.length + 1);
    for (let i = 0; i < value.length; i++) this.#bytes[this.#length++] = value.charCodeAt(i);
    this.#bytes[this.#length++] = tab;
  }

  /** A yes/no field; null writes "no value". */
  flag(value: boolean | null): void {
    this.text(value === null ? null : value ? "t" : "f");
  }

  /** A field without a value. */
  none(): void {
    this.#makeRoom(3);
    this.#bytes[this.#length++] = backslash;
    this.#bytes[this.#length++] = capitalN;
    this.#bytes[this.#length++] = tab;
  }

  /** Ends the line behind its last field. */
  end(): void {
    this.#bytes[this.#length - 1] = lineFeed;
    this.#lines++;
  }

  /** All lines so far, in a block of their own; the next line begins anew. */
  take(): Uint8Array {
    const taken = this.#bytes.slice(0, this.#length);
    this.#length = 0;
    this.#lines = 0;
    return taken;
  }

  #digits(value: number, count: number): void {
    const bytes = this.#bytes;
    let rest = value | 0;
    for (let at = this.#length + count - 1; at >= this.#length; at--) {
      const tenth = (rest / 10) | 0;
      bytes[at] = zero + rest - tenth * 10;
      rest = tenth;
    }
    this.#length += count;
  }

  #makeRoom(bytes: number): void {
    if (this.#length + bytes <= this.#bytes.length) return;
    const larger = new Uint8Array(2 * this.#bytes.length + bytes);
    larger.set(this.#bytes);
    this.#bytes = larger;
  }
}

function digitsOf(value: number): number {
  let [count, bound] = [1, 10];
  while (value >= bound) {
    count++;
    bound *= 10;
  }
  return count;
}
