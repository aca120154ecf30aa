import { behindAside, behindTag, closesItself, isAside, nameAt, textFrom } from "./xml-bytes.ts";
import { withoutEscapes } from "./xml-text.ts";

/** The text of a string item, and the place behind its closing tag. */
export interface StringItem {
  readonly text: string;
  readonly behind: number;
}

const [LT, SLASH] = [0x3c, 0x2f];

/**
 * Reads the inside of a string item (`<si>` or `<is>`, named by `closing` with its prefix) from `at` on: the texts of
 * all its runs in one, without the phonetic readings that stand beside East Asian text. Null while the bytes end
 * before the item does; throws `MarkupFault`.
 */
export function readStringItem(
  bytes: Buffer,
  at: number,
  prefix: string,
  closing: string,
): StringItem | null {
  let [text, i, isReading] = ["", at, false];
  for (;;) {
    i = bytes.indexOf(LT, i);
    if (i < 0 || i + 1 >= bytes.length) return null;
    if (isAside(bytes, i)) {
      i = behindAside(bytes, i);
      if (i < 0) return null;
      continue;
    }
    const isEnd = bytes[i + 1] === SLASH;
    const name = nameAt(bytes, i + (isEnd ? 2 : 1));
    const behind = behindTag(bytes, i);
    if (name === null || behind < 0) return null;
    if (isEnd && name === closing) return { text: withoutEscapes(text), behind };
    i = behind;
    if (name === `${prefix}rPh` && !closesItself(bytes, behind)) isReading = !isEnd;
    if (name !== `${prefix}t` || isEnd || closesItself(bytes, behind)) continue;
    const run = textFrom(bytes, behind);
    if (run === null) return null;
    if (!isReading) text += run.text;
    i = run.stop;
  }
}
