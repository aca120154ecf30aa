import { decodedText } from "./xml-text.ts";

const [BANG, SLASH, EQUALS, GT, QUESTION, LT] = [0x21, 0x2f, 0x3d, 0x3e, 0x3f, 0x3c] as const;
const [DOUBLE, SINGLE] = [0x22, 0x27] as const;

/** Said of markup whose end is not among the bytes at hand. */
export const unfinished = -1;

/** Why markup cannot be read, in words for a person. */
export class MarkupFault extends Error {}

/** The place behind the `>` of the tag that opens at `at`; a `>` inside an attribute does not count. */
export function behindTag(bytes: Buffer, at: number): number {
  for (let i = at; i < bytes.length; i++) {
    const byte = bytes[i] as number;
    if (byte === GT) return i + 1;
    if (byte !== DOUBLE && byte !== SINGLE) continue;
    i = bytes.indexOf(byte, i + 1);
    if (i < 0) return unfinished;
  }
  return unfinished;
}

/** Whether the tag that ends before `behind` closes itself. */
export function closesItself(bytes: Buffer, behind: number): boolean {
  return bytes[behind - 2] === SLASH;
}

/** Whether the byte at `at` opens a comment, CDATA section, processing instruction or declaration. */
export function isAside(bytes: Buffer, at: number): boolean {
  return bytes[at] === LT && (bytes[at + 1] === BANG || bytes[at + 1] === QUESTION);
}

const asides = [
  ["<!--", "-->"],
  ["<![CDATA[", "]]>"],
  ["<?", "?>"],
] as const;

/**
 * The place behind the comment, CDATA section or processing instruction that opens at `at`. Throws `MarkupFault` for
 * any other declaration, a document type above all.
 */
export function behindAside(bytes: Buffer, at: number): number {
  const start = bytes.toString("latin1", at, at + 9);
  const aside = asides.find(([open]) => start.startsWith(open.slice(0, start.length)));
  if (!aside) throw new MarkupFault("it declares a document type or entities, as no workbook does");
  const close = bytes.indexOf(aside[1], at + aside[0].length, "latin1");
  return close < 0 ? unfinished : close + aside[1].length;
}

/** Text and where the markup behind it begins. */
export interface TextRun {
  readonly text: string;
  readonly stop: number;
}

/** The text from `at` up to the next tag, CDATA sections included and comments passed over; null while unfinished. */
export function textFrom(bytes: Buffer, at: number): TextRun | null {
  let [text, i] = ["", at];
  for (;;) {
    const stop = bytes.indexOf(LT, i);
    if (stop < 0 || stop + 1 >= bytes.length) return null;
    text += decoded(bytes.toString("utf8", i, stop));
    if (!isAside(bytes, stop)) return { text, stop };
    i = behindAside(bytes, stop);
    if (i < 0) return null;
    if (bytes[stop + 2] === 0x5b) text += bytes.toString("utf8", stop + 9, i - 3).replace(/\r\n?/g, "\n");
  }
}

/** Raw text decoded; throws `MarkupFault` for entities that XML does not define. */
export function decoded(raw: string): string {
  const text = decodedText(raw);
  if (text === null) throw new MarkupFault("it uses an entity or character that XML does not define");
  return text;
}

/** The qualified name of the tag whose name begins at `at`; null while unfinished. */
export function nameAt(bytes: Buffer, at: number): string | null {
  for (let i = at; i < bytes.length; i++) {
    const byte = bytes[i] as number;
    if (byte <= 0x20 || byte === GT || byte === SLASH) return bytes.toString("latin1", at, i);
  }
  return null;
}

/** The prefix, with its colon, under which the root element stands; throws `MarkupFault` where it is another element. */
export function prefixOf(rootName: string, local: string): string {
  const found = /^(?:[^:]+:)?/.exec(rootName)?.[0] ?? "";
  if (rootName.slice(found.length) !== local)
    throw new MarkupFault(`it begins with <${rootName}>, not <${local}>`);
  return found;
}

/** An attribute of a tag, by the places of its name and value. */
export interface AttributePlaces {
  nameStart: number;
  nameStop: number;
  valueStart: number;
  valueStop: number;
}

/**
 * Finds the next attribute from `at` on inside a tag and sets `places`. Answers the place behind it, or where the tag's
 * `>` or `/>` stands (then `nameStart` is -1), or `unfinished`. Throws `MarkupFault` for anything else.
 */
export function nextAttribute(bytes: Buffer, at: number, places: AttributePlaces): number {
  let i = behindSpace(bytes, at);
  places.nameStart = -1;
  if (bytes[i] === GT || bytes[i] === SLASH) return i;
  const nameStart = i;
  while (i < bytes.length && bytes[i] !== EQUALS && (bytes[i] as number) > 0x20 && bytes[i] !== GT) i++;
  places.nameStop = i;
  i = behindSpace(bytes, i);
  if (i >= bytes.length) return unfinished;
  if (bytes[i] !== EQUALS || i === nameStart) throw new MarkupFault("an attribute without a value");
  i = behindSpace(bytes, i + 1);
  if (i >= bytes.length) return unfinished;
  if (bytes[i] !== DOUBLE && bytes[i] !== SINGLE) throw new MarkupFault("an attribute without quotes");
  return behindValue(bytes, i, nameStart, places);
}

function behindValue(bytes: Buffer, at: number, nameStart: number, places: AttributePlaces): number {
  const quote = bytes[at];
  let i = at + 1;
  while (i < bytes.length && bytes[i] !== quote) i++;
  if (i >= bytes.length) return unfinished;
  places.nameStart = nameStart;
  places.valueStart = at + 1;
  places.valueStop = i;
  return i + 1;
}

function behindSpace(bytes: Buffer, at: number): number {
  let i = at;
  while (i < bytes.length && (bytes[i] as number) <= 0x20) i++;
  return i;
}
