import type { Verification } from "../policies/instrument.ts";
import type { Evaluation } from "./definition.ts";

/** How many of the facts behind an answer were checked how far. */
export interface VerificationShare {
  readonly facts: number;
  readonly seen: number;
  readonly partly_seen: number;
  readonly general_knowledge: number;
}

/** The share of an evaluation's facts by how far they were checked; the same row counts once for each fact that it tells. */
export function verificationShare({ facts_used }: Pick<Evaluation, "facts_used">): VerificationShare {
  const count = (grade: Verification) => facts_used.filter((one) => one.verification === grade).length;
  return {
    facts: facts_used.length,
    seen: count("seen"),
    partly_seen: count("partly_seen"),
    general_knowledge: count("general_knowledge"),
  };
}
