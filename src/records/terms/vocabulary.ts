/** Term 0 is an empty cell and term 1 a redacted one, in every field. */
export const emptyTerm = 0;
export const redactedTerm = 1;

/** A spelling met in a field, with its number. */
export interface Term {
  readonly term_id: number;
  readonly field: string;
  readonly written: string;
}

/**
 * Numbers for spellings, so that a record holds small numbers and every text stands once as written.
 * Numbers go on from what the store has; the ones added are read back with `added` and recorded with the import.
 */
export class Vocabulary {
  readonly #byField = new Map<string, Map<string, number>>();
  readonly #added: Term[] = [];
  #next: number;

  constructor(known: readonly Term[]) {
    for (const term of known) this.#field(term.field).set(term.written, term.term_id);
    this.#next = known.reduce((most, term) => Math.max(most, term.term_id), redactedTerm) + 1;
  }

  /** The number of a spelling in a field; a new one when it was never met. */
  idOf(field: string, written: string): number {
    const terms = this.#field(field);
    const known = terms.get(written);
    if (known !== undefined) return known;
    const term_id = this.#next++;
    terms.set(written, term_id);
    this.#added.push({ term_id, field, written });
    return term_id;
  }

  /** The terms that were met for the first time, in order of their numbers. */
  added(): readonly Term[] {
    return this.#added;
  }

  #field(field: string): Map<string, number> {
    let terms = this.#byField.get(field);
    if (terms === undefined) {
      terms = new Map();
      this.#byField.set(field, terms);
    }
    return terms;
  }
}
