import { fileURLToPath } from "node:url";
import { projectPath, projectRoot } from "../../base/paths.ts";
import { type Ended, runToEnd } from "./processes.ts";
import { type Finding, plainFinding, type Step } from "./steps.ts";
import { countEvents, type TestEvent } from "./test-events.ts";
import { findTestFiles } from "./test-files.ts";

const testProcess = fileURLToPath(new URL("./run-tests.ts", import.meta.url));
const linesShown = 80;

const findingOf = ({ code, output }: Ended): Finding => {
  const lines = output.trimEnd().split("\n");
  return plainFinding(code === 0, code === 0 ? [] : lines.slice(-linesShown));
};

/** Format and lint of the whole checkout, by Biome. */
export const lintStep: Step = {
  name: "lint",
  run: async () =>
    findingOf(
      await runToEnd(
        process.execPath,
        [projectPath("node_modules/@biomejs/biome/bin/biome"), "ci", "--colors=off", "--max-diagnostics=20"],
        { cwd: projectRoot },
      ),
    ),
};

/** The type check of the whole checkout, by the TypeScript compiler. */
export const typesStep: Step = {
  name: "types",
  run: async () =>
    findingOf(
      await runToEnd(
        process.execPath,
        [projectPath("node_modules/typescript/bin/tsc"), "-p", projectRoot, "--pretty", "false"],
        { cwd: projectRoot },
      ),
    ),
};

const toldLines = (event: TestEvent): string[] =>
  event.kind === "fail"
    ? [`  ${event.where}  ${event.name}`, ...event.why.split("\n").map((line) => `      ${line}`)]
    : [];

/** What some test files say, run with some variables in place of the machine's; no test at all is a failure. */
async function findingOfTests(
  files: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<Finding> {
  if (files.length === 0) return plainFinding(false, ["  there is no test file for this step"]);
  const events: TestEvent[] = [];
  const ended = await runToEnd(
    process.execPath,
    ["--disable-warning=ExperimentalWarning", testProcess, ...files.map((file) => projectPath(file))],
    { cwd: projectRoot, env: { ...process.env, ...env } },
    (line) => events.push(JSON.parse(line) as TestEvent),
  );
  const counts = countEvents(events);
  const ok = ended.code === 0 && counts.failed === 0 && counts.passed > 0;
  const lines = events.flatMap(toldLines);
  return {
    ...counts,
    ok,
    lines: ok || lines.length > 0 ? lines : ended.output.trimEnd().split("\n").slice(-linesShown),
  };
}

/** A step that runs test files; `needs` brings what they need first and adds its variables and a note. */
export function testStep(
  name: string,
  choose: (files: ReturnType<typeof findTestFiles>) => readonly string[],
  env: Readonly<Record<string, string>>,
  needs: () => Promise<{ env: Record<string, string>; note: string } | null> = () => Promise.resolve(null),
): Step {
  return {
    name,
    run: async () => {
      const brought = await needs();
      const finding = await findingOfTests(choose(findTestFiles(projectRoot)), { ...env, ...brought?.env });
      return brought === null ? finding : { ...finding, note: brought.note };
    },
  };
}
