import { depthsOf, type Factors } from "./depth.ts";
import { independentSums } from "./independent-sums.ts";
import type { CellRef, DisclosurePolicy, Relation } from "./policy.ts";
import type { PrintedNumber } from "./printed-numbers.ts";

/** One term of an equation, seen from the equation or from the unknown. */
export interface Term {
  readonly unknown: number;
  readonly equation: number;
  readonly times: number;
}

/**
 * The counts of an edition as unknowns of linear equations (each sums to zero over the true values). Counts that are
 * stated to be the same are one unknown; zeros are shown and therefore are no unknowns.
 */
export interface LinearSystem {
  readonly value: Float64Array;
  /** What a reader knows an unknown to be at the least while it is hidden: 1 where it would be shown if it were 0. */
  readonly least: readonly number[];
  /** Never shown: the people whom the parts of a partial sum leave out. */
  readonly unprinted: readonly boolean[];
  /** Whether the unknown counts people (an exempt number never needs hiding for its own sake). */
  readonly personal: readonly boolean[];
  /** How much is lost by hiding it: small counts little, totals much, exempt numbers most. */
  readonly weight: readonly number[];
  /** Every sum that is stated, as factors of unknowns. */
  readonly stated: readonly Factors[];
  /** As many of them as are needed for the others to follow. */
  readonly equations: readonly (readonly Term[])[];
  /** The terms in which an unknown occurs. */
  readonly termsOf: readonly (readonly Term[])[];
  /** For each unknown twice (down, up), in how many equations it stands. */
  readonly termCounts: Int32Array;
  /** For each unknown, those that hang together with it and stand in one equation only: where a chain of moves can end. */
  readonly endsNear: readonly (readonly number[])[];
  readonly unknownOf: ReadonlyMap<CellRef, number>;
}

interface Sum {
  readonly total: CellRef;
  readonly parts: readonly CellRef[];
  /** The count of those whom the parts leave out; null where they leave nobody out. */
  readonly rest: number | null;
}

/** The linear system of an edition's counts under sums; throws where a sum names an unknown number or does not add up. */
export function linearSystem(
  numbers: ReadonlyMap<CellRef, PrintedNumber>,
  relations: readonly Relation[],
): LinearSystem {
  const sums = relations.flatMap((relation) => checkedSum(numbers, relation));
  const { representativeOf, unknownOf } = sameUnknowns(numbers, sums);
  const draft = {
    value: [] as number[],
    least: [] as number[],
    unprinted: [] as boolean[],
    personal: [] as boolean[],
  };
  const shown = representativeOf.map((ids) => ids.map((id) => numberNamed(numbers, id)));
  for (const cells of shown) {
    draft.value.push(cells[0]?.value as number);
    draft.least.push(1);
    draft.unprinted.push(false);
    draft.personal.push(cells.some((cell) => !cell.exempt));
  }
  const stated = statedSums(sums, unknownOf, draft);
  const equations = independentSums(stated).map((at, equation) =>
    [...(stated[at] as Factors)].map(([unknown, times]) => ({ unknown, equation, times })),
  );
  const termsOf: Term[][] = draft.value.map(() => []);
  for (const equation of equations) for (const term of equation) termsOf[term.unknown]?.push(term);
  return {
    ...draft,
    value: Float64Array.from(draft.value),
    weight: weights(draft, stated),
    stated,
    equations,
    termsOf,
    ...endings(termsOf, equations),
    unknownOf,
  };
}

/** The sums that the shares of a policy state: each whole holds its part, its unknowns, and both. */
export function shareSums(shares: NonNullable<DisclosurePolicy["shares"]>): Relation[] {
  return shares.flatMap(({ part, whole, unknown }) => [
    { total: whole, parts: [part], partial: true },
    ...(unknown === undefined
      ? []
      : [
          { total: whole, parts: [unknown], partial: true },
          { total: whole, parts: [part, unknown], partial: true },
        ]),
  ]);
}

function numberNamed(numbers: ReadonlyMap<CellRef, PrintedNumber>, id: CellRef): PrintedNumber {
  const found = numbers.get(id);
  if (found === undefined) throw new Error(`a relation names ${id}, which is no number of the edition`);
  if (found.kind !== "count")
    throw new Error(`a relation names ${id}, which is a share; relations hold between counts`);
  return found;
}

