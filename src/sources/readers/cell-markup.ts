import { readStringItem } from "./rich-text.ts";
import {
  type AttributePlaces,
  behindAside,
  behindTag,
  closesItself,
  isAside,
  MarkupFault,
  nextAttribute,
  textFrom,
  unfinished,
} from "./xml-bytes.ts";

/** How the value of a cell is stored (ECMA-376 part 1, 18.18.11, and inline text). */
export type CellType = "number" | "shared" | "text" | "inline" | "boolean" | "error" | "date";

const types: ReadonlyMap<string, CellType> = new Map([
  ["n", "number"],
  ["s", "shared"],
  ["str", "text"],
  ["inlineStr", "inline"],
  ["b", "boolean"],
  ["e", "error"],
  ["d", "date"],
]);

const [LT, SLASH, GT] = [0x3c, 0x2f, 0x3e];
const [C, I, R, S, T, V] = [0x63, 0x69, 0x72, 0x73, 0x74, 0x76] as const;

/** A cell of a sheet as the markup has it. One is used again for every cell, so that reading makes no garbage. */
export class CellMarkup {
  /** From 0; -1 where the cell does not say. */
  column = -1;
  /** From 1; 0 where the cell does not say. */
  row = 0;
  style = 0;
  type: CellType = "number";
  /** Whether the cell holds a value, though it may be empty text. */
  hasContent = false;
  /** Where its value stands in the bytes, while `text` is null. */
  start = 0;
  stop = 0;
  /** The value where it is not one plain run of bytes. */
  text: string | null = null;
  readonly #prefix: string;
  readonly #places: AttributePlaces = { nameStart: 0, nameStop: 0, valueStart: 0, valueStop: 0 };

  constructor(prefix: string) {
    this.#prefix = prefix;
  }

  /** Whether `<c` opens at `at`. */
  opensAt(bytes: Buffer, at: number): boolean {
    return bytes[at] === LT && this.#isNamed(bytes, at + 1, C);
  }

