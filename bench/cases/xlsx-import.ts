import { rmSync } from "node:fs";
import { type Answers, answerColumns, checkEqual, sizeOf } from "../answers.ts";
import { createFromCsv, duckDbAnswers, duckDbFilled, openDuckDb } from "../duckdb-table.ts";
import { freshStore } from "../fresh-store.ts";
import { writeCsvFile } from "../generate/csv-file.ts";
import type { MadeFile } from "../generate/made-file.ts";
import { writeXlsxFile } from "../generate/xlsx-file.ts";
import { median, runChild } from "../measure.ts";
import type { Measurement } from "../measurement.ts";
import { type Plan, thousands } from "../plan.ts";
import type { ImportRun, ReadRun, ScanRun } from "./runs.ts";
import { wholeImport } from "./whole-import.ts";

const mostTime = 30_000;
const mostMemory = 600;
const timesScan = 2;

/** The same rows as a workbook and as CSV: DuckDB reads no workbooks without an extension from the network. */
interface Files {
  readonly xlsx: string;
  readonly csv: string;
  readonly made: MadeFile;
}

async function makeFiles(plan: Plan): Promise<Files> {
  const [xlsx, csv] = [`${plan.folder}/synthetic-b.xlsx`, `${plan.folder}/synthetic-b.csv`];
  const recipe = { rows: plan.xlsx_rows, seed: plan.seed };
  plan.say(`making a workbook of ${plan.xlsx_rows.toLocaleString("en-US")} rows, and the same rows as CSV`);
  const made = await writeXlsxFile(xlsx, recipe);
  await writeCsvFile(csv, recipe, "b");
  return { xlsx, csv, made };
}

interface Expected {
  readonly answers: Answers;
  /** Cells with a value in the columns that an import asks for. */
  readonly filled: number;
}

async function expectedOf(csv: string, headers: readonly string[]): Promise<Expected> {
  const connection = await openDuckDb(":memory:");
  await connection.run(createFromCsv(csv));
  const answers = await duckDbAnswers(connection, answerColumns.b);
  const filled = await duckDbFilled(connection, headers);
  connection.closeSync();
  return { answers, filled };
}

function checkRead(read: ReadRun, scan: ScanRun, made: MadeFile, filled: number): void {
  if (scan.cells !== made.written)
    throw new Error(`workbook: the scan met ${scan.cells} cells of ${made.written} that were written`);
  if (read.rows !== made.rows) throw new Error(`workbook: ${read.rows} rows were read of ${made.rows} made`);
  if (read.filled !== filled)
    throw new Error(`workbook: ${read.filled} cells with a value were read, and DuckDB has ${filled}`);
}

interface ReadSeries {
  readonly reader: number[];
  readonly scan: number[];
  readonly memory: number[];
  readonly expected: Expected;
}

async function measureReader(plan: Plan, files: Files): Promise<ReadSeries> {
  const [reader, scan, memory]: [number[], number[], number[]] = [[], [], []];
  let expected: Expected | null = null;
  for (let run = 1; run <= plan.runs; run++) {
    plan.say(`workbook: bare scan and reader alone, run ${run} of ${plan.runs}`);
    const bare = await runChild<ScanRun>("scan", [files.xlsx]);
    const read = await runChild<ReadRun>("read", [files.xlsx]);
    expected ??= await expectedOf(files.csv, read.answer.headers);
    checkRead(read.answer, bare.answer, files.made, expected.filled);
    scan.push(bare.answer.ms);
    reader.push(read.answer.ms);
    memory.push(read.max_rss_mb);
  }
  return { reader, scan, memory, expected: expected as Expected };
}

interface ImportSeries {
  readonly time: number[];
  readonly memory: number[];
  readonly opened: number[];
}

async function measureImport(plan: Plan, files: Files, answers: Answers): Promise<ImportSeries> {
  const series: ImportSeries = { time: [], memory: [], opened: [] };
  for (let run = 1; run <= plan.runs; run++) {
    plan.say(`workbook: import, run ${run} of ${plan.runs}`);
    const { answer } = await runChild<ImportRun>("import", [files.xlsx, await freshStore(plan)]);
    checkEqual("workbook", answer.answers, answers);
    if (run === 1) plan.say(`equal answers: ${sizeOf(answers)}`);
    series.time.push(answer.ms);
    series.memory.push(answer.peak_import_mb);
    series.opened.push(answer.peak_open_mb);
  }
  return series;
}

/** A workbook of layout (b) to committed records, and its reader alone beside a bare scan of the same archive. */
export async function xlsxImport(plan: Plan): Promise<Measurement[]> {
  const files = await makeFiles(plan);
  const read = await measureReader(plan, files);
  const imported = await measureImport(plan, files, read.expected.answers);
  const name = `xlsx ${thousands(files.made.rows)} x ${files.made.columns}`;
  const command = await wholeImport(plan, files.xlsx, name);
  for (const path of [files.xlsx, files.csv]) rmSync(path);
  const informs = (what: string, unit: "ms" | "MiB", runs: readonly number[]): Measurement => ({
    case: `${name}: ${what}`,
    unit,
    ours: median(runs),
    other: null,
    bound: null,
    runs,
  });
  return [
    {
      ...informs("open store to committed import", "ms", imported.time),
      bound: { kind: "at_most", value: mostTime },
    },
    {
      ...informs("peak memory of the process", "MiB", imported.memory),
      bound: { kind: "at_most", value: mostMemory },
    },
    informs("of that, peak when the store was open and nothing read", "MiB", imported.opened),
    {
      ...informs("reader alone", "ms", read.reader),
      other: { name: "bare scan", value: median(read.scan) },
      bound: { kind: "times", value: timesScan },
    },
    informs("reader alone, peak memory", "MiB", read.memory),
    ...command,
  ];
}
