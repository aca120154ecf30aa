import { type Command, Option } from "commander";
import { parseDay } from "../base/day.ts";
import { InvalidInput } from "../base/errors.ts";
import { type NewAssertion, partyOutcomes, recordAssertion } from "../records/assertions/assertion.ts";
import { answer, type CommonOptions, withCommonOptions } from "./options.ts";
import { withStore } from "./services.ts";

interface AssertOptions extends CommonOptions {
  readonly request: string;
  readonly party: string;
  readonly outcome: string;
  readonly of?: "notify" | "hold" | "serve";
  readonly on?: string;
  readonly grade: "A" | "B" | "C" | "X";
  readonly evidence: string;
  readonly corrects?: string;
  readonly author: string;
}

function number(text: string, what: string): number {
  if (!/^\d{1,15}$/.test(text))
    throw new InvalidInput(`${what} "${text}" is not a number; accord trace prints the ids behind a figure`);
  return Number(text);
}

function assertionOf(options: AssertOptions): NewAssertion {
  return {
    detainer_id: number(options.request, "--request"),
    party: options.party,
    request: options.of ?? null,
    outcome: options.outcome.toUpperCase(),
    occurred_on: options.on === undefined ? null : parseDay(options.on, "--on"),
    evidence_grade: options.grade,
    evidence: options.evidence,
    supersedes: options.corrects === undefined ? null : number(options.corrects, "--corrects"),
  };
}

/** `accord assert` */
export function define(command: Command): void {
  withCommonOptions(
    command,
    'accord assert --request 1000000042 --party "Franklin County Jail" --outcome RELEASED_AFTER_NOTICE --on 2015-02-03 --grade B --evidence "release log of the day"',
  )
    .requiredOption("--request <id>", "the request it speaks of, as accord trace prints it")
    .requiredOption("--party <name>", "who says so: an office, not a person")
    .requiredOption("--outcome <code>", `one of ${partyOutcomes.join(", ")}`)
    .addOption(
      new Option("--of <what>", "which of the things asked it speaks of").choices([
        "notify",
        "hold",
        "serve",
      ]),
    )
    .option("--on <date>", "the day it happened, facility-local")
    .addOption(
      new Option(
        "--grade <letter>",
        "evidence grade: A both sides or signed, B release log, C own record, X disputed",
      )
        .choices(["A", "B", "C", "X"])
        .default("C"),
    )
    .requiredOption("--evidence <text>", "what it rests on")
    .option("--corrects <id>", "the party's own earlier assertion that this one replaces")
    .option("--author <office>", "who appends it", process.env.ACCORD_AUTHOR ?? "local operator")
    .action(async (options: AssertOptions) => {
      const assertion = assertionOf(options);
      const recorded = await withStore(options.data, (store, clock) =>
        store.db.transaction((tx) => recordAssertion(tx, assertion, clock.now(), options.author)),
      );
      answer(options, recorded, () => [
        `recorded as assertion ${recorded.assertion_id} at position ${recorded.position}; it stands beside what the source says`,
      ]);
    });
}
