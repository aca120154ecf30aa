import { type Definition, versionOn } from "./catalogue.ts";
import type { Evaluation } from "./definition.ts";

/** What a result means for this test, in its own words; null for results that say the same of every test. */
export function meaningOf(definition: Definition, evaluation: Evaluation): string | null {
  const { row } = versionOn(definition, evaluation.on);
  const means = { meets: row.meets_means, does_not_meet: row.does_not_meet_means } as const;
  return evaluation.result in means ? means[evaluation.result as keyof typeof means] || null : null;
}
