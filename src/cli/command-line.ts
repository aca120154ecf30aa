import type { Command } from "commander";
import { AppError, exitCodeOf, InvalidInput } from "../base/errors.ts";

/** What a command file exports: it adds its options, help and action to a bare command. */
export interface CommandModule {
  define(command: Command): void;
}

interface Listed {
  readonly summary: string;
  load(): Promise<CommandModule>;
}

/** Every command by name, in the order in which a newcomer meets them; files are loaded when they are called. */
const commands: Readonly<Record<string, Listed>> = {
  demo: {
    summary: "import the bundled real sample, compile a real week's report, and serve it",
    load: () => import("./demo.ts"),
  },
  import: { summary: "read source files into the record", load: () => import("./import.ts") },
  report: { summary: "compile and publish the report of one week", load: () => import("./report.ts") },
  serve: { summary: "start the site and the API", load: () => import("./serve.ts") },
  trace: {
    summary: "show the rule, the records and the source rows behind a published figure",
    load: () => import("./trace.ts"),
  },
  verify: { summary: "check a published folder, offline", load: () => import("./verify.ts") },
  facilities: {
    summary: "resolve a facility, review open cases, take reviewed ones back",
    load: () => import("./facilities.ts"),
  },
  releases: {
    summary: "list imported releases, or compare two of them",
    load: () => import("./releases.ts"),
  },
  journal: {
    summary: "list the journal, or check the whole record against it",
    load: () => import("./journal.ts"),
  },
  quality: {
    summary: "the quality checks of the record, as pass, fail or info rows",
    load: () => import("./quality.ts"),
  },
  assert: { summary: "record what a party says happened on one request", load: () => import("./assert.ts") },
  exchange: {
    summary: "set the exchange up: organisations, accounts, tokens; take in a jail's bookings",
    load: () => import("./exchange.ts"),
  },
  policy: {
    summary: "the registry of local policies: list, show, record, end, confirm",
    load: () => import("./policy.ts"),
  },
  law: {
    summary: "federal and other tests by jurisdiction and day: list, show, evaluate, matrix",
    load: () => import("./law.ts"),
  },
  authority: {
    summary: "what a jail must, may and may not do with a request on a day, with every source",
    load: () => import("./authority.ts"),
  },
  clock: {
    summary: "when a hold's window ends under every rule that could apply",
    load: () => import("./clock.ts"),
  },
  replay: {
    summary: "carry ten made-up cases of the exchange through the HTTP API, with real sign-ins",
    load: () => import("./replay.ts"),
  },
  check: {
    summary: "lint, types and unit tests; `check tenants`: who sees what in the exchange",
    load: () => import("./check.ts"),
  },
  test: { summary: "everything that CI runs", load: () => import("./test.ts") },
  bench: { summary: "speed and memory, as ratios in one run", load: () => import("./bench.ts") },
};

function usage(): string {
  const width = Math.max(...Object.keys(commands).map((name) => name.length));
  const rows = Object.entries(commands).map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`);
  return [
    "Accord keeps one shared, append-only record of immigration detainers and publishes the weekly report from it.",
    "",
    "Usage: accord COMMAND [OPTIONS]",
    "",
    ...rows,
    "",
    "Every command takes --data DIR (the store's folder, default ./.accord), --json (one object on stdout) and --help.",
    "ACCORD_DATABASE_URL names a PostgreSQL 15+ server to use in place of the embedded store.",
    "Exit codes: 0 done, 1 the answer is no, 2 bad input, 3 our fault.",
    "",
    "Example: accord demo",
    "",
  ].join("\n");
}

/** Says what went wrong: one line on stderr, or with --json one object on stdout. Returns the exit code. */
export function report(error: unknown, asJson: boolean): number {
  const known = error instanceof AppError;
  const code = known ? error.code : "internal";
  const message = error instanceof Error ? error.message : String(error);
  if (asJson)
    process.stdout.write(
      `${JSON.stringify({ error: { code, message, ...(known ? { details: error.details } : {}) } })}\n`,
    );
  else process.stderr.write(`accord: ${message}\n`);
  if (!known && process.env.ACCORD_DEBUG !== undefined) process.stderr.write(`${(error as Error).stack}\n`);
  return exitCodeOf(error);
}

async function nearest(name: string): Promise<string> {
  const { nearestName } = await import("../base/nearest-name.ts");
  const near = nearestName(name, Object.keys(commands));
  return near ? `; did you mean "${near}"?` : "; accord --help lists the commands";
}

/** Runs one command line (without the program's own name) and returns its exit code. */
export async function runCommandLine(args: readonly string[]): Promise<number> {
  const [name = "--help", ...rest] = args;
  if (name === "--help" || name === "-h" || name === "help") {
    process.stdout.write(usage());
    return 0;
  }
  const asJson = rest.includes("--json");
  try {
    const listed = commands[name];
    if (!listed) throw new InvalidInput(`there is no command "${name}"${await nearest(name)}`);
    return await runCommand(name, listed, rest);
  } catch (error) {
    return report(error, asJson);
  }
}

async function runCommand(name: string, listed: Listed, rest: readonly string[]): Promise<number> {
  const { Command, CommanderError } = await import("commander");
  const command = new Command(`accord ${name}`).description(listed.summary).exitOverride();
  command.configureOutput({ writeErr: () => undefined });
  (await listed.load()).define(command);
  process.exitCode = 0;
  try {
    await command.parseAsync([...rest], { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.code === "commander.helpDisplayed" || error.code === "commander.help") return 0;
    throw new InvalidInput(
      `${error.message.replace(/^error: /, "")}; accord ${name} --help shows how to call it`,
    );
  }
  return Number(process.exitCode ?? 0);
}
