import { type FoldedWord, foldName } from "./fold.ts";
import { kindWord } from "./words.ts";

/** A state as the reference has it. */
export interface State {
  readonly geoid: string;
  readonly usps: string;
  readonly name: string;
}

/** Traditional abbreviations of states, besides postal codes and full names. */
const traditional: Readonly<Record<string, string>> = {
  AL: "ALA", AZ: "ARIZ", AR: "ARK", CA: "CALIF CAL", CO: "COLO", CT: "CONN", DE: "DEL", FL: "FLA", IL: "ILL", IN: "IND", KS: "KANS KAN",
  ME: "MAINE", MA: "MASS", MI: "MICH", MN: "MINN", MS: "MISS", MT: "MONT", NE: "NEB NEBR", NV: "NEV", NM: "NMEX", OK: "OKLA", OR: "ORE OREG",
  PA: "PENN PENNA", TN: "TENN", TX: "TEX", WA: "WASH", WV: "WVA", WI: "WIS WISC", WY: "WYO",
}; // biome-ignore format: a table

/** Postal codes that are also words or abbreviations: not taken for a state at the bare end of a name. */
const ambiguousCodes = new Set([
  "CO",
  "CT",
  "DE",
  "IN",
  "LA",
  "OR",
  "SD",
  "ND",
  "ME",
  "PR",
  "AL",
  "HI",
  "ID",
  "MA",
  "MP",
  "VI",
  "AS",
]);

/** Codes that at the bare end mean county, sheriff's department, northern or southern district, or center. */
const neverAtEnd = new Set(["CO", "SD", "ND", "CT"]);

/** Where names write states: the state of a whole text, and the state that a facility's name claims for itself. */
export class StateWords {
  readonly #byWord = new Map<string, State>();
  readonly #codes = new Set<string>();

  constructor(states: readonly State[]) {
    for (const state of states) {
      this.#codes.add(state.usps);
      const words = [state.usps, foldName(state.name), ...(traditional[state.usps]?.split(" ") ?? [])];
      for (const word of words) this.#byWord.set(word, state);
    }
    const add = (word: string, usps: string): void => {
      const state = this.#byWord.get(usps);
      if (state) this.#byWord.set(word, state);
    };
    add("WASHINGTON DC", "DC");
    add("VIRGIN ISLANDS", "VI");
    add("COMMONWEALTH OF PUERTO RICO", "PR");
    add("COMMONWEALTH OF THE NORTHERN MARIANA ISLANDS", "MP");
  }

  /** The state that a state column names, in full or as a code, in any case; null where it is no state. */
  read(text: string): State | null {
    return this.#byWord.get(foldName(text)) ?? null;
  }

  /** The state that a name ends with or stands under ("…, PA", "(NC)", "N.C. DEPT OF …"), or null where it claims none. */
  claimedBy(
    words: readonly FoldedWord[],
  ): { readonly state: State; readonly from: number; readonly to: number } | null {
    return this.#asSegment(words) ?? this.#atEnd(words) ?? this.#atStart(words);
  }

  #asSegment(words: readonly FoldedWord[]): { state: State; from: number; to: number } | null {
    for (let from = words.length - 1; from > 0; from--) {
      if (!words[from]?.starts_segment) continue;
      let to = from + 1;
      while (to < words.length && !words[to]?.starts_segment) to++;
      const text = textOf(words, from, to);
      const state = this.#byWord.get(text);
      if (state && !(isDistrict(words) && neverAtEnd.has(text))) return { state, from, to };
    }
    return null;
  }

  #atEnd(words: readonly FoldedWord[]): { state: State; from: number; to: number } | null {
    for (const length of [3, 2, 1]) {
      const from = words.length - length;
      const before = words[from - 1];
      if (!before) continue;
      const text = textOf(words, from, words.length);
      const state = this.#byWord.get(text);
      if (!state) continue;
      const follows = kindWord(before.text) !== null && kindWord(before.text) !== "CITY";
      const isCode = this.#codes.has(text) && !ambiguousCodes.has(text);
      if (isCode || (follows && !neverAtEnd.has(text))) return { state, from, to: words.length };
    }
    return null;
  }

  #atStart(words: readonly FoldedWord[]): { state: State; from: number; to: number } | null {
    for (const length of [3, 2, 1]) {
      const next = words[length];
      if (!next || !isAgencyWord(next.text)) continue;
      const state = this.#byWord.get(textOf(words, 0, length));
      if (state) return { state, from: 0, to: length };
    }
    return null;
  }
}

function isDistrict(words: readonly FoldedWord[]): boolean {
  return words.some((word) => kindWord(word.text) === "MARSHAL");
}

function isAgencyWord(word: string): boolean {
  return ["DEPT", "DEPARTMENT", "DPT", "DOC", "DCJ", "STATE"].includes(word);
}

function textOf(words: readonly FoldedWord[], from: number, to: number): string {
  return words
    .slice(from, to)
    .map((word) => word.text)
    .join(" ");
}
