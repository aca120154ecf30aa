import { depthsOf, type Factors } from "./depth.ts";

/** The largest prime under 2^26: products of two residues stay exact. */
const prime = 67_108_859;

/**
 * Those of the equations that do not follow from finer ones, in their own order: what a state's counts sum to follows
 * from what its counties' counts sum to and need not be looked at again. Exact but for a chance of about 1 in 67 million an equation to drop
 * one too many; `checkProofs` is given all equations, so that such a slip could not pass.
 */
export function independentSums(equations: readonly Factors[]): number[] {
  const often = new Map<number, number>();
  for (const equation of equations)
    for (const unknown of equation.keys()) often.set(unknown, (often.get(unknown) ?? 0) + 1);
  const pivots = new Map<number, Map<number, number>>();
  const order = finestFirst(equations);
  const kept = order.filter((at) => {
    const left = reduce(equations[at] as Factors, pivots);
    const pivot = rarest(left, often);
    if (pivot === null) return false;
    pivots.set(pivot, scaled(left, inverse(left.get(pivot) as number)));
    return true;
  });
  return kept.sort((one, other) => one - other);
}

/** The equations by the depth of their total, so that a sum over states comes before the same sum over their counties. */
function finestFirst(equations: readonly Factors[]): number[] {
  const depths = depthsOf(equations);
  const ranks = equations.map((equation) => ({
    depth: Math.max(0, ...[...equation.keys()].map((unknown) => depths.get(unknown) ?? 0)),
    size: equation.size,
  }));
  const rank = (at: number) => ranks[at] as { depth: number; size: number };
  return ranks
    .map((_, at) => at)
    .sort(
      (one, other) => rank(one).depth - rank(other).depth || rank(one).size - rank(other).size || one - other,
    );
}

function reduce(
  equation: Factors,
  pivots: ReadonlyMap<number, ReadonlyMap<number, number>>,
): Map<number, number> {
  const left = new Map([...equation].map(([unknown, factor]) => [unknown, (factor + prime) % prime]));
  const due = [...left.keys()].filter((unknown) => pivots.has(unknown));
  for (const unknown of due) {
    const factor = left.get(unknown);
    if (factor === undefined) continue;
    for (const [each, amount] of pivots.get(unknown) as ReadonlyMap<number, number>) {
      const before = left.get(each);
      const after = ((before ?? 0) + (prime - factor) * amount) % prime;
      if (after === 0) left.delete(each);
      else left.set(each, after);
      if (before === undefined && pivots.has(each)) due.push(each);
    }
  }
  return left;
}

function rarest(equation: ReadonlyMap<number, number>, often: ReadonlyMap<number, number>): number | null {
  let best: number | null = null;
  for (const unknown of equation.keys()) {
    if (best === null || (often.get(unknown) as number) < (often.get(best) as number)) best = unknown;
  }
  return best;
}

function scaled(equation: ReadonlyMap<number, number>, factor: number): Map<number, number> {
  return new Map([...equation].map(([unknown, amount]) => [unknown, (amount * factor) % prime]));
}

/** The inverse of a residue, by Euclid. */
function inverse(of: number): number {
  let [a, b, x, y] = [of, prime, 1, 0];
  while (b !== 0) {
    const times = Math.floor(a / b);
    [a, b, x, y] = [b, a - times * b, y, x - times * y];
  }
  return ((x % prime) + prime) % prime;
}
