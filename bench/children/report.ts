import { performance } from "node:perf_hooks";
import { parseDay, weekOf } from "../../src/base/day.ts";
import type { Reader } from "../../src/db/db.ts";
import { openStore } from "../../src/db/open-store.ts";
import { factPosition } from "../../src/records/journal/journal.ts";
import { compileEdition } from "../../src/reports/compile.ts";

/**
 * Opens a store and compiles one week's edition again and again: the time of each, how much of it went by in the store, and
 * how many requests the week has.
 */
const [folder = "", day = "", runs = "5"] = process.argv.slice(2);
const week = weekOf(parseDay(day));

async function timed<T>(work: () => Promise<T>): Promise<{ ms: number; result: T }> {
  const started = performance.now();
  const result = await work();
  return { ms: performance.now() - started, result };
}

let inStore = 0;

/** The same reader, counting the time that goes by until it answers. */
function counting(db: Reader): Reader {
  const counted = <A, R>(ask: (question: A) => Promise<R>) => {
    return async (question: A): Promise<R> => {
      const { ms, result } = await timed(() => ask(question));
      inStore += ms;
      return result;
    };
  };
  return { all: counted(db.all), one: counted(db.one), maybe: counted(db.maybe) } as Reader;
}

const { ms: openMs, result: store } = await timed(() => openStore(folder, undefined));
const db = counting(store.db);
const position = await factPosition(store.db);
const compile = () =>
  timed(() =>
    compileEdition(db, {
      template: "accord",
      week,
      position,
      disclosure: "public",
      likely_duplicates: "leave-out",
    }),
  );
const cold = await compile();
const warm: number[] = [];
const stored: number[] = [];
for (let run = 0; run < Number(runs); run++) {
  inStore = 0;
  warm.push((await compile()).ms);
  stored.push(inStore);
}
const weeks = cold.result.edition.sections
  .flatMap((section) => section.tables)
  .find((table) => table.id === "requests-by-week");
const requests = weeks?.rows.find((row) => row.key === week.from)?.cells[1];
await store.close();
process.stdout.write(
  JSON.stringify({ open_ms: openMs, cold_ms: cold.ms, warm_ms: warm, store_ms: stored, requests }),
);
