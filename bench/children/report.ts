import { performance } from "node:perf_hooks";
import { parseDay, weekOf } from "../../src/base/day.ts";
import { openStore } from "../../src/db/open-store.ts";
import { factPosition } from "../../src/records/journal/journal.ts";
import { compileEdition } from "../../src/reports/compile.ts";

/** Opens a store and compiles one week's edition again and again: the time of each, and how many requests the week has. */
const [folder = "", day = "", runs = "5"] = process.argv.slice(2);
const week = weekOf(parseDay(day));

async function timed<T>(work: () => Promise<T>): Promise<{ ms: number; result: T }> {
  const started = performance.now();
  const result = await work();
  return { ms: performance.now() - started, result };
}

const { ms: openMs, result: store } = await timed(() => openStore(folder, undefined));
const position = await factPosition(store.db);
const compile = () =>
  timed(() =>
    compileEdition(store.db, {
      template: "accord",
      week,
      position,
      disclosure: "public",
      likely_duplicates: "leave-out",
    }),
  );
const cold = await compile();
const warm: number[] = [];
for (let run = 0; run < Number(runs); run++) warm.push((await compile()).ms);
const weeks = cold.result.edition.sections
  .flatMap((section) => section.tables)
  .find((table) => table.id === "requests-by-week");
const requests = weeks?.rows.find((row) => row.key === week.from)?.cells[1];
await store.close();
process.stdout.write(JSON.stringify({ open_ms: openMs, cold_ms: cold.ms, warm_ms: warm, requests }));
