import type { Verification } from "../policies/instrument.ts";
import type { FactValue } from "./definition.ts";

/** What a value rests on, shared by every fact that is derived from the same row. */
export interface Ground {
  readonly asserted_by: string;
  readonly source: string;
  readonly verification: Verification;
  readonly in_force: FactValue["in_force"];
  readonly doubt?: string;
}

/** A value of a fact on a ground. */
export function factOn(ground: Ground, fact_id: string, value: string): FactValue {
  return { fact_id, value, ...ground };
}

/** The span of a fact that has no known bounds. */
export const unbounded: FactValue["in_force"] = { from: null, to: null };
