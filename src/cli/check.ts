import { Argument, type Command } from "commander";
import { type CommonOptions, withCommonOptions } from "./options.ts";
import { answerCheck } from "./tooling/check-answer.ts";
import { lintStep, testStep, typesStep } from "./tooling/house-steps.ts";
import { withRunFolder } from "./tooling/run-folder.ts";

async function checkHouse(options: CommonOptions): Promise<void> {
  await withRunFolder((folder) =>
    answerCheck(options, [lintStep, typesStep, testStep("unit tests", (files) => files.unit, folder.env)]),
  );
}

/** `accord check`, and `accord check tenants` */
export function define(command: Command): void {
  withCommonOptions(command, "accord check tenants --json")
    .addArgument(
      new Argument(
        "[what]",
        "tenants: whether any organisation sees or changes what is another's, on a store of its own; lint, types and unit tests when left out",
      ).choices(["tenants"]),
    )
    .action(async (what: "tenants" | undefined, options: CommonOptions) => {
      if (what === undefined) return checkHouse(options);
      const { answerTenants } = await import("./tenants/tenants.ts");
      await answerTenants(options);
    });
}
