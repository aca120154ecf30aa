import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Command } from "commander";
import type { Clock } from "../base/clock.ts";
import { weekOf } from "../base/day.ts";
import { projectPath } from "../base/paths.ts";
import type { Store } from "../db/open-store.ts";
import { standingPolicies } from "../records/exchange/standing-policies.ts";
import { factPosition } from "../records/journal/journal.ts";
import { seedPolicies } from "../records/policies/record-policy.ts";
import type { FileImport } from "../sources/intake/record-release.ts";
import { demoLinks, fillLiveDesk } from "./demo/live-desk.ts";
import { importFiles } from "./import.ts";
import { answer, type CommonOptions, withCommonOptions } from "./options.ts";
import { type ProgressBar, progressBar } from "./progress-bar.ts";
import { tenCases } from "./replay/case-file.ts";
import { type SeededCase, seedCases } from "./replay/seed.ts";
import { publishReport, type ReportAnswer } from "./report.ts";
import { personSecret, withStore } from "./services.ts";

interface DemoOptions extends CommonOptions {
  readonly serve: boolean;
  readonly port: string;
}

/** Real files bundled with the project (samples/README.md): ICE's detainers of FY2015, and the rows they have to say. */
const sample = projectPath("samples", "ice-detainers-fy2015.csv");
const sampleRows = 79_053;
const author = "demo";
const week = weekOf("2015-02-01");

interface DemoAnswer {
  readonly cases: readonly SeededCase[];
  readonly imported: FileImport;
  readonly reports: readonly ReportAnswer[];
  readonly files: readonly { readonly path: string; readonly what: string }[];
}

const from = (folder: string, path: string): string => join(resolve(folder), path);

async function run(store: Store, clock: Clock, bar: ProgressBar): Promise<DemoAnswer> {
  bar.show(0.04, "working ten made-up cases in the exchange");
  const services = { person_secret: personSecret(store.folder), instruments: standingPolicies() };
  const cases = await seedCases(store.db, services, tenCases(), author);
  await fillLiveDesk(store.db, services, clock);
  bar.show(0.15, "reading the bundled sample: ICE detainers, fiscal year 2015");
  const imported = (
    await importFiles(store, clock, [sample], { series: null, author, is_synthetic: false }, (rows) =>
      bar.show(
        0.15 + 0.4 * (rows / sampleRows),
        `reading ${rows.toLocaleString("en-US")} of ${sampleRows.toLocaleString("en-US")} detainers`,
      ),
    )
  ).files[0] as FileImport;
  bar.show(0.57, "recording the shipped policies");
  await store.db.transaction((tx) =>
    seedPolicies(tx, { recorded_at: clock.now(), author, reason: "the shipped set" }),
  );
  const position = await factPosition(store.db);
  const reports: ReportAnswer[] = [];
  for (const [at, template] of (["accord", "ddor-2017"] as const).entries()) {
    bar.show(0.6 + at * 0.25, `compiling the report of ${week.from} to ${week.to} (${template})`);
    const request = {
      template,
      week,
      position,
      disclosure: "public",
      likely_duplicates: "leave-out",
      out: undefined,
      replace: true,
      author,
    } as const;
    reports.push((await publishReport(store, clock, request)).answer);
  }
  bar.show(1, "done");
  bar.done();
  return { cases, imported, reports, files: filesOf(store.folder, imported, reports) };
}

function filesOf(
  folder: string,
  imported: FileImport,
  reports: readonly ReportAnswer[],
): DemoAnswer["files"] {
  const editions = reports.flatMap((report) => [
    {
      path: from(report.out, "index.html"),
      what: `the report of ${report.period.from} to ${report.period.to}, ${report.edition}`,
    },
    { path: from(report.out, "report.pdf"), what: "the same as tagged PDF" },
    { path: from(report.out, "tables"), what: "its tables as CSV and Parquet" },
  ]);
  return [
    { path: from(folder, "store"), what: "the record" },
    { path: from(folder, `sources/${imported.sha256}`), what: "the source file as it came" },
    ...editions,
  ].filter((file) => existsSync(file.path));
}

function lines(demo: DemoAnswer, dataFolder: string): string[] {
  const [accord] = demo.reports as [ReportAnswer];
  const { imported: i } = demo;
  const data = dataFolder === "./.accord" ? "" : ` --data ${dataFolder}`;
  return [
    `${i.read.toLocaleString("en-US")} rows read = ${i.recorded.toLocaleString("en-US")} recorded + ${i.known.toLocaleString("en-US")} already known + ${i.quarantined.toLocaleString("en-US")} quarantined`,
    "",
    ...accord.summary,
    ...demo.reports.flatMap((report) => report.notes),
    "",
    ...demo.files.map((file) => `${file.path}\n    ${file.what}`),
    "",
    `${demo.cases.length} made-up cases stand in the exchange, issued in the week of 2026-03-02; every page of them says so.`,
    `Check it:      ./accord verify ${accord.out}`,
    `Trace a figure: ./accord trace '${accord.edition}#declined.total'${data}`,
  ];
}

/** How the exchange is entered: each link once, for 15 minutes, from this machine only. */
function linkLines(url: string, links: Awaited<ReturnType<typeof demoLinks>>): string[] {
  return [
    "",
    "Enter the exchange (made-up organisations; each link works once, for 15 minutes, from this machine):",
    ...links.map(({ what, path }) => `  as ${what}\n    ${url}${path}`),
    "  accord exchange link --login LOGIN prints another one, while the site is stopped or on a PostgreSQL store",
  ];
}

/** `accord demo` */
export function define(command: Command): void {
  withCommonOptions(command, "accord demo --no-serve")
    .option("--no-serve", "stop before the site is served")
    .option("--port <n>", "the port of the site", "4180")
    .action(async (options: DemoOptions) => {
      const bar = progressBar(options.json === true);
      bar.show(0.02, "opening the store");
      await withStore(options.data, async (store, clock) => {
        const demo = await run(store, clock, bar);
        answer(options, demo, () => lines(demo, options.data));
        if (!options.serve || options.json) return;
        const { serveUntilStopped } = await import("./serve.ts");
        const links = await demoLinks(store.db, clock);
        await serveUntilStopped(store, clock, { host: "127.0.0.1", port: options.port }, (url) =>
          process.stdout.write(
            `${[`Accord is at ${url} (Ctrl-C stops it)`, ...linkLines(url, links)].join("\n")}\n`,
          ),
        );
      });
    });
}
