import { rmSync } from "node:fs";
import { weekOf } from "../../src/base/day.ts";
import { projectPath } from "../../src/base/paths.ts";
import { answerColumns, checkEqual } from "../answers.ts";
import { createFromCsv, duckDbAnswers, duckDbCountBetween, openDuckDb } from "../duckdb-table.ts";
import { freshStore } from "../fresh-store.ts";
import { writeCsvFile } from "../generate/csv-file.ts";
import { median, runChild, runNode } from "../measure.ts";
import type { Measurement } from "../measurement.ts";
import { type Plan, thousands } from "../plan.ts";
import type { ImportRun, ReportRun } from "./runs.ts";

/** A full week of the last made fiscal year. */
const week = weekOf("2025-02-05");
const most = { data: 300, edition: 10_000, open: 1000 } as const;

/** Fills a store with made-up detainers, checks its counts against DuckDB's, and answers how many the week has. */
async function fill(plan: Plan): Promise<{ store: string; requests: number }> {
  const csv = `${plan.folder}/synthetic-large.csv`;
  plan.say(`filling a store with ${plan.store_rows.toLocaleString("en-US")} detainers`);
  await writeCsvFile(csv, { rows: plan.store_rows, seed: plan.seed });
  const connection = await openDuckDb(":memory:");
  await connection.run(createFromCsv(csv));
  const answers = await duckDbAnswers(connection, answerColumns.a);
  const requests = await duckDbCountBetween(connection, answerColumns.a.day, week.from, week.to);
  connection.closeSync();
  const store = await freshStore(plan);
  const { answer } = await runChild<ImportRun>("import", [csv, store]);
  checkEqual("large store", answer.answers, answers);
  rmSync(csv);
  return { store, requests };
}

async function measureReports(plan: Plan, store: string, requests: number) {
  const [open, warm, stored]: [number[], number[], number[]] = [[], [], []];
  for (let run = 1; run <= plan.runs; run++) {
    plan.say(`large store: opening it and compiling a week, run ${run} of ${plan.runs}`);
    const { answer } = await runChild<ReportRun>("report", [store, week.from, "5"]);
    if (answer.requests !== requests)
      throw new Error(`large store: the edition has ${answer.requests} requests and DuckDB ${requests}`);
    open.push(answer.open_ms);
    warm.push(median(answer.warm_ms));
    stored.push(median(answer.store_ms));
  }
  return { open, warm, stored };
}

async function measureEdition(plan: Plan, store: string): Promise<number[]> {
  const times: number[] = [];
  for (let run = 1; run <= plan.runs; run++) {
    plan.say(`large store: the whole edition, run ${run} of ${plan.runs}`);
    const out = `${plan.folder}/edition`;
    rmSync(out, { recursive: true, force: true });
    const args = ["report", "--week", week.from, "--data", store, "--out", out, "--json"];
    times.push((await runNode(projectPath("src", "cli", "main.ts"), args)).wall_ms);
  }
  return times;
}

/** What a store of a million detainers takes to open, to compile a week from, and to publish it with its PDF. */
export async function largeStore(plan: Plan): Promise<Measurement[]> {
  const { store, requests } = await fill(plan);
  const { open, warm, stored } = await measureReports(plan, store, requests);
  const edition = await measureEdition(plan, store);
  const name = `store of ${thousands(plan.store_rows)}`;
  const line = (what: string, runs: readonly number[], value: number | null): Measurement => ({
    case: `${name}: ${what}`,
    unit: "ms",
    ours: median(runs),
    other: null,
    bound: value === null ? null : { kind: "at_most", value },
    runs,
  });
  return [
    line("opening it", open, most.open),
    line("a week's report compiled, warm", warm, most.data),
    line("of that, until the store answered", stored, null),
    line("accord report with PDF, whole process", edition, most.edition),
  ];
}
