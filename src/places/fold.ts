/** A word of a facility name in capitals, with whether a comma, slash, bracket or hyphen stood before it. */
export interface FoldedWord {
  readonly text: string;
  readonly starts_segment: boolean;
}

const dottedLetters = /\b(?:[A-Z]\.)+[A-Z](?![A-Z0-9])\.?|\b(?:[A-Z]\.){2,}/g;
const segmentMark = /[,;:/()[\]{}|-]/;

/** Words that open a place name in more than one way; the value is what both sides are turned into. */
const openingWords: Readonly<Record<string, string>> = {
  ST: "SAINT",
  STE: "SAINTE",
  FT: "FORT",
  MT: "MOUNT",
  N: "NORTH",
  NO: "NORTH",
  S: "SOUTH",
  SO: "SOUTH",
  E: "EAST",
  W: "WEST",
};

/** Words that do so wherever they stand. */
const placeWords: Readonly<Record<string, string>> = {
  HTS: "HEIGHTS",
  HGTS: "HEIGHTS",
  SPGS: "SPRINGS",
  SPG: "SPRINGS",
  TWP: "TOWNSHIP",
};

function capitals(text: string): string {
  const plain = text
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .toUpperCase();
  return plain
    .replace(/['’`´]/g, "")
    .replace(/&/g, " AND ")
    .replace(dottedLetters, (letters) => `${letters.replaceAll(".", "")} `);
}

/** The words of a name in capitals without accents or marks; letters with dots become one word ("F.C.I." is FCI). */
export function foldedWords(text: string): FoldedWord[] {
  const words: FoldedWord[] = [];
  let starts = true;
  for (const part of capitals(text).match(/[A-Z0-9]+|[^A-Z0-9]/g) ?? []) {
    if (/^[A-Z0-9]/.test(part)) {
      words.push({ text: part, starts_segment: starts });
      starts = false;
    } else if (segmentMark.test(part)) starts = true;
  }
  return words;
}

/** A name in capitals with single blanks and no marks: what two spellings are compared by ("BECKLEY FED CORR INST"). */
export function foldName(text: string): string {
  return foldedWords(text)
    .map((word) => word.text)
    .join(" ");
}

/** A place name as one run of letters, with ST, FT, MT and the like written out ("FORTWORTH"): blanks do not count. */
export function placeKey(words: readonly string[]): string {
  return words
    .map((word, at) => placeWords[word] ?? (at < words.length - 1 ? (openingWords[word] ?? word) : word))
    .join("");
}

/** The place key of a text. */
export function placeKeyOf(text: string): string {
  return placeKey(foldedWords(text).map((word) => word.text));
}

/** A slug for permanent ids: lower-case words joined by hyphens. */
export function slug(text: string): string {
  return foldName(text).toLowerCase().replaceAll(" ", "-");
}
