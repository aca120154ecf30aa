import { readdirSync, readFileSync } from "node:fs";
import sql from "sql-template-tag";
import { z } from "zod";
import { AppError } from "../base/errors.ts";
import { sha256 } from "../base/hash.ts";
import { projectPath } from "../base/paths.ts";
import type { Connection } from "./connection.ts";
import { type Db, defineQuery } from "./db.ts";

export interface Migration {
  readonly name: string;
  readonly text: string;
  readonly sha256: string;
}

const lockKey = 4_118_021; // one migrator at a time; the number is ours alone

/** The project's migrations in order: plain SQL, forward only. */
export function readMigrations(folder: string = projectPath("migrations")): Migration[] {
  const names = readdirSync(folder)
    .filter((name) => /^\d{4}_[a-z_]+\.sql$/.test(name))
    .sort();
  return names.map((name) => {
    const text = readFileSync(`${folder}/${name}`, "utf8");
    return { name, text, sha256: sha256(text) };
  });
}

/** One text for the whole set, so that a prepared store can be named after what it holds. */
export function migrationsHash(migrations: readonly Migration[] = readMigrations()): string {
  return sha256(migrations.map((m) => `${m.name} ${m.sha256}`).join("\n"));
}

const migrationTable = `
  create table if not exists migration (name text primary key, sha256 text not null);
  comment on table migration is 'The migrations that were applied to this store; no part of the record.';
  comment on column migration.name is 'The file in migrations/.';
  comment on column migration.sha256 is 'SHA-256 of that file; a file that changed afterwards stops the store from opening.';`;

const appliedRow = z.object({ name: z.string(), sha256: z.string() });

function checkUnchanged(applied: readonly z.infer<typeof appliedRow>[], known: readonly Migration[]): void {
  for (const row of applied) {
    const file = known.find((m) => m.name === row.name);
    if (!file)
      throw new AppError(
        "store",
        `the store has migration ${row.name}, which this version does not know; use a newer version of Accord`,
      );
    if (file.sha256 !== row.sha256)
      throw new AppError(
        "store",
        `migration ${row.name} changed after it was applied; restore the file and add a new one`,
      );
  }
}

/** Brings a store up to date, each migration in a transaction of its own; returns the names that it applied. */
export async function migrate(
  db: Db & { readonly connection: Connection },
  migrations: readonly Migration[] = readMigrations(),
): Promise<string[]> {
  const list = defineQuery(appliedRow, sql`select name, sha256 from migration order by name`);
  const known = defineQuery(
    z.object({ ready: z.boolean() }),
    sql`select to_regclass('public.migration') is not null as ready`,
  );
  if ((await db.one(known)).ready) {
    const applied = await db.all(list);
    checkUnchanged(applied, migrations);
    if (applied.length === migrations.length) return [];
  }
  const done: string[] = [];
  for (const migration of migrations) {
    await db.transaction(async (tx) => {
      await tx.run(sql`select pg_advisory_xact_lock(${lockKey})`);
      await tx.script(migrationTable);
      const applied = await tx.all(list);
      checkUnchanged(applied, migrations);
      if (applied.some((row) => row.name === migration.name)) return;
      await tx.run(sql`insert into migration (name, sha256) values (${migration.name}, ${migration.sha256})`);
      await tx.script(migration.text);
      done.push(migration.name);
    });
  }
  return done;
}
