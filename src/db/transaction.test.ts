import assert from "node:assert/strict";
import { after, test } from "node:test";
import sql from "sql-template-tag";
import { z } from "zod";
import { openTestStore } from "../../test/support/store.ts";
import { type Db, defineQuery, type Reader } from "./db.ts";

const { db } = await openTestStore({ after });

const addTerm = (id: number) =>
  sql`insert into term (term_id, field, written, position) values (${id}, 'made up', ${`term ${id}`}, null)`;
const idsBetween = (from: number, to: number) =>
  defineQuery(
    z.object({ term_id: z.number() }),
    sql`select term_id from term where term_id between ${from} and ${to} order by term_id`,
  );
const idsIn = async (reader: Reader, from: number, to: number): Promise<number[]> =>
  (await reader.all(idsBetween(from, to))).map((row) => row.term_id);

test("what a transaction did stands when it ends, and its answer is the answer", async () => {
  const touched = await db.transaction(
    async (tx) => (await tx.run(addTerm(10))) + (await tx.run(addTerm(11))),
  );
  assert.equal(touched, 2);
  assert.deepEqual(await idsIn(db, 10, 19), [10, 11]);
});

test("nothing of a transaction stands when its work throws, and the error comes out as it is", async () => {
  const fault = new Error("thought better of it");
  const work = db.transaction(async (tx) => {
    await tx.run(addTerm(20));
    assert.deepEqual(await idsIn(tx, 20, 29), [20]);
    throw fault;
  });
  await assert.rejects(work, fault);
  assert.deepEqual(await idsIn(db, 20, 29), []);
});

test("nothing of a transaction stands when a statement fails, and the store goes on", async () => {
  const work = db.transaction(async (tx) => {
    await tx.run(addTerm(30));
    await tx.run(addTerm(30));
  });
  await assert.rejects(work, { code: "23505" });
  assert.deepEqual(await idsIn(db, 30, 39), []);
  await db.transaction((tx) => tx.run(addTerm(31)));
  assert.deepEqual(await idsIn(db, 30, 39), [31]);
});

test("a statement that fails in secret still undoes the whole", async () => {
  const work = db.transaction(async (tx) => {
    await tx.run(addTerm(40));
    await assert.rejects(tx.run(addTerm(40)), { code: "23505" });
  });
  await work.catch(() => undefined);
  assert.deepEqual(await idsIn(db, 40, 49), []);
});

/** Reads the highest number, waits, and writes the next: two of these that overlap would write the same one. */
async function appendNext(store: Db, lock: number, from: number): Promise<void> {
  await store.transaction(async (tx) => {
    await tx.run(sql`select pg_advisory_xact_lock(${lock})`);
    const last = (await idsIn(tx, from, from + 99)).at(-1) ?? from;
    await new Promise((resolve) => setTimeout(resolve, 5));
    await tx.run(addTerm(last + 1));
  });
}

test("transactions that are asked for at once happen one after the other", async () => {
  await Promise.all(Array.from({ length: 12 }, () => appendNext(db, 77, 100)));
  assert.deepEqual(
    await idsIn(db, 100, 199),
    Array.from({ length: 12 }, (_, i) => 101 + i),
  );
});

test("what one transaction has not committed no other reader sees", async () => {
  const seen: number[][] = [];
  let reading: Promise<unknown> = Promise.resolve();
  await db.transaction(async (tx) => {
    await tx.run(addTerm(60));
    reading = idsIn(db, 60, 69).then((ids) => seen.push(ids)); // not awaited here: the embedded store answers in turn
    await new Promise((resolve) => setTimeout(resolve, 20));
    assert.deepEqual(await idsIn(tx, 60, 69), [60]);
    await tx.run(addTerm(61));
  });
  await reading;
  assert.ok(
    seen[0]?.length === 0 || seen[0]?.length === 2,
    `a reader saw half a transaction: ${JSON.stringify(seen)}`,
  );
});

test("one that fails among many leaves the others standing", async () => {
  const works = Array.from({ length: 6 }, (_, i) =>
    db.transaction(async (tx) => {
      await tx.run(addTerm(300 + i));
      if (i % 2 === 1) throw new Error("no");
    }),
  );
  const ends = await Promise.allSettled(works);
  assert.deepEqual(
    ends.map((end) => end.status),
    ["fulfilled", "rejected", "fulfilled", "rejected", "fulfilled", "rejected"],
  );
  assert.deepEqual(await idsIn(db, 300, 399), [300, 302, 304]);
});

test("several statements go in one text", async () => {
  await db.transaction((tx) =>
    tx.script("create temp table a (n int); insert into a values (1); insert into a values (2);"),
  );
});

test("a store that was closed says so in place of waiting", async (t) => {
  const other = await openTestStore(t);
  await other.close();
  await assert.rejects(other.db.all(idsBetween(0, 1)));
  await assert.rejects(other.db.transaction((tx) => tx.run(addTerm(70))));
});
