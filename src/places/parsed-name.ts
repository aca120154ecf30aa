import { type FoldedWord, foldedWords } from "./fold.ts";
import type { State, StateWords } from "./state-words.ts";
import { kindWord } from "./words.ts";

/** A facility name taken apart: its words, what kinds of words are among them, and the state it claims for itself. */
export interface ParsedName {
  readonly folded: string;
  readonly words: readonly FoldedWord[];
  /** The state the name itself gives ("BUCKS CNTY JAIL, PA"); its words are no longer among `words`. */
  readonly claimed_state: State | null;
  /** The kind words in the name, spelled out, and every other word as it stands. */
  readonly kinds: ReadonlySet<string>;
}

/** Takes a name apart; a name without letters or digits has no words. */
export function parseName(name: string, states: StateWords): ParsedName {
  const all = foldedWords(name);
  const claimed = states.claimedBy(all);
  const words = claimed ? without(all, claimed.from, claimed.to) : all;
  const kinds = new Set<string>();
  for (const { text } of words) kinds.add(kindOf(text, kinds));
  return {
    folded: all.map((word) => word.text).join(" "),
    words,
    claimed_state: claimed?.state ?? null,
    kinds,
  };
}

function kindOf(word: string, kinds: Set<string>): string {
  if (word === "PD") kinds.add("POLICE");
  if (word === "FCI") kinds.add("FEDERAL");
  return kindWord(word) ?? word;
}

function without(words: readonly FoldedWord[], from: number, to: number): FoldedWord[] {
  const after = words.slice(to);
  const [next, ...rest] = after;
  return [...words.slice(0, from), ...(next ? [{ ...next, starts_segment: true }, ...rest] : [])];
}
