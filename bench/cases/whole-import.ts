import { rmSync } from "node:fs";
import { projectPath } from "../../src/base/paths.ts";
import { runNode } from "../measure.ts";
import type { Measurement } from "../measurement.ts";
import type { Plan } from "../plan.ts";

/**
 * The whole command once, in a folder that has no store yet: start, making the store, import, end. Its memory is that of its own
 * process. At full sizes only.
 */
export async function wholeImport(plan: Plan, file: string, name: string): Promise<Measurement[]> {
  if (!plan.is_full) return [];
  plan.say(`${name}: the whole command`);
  const folder = `${plan.folder}/command`;
  rmSync(folder, { recursive: true, force: true });
  const args = ["import", file, "--data", folder, "--synthetic", "--series", "synthetic-benchmark", "--json"];
  const run = await runNode(projectPath("src", "cli", "main.ts"), args);
  const informs = (what: string, unit: Measurement["unit"], value: number): Measurement => ({
    case: `${name}: ${what}`,
    unit,
    ours: value,
    other: null,
    bound: null,
    runs: [value],
  });
  return [
    informs("accord import in a new folder, whole process", "ms", run.wall_ms),
    informs("peak memory of that process", "MiB", run.max_rss_mb),
  ];
}
