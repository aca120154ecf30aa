import type { LinearSystem, Term } from "./linear-system.ts";

/** Whole steps of unknowns, up or down, that leave every equation true: what a reader could not tell from the truth. */
export type Exchange = ReadonlyMap<number, number>;

/** A point that agrees with everything shown, while exchanges move away from the true values. */
export interface Standpoint {
  readonly system: LinearSystem;
  /** 1 for unknowns that are not shown. */
  readonly hidden: Uint8Array;
  /** The present value of each unknown. */
  readonly now: Float64Array;
}

/** By how much each equation is out, those that hold left out. */
export type Imbalance = Map<number, number>;

/** Adds the effect of a step of one unknown to an imbalance. */
export function unbalance(system: LinearSystem, imbalance: Imbalance, unknown: number, step: number): void {
  for (const term of system.termsOf[unknown] as readonly Term[]) {
    const amount = (imbalance.get(term.equation) ?? 0) + term.times * step;
    if (amount === 0) imbalance.delete(term.equation);
    else imbalance.set(term.equation, amount);
  }
}

/** The step of a term's unknown that would mend its equation by itself; null where no whole step does. */
export function mendingStep(term: Term, amount: number): number | null {
  const step = -amount / term.times;
  return Number.isInteger(step) ? step : null;
}

/** How many times over an unknown can make a step and stay at or above its least value. */
export function room({ system, now }: Standpoint, unknown: number, step: number): number {
  if (step > 0) return Number.POSITIVE_INFINITY;
  return Math.floor(((now[unknown] as number) - (system.least[unknown] as number)) / -step);
}

/** How many times over a whole exchange can be made. */
export function roomOf(at: Standpoint, exchange: Exchange): number {
  return Math.min(...[...exchange].map(([unknown, step]) => room(at, unknown, step)));
}

/** The equation of an imbalance with the fewest terms: the one with the fewest ways on. */
export function narrowest(system: LinearSystem, imbalance: Imbalance): number {
  let best = -1;
  let length = Number.POSITIVE_INFINITY;
  for (const equation of imbalance.keys()) {
    const size = (system.equations[equation] as readonly Term[]).length;
    if (size < length || (size === length && equation < best)) [best, length] = [equation, size];
  }
  return best;
}

/** One text for one imbalance. */
export function imbalanceKey(imbalance: Imbalance): string {
  const entries = [...imbalance].sort(([one], [other]) => one - other);
  return entries.map(([equation, amount]) => `${equation}:${amount}`).join(" ");
}
