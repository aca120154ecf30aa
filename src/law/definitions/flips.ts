import type { FactValue, Flip, Result } from "./definition.ts";

/** Facts that stand in place of the known ones, by fact. */
export type Changes = ReadonlyMap<string, readonly FactValue[]>;

interface Change {
  readonly fact_id: string;
  readonly from: string | null;
  readonly to: string;
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

/** What can be tried for facts whose values name a list or a letter. */
function valuesFor(
  factId: string,
  definition: string,
  values: ReadonlyMap<string, readonly string[]>,
): readonly string[] {
  if (factId === "received_letter" && definition.startsWith("LTR-"))
    return [`${definition} letter_may_violate`, `${definition} no_letter`];
  if (factId === "listed_on")
    return ["DOJ-2025-08-05", "DHS-2025-05-29"]
      .filter((id) => definition.startsWith("EO14287") || definition.startsWith(`${id.slice(0, 3)}-LIST`))
      .flatMap((id) => [`${id} ${id.slice(4)}`, `${id} not_listed`]);
  return values.get(factId) ?? [];
}

function changesOf(
  facts: readonly string[],
  values: ReadonlyMap<string, readonly string[]>,
  definition: string,
  current: (factId: string) => readonly FactValue[],
): Change[] {
  return facts.flatMap((fact_id) => {
    const now = [...new Set(current(fact_id).map((one) => one.value))];
    const from = now.length === 0 ? null : now.join("; ");
    return valuesFor(fact_id, definition, values)
      .filter((to) => to !== from)
      .map((to) => ({ fact_id, from, to }));
  });
}

function* pairsOf(changes: readonly Change[]): Generator<readonly Change[]> {
  for (const [at, first] of changes.entries())
    for (const second of changes.slice(at + 1)) if (first.fact_id !== second.fact_id) yield [first, second];
}

function asChanges(change: readonly Change[]): Changes {
  return new Map(change.map(({ fact_id, to }) => [fact_id, [givenValue(fact_id, to)]]));
}

/**
 * The smallest changes of fact that would change a result: single facts first and, only where none does, pairs; in the order in
 * which the test lists its facts. A change that only makes the result not determinable is not one.
 */
export function flipsOf(
  facts: readonly string[],
  values: ReadonlyMap<string, readonly string[]>,
  definition: string,
  current: (factId: string) => readonly FactValue[],
  result: Result,
  ask: (changes: Changes) => Result,
): Flip[] {
  const changes = changesOf(facts, values, definition, current);
  const tried = (candidates: Iterable<readonly Change[]>): Flip[] => {
    const flips: Flip[] = [];
    for (const change of candidates) {
      const then = ask(asChanges(change));
      if (then !== result && then !== "not_determinable") flips.push({ change, result: then });
    }
    return flips;
  };
  const single = tried(changes.map((one) => [one]));
  return single.length > 0 ? single : tried(pairsOf(changes));
}
