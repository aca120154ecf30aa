import { type Command, Option } from "commander";
import type { Clock } from "../base/clock.ts";
import { type Day, parseDay, weekOf } from "../base/day.ts";
import { InvalidInput, NotFound } from "../base/errors.ts";
import type { Store } from "../db/open-store.ts";
import { recordEdition } from "../records/editions/edition-record.ts";
import { reportPosition } from "../records/journal/journal.ts";
import { compileEdition } from "../reports/compile.ts";
import type { Edition } from "../reports/edition.ts";
import type { ReportRequest, Template } from "../reports/edition-id.ts";
import { publishEdition } from "../reports/publish/publish-edition.ts";
import { loadOrCreateSigningKey } from "../reports/publish/signing-key.ts";
import { answer, type CommonOptions, withCommonOptions } from "./options.ts";
import { withStore } from "./services.ts";

interface ReportOptions extends CommonOptions {
  readonly week: string;
  readonly template: Template;
  readonly asOf?: string;
  readonly out?: string;
  readonly disclosure: "public" | "party";
  readonly likelyDuplicates: "leave-out" | "keep";
  readonly replace?: boolean;
  readonly author: string;
}

/** What a compiled and published report answers. */
export interface ReportAnswer {
  readonly edition: string;
  readonly period: { readonly from: Day; readonly to: Day };
  readonly position: number;
  readonly out: string;
  readonly files: readonly { readonly path: string; readonly sha256: string; readonly bytes: number }[];
  readonly sha256: string;
  readonly summary: readonly string[];
  readonly notes: readonly string[];
}

export interface PublishRequest extends ReportRequest {
  /** The folder to publish into; the data folder's editions when left out. */
  readonly out: string | undefined;
  readonly replace: boolean;
  readonly author: string;
}

async function positionOf(store: Store, asked: string | undefined): Promise<number> {
  const head = await reportPosition(store.db);
  if (head === 0)
    throw new NotFound(`the record in ${store.folder} is empty; accord import reads source files into it`);
  if (asked === undefined) return head;
  if (!/^\d{1,12}$/.test(asked) || Number(asked) < 1)
    throw new InvalidInput(`--as-of "${asked}" is not a position; accord journal lists them`);
  return Number(asked);
}

/** Compiles an edition, publishes its folder and records it once; the same request gives the same bytes and appends nothing. */
export async function publishReport(
  store: Store,
  clock: Clock,
  request: PublishRequest,
): Promise<{ edition: Edition; answer: ReportAnswer }> {
  const { edition } = await compileEdition(store.db, request);
  const out = request.out ?? `${store.folder}/editions/${edition.id}`;
  const published = await publishEdition(edition, out, await loadOrCreateSigningKey(store.folder), {
    replace: request.replace,
  });
  const record = {
    edition_id: edition.id,
    data_position: edition.position,
    template: edition.template,
    template_version: edition.template_version,
    disclosure: edition.disclosure,
    week_from: edition.period.from,
    sha256: published.sha256,
  };
  const recorded = await store.db.transaction((tx) => recordEdition(tx, record, clock.now(), request.author));
  const { id, period, position, summary } = edition;
  const notes =
    recorded.sha256 === published.sha256
      ? []
      : [
          `edition ${id} is recorded with other bytes (${recorded.sha256.slice(0, 12)}…): another version of Accord or another signing key made it; the record keeps the first`,
        ];
  return {
    edition,
    answer: {
      edition: id,
      period,
      position,
      out,
      files: published.files,
      sha256: published.sha256,
      summary,
      notes,
    },
  };
}

function weekNotes(asked: Day, from: Day, to: Day): string[] {
  return asked === from
    ? []
    : [`${asked} lies in the week from Saturday ${from} to Friday ${to}; the report is of that week`];
}

/** `accord report --week DATE` */
export function define(command: Command): void {
  withCommonOptions(command, "accord report --week 2015-02-01 --out ./report")
    .requiredOption("--week <date>", "any day of the week (Saturday to Friday)")
    .addOption(
      new Option("--template <name>", "accord, or the form of 2017")
        .choices(["accord", "ddor-2017"])
        .default("accord"),
    )
    .option(
      "--as-of <position>",
      "the position of the record to compile as of (the latest fact when left out)",
    )
    .option("--out <dir>", "the folder to publish into (DATA/editions/EDITION when left out)")
    .addOption(
      new Option("--disclosure <view>", "public suppresses small counts; party is a holder's own view")
        .choices(["public", "party"])
        .default("public"),
    )
    .addOption(
      new Option("--likely-duplicates <what>", "rows that their source marks as likely duplicates")
        .choices(["leave-out", "keep"])
        .default("leave-out"),
    )
    .option("--replace", "replace a folder that holds another edition")
    .option("--author <office>", "who publishes it", process.env.ACCORD_AUTHOR ?? "local operator")
    .action(async (options: ReportOptions) => {
      const asked = parseDay(options.week, "--week");
      const week = weekOf(asked);
      const result = await withStore(options.data, async (store, clock) => {
        const request = {
          template: options.template,
          week,
          position: await positionOf(store, options.asOf),
          disclosure: options.disclosure,
          likely_duplicates: options.likelyDuplicates,
          out: options.out,
          replace: options.replace === true,
          author: options.author,
        };
        return (await publishReport(store, clock, request)).answer;
      });
      const full: ReportAnswer = {
        ...result,
        notes: [...weekNotes(asked, week.from, week.to), ...result.notes],
      };
      answer(options, full, () => [
        ...full.notes,
        ...full.summary,
        "",
        `edition ${full.edition} in ${full.out}: ${full.files.length} files, sha256 ${full.sha256}`,
        `read ${full.out}/index.html or ${full.out}/report.pdf; check it with: accord verify ${full.out}`,
      ]);
    });
}
