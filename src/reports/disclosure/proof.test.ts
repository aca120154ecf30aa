import assert from "node:assert/strict";
import { test } from "node:test";
import { linearSystem } from "./linear-system.ts";
import { numbersOf } from "./printed-numbers.ts";
import { checkProofs, type Proof } from "./proof.ts";
import { totalRowSums } from "./relations.ts";
import { suppress } from "./suppression.ts";
import { editionOf, tableOf } from "./testing/editions.ts";

const edition = editionOf([tableOf("t", ["n"], { a: [3], b: [20], c: [30], total: [53] })]);
const system = linearSystem(numbersOf(edition, {}), totalRowSums(edition));
const place = (id: string) => system.unknownOf.get(`t.${id}.n`) as number;
const { hidden, proofs } = suppress(system, 10, []);

/** The one proof, changed in one respect. */
function changed(change: Partial<Proof>): Proof[] {
  return proofs.map((proof) => ({ ...proof, ...change }));
}

test("the proof of a lone small count is two readings of what is shown", () => {
  assert.equal(proofs.length, 1);
  checkProofs(system, hidden, 10, proofs);
});

test("a small count that is shown, or has no proof, is found", () => {
  assert.throws(
    () => checkProofs(system, new Uint8Array(hidden.length), 10, proofs),
    /small count t.a.n is left without/,
  );
  assert.throws(() => checkProofs(system, hidden, 10, []), /small count t.a.n is left without protection/);
});

test("a proof must reach the threshold and be wide enough", () => {
  const reading = (shift: number) =>
    new Map([
      [place("a"), shift],
      [place("b"), -shift],
    ]);
  assert.throws(
    () => checkProofs(system, hidden, 10, changed({ high: reading(6), low: new Map() })),
    /told to be under 10/,
  );
  assert.throws(
    () => checkProofs(system, hidden, 10, changed({ high: reading(8), low: new Map() })),
    /told to within 8/,
  );
  checkProofs(system, hidden, 10, changed({ high: reading(8), low: reading(-1) }));
  checkProofs(system, hidden, 10, changed({ high: reading(7), low: reading(-2) }));
});

test("a reading must leave what is shown as it is, keep every sum, stay whole and above the least", () => {
  const broken = (...shifts: [string, number][]) =>
    changed({ high: new Map(shifts.map(([id, shift]) => [place(id), shift])), low: new Map() });
  assert.throws(
    () => checkProofs(system, hidden, 10, broken(["a", 9], ["c", -9])),
    /moves t.c.n, which is shown/,
  );
  assert.throws(() => checkProofs(system, hidden, 10, broken(["a", 9], ["b", -8])), /breaks a published sum/);
  assert.throws(() => checkProofs(system, hidden, 10, broken(["a", 9.5], ["b", -9.5])), /not whole/);
  assert.throws(() => checkProofs(system, hidden, 10, broken(["a", 20], ["b", -20])), /too low to be/);
});
