import type { Day } from "../../base/day.ts";
import type { FactSet, FactValue } from "./definition.ts";
import { type Stance, stanceOf } from "./stance.ts";
import { sentenceOf } from "./wording.ts";

/** What a rule sees: only the facts that its definition lists, on one day; it remembers which were asked for. */
export interface FactReader {
  /** The jurisdiction's name, for sentences. */
  readonly name: string;
  readonly on: Day;
  /** Every value of a fact; throws TypeError for a fact that the definition does not list. */
  all(factId: string): readonly FactValue[];
  /** Whether any value of a fact is recorded. */
  knows(factId: string): boolean;
  /** Whether one of a fact's values is this one. */
  says(factId: string, value: string): boolean;
  /** What the values of a fact about a rule come to. */
  stance(factId: string): Stance;
  /** A sentence for each value of some facts. */
  sentences(...factIds: readonly string[]): string[];
  /** Whether a fact has this value, or is taken to have it because nothing is recorded; what is taken so is remembered. */
  given(factId: string, value: string): boolean;
}

/** What a rule asked for, and what it took as given. */
export interface Reading {
  readonly asked: ReadonlySet<string>;
  readonly premises: ReadonlyMap<string, string>;
}

/** A reader over what is known, held to the facts that a definition lists; `changed` facts stand in place of the known ones. */
export function factReader(
  known: FactSet,
  listed: ReadonlySet<string>,
  changed: ReadonlyMap<string, readonly FactValue[]>,
): FactReader & Reading {
  const asked = new Set<string>();
  const premises = new Map<string, string>();
  const nothing: readonly FactValue[] = [];

  function all(factId: string): readonly FactValue[] {
    if (!listed.has(factId)) throw new TypeError(`the definition does not list the fact ${factId}`);
    asked.add(factId);
    return changed.get(factId) ?? known.facts.get(factId) ?? nothing;
  }

  return {
    name: known.jurisdiction_name,
    on: known.on,
    asked,
    premises,
    all,
    knows: (factId) => all(factId).length > 0,
    says: (factId, value) => all(factId).some((one) => one.value === value),
    stance: (factId) => stanceOf(all(factId)),
    sentences: (...factIds) => factIds.flatMap((factId) => all(factId).map(sentenceOf)),
    given(factId, value) {
      const values = all(factId);
      if (values.length > 0) return values.some((one) => one.value === value);
      premises.set(factId, value);
      return true;
    },
  };
}
