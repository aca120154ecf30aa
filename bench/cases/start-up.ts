import { projectPath } from "../../src/base/paths.ts";
import { median, runProcess } from "../measure.ts";
import type { Measurement } from "../measurement.ts";
import type { Plan } from "../plan.ts";

const mostTime = 300;

/** What the launcher and the command line take to say what there is. */
export async function startUp(plan: Plan): Promise<Measurement[]> {
  plan.say("accord --help");
  const runs: number[] = [];
  for (let run = 0; run < plan.runs; run++)
    runs.push((await runProcess(projectPath("accord"), ["--help"])).wall_ms);
  return [
    {
      case: "accord --help, whole process",
      unit: "ms",
      ours: median(runs),
      other: null,
      bound: { kind: "at_most", value: mostTime },
      runs,
    },
  ];
}
