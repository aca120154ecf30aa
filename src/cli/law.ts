import { writeFileSync } from "node:fs";
import { type Command, Option } from "commander";
import { type Day, parseDay } from "../base/day.ts";
import { InvalidInput } from "../base/errors.ts";
import { versionOn } from "../law/definitions/catalogue.ts";
import type { FactSet } from "../law/definitions/definition.ts";
import { evaluate } from "../law/definitions/evaluate.ts";
import { factsFor, onlyVerified, withGiven } from "../law/definitions/facts-for.ts";
import { givenValue } from "../law/definitions/flips.ts";
import type { Jurisdiction } from "../law/definitions/jurisdiction.ts";
import { type Matrix, matrixOf } from "../law/definitions/matrix.ts";
import type { Instrument, Verification } from "../law/policies/instrument.ts";
import { existsOn, lawJurisdictions } from "../records/law/jurisdictions.ts";
import { lawSources } from "../records/law/law-facts.ts";
import { lawCatalogue, lawListings, lawTables } from "../records/law/law-tables.ts";
import { type AskedPolicies, definitionNamed, jurisdictionNamed, policiesAsked } from "./law/asked.ts";
import { definitionRows, listLine, listRow, showLines, shown, versionsOf } from "./law/definition-page.ts";
import { lines, plain, told } from "./law/evaluation-page.ts";
import { matrixPage } from "./law/matrix-page.ts";
import { nearestOf } from "./law/nearest.ts";
import { answer, type CommonOptions, withCommonOptions } from "./options.ts";

interface AskOptions extends CommonOptions {
  readonly on: string;
  readonly asOf?: string;
  readonly verification?: readonly Verification[];
}

interface EvaluateOptions extends AskOptions {
  readonly jurisdiction: string;
  readonly given?: readonly string[];
}

interface MatrixOptions extends AskOptions {
  readonly jurisdiction?: readonly string[];
  readonly html?: string;
}

function withAskOptions(command: Command, example: string): Command {
  return withCommonOptions(command, example)
    .requiredOption("--on <date>", "the day asked about")
    .option("--as-of <position>", "policies as known at this position of the record; needs a store")
    .addOption(
      new Option("--verification <grade...>", "only facts and orders that were checked so far").choices([
        "seen",
        "partly_seen",
        "general_knowledge",
      ]),
    );
}

function defineList(command: Command): void {
  withCommonOptions(
    command.description("list the tests, of all days or those in force on one"),
    "accord law list --on 2017-08-10",
  )
    .option("--on <date>", "only what is in force on this day")
    .action((options: CommonOptions & { readonly on?: string }) => {
      const on = options.on === undefined ? null : parseDay(options.on, "--on");
      const rows = definitionRows(on);
      answer(options, { on, definitions: rows.map(listRow) }, () => [
        ...rows.map(listLine),
        `${rows.length} versions${on === null ? "" : ` in force on ${on}`}; accord law show ID has the text and the orders`,
      ]);
    });
}

function defineShow(command: Command): void {
  withCommonOptions(
    command.description("show a test: its text, versions, facts, orders and conditions"),
    "accord law show EO13768-9a",
  )
    .argument("<id>", "the test's id or a short name, such as 1373a or psp-q3")
    .action((id: string, options: CommonOptions) => {
      const definition = shown(versionsOf(id));
      answer(options, definition, () => showLines(definition));
    });
}

/** A fact that is taken as given, from `fact_id=value`. */
function givenFact(text: string) {
  const [id = "", ...rest] = text.split("=");
  const value = rest.join("=").trim();
  const ids = lawTables().facts.map((fact) => fact.fact_id);
  if (ids.includes(id.trim()) && value !== "") return givenValue(id.trim(), value);
  const near = nearestOf(id, ids);
  throw new InvalidInput(
    `--given "${text.slice(0, 60)}" is no fact=value${near.length === 0 ? "" : `; the nearest facts: ${near.join(", ")}`}`,
  );
}

function factsOf(
  of: readonly Jurisdiction[],
  instruments: readonly Instrument[],
  on: Day,
  { verification }: AskOptions,
): FactSet[] {
  const sources = lawSources(of, instruments, on);
  return of
    .map((one) => factsFor(one, on, sources))
    .map((known) => (verification === undefined ? known : onlyVerified(known, verification)));
}

