/** What is counted on both sides before times are compared: rows by the text of each group. */
export interface Answers {
  readonly by_lift_reason: Counts;
  readonly by_state: Counts;
  readonly by_day: Counts;
  readonly by_facility: Counts;
}

/** How many rows each text has; empty text where the source has nothing. */
export type Counts = Readonly<Record<string, number>>;

/** The columns that the answers are counted by, under the names that a file gives them. */
export interface AnswerColumns {
  readonly day: string;
  readonly lift_reason: string;
  readonly facility: readonly [name: string, city: string, state: string, code: string];
}

/** The columns of layout (a), the processed table, and of layout (b), the raw release. */
export const answerColumns: Readonly<Record<"a" | "b", AnswerColumns>> = {
  a: {
    day: "detainer_prepare_date",
    lift_reason: "detainer_lift_reason",
    facility: ["detention_facility", "facility_city", "facility_state", "detention_facility_code"],
  },
  b: {
    day: "Detainer Prepare Date",
    lift_reason: "Detainer Lift Reason",
    facility: ["Detainer Facility", "Facility City", "Facility State", "Detainer Facility Code"],
  },
};

/** Throws an error that names the first count in which two answers differ. */
export function checkEqual(what: string, ours: Answers, other: Answers): void {
  for (const key of Object.keys(other) as (keyof Answers)[]) {
    const [mine, theirs] = [ours[key], other[key]];
    for (const group of new Set([...Object.keys(theirs), ...Object.keys(mine)])) {
      if (mine[group] === theirs[group]) continue;
      const counts = `${mine[group] ?? 0} here and ${theirs[group] ?? 0} in DuckDB`;
      throw new Error(
        `${what}: the answers differ, ${key} "${group}" counts ${counts}; times are not compared`,
      );
    }
  }
}

/** How many rows the answers count, and in how many groups of each kind. */
export function sizeOf(answers: Answers): string {
  const rows = Object.values(answers.by_day).reduce((sum, count) => sum + count, 0);
  const groups = [answers.by_lift_reason, answers.by_state, answers.by_day, answers.by_facility];
  const [reasons, states, days, facilities] = groups.map((counts) => Object.keys(counts).length);
  return `${rows.toLocaleString("en-US")} rows by ${reasons} lift reasons, ${states} states, ${days} days and ${facilities} facilities`;
}
