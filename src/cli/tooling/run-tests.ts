/**
 * The process that runs test files with node:test and says what became of each test (`TestEvent`), one JSON object a line.
 * A process of its own, so that a run has its own environment (engine, time zone) and can be stopped with all it started.
 */
import { relative } from "node:path";
import { run } from "node:test";
import { inspect } from "node:util";
import { projectRoot } from "../../base/paths.ts";
import type { TestEvent } from "./test-events.ts";

/** What node:test hands over with each test, as far as it is used here. */
interface Told {
  readonly name: string;
  readonly file?: string;
  readonly line?: number;
  readonly skip?: string | boolean;
  readonly todo?: string | boolean;
  readonly details: {
    readonly type?: string;
    readonly duration_ms: number;
    readonly error?: { readonly cause?: unknown };
  };
}

const linesKept = 40;
const fileTimeout = 300_000; // milliseconds; a file that hangs is a failure, not a wait without end
const output = new Map<string, string[]>();

const shown = (file: string): string => relative(projectRoot, file);

function keep(file: string, message: string): void {
  const lines = output.get(file) ?? [];
  output.set(file, [...lines, ...message.trimEnd().split("\n")].slice(-linesKept));
}

function reason(told: Told, isFile: boolean): string {
  const cause = told.details.error?.cause;
  const text = cause instanceof Error ? (cause.stack ?? cause.message) : inspect(cause);
  const printed = isFile ? (output.get(told.file ?? "") ?? []) : [];
  return [...text.split("\n").filter((line) => !line.includes("node:internal")), ...printed]
    .slice(0, linesKept)
    .join("\n");
}

/** A file that runs without a test is reported by its own name; that is a check that cannot fail, hence a failure. */
function eventOf(told: Told, failed: boolean): TestEvent | null {
  if (told.details.type === "suite") return null;
  const isFile = told.name === told.file;
  const event = {
    file: shown(told.file ?? ""),
    name: isFile ? "the file itself" : told.name,
    seconds: told.details.duration_ms / 1000,
  };
  const where = `${event.file}:${told.line ?? 1}`;
  if (failed && !told.todo) return { ...event, kind: "fail", where, why: reason(told, isFile) };
  if (isFile) return { ...event, kind: "fail", where, why: "there is no test in this file" };
  return { ...event, kind: told.skip || told.todo ? "skip" : "pass" };
}

function say(told: Told, failed: boolean): void {
  const event = eventOf(told, failed);
  if (event !== null) process.stdout.write(`${JSON.stringify(event)}\n`);
}

const stream = run({ files: process.argv.slice(2), concurrency: 2, timeout: fileTimeout });
stream.on("test:pass", (told: Told) => say(told, false));
stream.on("test:fail", (told: Told) => say(told, true));
stream.on("test:stdout", (told: { file: string; message: string }) => keep(told.file, told.message));
stream.on("test:stderr", (told: { file: string; message: string }) => keep(told.file, told.message));
