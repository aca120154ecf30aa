import { InvalidInput } from "../../base/errors.ts";
import { type BookingMapping, wordKey } from "./mapping.ts";
import { shown } from "./plain-text.ts";

/** Words of the file that no list of the mapping has, how they were read, and in how many rows they stand. */
export interface OtherWords {
  readonly field: string;
  readonly words: string;
  readonly read_as: string;
  readonly rows: number;
}

const mostKinds = 1000;

/** Counts words that no list has; past 1,000 kinds the rest is counted together, so that a hostile file fills no memory. */
export class WordTally {
  readonly #rows = new Map<string, { field: string; words: string; read_as: string; rows: number }>();

  add(field: string, words: string, readAs: string): void {
    const key = `${field}\n${wordKey(words)}`;
    const isFull = this.#rows.size >= mostKinds && !this.#rows.has(key);
    const kept = isFull
      ? { key: `${field}\n`, words: "(more than 1,000 kinds of words)" }
      : { key, words: shown(words, 200) };
    const row = this.#rows.get(kept.key) ?? { field, words: kept.words, read_as: readAs, rows: 0 };
    row.rows++;
    this.#rows.set(kept.key, row);
  }

  /** What was counted, commonest first. */
  list(): OtherWords[] {
    const order = (a: OtherWords, b: OtherWords): number => b.rows - a.rows || (a.words < b.words ? -1 : 1);
    return [...this.#rows.values()].sort(order);
  }
}

interface CodedWords {
  readonly codes: Readonly<Partial<Record<string, readonly string[]>>>;
  readonly otherwise: string | null;
}

/**
 * Answers the code of a word; throws `InvalidInput` for one that no list has where the mapping says nothing of those. Such words
 * are counted; `quiet` leaves out those that the mapping reads as something.
 */
export function codeReader(
  list: CodedWords | undefined,
  tally: WordTally,
  quiet = false,
): (field: string, text: string) => string {
  const known = new Map<string, string>();
  for (const [code, words] of Object.entries(list?.codes ?? {}))
    for (const word of words ?? []) known.set(wordKey(word), code);
  return (field, text) => {
    const code = known.get(wordKey(text));
    if (code !== undefined) return code;
    const otherwise = list?.otherwise ?? null;
    if (!quiet || otherwise === null) tally.add(field, text, otherwise ?? "put aside");
    if (otherwise === null) throw new InvalidInput(`${field} holds words that the mapping does not list`);
    return otherwise;
  };
}

/** Answers what a yes-or-no cell says; throws `InvalidInput` for other words, and for an empty cell that the mapping gives no meaning. */
export function yesNoReader(
  { yes, no, blank_is }: BookingMapping["words"],
  tally: WordTally,
): (field: string, text: string | null) => boolean {
  const known = new Map([
    ...yes.map((word) => [wordKey(word), true] as const),
    ...no.map((word) => [wordKey(word), false] as const),
  ]);
  return (field, text) => {
    if (text === null) {
      if (blank_is === undefined)
        throw new InvalidInput(`${field} is empty, and the mapping does not say what that means`);
      return blank_is === "yes";
    }
    const said = known.get(wordKey(text));
    if (said !== undefined) return said;
    tally.add(field, text, "put aside");
    throw new InvalidInput(`${field} holds words that are neither yes nor no in the mapping`);
  };
}
