import assert from "node:assert/strict";
import { isUtf8 } from "node:buffer";
import { test } from "node:test";
import fc from "fast-check";
import { firstInvalidUtf8, Utf8Check } from "./utf8-check.ts";

const cases: readonly (readonly [name: string, bytes: readonly number[], at: number])[] = [
  ["plain text", [0x41, 0x42], -1],
  ["two, three and four bytes", [0xc3, 0xb1, 0xe2, 0x82, 0xac, 0xf0, 0x9f, 0x98, 0x80], -1],
  ["a bare continuation", [0x41, 0x80], 1],
  ["an overlong slash", [0xc0, 0xaf], 0],
  ["an overlong three-byte form", [0xe0, 0x80, 0xaf], 0],
  ["a surrogate", [0xed, 0xa0, 0x80], 0],
  ["past U+10FFFF", [0xf4, 0x90, 0x80, 0x80], 0],
  ["cut off at the end", [0x41, 0xe2, 0x82], 1],
  ["no byte of UTF-8 at all", [0x41, 0xff], 1],
];

for (const [name, bytes, at] of cases) {
  test(`the first invalid byte: ${name}`, () => assert.equal(firstInvalidUtf8(Uint8Array.from(bytes)), at));
}

/** Bytes that come close to UTF-8, so that both answers happen often. */
const nearlyUtf8 = fc
  .array(
    fc.oneof(
      fc.string({ unit: "binary", maxLength: 4 }).map((t) => [...Buffer.from(t)]),
      fc.array(fc.nat(255), { maxLength: 1 }),
    ),
  )
  .map((parts) => Buffer.from(parts.flat()));

test("the place of the first invalid byte agrees with Node's own check", () => {
  fc.assert(
    fc.property(nearlyUtf8, (bytes) => {
      const at = firstInvalidUtf8(bytes);
      assert.equal(at < 0, isUtf8(bytes));
      if (at >= 0) assert.ok(isUtf8(bytes.subarray(0, at)));
    }),
  );
});

test("text in pieces is judged as text in one", () => {
  fc.assert(
    fc.property(nearlyUtf8, fc.integer({ min: 1, max: 7 }), (bytes, size) => {
      const check = new Utf8Check();
      let found = -1;
      for (let i = 0; i < bytes.length && found < 0; i += size)
        found = check.push(bytes.subarray(i, i + size));
      assert.equal(found < 0 ? check.end() : found, firstInvalidUtf8(bytes));
    }),
  );
});
