import assert from "node:assert/strict";
import { after, test } from "node:test";
import sql, { raw } from "sql-template-tag";
import { z } from "zod";
import { projectPath } from "../../src/base/paths.ts";
import { defineQuery } from "../../src/db/db.ts";
import { dumpSchema } from "../support/schema-dump.ts";
import { openTestStore } from "../support/store.ts";

const store = await openTestStore({ after });

const named = z.object({ name: z.string() });
const tableNames = defineQuery(
  named,
  sql`select relname::text as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') order by 1`,
);

test("the schema is the one that is written down, on either engine", async (t) => {
  t.assert.fileSnapshot(await dumpSchema(store.db), projectPath("test", "golden", "schema.sql"), {
    serializers: [(text: unknown) => String(text)],
  });
});

test("every table says what it holds", async () => {
  const silent = defineQuery(
    named,
    sql`select relname::text as name from pg_class
         where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm')
           and coalesce(obj_description(oid, 'pg_class'), '') = '' order by 1`,
  );
  assert.ok((await store.db.all(tableNames)).length >= 15);
  assert.deepEqual(await store.db.all(silent), []);
});

test("every column says what it holds", async () => {
  const silent = defineQuery(
    named,
    sql`select c.relname || '.' || a.attname as name from pg_class c
          join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
         where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm')
           and coalesce(col_description(c.oid, a.attnum), '') = '' order by 1`,
  );
  assert.deepEqual(await store.db.all(silent), []);
});

test("every function says what it answers", async () => {
  const silent = defineQuery(
    named,
    sql`select proname::text as name from pg_proc
         where pronamespace = 'public'::regnamespace and coalesce(obj_description(oid, 'pg_proc'), '') = '' order by 1`,
  );
  assert.deepEqual(await store.db.all(silent), []);
});

test("no column holds a time without its zone, or a text cut to a length", async () => {
  const wrong = defineQuery(
    named,
    sql`select c.relname || '.' || a.attname as name from pg_class c
          join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
         where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm')
           and a.atttypid in ('timestamp'::regtype, 'timestamp[]'::regtype, 'time'::regtype, 'timetz'::regtype, 'bpchar'::regtype, 'varchar'::regtype, 'money'::regtype)
         order by 1`,
  );
  assert.deepEqual(await store.db.all(wrong), []);
});

test("dates end in _on or a side of a period, instants end in _at", async () => {
  const wrong = defineQuery(
    named,
    sql`select c.relname || '.' || a.attname as name from pg_class c
          join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
         where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
           and (a.atttypid = 'date'::regtype and a.attname !~ '(_on|_from|_to)$'
             or a.atttypid = 'timestamptz'::regtype and a.attname !~ '_at$')
         order by 1`,
  );
  assert.deepEqual(await store.db.all(wrong), []);
});

/**
 * What is no record and so can change: what is known of migrations, how accounts sign in, mail on its way, and what stands now, which is
 * folded from the log and proves nothing (ADR 0012 to 0014).
 */
const working = ["migration", "booking_now", "request_now", "outbox"];
const isRecord = (table: string): boolean => !working.includes(table) && !table.startsWith("access_");
const refused = { code: "23001" };

test("nothing in the record can be changed, removed or emptied", async () => {
  const tables = (await store.db.all(tableNames)).map((row) => row.name).filter(isRecord);
  const columnOf = (table: string) =>
    defineQuery(
      named,
      sql`select attname::text as name from pg_attribute where attrelid = ${table}::regclass and attnum = 1`,
    );
  for (const table of tables) {
    const column = (await store.db.one(columnOf(table))).name;
    const attempts = [
      raw(`update ${table} set ${column} = ${column}`),
      raw(`delete from ${table}`),
      raw(`truncate ${table} cascade`),
    ];
    for (const attempt of attempts)
      await assert.rejects(
        store.db.transaction((tx) => tx.run(sql`${attempt}`)),
        refused,
        `${store.engine}: ${attempt.sql}`,
      );
  }
});

test("the refusal says what to do in its place", async () => {
  await assert.rejects(
    store.db.transaction((tx) => tx.run(sql`delete from journal`)),
    /journal is append-only: add a row that supersedes, do not delete one/,
  );
});
