/** Characters that turn the reading order of what follows, so that a text shows other than it is. */
const turning = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/;
const lineEnds = /[\n\r\u0085\u2028\u2029]/;

function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}

/** What keeps a text from being recorded as one line of plain text, said as a predicate ("holds …"); null where nothing does. */
export function textFault(text: string): string | null {
  if (!text.isWellFormed()) return "holds half of a character";
  if (lineEnds.test(text)) return "holds a line break";
  const odd = /\p{Cc}/u.exec(text)?.[0] ?? turning.exec(text)?.[0];
  return odd === undefined ? null : `holds the control character ${codePoint(odd)}`;
}

/** A text of a foreign file as a message can show it: one line of at most `most` characters. */
export function shown(text: string, most = 60): string {
  const line = text
    .toWellFormed()
    .replace(/[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu, " ")
    .trim();
  return line.length > most ? `${line.slice(0, most).toWellFormed()}…` : line;
}

/**
 * A cell as a reason can show it: as written where it is made of digits and marks, else only how long it is, because a cell that
 * stands in the wrong column may hold a name.
 */
export function shownCell(text: string): string {
  const isPlain =
    text.length <= 40 && /^[\d\s/:.,+\-TZ]*(?:[AaPp][Mm])?$/.test(text) && textFault(text) === null;
  return isPlain ? `"${text}"` : `a text of ${text.length} characters`;
}