  /** Reads the cell's own tag, which opens at `at`; answers the place behind it, or `unfinished`. */
  readTag(bytes: Buffer, at: number): number {
    this.column = -1;
    this.row = 0;
    this.style = 0;
    this.type = "number";
    this.hasContent = false;
    this.text = null;
    let i = at + 2 + this.#prefix.length;
    for (;;) {
      i = nextAttribute(bytes, i, this.#places);
      if (i === unfinished) return unfinished;
      if (this.#places.nameStart < 0) break;
      if (this.#places.nameStop - this.#places.nameStart === 1) this.#takeAttribute(bytes);
    }
    return bytes[i] === GT ? i + 1 : behindTag(bytes, i);
  }

  #takeAttribute(bytes: Buffer): void {
    const { nameStart, valueStart, valueStop } = this.#places;
    const name = bytes[nameStart];
    if (name === R) this.#takeReference(bytes, valueStart, valueStop);
    else if (name === S) this.style = wholeNumber(bytes, valueStart, valueStop);
    else if (name === T) this.type = typeOf(bytes, valueStart, valueStop);
  }

  /** A reference such as `BM12`: the letters count columns in base 26, without a zero. */
  #takeReference(bytes: Buffer, start: number, stop: number): void {
    let [column, i] = [0, start];
    for (; i < stop; i++) {
      const letter = ((bytes[i] as number) | 0x20) - 0x60;
      if (letter < 1 || letter > 26) break;
      column = column * 26 + letter;
    }
    this.column = column - 1;
    this.row = wholeNumber(bytes, i, stop);
    if (column === 0 || this.row < 1 || i - start > 3) {
      throw new MarkupFault(
        `there is no cell "${bytes.toString("utf8", start, Math.min(stop, start + 20))}"`,
      );
    }
  }

  /**
   * Reads what stands between the cell's tags, from `at` on, making text of inline strings only if `wantsText`;
   * answers the place behind the closing tag, or `unfinished`.
   */
  readContent(bytes: Buffer, at: number, wantsText: boolean): number {
    const last = bytes.length - 3 - this.#prefix.length;
    let i = at;
    for (;;) {
      while (i <= last && bytes[i] !== LT) i++;
      if (i > last) return unfinished;
      if (bytes[i + 1] === SLASH) {
        if (this.#isNamed(bytes, i + 2, C)) return behindTag(bytes, i);
        i += 2;
      } else {
        i = this.#readChild(bytes, i, wantsText);
        if (i === unfinished) return unfinished;
      }
    }
  }

  #readChild(bytes: Buffer, at: number, wantsText: boolean): number {
    if (this.#isNamed(bytes, at + 1, V)) return this.#readValue(bytes, at);
    if (isAside(bytes, at)) return behindAside(bytes, at);
    const inside = at + 1 + this.#prefix.length;
    const isInline = bytes[inside] === I && this.#isNamed(bytes, at + 2, S) && this.#hasPrefix(bytes, at + 1);
    return isInline ? this.#readInline(bytes, at, wantsText) : at + 1;
  }

  #readValue(bytes: Buffer, at: number): number {
    const open = at + 2 + this.#prefix.length;
    const start = bytes[open] === GT ? open + 1 : behindTag(bytes, at);
    if (start === unfinished || closesItself(bytes, start)) return start;
    let stop = start;
    while (stop < bytes.length && bytes[stop] !== LT) stop++;
    if (stop + 1 >= bytes.length) return unfinished;
    this.hasContent = true;
    this.start = start;
    this.stop = stop;
    return bytes[stop + 1] === SLASH ? stop : this.#readParts(bytes, start);
  }

  /** A value that comments or CDATA sections cut into parts. */
  #readParts(bytes: Buffer, start: number): number {
    const run = textFrom(bytes, start);
    if (run === null) return unfinished;
    this.text = run.text;
    return run.stop;
  }

  #readInline(bytes: Buffer, at: number, wantsText: boolean): number {
    const start = behindTag(bytes, at);
    if (start === unfinished || closesItself(bytes, start)) return start;
    this.hasContent = true;
    this.text = "";
    if (!wantsText) return start;
    const item = readStringItem(bytes, start, this.#prefix, `${this.#prefix}is`);
    if (item === null) return unfinished;
    this.text = item.text;
    return item.behind;
  }

  /** Whether the name at `at` is the prefix and that one letter. */
  #isNamed(bytes: Buffer, at: number, letter: number): boolean {
    const i = at + this.#prefix.length;
    const behind = bytes[i + 1] as number;
    if (bytes[i] !== letter || !(behind === GT || behind <= 0x20 || behind === SLASH)) return false;
    return this.#prefix === "" || this.#hasPrefix(bytes, at);
  }

  #hasPrefix(bytes: Buffer, at: number): boolean {
    for (let i = 0; i < this.#prefix.length; i++) {
      if (bytes[at + i] !== this.#prefix.charCodeAt(i)) return false;
    }
    return true;
  }
}

function typeOf(bytes: Buffer, start: number, stop: number): CellType {
  if (stop - start === 1 && bytes[start] === S) return "shared";
  const name = bytes.toString("latin1", start, stop);
  const type = types.get(name);
  if (type === undefined) throw new MarkupFault(`no cell has the type "${name.slice(0, 20)}"`);
  return type;
}

/** The number that decimal digits stand for; -1 where there is anything else, or nothing. */
export function wholeNumber(bytes: Buffer, start: number, stop: number): number {
  if (stop <= start || stop - start > 15) return -1;
  let number = 0;
  for (let i = start; i < stop; i++) {
    const digit = (bytes[i] as number) - 0x30;
    if (digit < 0 || digit > 9) return -1;
    number = number * 10 + digit;
  }
  return number;
}
