import type { Command } from "commander";
import { InvalidInput } from "../base/errors.ts";
import { headPosition } from "../records/journal/journal.ts";
import { compareReleases } from "../records/releases/compare-releases.ts";
import { releasesAsOf } from "../records/releases/release.ts";
import { answer, type CommonOptions, withCommonOptions } from "./options.ts";
import { withStore } from "./services.ts";

function releaseNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text))
    throw new InvalidInput(`"${text}" is no release number; accord releases lists them`);
  return Number(text);
}

function defineList(command: Command): void {
  withCommonOptions(command.description("list imported releases"), "accord releases list").action(
    async (options: CommonOptions) => {
      const releases = await withStore(options.data, async ({ db }) =>
        db.all(releasesAsOf(await headPosition(db))),
      );
      answer(options, { releases }, () =>
        releases.map(
          (r) =>
            `${String(r.release_id).padStart(4)}  ${r.series} vintage ${r.vintage}  ${r.file_name}  ${r.covers_from ?? "?"} to ${r.covers_to ?? "?"}  position ${r.position}${r.is_synthetic ? "  SYNTHETIC" : ""}`,
        ),
      );
    },
  );
}

function defineCompare(command: Command): void {
  withCommonOptions(
    command.description("compare two releases, month by month and reason by reason"),
    "accord releases compare 1 2",
  )
    .argument("<first>")
    .argument("<second>")
    .action(async (first: string, second: string, options: CommonOptions) => {
      const rows = await withStore(options.data, ({ db }) =>
        compareReleases(db, releaseNumber(first), releaseNumber(second)),
      );
      answer(
        options,
        { first: releaseNumber(first), second: releaseNumber(second), differences: rows },
        () =>
          rows.length === 0
            ? ["no month and lift reason differs"]
            : rows.map(
                (r) =>
                  `${r.month}  ${String(r.first).padStart(8)} ${String(r.second).padStart(8)}  ${r.lift_reason}`,
              ),
      );
    });
}

/** `accord releases list | compare A B` */
export function define(command: Command): void {
  defineList(command.command("list", { isDefault: true }));
  defineCompare(command.command("compare"));
}
