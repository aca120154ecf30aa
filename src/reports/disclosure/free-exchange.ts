import {
  type Exchange,
  type Imbalance,
  imbalanceKey,
  mendingStep,
  narrowest,
  room,
  type Standpoint,
  unbalance,
} from "./exchange.ts";
import type { LinearSystem, Term } from "./linear-system.ts";

interface Search {
  readonly at: Standpoint;
  readonly need: number;
  readonly steps: Map<number, number>;
  readonly imbalance: Imbalance;
  readonly barren: Set<string>;
  left: number;
}

/** Steps that one exchange may consist of; tables need four, linked tables a few more. */
const longest = 60;

/**
 * An exchange among hidden unknowns only that moves one of them by `direction` (1 or -1), preferring one that can be
 * made `need` times over; null where a bounded depth-first search finds none.
 */
export function freeExchange(
  at: Standpoint,
  unknown: number,
  direction: 1 | -1,
  need: number,
  tries: number,
): Exchange | null {
  if (room(at, unknown, direction) < 1) return null;
  const search: Search = {
    at,
    need,
    steps: new Map([[unknown, direction]]),
    imbalance: new Map(),
    barren: new Set(),
    left: tries,
  };
  unbalance(at.system, search.imbalance, unknown, direction);
  return descend(search) ? search.steps : null;
}

function descend(search: Search): boolean {
  const { at, imbalance, steps, barren } = search;
  if (imbalance.size === 0) return true;
  if (steps.size >= longest) return false;
  const key = imbalanceKey(imbalance);
  if (barren.has(key)) return false;
  const equation = narrowest(at.system, imbalance);
  const tried = new Set<number>();
  while (search.left > 0) {
    search.left -= 1;
    const next = bestMend(search, equation, tried);
    if (next === null) break;
    tried.add(next.unknown);
    steps.set(next.unknown, next.step);
    unbalance(at.system, imbalance, next.unknown, next.step);
    if (descend(search)) return true;
    unbalance(at.system, imbalance, next.unknown, -next.step);
    steps.delete(next.unknown);
  }
  barren.add(key);
  return false;
}

function bestMend({ at, need, steps, imbalance }: Search, equation: number, tried: ReadonlySet<number>) {
  const amount = imbalance.get(equation) as number;
  let best: { unknown: number; step: number } | null = null;
  let bestRank = Number.POSITIVE_INFINITY;
  for (const term of at.system.equations[equation] as readonly Term[]) {
    if (at.hidden[term.unknown] !== 1 || steps.has(term.unknown) || tried.has(term.unknown)) continue;
    const step = mendingStep(term, amount);
    const often = step === null ? 0 : Math.min(room(at, term.unknown, step), need);
    if (step === null || often < 1) continue;
    const rank = openAfter(at.system, imbalance, term.unknown, step) * 1000 - often;
    if (rank < bestRank) [best, bestRank] = [{ unknown: term.unknown, step }, rank];
  }
  return best;
}

/** How many equations are out once an unknown has made a step. */
function openAfter(system: LinearSystem, imbalance: Imbalance, unknown: number, step: number): number {
  let open = imbalance.size;
  for (const term of system.termsOf[unknown] as readonly Term[]) {
    const before = imbalance.get(term.equation);
    if (before === undefined) open += 1;
    else if (before + term.times * step === 0) open -= 1;
  }
  return open;
}
