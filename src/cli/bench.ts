import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { resolve } from "node:path";
import type { Command } from "commander";
import type { BenchReport, CaseName } from "../../bench/bench.ts";
import { InvalidInput } from "../base/errors.ts";
import { answer, type CommonOptions, withCommonOptions } from "./options.ts";

interface BenchOptions extends CommonOptions {
  readonly runs: string;
  readonly seed: string;
  readonly quick?: boolean;
  readonly case?: readonly string[];
  readonly make?: "csv" | "xlsx";
  readonly rows: string;
  readonly out?: string;
}

function wholeNumber(text: string, option: string): number {
  const value = Number(text);
  if (!/^\d{1,9}$/.test(text) || value < 1)
    throw new InvalidInput(`${option} "${text}" is not a number from 1 to 999999999`);
  return value;
}

/** Makes a folder below the data folder for what the benchmark writes, and takes it away again. */
async function inFolder<T>(data: string, work: (folder: string) => Promise<T>): Promise<T> {
  mkdirSync(data, { recursive: true });
  const folder = mkdtempSync(resolve(data, "bench-"));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(options: BenchOptions): Promise<void> {
  const { cases, runBench } = await import("../../bench/bench.ts");
  const { fullSizes, quickSizes } = await import("../../bench/plan.ts");
  const { tableLines } = await import("../../bench/measurement.ts");
  const { machineLine } = await import("../../bench/machine.ts");
  const names = (options.case ?? Object.keys(cases)) as CaseName[];
  const unknown = names.find((name) => !(name in cases));
  if (unknown !== undefined)
    throw new InvalidInput(`--case "${unknown}" is none of ${Object.keys(cases).join(", ")}`);
  const say = (what: string): void => void process.stderr.write(`${what}\n`);
  const report: BenchReport = await inFolder(options.data, (folder) =>
    runBench(
      {
        ...(options.quick ? quickSizes : fullSizes),
        runs: wholeNumber(options.runs, "--runs"),
        seed: wholeNumber(options.seed, "--seed"),
        folder,
        say,
      },
      names,
    ),
  );
  answer(options, report, () => [machineLine(report.machine), "", ...tableLines(report.results)]);
  if (!report.is_within) process.exitCode = 1;
}

async function make(options: BenchOptions, layout: "csv" | "xlsx"): Promise<void> {
  const out = options.out ?? `synthetic-detainers.${layout}`;
  const recipe = { rows: wholeNumber(options.rows, "--rows"), seed: wholeNumber(options.seed, "--seed") };
  const { writeCsvFile } = await import("../../bench/generate/csv-file.ts");
  const { writeXlsxFile } = await import("../../bench/generate/xlsx-file.ts");
  const made = await (layout === "csv" ? writeCsvFile(out, recipe) : writeXlsxFile(out, recipe));
  answer(options, { file: out, seed: recipe.seed, ...made }, () => [
    `${out}: ${made.rows.toLocaleString("en-US")} made-up rows of ${made.columns} columns from seed ${recipe.seed}; import it with --synthetic`,
  ]);
}

/** `accord bench` */
export function define(command: Command): void {
  withCommonOptions(command, "accord bench --case csv --runs 3")
    .option("--runs <n>", "how often each measure is taken; medians are printed", "5")
    .option("--seed <n>", "the seed of the made-up rows", "1")
    .option("--case <name...>", "only these cases: start-up, law, csv, xlsx, store, exchange")
    .option(
      "--quick",
      "small sizes that show that the benchmark works; the bounds hold for the full ones and are left out",
    )
    .option("--make <format>", "write a made-up file (csv or xlsx) to --out, and measure nothing")
    .option("--rows <n>", "how many rows to make", "10000")
    .option("--out <file>", "where to write the made-up file")
    .action(async (options: BenchOptions) => {
      if (options.make === undefined) return measure(options);
      if (options.make !== "csv" && options.make !== "xlsx")
        throw new InvalidInput(`--make "${String(options.make)}" is neither csv nor xlsx`);
      return make(options, options.make);
    });
}
