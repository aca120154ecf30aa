import assert from "node:assert/strict";
import { test } from "node:test";
import type { PageHeader } from "hyparquet";
import { ParquetFault } from "./parquet-fault.ts";
import type { LeafColumn } from "./parquet-footer.ts";
import { readDataPage } from "./parquet-page.ts";

const required: LeafColumn = {
  element: { name: "a", type: "INT32", repetition_type: "REQUIRED" },
  type: "INT32",
  codec: "UNCOMPRESSED",
  isOptional: false,
  start: 4,
  stop: 99,
};
const texts: LeafColumn = { ...required, type: "BYTE_ARRAY" };

function page(encoding: string, num_values: number, bytes: readonly number[]): [PageHeader, Uint8Array] {
  const levels = { definition_level_encoding: "RLE", repetition_level_encoding: "RLE" };
  const head = { num_values, encoding, ...levels } as NonNullable<PageHeader["data_page_header"]>;
  const sizes = { uncompressed_page_size: bytes.length, compressed_page_size: bytes.length };
  return [{ type: "DATA_PAGE", ...sizes, data_page_header: head }, Uint8Array.from(bytes)];
}

function read(column: LeafColumn, encoding: string, count: number, bytes: readonly number[]): unknown[] {
  return Array.from(readDataPage(column, ...page(encoding, count, bytes)).values);
}

/** A number as the format writes it, in groups of 7 bits. */
const varint = (number: number): number[] =>
  number < 128 ? [number] : [(number % 128) | 128, ...varint(Math.floor(number / 128))];

test("dictionary numbers stand in runs and in packed groups", () => {
  assert.deepEqual(
    read(required, "RLE_DICTIONARY", 5, [2, 3 << 1, 1, (1 << 1) | 1, 0b11_10, 0]),
    [1, 1, 1, 2, 3],
  );
  const wide = [25, (1 << 1) | 1, ...Buffer.from("ff000001000000".padEnd(50, "0"), "hex")];
  assert.deepEqual(read(required, "RLE_DICTIONARY", 2, wide), [0x10000ff, 0]);
});

test("a run that claims a billion numbers gives only those of the page", () => {
  assert.deepEqual(read(required, "RLE_DICTIONARY", 3, [1, ...varint(2 ** 31 - 2), 1]), [1, 1, 1]);
});

const header = (block: number, parts: number) => [...varint(block), ...varint(parts), 3, 0];
const refused: readonly (readonly [
  name: string,
  column: LeafColumn,
  encoding: string,
  count: number,
  bytes: readonly number[],
])[] = [
  ["more than four million values", required, "PLAIN", 1 << 23, []],
  ["fewer than no values", required, "PLAIN", -1, []],
  ["numbers of 33 bits", required, "RLE_DICTIONARY", 1, [33, 2, 0, 0, 0, 0, 0]],
  ["a packed group that is cut off", required, "RLE_DICTIONARY", 8, [8, 3, 1, 2]],
  ["delta blocks without parts", required, "DELTA_BINARY_PACKED", 99, header(128, 0)],
  [
    "delta blocks of less than no parts",
    required,
    "DELTA_BINARY_PACKED",
    99,
    [...varint(128), 0xff, 0xff, 0xff, 0xff, 0x0f, 3, 0, 0, 0, 0],
  ],
  [
    "delta blocks without values",
    required,
    "DELTA_BINARY_PACKED",
    99,
    [...header(0, 1), ...Array<number>(300).fill(0)],
  ],
  [
    "text that repeats itself without end",
    texts,
    "DELTA_BYTE_ARRAY",
    200,
    [
      // Every text repeats 2^20 bytes of the one before: lengths by one delta block of width 0, then the suffixes.
      ...varint(128),
      1,
      ...varint(200),
      ...varint(2 << 20),
      0,
      0,
      0,
      0,
      0,
      ...varint(128),
      1,
      ...varint(200),
      0,
      0,
      0,
      0,
      0,
      0,
    ],
  ],
  ["an encoding nobody knows", required, "BIT_PACKED", 1, [0]],
];

for (const [name, column, encoding, count, bytes] of refused) {
  test(`a page with ${name} is refused`, () =>
    assert.throws(() => read(column, encoding, count, bytes), ParquetFault));
}
