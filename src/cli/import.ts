import type { Command } from "commander";
import type { Clock } from "../base/clock.ts";
import type { Store } from "../db/open-store.ts";
import { newestVintage } from "../records/releases/release.ts";
import { importFile } from "../sources/intake/import-file.ts";
import type { FileImport } from "../sources/intake/record-release.ts";
import { isWorkbook } from "../sources/readers/is-workbook.ts";
import { answer, type CommonOptions, withCommonOptions } from "./options.ts";
import { progressBar } from "./progress-bar.ts";
import { importServices, withStore } from "./services.ts";

interface ImportCommandOptions extends CommonOptions {
  readonly series?: string;
  readonly author: string;
  readonly synthetic?: boolean;
}

const count = (n: number): string => n.toLocaleString("en-US");

function lines(file: FileImport): string[] {
  return [
    `${file.file}: layout ${file.layout}, ${count(file.read)} rows read = ${count(file.recorded)} recorded + ${count(file.known)} already known + ${count(file.quarantined)} quarantined`,
    ...file.quarantine_files.map(
      (path) => `  put aside with reasons in ${path}; mend them there and import that file`,
    ),
    ...file.drift.map((d) => `  ${driftLine(d)}`),
    ...file.notes.map((note) => `  note: ${note}`),
  ];
}

function driftLine(drift: FileImport["drift"][number]): string {
  const sheet = drift.sheet_name === "" ? "" : `sheet "${drift.sheet_name}": `;
  const near = drift.nearest === null ? "" : ` (nearest: ${drift.nearest})`;
  if (drift.kind === "sheet_passed_over")
    return `${sheet}no header that any layout knows; the sheet was passed over`;
  return drift.kind === "unknown_header"
    ? `${sheet}the column "${drift.header}" is not known to the layout${near}`
    : `${sheet}no column for ${drift.header}${near}`;
}

/** Imports files in turn, each whole or not at all; those of one command and series are one vintage. */
export async function importFiles(
  store: Store,
  clock: Clock,
  files: readonly string[],
  options: { series: string | null; author: string; is_synthetic: boolean },
  progress: (rows: number) => void,
): Promise<{ files: FileImport[]; position: number }> {
  const services = await importServices(store, clock, progress);
  const vintage =
    options.series === null ? null : (await store.db.one(newestVintage(options.series))).vintage + 1;
  const done: FileImport[] = [];
  for (const file of files) done.push(await importFile(services, file, { ...options, vintage }));
  return { files: done, position: done.at(-1)?.position ?? 0 };
}

/** `accord import FILE…` */
export function define(command: Command): void {
  withCommonOptions(command, "accord import detainers-2026.xlsx --series ice-detainers")
    .argument("<file...>", "delimited text, xlsx or Parquet; known by its content")
    .option(
      "--series <name>",
      "the series this release belongs to: it replaces earlier releases of the series for its period (both are kept)",
    )
    .option(
      "--author <office>",
      "who appends it: an office, not a person",
      process.env.ACCORD_AUTHOR ?? "local operator",
    )
    .option("--synthetic", "the rows are made up; every page that shows them says so")
    .action(async (files: string[], options: ImportCommandOptions) => {
      const bar = progressBar(options.json === true);
      const asked = {
        series: options.series ?? null,
        author: options.author,
        is_synthetic: options.synthetic === true,
      };
      const show = (rows: number): void => bar.show(0, `${count(rows)} rows`);
      const result = await withStore(
        options.data,
        (store, clock) => importFiles(store, clock, files, asked, show),
        { is_lean: files.some(isWorkbook) },
      ).finally(() => bar.done());
      answer(options, result, () => [...result.files.flatMap(lines), `position ${result.position}`]);
    });
}
