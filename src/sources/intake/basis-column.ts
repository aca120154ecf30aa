import type { Vocabulary } from "../../records/terms/vocabulary.ts";
import type { Cell } from "../table.ts";

/** Boxes of up to four spellings, empty among them, whose numbers fit into one number together. */
const fittingBoxes = 26;
const fittingSpellings = 4;

/** All yes/no boxes of a form as one term; each combination of spellings is looked at once. */
export class BasisColumn {
  readonly #flags: readonly { readonly name: string; readonly at: number }[];
  readonly #vocabulary: Vocabulary;
  readonly #terms = new Map<number | string, number>();
  /** Numbers for the spellings of a box, from 1; empty is 0. */
  readonly #spellings = new Map<string, number>();
  #first: Cell = null;
  #second: Cell = null;

  constructor(flags: readonly { readonly name: string; readonly at: number }[], vocabulary: Vocabulary) {
    this.#flags = flags;
    this.#vocabulary = vocabulary;
  }

  /** The term `box=YES;box=NO` of a row, empty boxes left out; 0 when every box is empty. */
  id(cells: readonly Cell[]): number {
    const key = this.#key(cells);
    let id = this.#terms.get(key);
    if (id === undefined) {
      id = this.#termOf(cells);
      this.#terms.set(key, id);
    }
    return id;
  }

  /** The spellings of all boxes as one number, or as text where they do not fit into one. */
  #key(cells: readonly Cell[]): number | string {
    let key = 0;
    let most = 0;
    for (const flag of this.#flags) {
      const spelling = this.#spelling(cells[flag.at] ?? null);
      key = key * fittingSpellings + spelling;
      if (spelling > most) most = spelling;
    }
    if (most < fittingSpellings && this.#flags.length <= fittingBoxes) return key;
    return this.#flags.map((flag) => this.#spelling(cells[flag.at] ?? null)).join();
  }

  /** Boxes say YES or NO and nothing else in nearly every row; those two are told without a look-up. */
  #spelling(cell: Cell): number {
    if (cell === null || cell === "") return 0;
    if (cell === this.#first) return 1;
    if (cell === this.#second) return 2;
    return this.#others(cell);
  }

  #others(cell: string): number {
    let number = this.#spellings.get(cell);
    if (number === undefined) {
      number = this.#spellings.size + 1;
      this.#spellings.set(cell, number);
      if (number === 1) this.#first = cell;
      if (number === 2) this.#second = cell;
    }
    return number;
  }

  #termOf(cells: readonly Cell[]): number {
    const text = this.#flags
      .flatMap(({ name, at }) => (cells[at] ? [`${name}=${(cells[at] ?? "").trim()}`] : []))
      .join(";");
    return text === "" ? 0 : this.#vocabulary.idOf("basis", text);
  }
}
