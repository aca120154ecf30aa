import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { DuckDBInstance } from "@duckdb/node-api";
import fc from "fast-check";
import { type ColumnSource, parquetWriteBuffer } from "hyparquet-writer";
import { SourceRejected } from "../../base/errors.ts";
import { type Cell, readLimits } from "../table.ts";
import { readParquet } from "./parquet.ts";
import { rowCollector, withFile } from "./row-collector.ts";
import { withSourceFile } from "./source-file.ts";

type Ask = Parameters<typeof rowCollector>[0];

async function readBytes(bytes: Uint8Array, ask?: Ask, limits = readLimits) {
  const collector = rowCollector(ask);
  await withFile("table.parquet", bytes, (path) =>
    withSourceFile(path, (file) => readParquet(file, collector, limits)),
  );
  return collector.sheets[0]?.rows.map(([row, cells]) => [row, cells] as const) ?? [];
}

type Options = Omit<Parameters<typeof parquetWriteBuffer>[0], "columnData">;

function written(columnData: ColumnSource[], options: Options = {}): Uint8Array {
  return new Uint8Array(parquetWriteBuffer({ columnData, ...options }));
}

/** The bytes of a Parquet file that DuckDB makes of a query. */
async function byDuckDb(query: string, options: string): Promise<Uint8Array> {
  const folder = mkdtempSync(join(tmpdir(), "accord-readers-"));
  const path = join(folder, "table.parquet");
  const database = await DuckDBInstance.create();
  const connection = await database.connect();
  try {
    await connection.run("set timezone = 'UTC'");
    await connection.run(`copy (${query}) to '${path}' (format parquet, ${options})`);
    return readFileSync(path);
  } finally {
    connection.closeSync();
    rmSync(folder, { recursive: true });
  }
}

const everyType = `
  select * from (values
    ('plain', true, 42, 9007199254740993, 0.1::float, 1.5::double, 12.30::decimal(9,2), date '2015-02-01',
     timestamp '2015-02-01 10:20:30.9', timestamptz '2015-02-01 00:00:00+00', time '01:02:03', 200::utinyint),
    (null, null, null, null, null, null, null, null, null, null, null, null),
    ('Muñoz €', false, -1, -1, -0.0::float, 1e300::double, -0.05::decimal(9,2), date '1969-12-31',
     timestamp '1969-12-31 00:00:00', timestamptz '1969-12-31 23:59:59.5+00', time '23:59:59', 0::utinyint)
  ) t(a, b, c, d, e, f, g, h, i, j, k, l)`;

