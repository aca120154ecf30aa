import type { Command } from "commander";
import { verifyFolder } from "../reports/verify/verify-folder.ts";
import { answer, type CommonOptions, withCommonOptions } from "./options.ts";

/** `accord verify DIR`: needs no store and no network. */
export function define(command: Command): void {
  withCommonOptions(command, "accord verify ./report")
    .argument("<dir>", "a published folder")
    .option("--key <key>", "the fingerprint, or the file, of the key that must have signed it")
    .action(async (dir: string, options: CommonOptions & { readonly key?: string }) => {
      const found = await verifyFolder(dir, options.key === undefined ? {} : { key: options.key });
      answer(options, found, () => [
        ...found.checks.map(
          (check) => `${check.status === "pass" ? "ok  " : "FAIL"}  ${check.name}: ${check.detail}`,
        ),
        found.ok
          ? `${dir} holds edition ${found.edition} as it was published; signed with key ${found.key_fingerprint}`
          : `${dir} is not as it was published: ${found.first_failure}`,
      ]);
      process.exitCode = found.ok ? 0 : 1;
    });
}
