/** One thing that was checked, and what came of it; a failing detail starts with the file that is wrong. */
export interface Check {
  readonly name: string;
  readonly status: "pass" | "fail";
  readonly detail: string;
}

/** A check from the first problem that was found: passes when there is none. */
export function checkOf(name: string, problem: string | null | undefined, passed: string): Check {
  return problem === null || problem === undefined
    ? { name, status: "pass", detail: passed }
    : { name, status: "fail", detail: problem };
}

/** The first problem that a list of items has, found one by one; null when none has any. */
export function firstProblem<Item>(
  items: Iterable<Item>,
  problemOf: (item: Item) => string | null,
): string | null {
  for (const item of items) {
    const problem = problemOf(item);
    if (problem !== null) return problem;
  }
  return null;
}
