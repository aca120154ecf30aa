import assert from "node:assert/strict";
import { after, test } from "node:test";
import fc from "fast-check";
import { beginnings, exchangeCommands } from "../../../test/model/exchange-draws.ts";
import { checkFold, checkSeen, lookers, standingFrom } from "../../../test/model/exchange-invariants.ts";
import { checkLists, checkSearch } from "../../../test/model/exchange-lists.ts";
import type { ExchangeModel } from "../../../test/model/exchange-model.ts";
import { type ExchangeRun, met } from "../../../test/model/exchange-step.ts";
import { openExchange } from "../../../test/support/exchange.ts";
import { headPosition } from "../journal/journal.ts";
import { verifyJournal } from "../journal/verify-journal.ts";
import { firstEvent } from "./event-rows.ts";

const exchange = await openExchange({ after });
const monday = "2026-03-02T15:00:00.000Z";
let runs = 0;

/** A run of its own: other bookings, and only the events after what stands already. */
async function begin(): Promise<{ model: ExchangeModel; real: ExchangeRun }> {
  exchange.clock.set(monday);
  const head = await headPosition(exchange.store.db);
  const from = firstEvent(head + 1);
  return {
    model: { bookings: [], requests: [], now: Date.parse(monday) },
    real: { exchange, from, name: `R${runs++}`, steps: 0, standing: new Map(), head },
  };
}

test("whatever is done in whatever order, the store holds what a simple model says, and the invariants", async (t) => {
  await fc.assert(
    fc.asyncProperty(fc.commands(exchangeCommands, { maxCommands: 25, size: "max" }), async (commands) => {
      const beginning = beginnings[runs % beginnings.length] ?? [];
      const { model, real } = await begin();
      await fc.asyncModelRun(() => ({ model, real }), [...beginning, ...commands]);
      const standing = await standingFrom(exchange, real.from);
      const ids = model.requests.map((one) => one.id);
      await checkFold(
        exchange,
        standing,
        ids,
        model.bookings.map((one) => one.id),
      );
      for (const who of lookers) await checkSeen(exchange, model, who, real.from);
      if (runs % 3 !== 0) return; // lists are many queries
      await checkLists(exchange, model, real.from);
      await checkSearch(exchange, model, real.name);
    }),
    { numRuns: Number(process.env.ACCORD_MODEL_RUNS ?? 30) },
  );
  const ended = Map.groupBy(met, ([key]) => key.split(" ")[1] ?? "");
  for (const [verdict, keys] of ended)
    t.diagnostic(`${verdict}: ${keys.map(([key, times]) => `${key.split(" ")[0]} ${times}`).join(", ")}`);
  assert.deepEqual([...ended.keys()].sort(), ["done", "forbidden", "hidden", "refused", "stale"]);
  assert.equal((await verifyJournal(exchange.store.db)).first_wrong, null);
});
