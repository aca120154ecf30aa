/** A condition as data that a rule can evaluate against the facts of one request; what could not be read as data is `words`. */
export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  /** A fact that is true or false of the request at hand: judicial_warrant, judicial_order, criminal_warrant, final_order … */
  | { readonly fact: string }
  /** A conviction or charge of a class, within so many years where said. */
  | { readonly conviction: string; readonly within_years?: number }
  | { readonly charge: string }
  /** Words of the source that nobody has turned into data yet; makes the answer depend on them. */
  | { readonly words: string };

/** The answer to a condition: what is not known stays not known. */
export type ConditionAnswer = "true" | "false" | "unknown";
