import type { Part, Result } from "./definition.ts";

/** What a rule finds: a result, its finer word, why, and which facts it would need. */
export interface Finding {
  readonly result: Result;
  readonly detail: string | null;
  readonly because: readonly string[];
  readonly missing: readonly string[];
  readonly parts?: readonly Part[];
}

/** The test's own answer is yes, in the sense of its `meets_means`. */
export function meets(because: readonly string[], detail: string | null = null): Finding {
  return { result: "meets", detail, because, missing: [] };
}

/** The test's own answer is no, in the sense of its `does_not_meet_means`. */
export function doesNotMeet(because: readonly string[], detail: string | null = null): Finding {
  return { result: "does_not_meet", detail, because, missing: [] };
}

/** The facts are known, and the sources or the courts do not agree on what follows. */
export function contested(because: readonly string[], detail: string): Finding {
  return { result: "contested", detail, because, missing: [] };
}

/** The test does not speak to this body, or may not be used against it, on this day. */
export function notApplicable(because: readonly string[], detail: string): Finding {
  return { result: "not_applicable", detail, because, missing: [] };
}

/** Facts are missing without which no answer can be given; at least one is named. */
export function notDeterminable(
  missing: readonly [string, ...string[]],
  because: readonly string[],
): Finding {
  return { result: "not_determinable", detail: "facts_missing", because, missing };
}

/** Several findings that must all hold: one no decides, then a missing fact, then a dispute. */
export function allOf(parts: readonly { readonly part: string; readonly finding: Finding }[]): Finding {
  const findings = parts.map((one) => one.finding);
  const because = findings.flatMap((one) => one.because);
  const missing = [...new Set(findings.flatMap((one) => one.missing))];
  const first = (result: Result) => findings.find((one) => one.result === result);
  const decided = first("does_not_meet") ?? first("not_determinable") ?? first("contested") ?? findings[0];
  const named = parts.map(({ part, finding }) => ({ part, result: finding.result }));
  return {
    result: decided?.result ?? "not_determinable",
    detail: decided?.detail ?? null,
    because,
    missing: decided?.result === "not_determinable" ? missing : [],
    parts: named,
  };
}
