import { rmSync } from "node:fs";
import { type Answers, checkEqual, sizeOf } from "../answers.ts";
import { freshStore } from "../fresh-store.ts";
import { writeCsvFile } from "../generate/csv-file.ts";
import { median, runChild } from "../measure.ts";
import type { Measurement } from "../measurement.ts";
import { type Plan, thousands } from "../plan.ts";
import type { DuckDbRun, ImportRun } from "./runs.ts";
import { wholeImport } from "./whole-import.ts";

interface Series {
  readonly ours: number[];
  readonly other: number[];
  readonly memory: number[];
}

const times = 4;
const mostMemory = 1536;

/** One run of each side, in turn, so that what the machine does meanwhile meets both; answers are compared at once. */
async function runBoth(plan: Plan, csv: string, series: Series): Promise<Answers> {
  const database = `${plan.folder}/csv.duckdb`;
  rmSync(database, { force: true });
  const duckdb = await runChild<DuckDbRun>("duckdb", [csv, database, "a"]);
  const store = await freshStore(plan);
  const mine = await runChild<ImportRun>("import", [csv, store]);
  checkEqual("CSV", mine.answer.answers, duckdb.answer.answers);
  series.other.push(duckdb.answer.ms);
  series.ours.push(mine.answer.ms);
  series.memory.push(mine.answer.peak_import_mb);
  return duckdb.answer.answers;
}

/** A CSV file of layout (a) to committed, resolved, classified and indexed records, beside DuckDB's own reading of it. */
export async function csvImport(plan: Plan): Promise<Measurement[]> {
  const csv = `${plan.folder}/synthetic-a.csv`;
  plan.say(`making a CSV file of ${plan.csv_rows.toLocaleString("en-US")} rows`);
  const made = await writeCsvFile(csv, { rows: plan.csv_rows, seed: plan.seed });
  const series: Series = { ours: [], other: [], memory: [] };
  for (let run = 1; run <= plan.runs; run++) {
    plan.say(`CSV: DuckDB and import, run ${run} of ${plan.runs}`);
    const answers = await runBoth(plan, csv, series);
    if (run === 1) plan.say(`equal answers: ${sizeOf(answers)}`);
  }
  const name = `CSV ${thousands(made.rows)} x ${made.columns}`;
  const inMemory = await inMemoryDuckDb(csv);
  const command = await wholeImport(plan, csv, name);
  rmSync(csv);
  return [
    {
      case: `${name}: open store to committed import`,
      unit: "ms",
      ours: median(series.ours),
      other: { name: "DuckDB, database file", value: median(series.other) },
      bound: { kind: "times", value: times },
      runs: series.ours,
    },
    {
      case: `${name}: the same beside DuckDB in memory, which keeps nothing`,
      unit: "ms",
      ours: median(series.ours),
      other: { name: "DuckDB, in memory", value: inMemory },
      bound: null,
      runs: series.ours,
    },
    {
      case: `${name}: peak memory of the process`,
      unit: "MiB",
      ours: median(series.memory),
      other: null,
      bound: { kind: "at_most", value: mostMemory },
      runs: series.memory,
    },
    ...command,
  ];
}

async function inMemoryDuckDb(csv: string): Promise<number> {
  return (await runChild<DuckDbRun>("duckdb", [csv, ":memory:", "a"])).answer.ms;
}
