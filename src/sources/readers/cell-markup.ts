import { type CellType, typeOf, wholeNumber } from "./cell-type.ts";
import { readStringItem } from "./rich-text.ts";
import {
  type AttributePlaces,
  behindAside,
  behindTag,
  closesItself,
  isAside,
  MarkupFault,
  nameAt,
  nextAttribute,
  textFrom,
  unfinished,
} from "./xml-bytes.ts";

const [SPACE, QUOTE, SLASH, LT, EQUALS, GT] = [0x20, 0x22, 0x2f, 0x3c, 0x3d, 0x3e] as const;
const [C, I, R, S, T, V] = [0x63, 0x69, 0x72, 0x73, 0x74, 0x76] as const;

/**
 * The usual forms are only looked for where so many bytes follow, so that their quick loops never read past the end:
 * the engine makes every such read slow once it has happened.
 */
const roomBytes = 128;

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
  /** The value as a whole number; -1 where it is anything else than up to 15 digits. */
  whole = -1;
  /** The value where it is not one plain run of bytes. */
  text: string | null = null;
  readonly #prefix: string;
  readonly #places: AttributePlaces = { nameStart: 0, nameStop: 0, valueStart: 0, valueStop: 0 };

  constructor(prefix: string) {
    this.#prefix = prefix;
  }

  /** Whether the tag that opens at `at` is `<c`. */
  opensAt(bytes: Buffer, at: number): boolean {
    return at < bytes.length - 2 - this.#prefix.length && this.#isNamed(bytes, at + 1, C);
  }

  /** Reads the cell's own tag, which opens at `at`; answers the place behind it, or `unfinished`. */
  readTag(bytes: Buffer, at: number): number {
    this.column = -1;
    this.row = 0;
    this.style = 0;
    this.type = "number";
    this.hasContent = false;
    this.whole = -1;
    this.text = null;
    let i = at + 2 + this.#prefix.length;
    for (;;) {
      if (i < bytes.length - roomBytes) i = this.#behindUsual(bytes, i);
      if (i < bytes.length && bytes[i] === GT) return i + 1;
      i = nextAttribute(bytes, i, this.#places);
      if (i === unfinished) return unfinished;
      if (this.#places.nameStart < 0) return behindTag(bytes, i);
      if (this.#places.nameStop - this.#places.nameStart === 1) this.#takeAttribute(bytes);
    }
  }

  /**
   * Takes attributes as long as they are written as nearly every program writes them: `r="BM12"`, `s="3"`, `t="s"`
   * behind one space. Workbooks have tens of millions of these; all other forms are left to the general way.
   */
  #behindUsual(bytes: Buffer, at: number): number {
    let i = at;
    while (bytes[i] === SPACE && bytes[i + 2] === EQUALS && bytes[i + 3] === QUOTE) {
      const name = bytes[i + 1];
      let behind = 0;
      if (name === R) behind = this.#takeUsualReference(bytes, i + 4);
      else if (name === S) behind = this.#takeUsualStyle(bytes, i + 4);
      else if (name === T && bytes[i + 4] === S) {
        this.type = "shared";
        behind = i + 5;
      }
      if (behind === 0 || bytes[behind] !== QUOTE) return i;
      i = behind + 1;
    }
    return i;
  }

  #takeUsualReference(bytes: Buffer, at: number): number {
    let i = at;
    let byte = bytes[i] as number;
    let column = 0;
    for (; byte > 0x40 && byte < 0x5b; byte = bytes[++i] as number) column = column * 26 + byte - 0x40;
    const letters = i - at;
    let row = 0;
    for (; byte > 0x2f && byte < 0x3a; byte = bytes[++i] as number) row = row * 10 + byte - 0x30;
    if (letters < 1 || letters > 3 || row < 1) return 0;
    this.column = column - 1;
    this.row = row;
    return i;
  }

  #takeUsualStyle(bytes: Buffer, at: number): number {
    let i = at;
    let style = 0;
    let byte = bytes[i] as number;
    for (; byte > 0x2f && byte < 0x3a; byte = bytes[++i] as number) style = style * 10 + byte - 0x30;
    this.style = style;
    return i > at ? i : 0;
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
    if (this.#prefix === "" && at < bytes.length - roomBytes && bytes[at + 1] === V) {
      const behind = this.#behindUsualValue(bytes, at);
      if (behind > 0) return behind;
    }
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

  /** The place behind `<v>…</v></c>`, as nearly every cell is written; 0 where anything else stands there. */
  #behindUsualValue(bytes: Buffer, at: number): number {
    if (bytes[at] !== LT || bytes[at + 2] !== GT) return 0;
    let i = at + 3;
    let number = 0;
    let byte = bytes[i] as number;
    for (; byte > 0x2f && byte < 0x3a; byte = bytes[++i] as number) number = number * 10 + byte - 0x30;
    const digits = i - at - 3;
    while (i < bytes.length && bytes[i] !== LT) i++;
    if (
      i > bytes.length - 8 ||
      bytes[i + 1] !== SLASH ||
      bytes[i + 2] !== V ||
      bytes[i + 3] !== GT ||
      bytes[i + 4] !== LT
    )
      return 0;
    if (bytes[i + 5] !== SLASH || bytes[i + 6] !== C || bytes[i + 7] !== GT) return 0;
    this.hasContent = true;
    this.start = at + 3;
    this.stop = i;
    this.whole = digits > 0 && digits < 16 && i === at + 3 + digits ? number : -1;
    return i + 8;
  }

  #readChild(bytes: Buffer, at: number, wantsText: boolean): number {
    if (this.#isNamed(bytes, at + 1, V)) return this.#readValue(bytes, at);
    if (isAside(bytes, at)) return behindAside(bytes, at);
    if (bytes[at + 1 + this.#prefix.length] !== I) return at + 1;
    const name = nameAt(bytes, at + 1);
    if (name === null) return unfinished;
    return name === `${this.#prefix}is` ? this.#readInline(bytes, at, wantsText) : at + 1;
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
    this.whole = wholeNumber(bytes, start, stop);
    return bytes[stop + 1] === SLASH ? stop : this.#readParts(bytes, start);
  }

  /** A value that comments or CDATA sections cut into parts. */
  #readParts(bytes: Buffer, start: number): number {
    const run = textFrom(bytes, start);
    if (run === null) return unfinished;
    this.text = run.text;
    this.whole = -1;
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
