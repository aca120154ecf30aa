import { readFileSync } from "node:fs";
import { type Command, Option } from "commander";
import { type Day, parseDay } from "../base/day.ts";
import { InvalidInput, NotFound } from "../base/errors.ts";
import { nearestName } from "../base/nearest-name.ts";
import type { Reader, Transaction } from "../db/db.ts";
import { standingOn } from "../law/policies/in-force.ts";
import type { Instrument, Verification } from "../law/policies/instrument.ts";
import { parseInstrument } from "../law/policies/parse-instrument.ts";
import { knownAt } from "../records/journal/as-of.ts";
import {
  isJurisdiction,
  jurisdictionChain,
  jurisdictionNames,
} from "../records/policies/jurisdiction-chain.ts";
import { type PolicySet, policySetAsOf } from "../records/policies/policies-as-of.ts";
import type { PolicyAuthor } from "../records/policies/policy-entry.ts";
import {
  addPolicy,
  confirmPolicy,
  endPolicy,
  type PolicyChanged,
  seedPolicies,
} from "../records/policies/record-policy.ts";
import { answer, type CommonOptions, withCommonOptions } from "./options.ts";
import { line, page, told } from "./policy/instrument-page.ts";
import { withStore } from "./services.ts";

interface ReadOptions extends CommonOptions {
  readonly on?: string;
  readonly asOf?: string;
}

interface ListOptions extends ReadOptions {
  readonly jurisdiction?: string;
  readonly verification?: readonly Verification[];
}

interface WriteOptions extends CommonOptions {
  readonly author: string;
}

function withReadOptions(command: Command, example: string): Command {
  return withCommonOptions(command, example)
    .option("--on <date>", "only what stood, or may have stood, on this day")
    .option("--as-of <position>", "as known at this position of the record (the last one when left out)");
}

function withWriteOptions(command: Command, example: string): Command {
  return withCommonOptions(command, example).option(
    "--author <office>",
    "who appends it",
    process.env.ACCORD_AUTHOR ?? "local operator",
  );
}

/** GEOIDs that a reader may have meant: of places whose name begins so, or the one whose digits are nearest. */
function nearJurisdictions(text: string): string[] {
  const names = jurisdictionNames();
  const near = nearestName(text, names.keys());
  if (/^\d+$/.test(text)) return near === null ? [] : [near];
  const wanted = text.toUpperCase();
  return [...names].filter(([, name]) => name.toUpperCase().startsWith(wanted)).map(([geoid]) => geoid);
}

function checkJurisdiction(geoid: string): string {
  if (isJurisdiction(geoid)) return geoid;
  const near = nearJurisdictions(geoid)
    .slice(0, 3)
    .map((one) => `${one} ${jurisdictionNames().get(one)}`);
  const hint = near.length === 0 ? "" : `; the nearest: ${near.join("; ")}`;
  throw new NotFound(
    `there is no state, county or place with the GEOID "${geoid}"${hint}; a GEOID has 2 digits for a state, 5 for a county, 7 for a place`,
  );
}

async function readSet(db: Reader, options: ReadOptions): Promise<PolicySet> {
  const { position, is_asked } = await knownAt(db, options.asOf);
  return policySetAsOf(db, is_asked ? position : null);
}

function chosen({ instruments }: PolicySet, options: ListOptions, on: Day | null): Instrument[] {
  const { jurisdiction, verification } = options;
  const chain = jurisdiction === undefined ? null : jurisdictionChain(checkJurisdiction(jurisdiction));
  const rank = (one: Instrument) => chain?.indexOf(one.jurisdiction_geoid) ?? 0;
  return instruments
    .filter((one) => chain === null || chain.includes(one.jurisdiction_geoid))
    .filter((one) => verification === undefined || verification.includes(one.verification))
    .filter((one) => on === null || standingOn(one, on).standing !== "not_in_force")
    .toSorted((a, b) => rank(a) - rank(b));
}

function defineList(command: Command): void {
  withReadOptions(
    command.description("list the instruments, of all places or of one and what stands above it"),
    "accord policy list --jurisdiction 53033 --on 2014-06-01",
  )
    .option("--jurisdiction <geoid>", "a state, county or place: its own rules, its county's and its state's")
    .addOption(
      new Option("--verification <level...>", "only rows that were checked so far").choices([
        "seen",
        "partly_seen",
        "general_knowledge",
      ]),
    )
    .action(async (options: ListOptions) => {
      const on = options.on === undefined ? null : parseDay(options.on, "--on");
      await withStore(options.data, async ({ db }) => {
        const { instruments, ...set } = await readSet(db, options);
        const found = chosen({ instruments, ...set }, options, on);
        const value = { ...set, on, instruments: found.map((one) => told(one, on)) };
        answer(options, value, () => [
          ...found.map((one) => line(one, on)),
          `${found.length} of ${instruments.length} instruments, ${set.told}`,
        ]);
      });
    });
}

function findIn({ instruments }: PolicySet, id: string): Instrument {
  const found = instruments.find((one) => one.instrument_id === id);
  if (found) return found;
  const near = nearestName(
    id,
    instruments.map((one) => one.instrument_id),
  );
  throw new NotFound(
    `there is no instrument "${id}"${near ? `; did you mean "${near}"?` : "; accord policy list names them"}`,
  );
}

