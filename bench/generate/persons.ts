import type { SeededRandom } from "./random.ts";

/** Whom a row is about, and the release's mark for several rows of one person on one day. */
export interface Person {
  /** 40 hex digits, made up; null where the row has no identifier. */
  readonly id: string | null;
  readonly is_likely_duplicate: boolean;
}

interface Met {
  readonly id: string;
  readonly days: Set<number>;
}

const withoutId = 0.125;
const metBefore = 0.12;
const twoOnOneDay = 0.01;
const remembered = 4096;

/**
 * Made-up persons in the release's proportions: one row in eight has no identifier, one in eight is about somebody met
 * before on another day, one in fifty shares its person and day with the row beside it.
 */
export class Persons {
  readonly #random: SeededRandom;
  readonly #met: Met[] = [];
  #twin: { id: string; day: number } | null = null;

  constructor(random: SeededRandom) {
    this.#random = random;
  }

  /** The day of the next row where it must be that of the row before, else null. */
  dayOfTwin(): number | null {
    return this.#twin?.day ?? null;
  }

  /** The person of a row that is prepared on a day; `isLast` says that no row of the file comes after it. */
  next(day: number, isLast: boolean): Person {
    if (this.#twin !== null) {
      const { id } = this.#twin;
      this.#twin = null;
      return { id, is_likely_duplicate: true };
    }
    const share = this.#random.share();
    if (share < withoutId) return { id: null, is_likely_duplicate: false };
    if (share < withoutId + metBefore)
      return { id: this.#again(day) ?? this.#fresh(day), is_likely_duplicate: false };
    const id = this.#fresh(day);
    if (share < 1 - twoOnOneDay || isLast) return { id, is_likely_duplicate: false };
    this.#twin = { id, day };
    return { id, is_likely_duplicate: true };
  }

  #again(day: number): string | null {
    const met = this.#met[this.#random.below(this.#met.length)];
    if (met === undefined || met.days.has(day)) return null;
    met.days.add(day);
    return met.id;
  }

  #fresh(day: number): string {
    const id = this.#random.hex40();
    const place = this.#met.length < remembered ? this.#met.length : this.#random.below(remembered);
    this.#met[place] = { id, days: new Set([day]) };
    return id;
  }
}
