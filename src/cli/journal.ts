import type { Command } from "commander";
import { entriesBetween, headPosition } from "../records/journal/journal.ts";
import { verifyJournal } from "../records/journal/verify-journal.ts";
import { answer, type CommonOptions, withCommonOptions } from "./options.ts";
import { withStore } from "./services.ts";

function defineList(command: Command): void {
  withCommonOptions(command.description("list the journal's entries"), "accord journal list").action(
    async (options: CommonOptions) => {
      const entries = await withStore(options.data, async ({ db }) =>
        db.all(entriesBetween(1, await headPosition(db))),
      );
      answer(options, { entries }, () =>
        entries.length === 0
          ? ["the record is empty; accord import reads source files into it"]
          : entries.map(
              (e) =>
                `${String(e.position).padStart(6)}  ${e.recorded_at}  ${e.kind.padEnd(20)} ${e.hash.slice(0, 12)}  ${e.author}`,
            ),
      );
    },
  );
}

function defineVerify(command: Command): void {
  withCommonOptions(
    command.description("check the whole record against its journal"),
    "accord journal verify",
  ).action(async (options: CommonOptions) => {
    const check = await withStore(options.data, ({ db }) => verifyJournal(db));
    answer(options, check, () => [
      check.ok
        ? `the chain holds: ${check.entries} entries, ${check.rows_checked.toLocaleString("en-US")} rows checked`
        : `the chain does not hold: ${check.first_wrong}`,
    ]);
    process.exitCode = check.ok ? 0 : 1;
  });
}

/** `accord journal list | verify` */
export function define(command: Command): void {
  defineList(command.command("list", { isDefault: true }));
  defineVerify(command.command("verify"));
}
