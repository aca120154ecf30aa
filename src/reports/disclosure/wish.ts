/** What a search looks for: an exchange that moves `unknown` by `direction`, best one that can be made `need` times over. */
export interface Wish {
  readonly unknown: number;
  readonly direction: 1 | -1;
  readonly need: number;
  /** How many times over every step must be possible: 1, or `need` for an exchange that reaches all of it at once. */
  readonly often: number;
  /** Whether shown unknowns may be taken along, at their weight; they must then be hidden. */
  readonly pay: boolean;
}
