import type { Vocabulary } from "../../records/terms/vocabulary.ts";
import type { Cell } from "../table.ts";

/** Where the boxes met so far lead: one branch a spelling of the next box, the term behind the last. */
interface Branch {
  readonly next: (Branch | undefined)[];
  id: number;
}

const newBranch = (): Branch => ({ next: [], id: -1 });

/** All yes/no boxes of a form as one term; each combination of spellings is looked at once. */
export class BasisColumn {
  readonly #flags: readonly { readonly name: string; readonly at: number }[];
  readonly #vocabulary: Vocabulary;
  readonly #root = newBranch();
  /** Numbers for the spellings of a box; empty is 0. */
  readonly #spellings = new Map<string, number>();
  #first: Cell = null;
  #second: Cell = null;

  constructor(flags: readonly { readonly name: string; readonly at: number }[], vocabulary: Vocabulary) {
    this.#flags = flags;
    this.#vocabulary = vocabulary;
  }

  /** The term `box=YES;box=NO` of a row, empty boxes left out; 0 when every box is empty. */
  id(cells: readonly Cell[]): number {
    let branch = this.#root;
    for (const flag of this.#flags) {
      const spelling = this.#spelling(cells[flag.at] ?? null);
      branch = branch.next[spelling] ??= newBranch();
    }
    if (branch.id < 0) branch.id = this.#termOf(cells);
    return branch.id;
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
