import type { LinearSystem } from "./linear-system.ts";

/** How far each unknown is from its true value, in whole numbers, while nothing that is shown contradicts it. */
export type Reading = ReadonlyMap<number, number>;

/** Two readings of the shown numbers, one high, one low. */
export interface Proof {
  readonly unknown: number;
  readonly high: Reading;
  readonly low: Reading;
}

/** Whether an unknown counts people and is from 1 to one less than the threshold. */
export function isSmall(system: LinearSystem, unknown: number, threshold: number): boolean {
  const value = system.value[unknown] as number;
  return system.personal[unknown] === true && value > 0 && value < threshold;
}

/**
 * Checks, apart from the search that found them, that each small count has a proof and that each proof holds: only
 * hidden unknowns move, none below its least value, every equation stays true, and the small count has a reading at or
 * above the threshold and readings at least `threshold - 1` apart. Throws at the first that fails.
 */
export function checkProofs(
  system: LinearSystem,
  hidden: Uint8Array,
  threshold: number,
  proofs: readonly Proof[],
): void {
  const proved = new Set(proofs.map((proof) => proof.unknown));
  const bare = system.value.findIndex(
    (_, at) => isSmall(system, at, threshold) && !(hidden[at] === 1 && proved.has(at)),
  );
  if (bare !== -1) throw new Error(`the small count ${nameOf(system, bare)} is left without protection`);
  const sumsOf = Array.from(system.value, () => [] as { sum: number; times: number }[]);
  system.stated.forEach((factors, sum) => {
    for (const [unknown, times] of factors) sumsOf[unknown]?.push({ sum, times });
  });
  const sound = new Set<Reading>();
  for (const proof of proofs) {
    const fault = faultOf({ system, hidden, sumsOf, sound }, threshold, proof);
    if (fault !== null)
      throw new Error(`the protection of ${nameOf(system, proof.unknown)} does not hold: ${fault}`);
  }
}

interface Shown {
  readonly system: LinearSystem;
  readonly hidden: Uint8Array;
  readonly sumsOf: readonly (readonly { readonly sum: number; readonly times: number }[])[];
  /** The readings that have been checked; many proofs share one. */
  readonly sound: Set<Reading>;
}

function faultOf(shown: Shown, threshold: number, { unknown, high, low }: Proof): string | null {
  const value = shown.system.value[unknown] as number;
  const [most, fewest] = [value + (high.get(unknown) ?? 0), value + (low.get(unknown) ?? 0)];
  if (most < threshold) return `it can be told to be under ${threshold}`;
  if (most - fewest < threshold - 1) return `it can be told to within ${most - fewest}`;
  return readingFault(shown, high) ?? readingFault(shown, low);
}

function readingFault({ system, hidden, sumsOf, sound }: Shown, shifts: Reading): string | null {
  if (sound.has(shifts)) return null;
  const out = new Map<number, number>();
  for (const [unknown, shift] of shifts) {
    if (shift === 0) continue;
    if (!Number.isInteger(shift)) return "a reading is not whole";
    if (hidden[unknown] !== 1) return `a reading moves ${nameOf(system, unknown)}, which is shown`;
    if ((system.value[unknown] as number) + shift < (system.least[unknown] as number))
      return "a reading is too low to be";
    for (const { sum, times } of sumsOf[unknown] ?? []) out.set(sum, (out.get(sum) ?? 0) + times * shift);
  }
  if ([...out.values()].some((sum) => sum !== 0)) return "a reading breaks a published sum";
  sound.add(shifts);
  return null;
}

function nameOf(system: LinearSystem, unknown: number): string {
  for (const [id, at] of system.unknownOf) if (at === unknown) return id;
  return "the rest of a partial sum";
}
