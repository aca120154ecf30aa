import { spawn } from "node:child_process";
import { performance } from "node:perf_hooks";
import { fileURLToPath } from "node:url";

/** The middle value of several; the mean of the two middle ones of an even number. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = sorted.length / 2;
  if (sorted.length === 0) throw new RangeError("no values to take the median of");
  return sorted.length % 2 === 1
    ? (sorted[Math.floor(middle)] as number)
    : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
}

/** What one process answered, how long it ran, and the most memory it held at once. */
export interface ProcessRun {
  readonly stdout: string;
  readonly wall_ms: number;
  /** Peak resident set, in MiB; 0 where the process did not say. */
  readonly max_rss_mb: number;
}

const usageScript = fileURLToPath(new URL("children/report-usage.ts", import.meta.url));

/** Runs a command to its end; throws with what it wrote when it fails. */
export async function runProcess(
  command: string,
  args: readonly string[],
  cwd?: string,
): Promise<ProcessRun> {
  const started = performance.now();
  const child = spawn(command, args, { cwd, stdio: ["ignore", "pipe", "pipe", "pipe"] });
  const texts = await Promise.all(
    [child.stdout, child.stderr, child.stdio[3]].map((stream) => textOf(stream)),
  );
  const code = child.exitCode ?? (await new Promise((resolve) => child.once("close", resolve)));
  const [stdout = "", stderr = "", usage = ""] = texts;
  if (code !== 0) throw new Error(`${command} ${args.join(" ")} ended with ${code}: ${stderr}${stdout}`);
  return { stdout, wall_ms: performance.now() - started, max_rss_mb: Number(usage) / 1024 };
}

/** Runs a script of this project in a Node process of its own, which reports its peak memory when it ends. */
export function runNode(
  script: string,
  args: readonly string[],
  flags: readonly string[] = [],
): Promise<ProcessRun> {
  const given = ["--disable-warning=ExperimentalWarning", "--import", usageScript, ...flags, script, ...args];
  return runProcess(process.execPath, given);
}

/** What a script under bench/children answers as JSON, with the run itself. */
export async function runChild<T>(
  name: string,
  args: readonly string[],
): Promise<ProcessRun & { answer: T }> {
  const run = await runNode(fileURLToPath(new URL(`children/${name}.ts`, import.meta.url)), args);
  return { ...run, answer: JSON.parse(run.stdout) as T };
}

async function textOf(stream: unknown): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of stream as AsyncIterable<Buffer>) pieces.push(piece);
  return Buffer.concat(pieces).toString("utf8");
}