function defineEvaluate(command: Command): void {
  withAskOptions(
    command.description("ask one test about one jurisdiction on a day"),
    "accord law evaluate psp-q3 --jurisdiction 35001 --on 2017-08-10",
  )
    .argument("<id>", "the test's id or a short name")
    .requiredOption("--jurisdiction <geoid>", "2 digits for a state, 5 for a county, 7 for a place")
    .option("--given <fact=value...>", "take a fact as given, in place of what is recorded")
    .action(async (id: string, options: EvaluateOptions) => {
      const on = parseDay(options.on, "--on");
      const definition = definitionNamed(id);
      const of = jurisdictionNamed(options.jurisdiction, on);
      const given = (options.given ?? []).map(givenFact);
      versionOn(definition, on); // a day without a rule in force is refused before a store is opened
      const policies = await policiesAsked(options.data, options.asOf);
      const [recorded] = factsOf([of], policies.instruments, on, options) as [FactSet];
      const evaluation = evaluate(definition, given.reduce(withGiven, recorded), lawCatalogue());
      const value = told(definition, evaluation, of.name, policies, options.verification ?? null);
      answer(options, value, () => lines(value));
    });
}

/** The places that a table shows when none are named: those with an instrument, a list entry or a letter of their own. */
function placesOfNote(instruments: readonly Instrument[], on: Day): Jurisdiction[] {
  const { list_entries, letters } = lawListings();
  const geoids = new Set([
    ...instruments.map((one) => one.jurisdiction_geoid),
    ...list_entries.map((one) => one.geoid),
    ...letters.map((one) => one.recipient_geoid),
  ]);
  return [...geoids].flatMap((geoid) => {
    const found = lawJurisdictions().get(geoid);
    return found && existsOn(found, on) ? [found] : [];
  });
}

function matrixLines(matrix: Matrix, policies: AskedPolicies): string[] {
  return [
    `${matrix.rows.length} jurisdictions by ${matrix.columns.filter((one) => one.version !== null).length} tests in force on ${matrix.on}; policies ${policies.told}`,
    ...matrix.rows.flatMap((row) => [
      `${row.jurisdiction_name} (${row.jurisdiction_geoid}): counted by ${row.counted_by}, not counted by ${row.not_counted_by}, contested ${row.contested_by}`,
      ...row.cells
        .filter((cell) => cell.version !== null && cell.result !== "not_determinable")
        .map(
          (cell) =>
            `  ${cell.definition}: ${plain(cell.result)}${cell.detail === null ? "" : ` (${plain(cell.detail)})`}; ${cell.verification.seen} of ${cell.verification.facts} facts seen`,
        ),
    ]),
    "Tests that cannot be determined and tests not in force are left out of these lines; --json and --html have every cell.",
    "Decision support, not legal advice.",
  ];
}

function defineMatrix(command: Command): void {
  withAskOptions(
    command.description("every test by jurisdictions on a day, disagreement first"),
    "accord law matrix --on 2017-08-10 --jurisdiction 35001 3502000 --html matrix.html",
  )
    .option(
      "--jurisdiction <geoid...>",
      "which ones (left out: all with an instrument, a list entry or a letter)",
    )
    .option("--html <file>", "write the table as a page of its own")
    .action(async (options: MatrixOptions) => {
      const on = parseDay(options.on, "--on");
      const named = options.jurisdiction?.map((geoid) => jurisdictionNamed(geoid, on));
      const policies = await policiesAsked(options.data, options.asOf);
      const of = named ?? placesOfNote(policies.instruments, on);
      const matrix = matrixOf(lawCatalogue(), factsOf(of, policies.instruments, on, options), on);
      const verifications = options.verification ?? null;
      if (options.html !== undefined)
        writeFileSync(options.html, matrixPage(matrix, policies, verifications));
      const { origin, position, told: words } = policies;
      const html = options.html ?? null;
      answer(
        options,
        { ...matrix, verification_filter: verifications, policies: { origin, position, told: words }, html },
        () =>
          html === null ? matrixLines(matrix, policies) : [`${matrix.rows.length} jurisdictions in ${html}`],
      );
    });
}

/** `accord law list | show | evaluate | matrix` */
export function define(command: Command): void {
  defineList(command.command("list"));
  defineShow(command.command("show"));
  defineEvaluate(command.command("evaluate"));
  defineMatrix(command.command("matrix"));
}
