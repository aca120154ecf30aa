import type { Command } from "commander";
import { type CommonOptions, withCommonOptions } from "./options.ts";
import { answerCheck } from "./tooling/check-answer.ts";
import { lintStep, testStep, typesStep } from "./tooling/house-steps.ts";
import { withRunFolder } from "./tooling/run-folder.ts";

/** `accord check` */
export function define(command: Command): void {
  withCommonOptions(command, "accord check").action(async (options: CommonOptions) => {
    await withRunFolder((folder) =>
      answerCheck(options, [lintStep, typesStep, testStep("unit tests", (files) => files.unit, folder.env)]),
    );
  });
}
