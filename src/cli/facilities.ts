import { readFileSync, writeFileSync } from "node:fs";
import type { Command } from "commander";
import { systemClock } from "../base/clock.ts";
import { parseDay } from "../base/day.ts";
import { InvalidInput } from "../base/errors.ts";
import type { Resolution } from "../places/resolution.ts";
import { applyReviews } from "../records/facilities/apply-reviews.ts";
import { openCases } from "../records/facilities/open-cases.ts";
import { factPosition } from "../records/journal/journal.ts";
import { decisionsOf, reviewCsv } from "./facilities/review-file.ts";
import { facilityResolver } from "./facility-resolver.ts";
import { answer, type CommonOptions, withCommonOptions } from "./options.ts";
import { stateGeoids, withStore } from "./services.ts";

interface ResolveOptions extends CommonOptions {
  readonly name?: string;
  readonly city?: string;
  readonly state?: string;
  readonly code?: string;
  readonly on?: string;
}

function lines(r: Resolution): string[] {
  const body = r.controlling_body;
  return [
    r.facility === null
      ? r.status
      : `${r.status}: ${r.facility.name} (${r.facility.facility_id}), ${r.facility.kind.replaceAll("_", " ")}`,
    ...(body === null
      ? []
      : [
          `controlled by ${body.name} (${body.kind.replaceAll("_", " ")}), jurisdiction ${body.jurisdiction_geoid}; ${body.verification.replaceAll("_", " ")}: ${body.source}`,
        ]),
    `method: ${r.method.replaceAll("_", " ")}`,
    ...r.evidence.map((text) => `  ${text}`),
    ...r.candidates.map(
      (c) => `  candidate: ${c.facility} (${c.jurisdiction_geoid ?? "no jurisdiction"}): ${c.why}`,
    ),
  ];
}

function defineResolve(command: Command): void {
  withCommonOptions(
    command.description("resolve one facility as a source wrote it"),
    'accord facilities resolve --name "HENRICO COUNTY JAIL" --city RICHMOND --state VIRGINIA',
  )
    .option("--name <text>", "the facility's name as written")
    .option("--city <text>", "its city as written")
    .option("--state <text>", "its state, name or postal code")
    .option("--code <detloc>", "its ICE detention location code")
    .option("--on <date>", "the day asked about (today when left out)")
    .action((options: ResolveOptions) => {
      if (!options.name?.trim() && !options.code?.trim())
        throw new InvalidInput("name the facility with --name or --code");
      const on = options.on === undefined ? systemClock().now().slice(0, 10) : parseDay(options.on, "--on");
      const [resolution] = facilityResolver().resolveAll([
        { name: options.name, city: options.city, state: options.state, code: options.code, on },
      ]) as [Resolution];
      answer(options, resolution, () => lines(resolution));
      process.exitCode = resolution.status === "resolved" ? 0 : 1;
    });
}

function defineReview(command: Command): void {
  withCommonOptions(
    command.description("write the open cases as a CSV for a person to fill in"),
    "accord facilities review --out open-cases.csv",
  )
    .option("--out <file>", "where to write it", "open-cases.csv")
    .action(async (options: CommonOptions & { readonly out: string }) => {
      const cases = await withStore(options.data, async ({ db }) =>
        db.all(openCases(await factPosition(db))),
      );
      writeFileSync(options.out, reviewCsv(cases));
      answer(options, { file: options.out, cases: cases.length }, () => [
        `${cases.length} open cases in ${options.out}; fill in facility_id (or facility_name, kind and governed_geoid), author and reason, then: accord facilities apply ${options.out}`,
      ]);
    });
}

function readReviewFile(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new InvalidInput(
      `${file}: cannot be read (${(error as NodeJS.ErrnoException).code}); accord facilities review writes such a file`,
    );
  }
}

function defineApply(command: Command): void {
  withCommonOptions(
    command.description("take a filled-in review file back, with author and reason"),
    "accord facilities apply open-cases.csv",
  )
    .argument("<file>")
    .option("--author <office>", "who appends it", process.env.ACCORD_AUTHOR ?? "local operator")
    .action(async (file: string, options: CommonOptions & { readonly author: string }) => {
      const decided = decisionsOf(readReviewFile(file), file, systemClock().now().slice(0, 10));
      if (decided.length === 0)
        throw new InvalidInput(
          `${file}: no row is filled in; fill in facility_id or governed_geoid, author and reason`,
        );
      const position = await withStore(options.data, ({ db }, clock) =>
        db.transaction((tx) => applyReviews(tx, decided, clock.now(), options.author, stateGeoids())),
      );
      answer(options, { applied: decided.length, position }, () => [
        `${decided.length} decisions recorded at position ${position}; the earlier answers stay in the record`,
      ]);
    });
}

/** `accord facilities resolve | review | apply` */
export function define(command: Command): void {
  defineResolve(command.command("resolve"));
  defineReview(command.command("review"));
  defineApply(command.command("apply"));
}