const everyText: readonly (readonly [row: number, cells: readonly Cell[]])[] = [
  [0, ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"]],
  [
    1,
    [
      "plain",
      "TRUE",
      "42",
      "9007199254740993",
      "0.1",
      "1.5",
      "12.3",
      "2015-02-01",
      "2015-02-01T10:20:30",
      "2015-02-01T00:00:00Z",
      "01:02:03",
      "200",
    ],
  ],
  [2, [null, null, null, null, null, null, null, null, null, null, null, null]],
  [
    3,
    [
      "Muñoz €",
      "FALSE",
      "-1",
      "-1",
      "0",
      "1e+300",
      "-0.05",
      "1969-12-31",
      "1969-12-31",
      "1969-12-31T23:59:59Z",
      "23:59:59",
      "0",
    ],
  ],
];

for (const codec of ["uncompressed", "snappy", "gzip", "zstd", "brotli"]) {
  for (const version of ["v1", "v2"]) {
    test(`every type that DuckDB writes is read as text, ${codec} ${version}`, async () => {
      const bytes = await byDuckDb(everyType, `compression ${codec}, parquet_version ${version}`);
      assert.deepEqual(await readBytes(bytes), everyText);
    });
  }
}

test("row groups and pages of any size, dictionaries and deltas, as DuckDB has them", async () => {
  const query = `select i, i // 1000 as g, case when i % 7 = 0 then null else 'name ' || (i % 50) end as n,
    md5(i::varchar) as u, i % 3 = 0 as b from range(30000) t(i)`;
  for (const options of ["row_group_size 5000", "row_group_size 100000, parquet_version v2"]) {
    const rows = await readBytes(await byDuckDb(query, options), (row) =>
      row === 0 ? [2, 0, 4] : undefined,
    );
    assert.equal(rows.length, 30_001);
    const expected = (i: number) => [
      i % 7 === 0 ? null : `name ${i % 50}`,
      String(i),
      i % 3 === 0 ? "TRUE" : "FALSE",
    ];
    rows.slice(1).forEach(([row, cells], i) => {
      assert.deepEqual([row, cells], [i + 1, expected(i)]);
    });
  }
});

const cell = fc.option(
  fc.oneof(fc.string({ unit: "grapheme", maxLength: 8 }), fc.constantFrom("ALLEGHENY COUNTY JAIL", "AJIL")),
  { nil: null },
);
const table = fc.record({
  rows: fc.array(
    fc.tuple(cell, fc.option(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }), { nil: null }), cell),
    { minLength: 1, maxLength: 60 },
  ),
  codec: fc.constantFrom("UNCOMPRESSED" as const, "SNAPPY" as const),
  pageSize: fc.constantFrom(20, 200, 1 << 20),
  rowGroupSize: fc.constantFrom(7, 1000),
  encoding: fc.constantFrom(
    "PLAIN" as const,
    "DELTA_BYTE_ARRAY" as const,
    "DELTA_LENGTH_BYTE_ARRAY" as const,
    undefined,
  ),
});

test("any table that hyparquet-writer writes is read back, by columns asked for at the start and midway", async () => {
  await fc.assert(
    fc.asyncProperty(table, fc.nat(59), async ({ rows, encoding, ...options }, turn) => {
      const names = encoding ? { type: "STRING" as const, encoding } : { type: "STRING" as const };
      const bytes = written(
        [
          { name: "first", data: rows.map((row) => row[0]), ...names },
          { name: "count", data: rows.map((row) => row[1]), type: "INT32" },
          { name: "last", data: rows.map((row) => row[2]), type: "STRING" },
        ],
        options,
      );
      const texts = rows.map((row) =>
        row.map((value) => (value === null || value === "" ? null : String(value))),
      );
      const read = await readBytes(bytes, (row) => (row === 0 ? [0] : row === turn + 1 ? [2, 0] : undefined));
      const expected = texts.map((cells, i) => [i + 1, i > turn ? [cells[2], cells[0]] : [cells[0]]]);
      assert.deepEqual(read, [[0, ["first", "count", "last"]], ...expected]);
    }),
    { numRuns: 100 },
  );
});

const sample = written([{ name: "a", data: ["x", "y", "z"], type: "STRING" }], { codec: "UNCOMPRESSED" });
const nested = written([
  { name: "a", data: ["x"], type: "STRING" },
  { name: "j", data: [{ n: 1 }], type: "JSON" },
]);

test("columns that are not there are empty, and none at all still counts the rows", async () => {
  assert.deepEqual((await readBytes(sample, () => [5, 0])).slice(1), [
    [1, [null, "x"]],
    [2, [null, "y"]],
    [3, [null, "z"]],
  ]);
  assert.deepEqual((await readBytes(sample, () => [])).slice(1), [
    [1, []],
    [2, []],
    [3, []],
  ]);
  assert.deepEqual((await readBytes(nested)).slice(1), [[1, ["x", '{"n":1}']]]);
});

test("a list is refused only where it is wanted", async () => {
  const bytes = await byDuckDb("select 1 as a, [1, 2] as l, {'x': 1} as s, 'y' as z", "compression snappy");
  assert.deepEqual(await readBytes(bytes, () => [0, 3]), [
    [0, ["a", "l", "s", "z"]],
    [1, ["1", "y"]],
  ]);
  await assert.rejects(readBytes(bytes), /column "l" holds no plain values/);
});

