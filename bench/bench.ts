import { csvImport } from "./cases/csv-import.ts";
import { exchangeLoad } from "./cases/exchange-load.ts";
import { largeStore } from "./cases/large-store.ts";
import { lawTests } from "./cases/law-tests.ts";
import { startUp } from "./cases/start-up.ts";
import { xlsxImport } from "./cases/xlsx-import.ts";
import { type Machine, thisMachine } from "./machine.ts";
import { isWithin, type Measurement, ratioOf } from "./measurement.ts";
import type { Plan } from "./plan.ts";

/** The cases by name, in the order in which they run. */
export const cases = {
  "start-up": startUp,
  law: lawTests,
  csv: csvImport,
  xlsx: xlsxImport,
  store: largeStore,
  exchange: exchangeLoad,
} as const;
export type CaseName = keyof typeof cases;

/** A measurement with what follows from it. */
export type Result = Measurement & { readonly ratio: number | null; readonly is_within: boolean | null };

/** Everything that one run of the benchmark found. */
export interface BenchReport {
  readonly machine: Machine;
  readonly runs: number;
  readonly seed: number;
  readonly results: readonly Result[];
  /** Whether every bound holds. */
  readonly is_within: boolean;
}

/** Runs cases one after another; throws when two sides give different answers, for then their times mean nothing. */
export async function runBench(plan: Plan, names: readonly CaseName[]): Promise<BenchReport> {
  const results: Result[] = [];
  for (const name of names)
    for (const measured of await cases[name](plan)) {
      const measurement = plan.is_full ? measured : { ...measured, bound: null };
      results.push({ ...measurement, ratio: ratioOf(measurement), is_within: isWithin(measurement) });
    }
  return {
    machine: thisMachine(),
    runs: plan.runs,
    seed: plan.seed,
    results,
    is_within: results.every((result) => result.is_within !== false),
  };
}
