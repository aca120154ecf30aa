/** Names one number of an edition: a figure's id, `table_id.row_key.column_key`, `figure_id.share_unknown`, or an unprinted count's id. */
export type CellRef = string;

/** One count that is the sum of others. One part and no rest says that two printed numbers are the same count. */
export interface Relation {
  readonly total: CellRef;
  readonly parts: readonly CellRef[];
  /** True where the parts leave some people of the total out, so that the difference is itself a count of people. */
  readonly partial?: boolean;
}

/** A share with the two counts it is the quotient of; `unknown` counts those of the whole whose answer is unknown. */
export interface ShareOf {
  readonly share: CellRef;
  readonly part: CellRef;
  readonly whole: CellRef;
  readonly unknown?: CellRef;
}

/** A count that stands behind a share without being printed itself; it is taken as published wherever its share is. */
export interface UnprintedCount {
  readonly id: CellRef;
  readonly value: number;
}

/** What the public may see of an edition, and how its numbers hang together. */
export interface DisclosurePolicy {
  /** Counts of people from 1 to one less than this are hidden; 0 is shown. */
  readonly threshold?: number;
  /** Sums beyond those that the total rows of tables already state. */
  readonly relations?: readonly Relation[];
  /** Every share that is not exempt, each with its counts. */
  readonly shares?: readonly ShareOf[];
  readonly counts?: readonly UnprintedCount[];
  /** What does not count people: ids of figures, tables (all numbers), `table_id.column_key`, or single cells. */
  readonly exempt?: readonly string[];
  /** Cells that an earlier edition of the same week hid, and that stay hidden so that the two cannot be subtracted. */
  readonly keep_hidden?: readonly CellRef[];
}

/** The lowest count of people that is printed unless the policy says otherwise. */
export const defaultThreshold = 10;
