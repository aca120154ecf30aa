import { fixedClock } from "../../src/base/clock.ts";
import { projectPath } from "../../src/base/paths.ts";
import { importFiles } from "../../src/cli/import.ts";
import { type Lifetime, openTestStore, type TestStore } from "./store.ts";

/** When the tests' record says that it was made. */
export const testClock = fixedClock("2026-01-05T12:00:00.000Z");

/** A store that holds real sample files, imported in turn: positions 1, 2, … */
export async function realRecord(t: Lifetime, ...samples: readonly string[]): Promise<TestStore> {
  const store = await openTestStore(t);
  const files = samples.map((name) => projectPath("samples", name));
  await importFiles(
    store,
    testClock,
    files,
    { series: null, author: "test", is_synthetic: false },
    () => undefined,
  );
  return store;
}
