import assert from "node:assert/strict";
import { after, test } from "node:test";
import fc from "fast-check";
import sql, { type Sql } from "sql-template-tag";
import { z } from "zod";
import { openTestStore } from "../../test/support/store.ts";
import { dayFromNumber } from "../base/day.ts";
import { defineQuery } from "./db.ts";

process.env.TZ = "America/Los_Angeles"; // where midnight UTC is the evening before
const { db } = await openTestStore({ after });

const answerTo = async (expression: Sql): Promise<unknown> =>
  (await db.one(defineQuery(z.object({ value: z.unknown() }), sql`select ${expression} as value`))).value;

const literals: readonly [text: string, expression: Sql, value: unknown][] = [
  ["date", sql`date '2026-11-21'`, "2026-11-21"],
  ["date in the first year", sql`date '0001-01-01'`, "0001-01-01"],
  ["timestamptz", sql`timestamptz '2026-11-21 12:00:00.5+00'`, "2026-11-21T12:00:00.500Z"],
  [
    "timestamptz in summer, of a far zone",
    sql`timestamptz '2026-07-01 23:30:00-07'`,
    "2026-07-02T06:30:00.000Z",
  ],
  [
    "timestamptz of half an hour's zone",
    sql`timestamptz '2026-07-01 00:00:00+05:30'`,
    "2026-06-30T18:30:00.000Z",
  ],
  ["int8", sql`9007199254740991::int8`, 9_007_199_254_740_991],
  ["count", sql`count(*)`, 1],
  ["int4", sql`42`, 42],
  ["numeric", sql`1.10::numeric`, "1.10"],
  ["float8", sql`0.1::float8`, 0.1],
  ["boolean", sql`true`, true],
  ["text", sql`'Doña Ana, 東京 \u{1F985}'`, "Doña Ana, 東京 \u{1F985}"],
  ["jsonb object", sql`'{"b": [1, null, "x"], "a": {}}'::jsonb`, { a: {}, b: [1, null, "x"] }],
  ["jsonb array", sql`'[1, 2]'::jsonb`, [1, 2]],
  ["jsonb text", sql`'"x"'::jsonb`, "x"],
  ["jsonb null", sql`'null'::jsonb`, null],
  ["null", sql`null::date`, null],
  [
    "text[]",
    sql`array['a', 'b,c', '"d"', null, '', 'NULL', 'e\f']`,
    ["a", "b,c", '"d"', null, "", "NULL", "e\f"],
  ],
  ["empty text[]", sql`array[]::text[]`, []],
  ["int4[]", sql`array[1, null, 3]`, [1, null, 3]],
  ["int8[]", sql`array[1, 9007199254740991]::int8[]`, [1, 9_007_199_254_740_991]],
  ["date[]", sql`array[date '2026-11-21', null]`, ["2026-11-21", null]],
  ["timestamptz[]", sql`array[timestamptz '2026-11-21 12:00:00+00']`, ["2026-11-21T12:00:00.000Z"]],
  ["numeric[]", sql`array[1.10]::numeric[]`, ["1.10"]],
  ["boolean[]", sql`array[true, false]`, [true, false]],
  ["jsonb[]", sql`array['{"a": 1}'::jsonb]`, [{ a: 1 }]],
];
for (const [name, expression, value] of literals) {
  test(`${name} is read alike on both engines`, async () =>
    assert.deepEqual(await answerTo(expression), value));
}

const parameters: readonly [type: string, of: (value: unknown) => Sql, value: unknown][] = [
  ["date", (v) => sql`${v}::date`, "2026-03-08"],
  ["timestamptz", (v) => sql`${v}::timestamptz`, "2026-03-08T10:00:00.000Z"],
  ["int8", (v) => sql`${v}::int8`, 9_007_199_254_740_991],
  ["boolean", (v) => sql`${v}::boolean`, false],
  ["text", (v) => sql`${v}::text`, "it's \\N \t ‘quoted’"],
  ["text[]", (v) => sql`${v}::text[]`, ["a", 'b"c', "d,e", "{}", "", "NULL"]],
  ["int4[]", (v) => sql`${v}::int4[]`, [1, 2, 3]],
];
for (const [type, of, value] of parameters) {
  test(`a ${type} parameter comes back as it went`, async () =>
    assert.deepEqual(await answerTo(of(value)), value));
}

test("a jsonb parameter is text, whatever it holds, and comes back as it went", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.json({ noUnicodeString: false }).filter((text) => !text.includes("\\u0000")),
      async (text) => assert.deepEqual(await answerTo(sql`${text}::jsonb`), JSON.parse(text)),
    ),
    { numRuns: 25 },
  );
});

test("every day comes back as the day it was", async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: -719_162, max: 2_932_896 }).map(dayFromNumber), async (day) =>
      assert.equal(await answerTo(sql`${day}::date`), day),
    ),
    { numRuns: 50 },
  );
});

test("every instant comes back to the millisecond", async () => {
  const instants = fc.date({ min: new Date("1900-01-01"), max: new Date("2200-01-01"), noInvalidDate: true });
  await fc.assert(
    fc.asyncProperty(instants, async (at) =>
      assert.equal(await answerTo(sql`${at.toISOString()}::timestamptz`), at.toISOString()),
    ),
    { numRuns: 50 },
  );
});

test("an int8 that a number cannot hold is an error, not another number", async () => {
  await assert.rejects(answerTo(sql`9007199254740993::int8`), /9007199254740993 is outside the safe range/);
});

test("a fault of the database tells its SQLSTATE and constraint", async () => {
  const insert = sql`insert into term (term_id, field, written, position) values (0, 'x', 'y', null)`;
  await assert.rejects(
    db.transaction((tx) => tx.run(insert)),
    { code: "23505", constraint: "term_pkey" },
  );
});

test("a row that is not what its query says is an error", async () => {
  const query = defineQuery(z.object({ n: z.string() }), sql`select 1 as n`);
  await assert.rejects(db.all(query), z.ZodError);
});

test("one row is one row: none and two are errors, and maybe allows none", async () => {
  const rows = (n: number) =>
    defineQuery(z.object({ n: z.number() }), sql`select n from generate_series(1, ${n}::int) as s (n)`);
  assert.deepEqual(await db.one(rows(1)), { n: 1 });
  await assert.rejects(db.one(rows(0)), /expected one row and got none/);
  await assert.rejects(db.one(rows(2)), /expected one row and got 2/);
  assert.equal(await db.maybe(rows(0)), null);
  await assert.rejects(db.maybe(rows(2)), /expected one row and got 2/);
});

test("texts are told apart by their characters, not by the language of the machine", async () => {
  const order = sql`(select array_agg(w order by w collate "C") from unnest(array['b', 'A', 'a', 'B', 'ä', 'Z']) as t (w))`;
  assert.deepEqual(await answerTo(order), ["A", "B", "Z", "a", "b", "ä"]);
});
