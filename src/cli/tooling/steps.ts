import { performance } from "node:perf_hooks";
import { AppError } from "../../base/errors.ts";
import type { TestCounts } from "./test-events.ts";

/** What a step found: its test counts (none for a lint), and the lines that say what is wrong. */
export interface Finding extends TestCounts {
  readonly ok: boolean;
  readonly lines: readonly string[];
  /** A word on what was run, for the summary. */
  readonly note?: string;
}

/** One part of a check, by the name that a person sees. */
export interface Step {
  readonly name: string;
  run(): Promise<Finding>;
}

/** One step's result. */
export interface StepResult {
  readonly name: string;
  readonly ok: boolean;
  readonly seconds: number;
  readonly passed: number;
  readonly failed: number;
}

/** All of them, with their sums. */
export interface CheckResult {
  readonly steps: readonly StepResult[];
  readonly passed: number;
  readonly failed: number;
}

/** The finding of a step that runs no tests. */
export const plainFinding = (ok: boolean, lines: readonly string[]): Finding => ({
  ok,
  lines,
  passed: 0,
  failed: 0,
  skipped: 0,
});

/** A step that cannot be run has failed; a fault of our own is shown whole. */
async function findingOf(step: Step): Promise<Finding> {
  try {
    return await step.run();
  } catch (error) {
    const text = error instanceof AppError ? error.message : ((error as Error).stack ?? String(error));
    return plainFinding(false, text.split("\n"));
  }
}

function summary(finding: Finding): string {
  const tests = finding.passed + finding.failed + finding.skipped;
  const counts = tests === 0 ? [] : [`${finding.passed} passed, ${finding.failed} failed`];
  const skipped = finding.skipped === 0 ? [] : [`${finding.skipped} skipped`];
  return [...counts, ...skipped, ...(finding.note === undefined ? [] : [finding.note])].join(", ");
}

/**
 * Runs the steps in turn, all of them whatever they find, and says each as it ends. A step that fails without a failing
 * test (a lint, a missing program, no test at all) counts as one failure, so that "0 failed" always means that all is well.
 */
export async function runSteps(steps: readonly Step[], say: (line: string) => void): Promise<CheckResult> {
  const results: StepResult[] = [];
  for (const step of steps) {
    const from = performance.now();
    const finding = await findingOf(step);
    const seconds = Math.round((performance.now() - from) / 100) / 10;
    const failed = finding.ok ? finding.failed : Math.max(1, finding.failed);
    for (const line of finding.lines) say(line);
    say(
      `${finding.ok ? "ok    " : "FAILED"} ${seconds.toFixed(1).padStart(6)} s  ${step.name.padEnd(34)} ${summary(finding)}`.trimEnd(),
    );
    results.push({ name: step.name, ok: finding.ok, seconds, passed: finding.passed, failed });
  }
  const sum = (key: "passed" | "failed"): number => results.reduce((n, result) => n + result[key], 0);
  return { steps: results, passed: sum("passed"), failed: sum("failed") };
}
