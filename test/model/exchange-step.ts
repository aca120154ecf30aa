import assert from "node:assert/strict";
import type fc from "fast-check";
import { AppError } from "../../src/base/errors.ts";
import { headPosition } from "../../src/records/journal/journal.ts";
import type { ActorName, TestExchange } from "../support/exchange.ts";
import {
  checkFold,
  checkLog,
  checkModel,
  checkSeen,
  checkVersions,
  lookers,
  type Standing,
  standingFrom,
} from "./exchange-invariants.ts";
import type { ExchangeModel, Verdict } from "./exchange-model.ts";

/** What the commands of one run work on. `from` is the first number that an event of the run can have. */
export interface ExchangeRun {
  readonly exchange: TestExchange;
  readonly from: number;
  readonly name: string;
  steps: number;
  /** What stood after the last step, and the journal's head then. */
  standing: Standing;
  head: number;
}

/** One thing that can be done in a run. */
export type Command = fc.AsyncCommand<ExchangeModel, ExchangeRun>;

/** How often each action ended in each way over all runs, as `action verdict`, so that a test can say that each was met. */
export const met = new Map<string, number>();

const codes: Readonly<Record<string, Verdict>> = {
  not_found: "hidden",
  not_allowed: "forbidden",
  changed_since: "stale",
  conflict: "refused",
  invalid_input: "refused",
};

/** A write that is tried, what the model says of it, and what it does to the model when it is done. */
export interface Attempt {
  readonly who: ActorName;
  readonly action: string;
  readonly subject: number | null;
  readonly input: object;
  readonly version?: number | undefined;
  readonly says: Verdict;
  done(answer: { request_id: number | null; booking_id: number | null; event: number }): void;
}

async function outcome({ exchange }: ExchangeRun, attempt: Attempt) {
  const { who, action, subject, input, version } = attempt;
  try {
    const answer = await exchange.act(who, action, subject, input, version);
    return { verdict: "done" as Verdict, answer, why: "" };
  } catch (error) {
    const verdict = error instanceof AppError ? codes[error.code] : undefined;
    if (verdict === undefined) throw error;
    assert.equal((error as AppError).message.split("\n").length, 1, "one line says what is wrong");
    return { verdict, answer: null, why: (error as AppError).message };
  }
}

/** One step: the clock goes on, the write is tried and must end as the model says, and all that must hold is looked at. */
export async function step(model: ExchangeModel, run: ExchangeRun, make: () => Attempt): Promise<void> {
  const { exchange, from } = run;
  model.now += 60_000;
  exchange.clock.set(new Date(model.now).toISOString());
  const attempt = make();
  const { verdict, answer, why } = await outcome(run, attempt);
  assert.equal(verdict, attempt.says, `${attempt.action} by ${attempt.who} is ${attempt.says}; ${why}`);
  const key = `${attempt.action} ${verdict}`;
  met.set(key, (met.get(key) ?? 0) + 1);
  if (answer !== null) {
    const { request_id, booking_id, events } = answer;
    attempt.done({ request_id, booking_id, event: events[0] ?? 0 });
  }
  const head = await headPosition(exchange.store.db);
  assert.equal(head, run.head + (answer === null ? 0 : 1), "an entry for what was done, and none else");
  const rows = await standingFrom(exchange, from);
  const changed = checkVersions(run.standing, rows);
  Object.assign(run, { standing: rows, head });
  await checkFold(exchange, rows, changed);
  for (const request of model.requests) checkModel(rows, request);
  await checkLog(exchange, from);
  const looker = lookers[(run.steps++ / 2) % lookers.length]; // every second step somebody looks
  if (looker !== undefined) await checkSeen(exchange, model, looker, from);
}
