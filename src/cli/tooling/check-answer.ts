import type { CommonOptions } from "../options.ts";
import { runSteps, type Step } from "./steps.ts";

/**
 * Runs the steps and prints what they found: each step with its time, then `N passed, N failed` alone on the last line;
 * with --json one object, and the lines on stderr. Sets exit code 1 when anything failed.
 */
export async function answerCheck(options: CommonOptions, steps: readonly Step[]): Promise<void> {
  const stream = options.json ? process.stderr : process.stdout;
  const result = await runSteps(steps, (line) => stream.write(`${line}\n`));
  if (result.failed > 0) process.exitCode = 1;
  process.stdout.write(
    options.json ? `${JSON.stringify(result)}\n` : `${result.passed} passed, ${result.failed} failed\n`,
  );
}