async function isRefused(bytes: Uint8Array, line: RegExp, limits = readLimits): Promise<void> {
  await assert.rejects(readBytes(bytes, undefined, limits), (error) => {
    assert.ok(error instanceof SourceRejected, String(error));
    assert.match(error.message, line);
    assert.doesNotMatch(error.message, /\n/);
    return true;
  });
}

test("a file that is cut off anywhere is refused", async () => {
  for (let length = 4; length < sample.length; length += 5)
    await isRefused(sample.subarray(0, length), /table\.parquet: it is/);
});

test("past the limits of columns and cells a file is refused", async () => {
  const wide = written(Array.from({ length: 5 }, (_, i) => ({ name: `c${i}`, data: ["x"] })));
  await isRefused(wide, /more than 4 columns/, { ...readLimits, max_columns: 4 });
  const long = written([{ name: "a", data: ["x".repeat(11)], type: "STRING" }]);
  await isRefused(long, /a cell holds more than 10 bytes/, { ...readLimits, max_cell_bytes: 10 });
  const large = written([
    { name: "a", data: Array.from({ length: 99 }, (_, i) => `value ${i}`), type: "STRING" },
  ]);
  await isRefused(large, /unpacks to more bytes/, { ...readLimits, max_inflated_bytes: 100 });
});

test("invalid UTF-8 in a text column is refused", async () => {
  const bytes = written([{ name: "a", data: [Uint8Array.of(0x61, 0xff)], type: "BYTE_ARRAY" }]);
  await isRefused(bytes, /invalid UTF-8/);
});

const damageable = written(
  [
    {
      name: "a",
      data: Array.from({ length: 40 }, (_, i) => (i % 3 === 0 ? null : `name ${i % 9}`)),
      type: "STRING",
    },
    {
      name: "b",
      data: Array.from({ length: 40 }, (_, i) => i),
      type: "INT32",
      encoding: "DELTA_BINARY_PACKED",
    },
    {
      name: "c",
      data: Array.from({ length: 40 }, (_, i) => `text ${i}`),
      type: "STRING",
      encoding: "DELTA_BYTE_ARRAY",
    },
  ],
  { codec: "UNCOMPRESSED" },
);

/** What reading damaged bytes comes to: "read", or why not; anything but rows of text or one line fails the test. */
async function outcome(bytes: Uint8Array): Promise<string> {
  try {
    const rows = await readBytes(bytes);
    assert.ok(rows.length <= 1000);
    assert.ok(rows.every(([, cells]) => cells.every((cell) => cell === null || typeof cell === "string")));
    return "read";
  } catch (error) {
    assert.ok(error instanceof SourceRejected, String((error as Error).stack));
    return error.message;
  }
}

test("whichever byte is damaged, the answer is rows or one line, never a crash or a flood", async () => {
  const outcomes = new Set<string>();
  for (let at = 4; at < damageable.length; at++) {
    const damaged = Uint8Array.from(damageable);
    damaged[at] = (damaged[at] as number) ^ 0xff;
    outcomes.add(await outcome(damaged));
  }
  for (const expected of [/^read$/, /its dictionary does not have/, /invalid UTF-8/, /it is damaged/]) {
    assert.ok(
      [...outcomes].some((line) => expected.test(line)),
      String(expected),
    );
  }
});

test("whatever bytes are damaged, likewise", async () => {
  const damage = fc.array(fc.tuple(fc.nat(damageable.length - 1), fc.nat(255)), {
    minLength: 1,
    maxLength: 4,
  });
  await fc.assert(
    fc.asyncProperty(damage, async (changes) => {
      const damaged = Uint8Array.from(damageable);
      for (const [at, byte] of changes) damaged[at] = byte;
      await outcome(damaged);
    }),
    { numRuns: 200 },
  );
});
