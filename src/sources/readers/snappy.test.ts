import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { snappyCompress } from "hyparquet-writer/src/snappy.js";
import { ParquetFault } from "./parquet-fault.ts";
import { unpackSnappy } from "./snappy.ts";

const blocks: readonly (readonly [name: string, packed: readonly number[], bytes: string])[] = [
  ["nothing", [0], ""],
  ["a literal", [3, 2 << 2, 0x61, 0x62, 0x63], "abc"],
  ["a literal with a length byte", [61, 60 << 2, 60, ...Array<number>(61).fill(0x61)], "a".repeat(61)],
  ["a near copy", [7, 2 << 2, 0x61, 0x62, 0x63, 1, 3], "abcabca"],
  ["a copy that repeats itself", [6, 0, 0x61, (4 << 2) | 2, 1, 0], "aaaaaa"],
  ["a far copy", [8, 3 << 2, 0x61, 0x62, 0x63, 0x64, (3 << 2) | 3, 4, 0, 0, 0], "abcdabcd"],
];

for (const [name, packed, bytes] of blocks) {
  test(`a Snappy block with ${name} unpacks`, () => {
    assert.equal(Buffer.from(unpackSnappy(Uint8Array.from(packed), bytes.length)).toString(), bytes);
  });
}

const broken: readonly (readonly [name: string, packed: readonly number[], size: number])[] = [
  ["no size", [], 0],
  ["a size that never ends", [0x80, 0x80, 0x80, 0x80, 0x80, 1], 1],
  ["a copy of nothing before it", [4, 1, 1], 4],
  ["a copy from no distance", [5, 0, 0x61, 1, 0], 5],
  ["a copy from before the start", [5, 0, 0x61, 1, 2], 5],
  ["more bytes than told", [1, 1 << 2, 0x61, 0x62], 1],
  ["fewer bytes than told", [3, 1 << 2, 0x61, 0x62], 3],
  ["a literal that is cut off", [3, 2 << 2, 0x61], 3],
  ["a length that is cut off", [99, 61 << 2, 0x61], 99],
  ["a literal of four billion bytes", [3, 63 << 2, 0xff, 0xff, 0xff, 0xff, 0x61], 3],
];

for (const [name, packed, size] of broken) {
  test(`a Snappy block with ${name} is refused`, () =>
    assert.throws(() => unpackSnappy(Uint8Array.from(packed), size), ParquetFault));
}

test("whatever is packed comes back", () => {
  const bytes = fc
    .array(fc.tuple(fc.uint8Array({ maxLength: 12 }), fc.integer({ min: 1, max: 60 })), { maxLength: 20 })
    .map((parts) => Buffer.concat(parts.flatMap(([part, times]) => Array<Uint8Array>(times).fill(part))));
  fc.assert(
    fc.property(bytes, (plain) => {
      assert.deepEqual(Buffer.from(unpackSnappy(snappyCompress(plain), plain.length)), plain);
    }),
  );
});
