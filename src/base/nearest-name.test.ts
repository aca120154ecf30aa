import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { editDistance, nearestName } from "./nearest-name.ts";

const word = fc.string({ unit: fc.constantFrom("a", "b", "c", "_"), maxLength: 8 });

test("the distance is none for the same, and the same both ways", () => {
  fc.assert(
    fc.property(word, word, (a, b) => {
      assert.equal(editDistance(a, b) === 0, a === b);
      assert.equal(editDistance(a, b), editDistance(b, a));
    }),
  );
});

test("no way round is shorter than the straight one", () => {
  fc.assert(
    fc.property(word, word, word, (a, b, c) =>
      assert.ok(editDistance(a, c) <= editDistance(a, b) + editDistance(b, c)),
    ),
  );
});

const distances: readonly [a: string, b: string, distance: number][] = [
  ["facility_name", "facilty_name", 1],
  ["lift_reason", "lift_reasons", 1],
  ["city", "cite", 1],
  ["ab", "ba", 2],
  ["", "abc", 3],
];
for (const [a, b, distance] of distances) {
  test(`"${a}" is ${distance} from "${b}"`, () => assert.equal(editDistance(a, b), distance));
}

test("the nearest of some names is named, and none when all are far", () => {
  const names = ["facility_name", "facility_city", "facility_state"];
  assert.equal(nearestName("facilty_nam", names), "facility_name");
  assert.equal(nearestName("fac_state", names), null);
  assert.equal(nearestName("", []), null);
  assert.equal(nearestName("zzzzzzzz", names), null);
});
