import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "commander";
import { type CommonOptions, withCommonOptions } from "./options.ts";
import { findBrowser } from "./tooling/browser-programs.ts";
import { answerCheck } from "./tooling/check-answer.ts";
import { lintStep, testStep, typesStep } from "./tooling/house-steps.ts";
import { startTestServer } from "./tooling/postgres-server.ts";
import { type RunFolder, withRunFolder } from "./tooling/run-folder.ts";
import type { Step } from "./tooling/steps.ts";
import type { TestFiles } from "./tooling/test-files.ts";

/** Far from Greenwich and with daylight saving: a date read in the machine's zone comes out a day off. */
const farZone = { TZ: "America/Los_Angeles" };

/** The files whose answers could hang on the machine's zone, for the second zone: the quick ones, and the store's own. */
const zoned = (files: TestFiles): string[] => [
  ...files.unit,
  ...files.store.filter((file) => file.startsWith("src/db/")),
];

async function postgres(folder: RunFolder) {
  const own = join(folder.path, "postgres");
  mkdirSync(own, { mode: 0o711 });
  const server = await startTestServer(own);
  return { env: { ACCORD_TEST_ENGINE: "postgres", ACCORD_TEST_DATABASE_URL: server.url }, note: server.name };
}

async function browser() {
  const path = await findBrowser();
  return { env: { ACCORD_TEST_CHROMIUM: path }, note: path };
}

function stepsIn(folder: RunFolder): Step[] {
  const far = { ...folder.env, ...farZone };
  return [
    lintStep,
    typesStep,
    testStep("tests, embedded store, Los Angeles", (files) => files.plain, far),
    testStep("tests, UTC", zoned, { ...folder.env, TZ: "UTC" }),
    testStep(
      "store tests, PostgreSQL",
      (files) => files.store,
      far,
      () => postgres(folder),
    ),
    testStep("browser and PDF tests", (files) => files.browser, far, browser),
  ];
}

/** `accord test` */
export function define(command: Command): void {
  withCommonOptions(command, "accord test").action(async (options: CommonOptions) => {
    await withRunFolder((folder) => answerCheck(options, stepsIn(folder)));
  });
}
