import type { FactValue, Flip, Result } from "./definition.ts";

/** Facts that stand in place of the known ones, by fact. */
export type Changes = ReadonlyMap<string, readonly FactValue[]>;

interface Change {
  readonly fact_id: string;
  readonly from: string | null;
  readonly to: string;
  /** All values of the fact once changed. */
  readonly values: readonly FactValue[];
}

/** A value that nobody asserts: what a fact would be, for asking what would follow. */
export function givenValue(fact_id: string, value: string): FactValue {
  return {
    fact_id,
    value,
    asserted_by: "taken as given",
    source: "given",
    verification: "general_knowledge",
    in_force: { from: null, to: null },
  };
}

const lists = ["DOJ-2025-08-05", "DHS-2025-05-29"];

/** What can be tried for facts whose values name a list or a letter before they say anything of it. */
function keyedValues(factId: string, definition: string): readonly string[] | null {
  if (factId === "received_letter")
    return definition.startsWith("LTR-")
      ? [`${definition} letter_may_violate`, `${definition} no_letter`]
      : [];
  if (factId !== "listed_on") return null;
  return lists
    .filter((id) => definition.startsWith("EO14287") || definition.startsWith(`${id.slice(0, 3)}-LIST`))
    .flatMap((id) => [`${id} ${id.slice(4)}`, `${id} not_listed`]);
}

function keyOf(value: string): string {
  return value.slice(0, value.indexOf(" "));
}

function plainValues(factId: string, hasValue: boolean, values: readonly string[]): readonly string[] {
  // A court order to come is no fact about a place: only what an order does today is tried without it.
  if (factId === "injunction_coverage") return hasValue ? values : [];
  if (factId === "state_law_bars_compliance") return values.filter((one) => (one === "none") === hasValue);
  return values;
}

function textOf(values: readonly FactValue[]): string | null {
  const now = [...new Set(values.map((one) => one.value))];
  return now.length === 0 ? null : now.join("; ");
}

interface Tried {
  readonly facts: readonly string[];
  /** Values to try, by fact. */
  readonly values: ReadonlyMap<string, readonly string[]>;
  readonly definition: string;
  readonly current: (factId: string) => readonly FactValue[];
}

function changesOf({ facts, values, definition, current }: Tried): Change[] {
  return facts.flatMap((fact_id) => {
    const now = current(fact_id);
    const keyed = keyedValues(fact_id, definition);
    const candidates = keyed ?? plainValues(fact_id, now.length > 0, values.get(fact_id) ?? []);
    return candidates.flatMap((to) => {
      const replaced = keyed === null ? now : now.filter((one) => keyOf(one.value) === keyOf(to));
      const from = textOf(replaced);
      const kept = now.filter((one) => !replaced.includes(one));
      return from === to ? [] : [{ fact_id, from, to, values: [...kept, givenValue(fact_id, to)] }];
    });
  });
}

function* pairsOf(changes: readonly Change[]): Generator<readonly Change[]> {
  for (const [at, first] of changes.entries())
    for (const second of changes.slice(at + 1)) if (first.fact_id !== second.fact_id) yield [first, second];
}

function asChanges(change: readonly Change[]): Changes {
  return new Map(change.map(({ fact_id, values }) => [fact_id, values]));
}

/**
 * The smallest changes of fact that would change a result: single facts first and, only where none does, pairs; in the order in
 * which the test lists its facts. A change that only makes the result not determinable is not one.
 */
export function flipsOf(tried: Tried, result: Result, ask: (changes: Changes) => Result): Flip[] {
  const changes = changesOf(tried);
  const flipping = (candidates: Iterable<readonly Change[]>): Flip[] => {
    const flips: Flip[] = [];
    for (const candidate of candidates) {
      const then = ask(asChanges(candidate));
      const change = candidate.map(({ fact_id, from, to }) => ({ fact_id, from, to }));
      if (then !== result && then !== "not_determinable") flips.push({ change, result: then });
    }
    return flips;
  };
  const single = flipping(changes.map((one) => [one]));
  return single.length > 0 ? single : flipping(pairsOf(changes));
}