function defineShow(command: Command): void {
  withReadOptions(
    command.description("show one instrument with its provisions"),
    "accord policy show wa-king-17886 --on 2017-02-03",
  )
    .argument("<id>")
    .action(async (id: string, options: ReadOptions) => {
      const on = options.on === undefined ? null : parseDay(options.on, "--on");
      await withStore(options.data, async ({ db }) => {
        const { instruments, ...set } = await readSet(db, options);
        const found = findIn({ instruments, ...set }, id);
        answer(options, { ...set, on, instrument: told(found, on) }, () => [...page(found, on), set.told]);
      });
    });
}

async function change(
  options: WriteOptions,
  id: string,
  reason: string,
  work: (tx: Transaction, by: PolicyAuthor) => Promise<PolicyChanged>,
): Promise<void> {
  const done = await withStore(options.data, ({ db }, clock) =>
    db.transaction((tx) => work(tx, { recorded_at: clock.now(), author: options.author, reason })),
  );
  answer(options, { ...done, instrument: told(done.instrument, null) }, () => [
    ...(done.seeded_at === null ? [] : [`the shipped set was recorded first, at position ${done.seeded_at}`]),
    done.changed
      ? `${id} recorded at position ${done.position}; what was known of it before stays in the record`
      : `${id} stands so already, since position ${done.position}; nothing was recorded`,
  ]);
}

function readInstrument(file: string): Instrument {
  try {
    return parseInstrument(readFileSync(file, "utf8"), file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined || !/^E[A-Z]+$/.test(code)) throw error;
    throw new InvalidInput(
      `${file}: cannot be read (${code}); reference/policies shows how such a file looks`,
    );
  }
}

function defineAdd(command: Command): void {
  withWriteOptions(
    command.description("record an instrument, or a corrected version of one, from a YAML file"),
    "accord policy add our-ordinance.yaml --author 'King County Council'",
  )
    .argument("<file>")
    .option("--reason <text>", "why, where it corrects one that is recorded", "")
    .action(async (file: string, options: WriteOptions & { readonly reason: string }) => {
      const instrument = readInstrument(file);
      await change(options, instrument.instrument_id, options.reason, (tx, by) =>
        addPolicy(tx, instrument, by),
      );
    });
}

/** Checks an id against what the record, or the shipped set, has before anything is written. */
async function checked(tx: Transaction, id: string): Promise<string> {
  return findIn(await policySetAsOf(tx, null), id).instrument_id;
}

function defineEnd(command: Command): void {
  withWriteOptions(
    command.description("record the last day of an instrument"),
    'accord policy end tx-travis-2017 --on 2017-08-31 --reason "SB 4 in effect"',
  )
    .argument("<id>")
    .requiredOption("--on <date>", "the last day on which it was in force")
    .requiredOption("--reason <text>", "what ended it")
    .action(async (id: string, options: WriteOptions & { readonly on: string; readonly reason: string }) => {
      const on = parseDay(options.on, "--on");
      await change(options, id, options.reason, async (tx, by) =>
        endPolicy(tx, await checked(tx, id), on, by),
      );
    });
}

function defineConfirm(command: Command): void {
  withWriteOptions(
    command.description("record that an office confirmed that an instrument stands"),
    'accord policy confirm wa-king-18665 --by "King County Council clerk" --on 2026-11-02',
  )
    .argument("<id>")
    .requiredOption("--by <office>", "the office that confirms it, not a person")
    .requiredOption("--on <date>", "the day for which it is confirmed")
    .action(async (id: string, options: WriteOptions & { readonly by: string; readonly on: string }) => {
      const confirmed = { by: options.by, on: parseDay(options.on, "--on") };
      if (confirmed.by.trim() === "")
        throw new InvalidInput("--by is empty; name the office that confirms it");
      await change(options, id, `confirmed by ${options.by}`, async (tx, by) =>
        confirmPolicy(tx, await checked(tx, id), confirmed, by),
      );
    });
}

function defineSeed(command: Command): void {
  withWriteOptions(
    command.description("record the shipped set, or what is new in it, as one journal entry"),
    "accord policy seed",
  ).action(async (options: WriteOptions) => {
    const done = await withStore(options.data, ({ db }, clock) =>
      db.transaction((tx) =>
        seedPolicies(tx, { recorded_at: clock.now(), author: options.author, reason: "the shipped set" }),
      ),
    );
    answer(options, done, () => [
      done.position === null
        ? "nothing to record: the record holds the shipped set"
        : `${done.instruments} instruments with ${done.provisions} provisions recorded at position ${done.position}`,
      ...done.kept.map(
        (id) =>
          `${id}: the record's own version stands; the shipped one has changed, see accord policy show ${id}`,
      ),
    ]);
  });
}

/** `accord policy list | show | add | end | confirm | seed` */
export function define(command: Command): void {
  defineList(command.command("list"));
  defineShow(command.command("show"));
  defineAdd(command.command("add"));
  defineEnd(command.command("end"));
  defineConfirm(command.command("confirm"));
  defineSeed(command.command("seed"));
}
