import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import type { Command } from "commander";
import { openStore, type Store } from "../db/open-store.ts";
import { answer } from "./options.ts";
import { readCases, tenCases } from "./replay/case-file.ts";
import type { CaseFound, ReplayAnswer } from "./replay/replay-exchange.ts";
import { withStore } from "./services.ts";

interface ReplayOptions {
  readonly data?: string;
  readonly cases?: string;
  readonly json?: boolean;
}

/** Runs work on an embedded store of its own, which is removed afterwards. */
async function withTemporaryStore<T>(work: (store: Store) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(`${tmpdir()}/accord-replay-`);
  try {
    const store = await openStore(folder, undefined);
    try {
      return await work(store);
    } finally {
      await store.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const caseLine = (one: CaseFound): string =>
  `${one.id.padEnd(28)} ${one.finding.padEnd(24)} jail: ${one.outcome_by_jail ?? "has not said"}; ICE: ${one.outcome_by_ice ?? "has not said"}${one.disagreement ? "; the sides disagree" : ""}`;

function lines({ cases, chain }: ReplayAnswer, unexpected: readonly string[]): string[] {
  return [
    ...cases.flatMap((one) => [caseLine(one), `    ${one.situation}`]),
    `journal: ${chain}`,
    ...unexpected.map((line) => `not as expected: ${line}`),
  ];
}

/** `accord replay exchange` */
export function define(command: Command): void {
  const exchange = command
    .command("exchange")
    .description("carry ten made-up cases through the HTTP API, with real sign-ins, from booking to outcome")
    .option("--data <dir>", "a data folder to carry them in; a temporary one when left out")
    .option("--cases <file>", "another file of cases; samples/exchange/ten-cases.yaml when left out")
    .option("--json", "print one JSON object on stdout, and nothing else");
  exchange.addHelpText("after", "\nExample: accord replay exchange --json\n");
  exchange.action(async (options: ReplayOptions) => {
    const { replayExchange } = await import("./replay/replay-exchange.ts");
    const file = options.cases === undefined ? tenCases() : readCases(options.cases);
    const replay = (store: Store) => replayExchange(store, file);
    const { answer: found, unexpected } =
      options.data === undefined ? await withTemporaryStore(replay) : await withStore(options.data, replay);
    answer(options, found, () => lines(found, unexpected));
    if (options.json) for (const line of unexpected) process.stderr.write(`not as expected: ${line}\n`);
    if (unexpected.length > 0 || found.chain !== "ok") process.exitCode = 1;
  });
}