function checkedSum(numbers: ReadonlyMap<CellRef, PrintedNumber>, relation: Relation): Sum[] {
  const total = numberNamed(numbers, relation.total).value;
  const parts = relation.parts.map((id) => ({ id, value: numberNamed(numbers, id).value }));
  if (total === null) return [];
  const known = parts.filter((part) => part.value !== null);
  const rest = total - known.reduce((sum, part) => sum + (part.value ?? 0), 0);
  // A part that is not recorded may be all that is missing; a reader can take it for the difference.
  const partial = relation.partial === true || (known.length < parts.length && rest > 0);
  if (rest < 0 || (rest > 0 && !partial)) {
    throw new Error(
      `${relation.total} is ${total} but its parts (${relation.parts.slice(0, 3).join(", ")} …) sum to ${total - rest}`,
    );
  }
  if (total === 0) return [];
  const counted = known.filter((part) => part.value !== 0).map((part) => part.id);
  return [{ total: relation.total, parts: counted, rest: partial ? rest : null }];
}

/** Groups the ids of counts above zero that are stated to be one count. */
function sameUnknowns(numbers: ReadonlyMap<CellRef, PrintedNumber>, sums: readonly Sum[]) {
  const leader = new Map<CellRef, CellRef>();
  const leaderOf = (id: CellRef): CellRef => {
    let at = id;
    for (let next = leader.get(at); next !== undefined; next = leader.get(at)) at = next;
    if (at !== id) leader.set(id, at);
    return at;
  };
  for (const { total, parts, rest } of sums) {
    const [one, other] = [leaderOf(total), leaderOf(parts[0] ?? total)];
    if (rest === null && parts.length === 1 && one !== other) leader.set(other, one);
  }
  const representativeOf: CellRef[][] = [];
  const unknownOf = new Map<CellRef, number>();
  for (const [id, { value, kind }] of numbers) {
    if (kind !== "count" || value === null || value === 0) continue;
    const head = leaderOf(id);
    if (!unknownOf.has(head)) unknownOf.set(head, representativeOf.push([]) - 1);
    const unknown = unknownOf.get(head) as number;
    unknownOf.set(id, unknown);
    representativeOf[unknown]?.push(id);
  }
  return { representativeOf, unknownOf };
}

function statedSums(
  sums: readonly Sum[],
  unknownOf: ReadonlyMap<CellRef, number>,
  draft: { value: number[]; least: number[]; unprinted: boolean[]; personal: boolean[] },
): Factors[] {
  const stated = new Map<string, Factors>();
  for (const { total, parts, rest } of sums) {
    const [whole, ...others] = [total, ...parts].map((id) => unknownOf.get(id) as number);
    const factors = netFactors(whole as number, others);
    const key = `${rest === null}:${[...factors].map((term) => term.join("*")).join("+")}`;
    if (factors.size === 0 || stated.has(key)) continue;
    if (rest !== null) {
      factors.set(draft.value.push(rest) - 1, -1);
      draft.least.push(0);
      draft.unprinted.push(true);
      draft.personal.push(draft.personal[whole as number] === true);
    }
    stated.set(key, factors);
  }
  return [...stated.values()];
}

function netFactors(total: number, parts: readonly number[]): Map<number, number> {
  const times = new Map([[total, 1]]);
  for (const part of parts) times.set(part, (times.get(part) ?? 0) - 1);
  return new Map([...times].filter(([, factor]) => factor !== 0).sort(([one], [other]) => one - other));
}

function weights(draft: { value: number[]; personal: boolean[] }, stated: readonly Factors[]): number[] {
  const depths = depthsOf(stated.filter((sum) => sum.size > 2));
  return draft.value.map((value, at) => {
    const size = 1000 + Math.min(value, 9000);
    return size * 5 ** (depths.get(at) ?? 0) * (draft.personal[at] === true ? 1 : 500);
  });
}

function endings(
  termsOf: LinearSystem["termsOf"],
  equations: LinearSystem["equations"],
): Pick<LinearSystem, "termCounts" | "endsNear"> {
  const termCounts = Int32Array.from(termsOf.flatMap((terms) => [terms.length, terms.length]));
  const endsNear: number[][] = new Array(termsOf.length);
  for (let unknown = 0; unknown < termsOf.length; unknown += 1) {
    if (endsNear[unknown] !== undefined) continue;
    const linked = linkedTo(unknown, termsOf, equations);
    const ends = [...linked].filter((each) => termsOf[each]?.length === 1);
    for (const each of linked) endsNear[each] = ends;
  }
  return { termCounts, endsNear };
}

/** The unknowns that hang together with one by any chain of equations, itself among them. */
function linkedTo(
  unknown: number,
  termsOf: LinearSystem["termsOf"],
  equations: LinearSystem["equations"],
): Set<number> {
  const linked = new Set([unknown]);
  const seen = new Set<number>();
  for (const each of linked) {
    for (const { equation } of termsOf[each] ?? []) {
      if (seen.has(equation)) continue;
      seen.add(equation);
      for (const term of equations[equation] ?? []) linked.add(term.unknown);
    }
  }
  return linked;
}
