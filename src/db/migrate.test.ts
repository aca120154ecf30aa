import assert from "node:assert/strict";
import { after, test } from "node:test";
import sql from "sql-template-tag";
import { z } from "zod";
import { openTestStore } from "../../test/support/store.ts";
import { sha256 } from "../base/hash.ts";
import type { Connection } from "./connection.ts";
import { type Db, defineQuery } from "./db.ts";
import { type Migration, migrate, migrationsHash, readMigrations } from "./migrate.ts";

const store = await openTestStore({ after });
const db = store.db as Db & { readonly connection: Connection };

const applied = defineQuery(
  z.object({ name: z.string(), sha256: z.string() }),
  sql`select name, sha256 from migration order by name`,
);
const isThere = (table: string) =>
  defineQuery(z.object({ is_there: z.boolean() }), sql`select to_regclass(${table}) is not null as is_there`);

const written = (name: string, text: string): Migration => ({ name, text, sha256: sha256(text) });
const known = readMigrations();

test("a store that is up to date stays as it is", async () => {
  const before = await db.all(applied);
  assert.deepEqual(
    before,
    known.map(({ name, sha256: hash }) => ({ name, sha256: hash })),
  );
  assert.deepEqual(await migrate(db), []);
  assert.deepEqual(await db.all(applied), before);
});

test("the names of migrations are numbered without a gap", () => {
  assert.deepEqual(
    known.map(({ name }) => Number(name.slice(0, 4))),
    known.map((_, at) => at + 1),
  );
});

test("a changed migration stops the store, and says which and what to do", async () => {
  const changed = known.map((one, at) =>
    at === 1 ? written(one.name, `${one.text}\n-- later thought`) : one,
  );
  await assert.rejects(migrate(db, changed), {
    code: "store",
    message: `migration ${known[1]?.name} changed after it was applied; restore the file and add a new one`,
  });
});

test("a store of a newer version stops an older one", async () => {
  await assert.rejects(
    migrate(db, known.slice(0, -1)),
    /which this version does not know; use a newer version of Accord/,
  );
});

test("a migration that fails leaves nothing of itself, and the ones before it stand", async () => {
  const good = written("9001_good.sql", "create table made_up_good (n int);");
  const bad = written("9002_bad.sql", "create table made_up_bad (n int); select 1 / 0;");
  await assert.rejects(migrate(db, [...known, good, bad]), { code: "22012" });
  assert.equal((await db.one(isThere("made_up_good"))).is_there, true);
  assert.equal((await db.one(isThere("made_up_bad"))).is_there, false);
  assert.equal((await db.all(applied)).at(-1)?.name, "9001_good.sql");
});

test("several that migrate at once apply each migration once", async () => {
  const good = written("9001_good.sql", "create table made_up_good (n int);");
  const next = written("9003_next.sql", "create table made_up_next (n int);");
  const ends = await Promise.all([1, 2, 3].map(() => migrate(db, [...known, good, next])));
  assert.deepEqual(ends.flat(), ["9003_next.sql"]);
});

test("the hash of the set tells a changed text, a changed name and another order", () => {
  const [a, b] = [written("0001_a.sql", "x"), written("0002_b.sql", "y")];
  const hashes = [[a, b], [b, a], [a], [a, written("0002_b.sql", "z")], [a, written("0003_b.sql", "y")]].map(
    migrationsHash,
  );
  assert.equal(new Set(hashes).size, hashes.length);
});
