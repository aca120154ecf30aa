import { roomOf, type Standpoint } from "./exchange.ts";
import { exchangesFor } from "./exchanges.ts";
import type { LinearSystem } from "./linear-system.ts";
import { checkProofs, isSmall, type Proof, type Reading } from "./proof.ts";

/** Which unknowns are not shown, with a proof for each small one that it cannot be told from large ones. */
export interface Suppression {
  /** 1 for each unknown that is not shown. */
  readonly hidden: Uint8Array;
  readonly proofs: readonly Proof[];
}

interface Work {
  readonly system: LinearSystem;
  readonly threshold: number;
  readonly hidden: Uint8Array;
  /** For each unknown that some reading has moved, the readings that move it the furthest up and down. */
  readonly found: Map<number, { high: Reading; low: Reading }>;
}

/** Numbers on which more small counts rest are not tried: they are hardly ever needless, and take the most time. */
const mostProvedAgain = 40;

const truth: Reading = new Map();

/**
 * Hides every small count of people, and the least of the others that keep it from being worked out: for each small
 * count two whole-numbered readings of what is shown remain, `threshold - 1` or more apart, the higher not small.
 */
export function suppress(
  system: LinearSystem,
  threshold: number,
  keep_hidden: readonly number[],
): Suppression {
  const small = [...system.value.keys()].filter((at) => isSmall(system, at, threshold));
  const hidden = Uint8Array.from(system.unprinted, (unprinted) => (unprinted ? 1 : 0));
  for (const at of [...small, ...keep_hidden]) hidden[at] = 1;
  const work: Work = { system, threshold, hidden, found: new Map() };
  small.sort((one, other) => (system.value[other] as number) - (system.value[one] as number) || one - other);
  for (const at of small) if (!prove(work, at, false) && !prove(work, at, true)) hideAround(work, at);
  showAgain(work, small, new Set([...small, ...keep_hidden]));
  const proofs = small.map((unknown) => ({ unknown, ...foundFor(work, unknown) }));
  checkProofs(system, hidden, threshold, proofs);
  return { hidden, proofs };
}

function foundFor(work: Work, unknown: number): { high: Reading; low: Reading } {
  return work.found.get(unknown) ?? { high: truth, low: truth };
}

/** Keeps a reading for every unknown that none so far has moved as far. */
function keep(work: Work, reading: Reading): void {
  for (const [unknown, shift] of reading) {
    const best = foundFor(work, unknown);
    if (shift > (best.high.get(unknown) ?? 0)) work.found.set(unknown, { ...best, high: reading });
    if (shift < (best.low.get(unknown) ?? 0)) work.found.set(unknown, { ...best, low: reading });
  }
}

/** How far the readings found so far move an unknown. */
function reach(work: Work, unknown: number): { up: number; down: number } {
  const { high, low } = foundFor(work, unknown);
  return { up: high.get(unknown) ?? 0, down: -(low.get(unknown) ?? 0) };
}

/** Looks for the readings that protect a small count; with `pay` it hides what they take. Whether it found them. */
function prove(work: Work, unknown: number, pay: boolean): boolean {
  const value = work.system.value[unknown] as number;
  const width = work.threshold - 1;
  const far = () => Math.max(work.threshold - value, width - reach(work, unknown).down);
  walk(work, unknown, 1, far(), pay);
  if (!pay) walk(work, unknown, -1, width - reach(work, unknown).up, false);
  const { up, down } = reach(work, unknown);
  return value + up >= work.threshold && up + down >= width;
}

/** Moves an unknown on from the furthest reading, exchange by exchange, until `far` from the truth or none is found. */
function walk(work: Work, unknown: number, direction: 1 | -1, far: number, pay: boolean): void {
  const best = foundFor(work, unknown);
  const reading = new Map(direction === 1 ? best.high : best.low);
  let left = far - direction * (reading.get(unknown) ?? 0);
  if (left <= 0) return;
  const now = work.system.value.slice();
  for (const [each, shift] of reading) now[each] = (now[each] as number) + shift;
  const at: Standpoint = { system: work.system, hidden: work.hidden, now };
  const next = exchangesFor(at, { unknown, direction, pay });
  while (left > 0) {
    const exchange = next(left);
    if (exchange === null) break;
    const times = Math.min(left, roomOf(at, exchange));
    for (const [each, step] of exchange) {
      work.hidden[each] = 1;
      now[each] = (now[each] as number) + step * times;
      reading.set(each, (reading.get(each) ?? 0) + step * times);
    }
    left -= times;
  }
  keep(work, reading);
}

/**
 * The last resort, ring by ring around an unknown: all that shares an equation with it is hidden, then all that shares one
 * with those. Once everything that hangs together with it is hidden, any multiple of the truth is a reading.
 */
function hideAround(work: Work, unknown: number): void {
  const { equations, termsOf, value } = work.system;
  const linked = new Set([unknown]);
  for (let ring = [unknown]; ring.length > 0; ) {
    const near = ring.flatMap((each) =>
      (termsOf[each] ?? []).flatMap(({ equation }) => equations[equation] ?? []),
    );
    ring = [...new Set(near.map((term) => term.unknown))].filter((each) => !linked.has(each));
    for (const each of ring) {
      linked.add(each);
      work.hidden[each] = 1;
    }
    if (prove(work, unknown, true)) return;
  }
  keep(work, new Map([...linked].map((each) => [each, (work.threshold - 1) * (value[each] as number)])));
}

/** Shows again, the greatest loss first, what later choices have made needless to hide. */
function showAgain(work: Work, small: readonly number[], fixed: ReadonlySet<number>): void {
  const { system, hidden } = work;
  const extra = [...system.value.keys()].filter(
    (at) => hidden[at] === 1 && !fixed.has(at) && !system.unprinted[at],
  );
  extra.sort(
    (one, other) => (system.weight[other] as number) - (system.weight[one] as number) || one - other,
  );
  for (const at of extra) {
    const rests = small.filter((each) => restsOn(work, each, at));
    if (rests.length > mostProvedAgain) continue;
    const before = new Map(work.found);
    hidden[at] = 0;
    forget(work, at);
    if (rests.every((each) => prove(work, each, false))) continue;
    hidden[at] = 1;
    work.found.clear();
    for (const [each, readings] of before) work.found.set(each, readings);
  }
}

/** Whether what protects a small count moves an unknown. */
function restsOn(work: Work, small: number, unknown: number): boolean {
  const { high, low } = foundFor(work, small);
  return Boolean(high.get(unknown) || low.get(unknown));
}

/** Drops the readings that move an unknown. */
function forget(work: Work, unknown: number): void {
  for (const [each, { high, low }] of work.found) {
    if (!high.get(unknown) && !low.get(unknown)) continue;
    work.found.set(each, { high: high.get(unknown) ? truth : high, low: low.get(unknown) ? truth : low });
  }
}
