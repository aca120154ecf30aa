import { randomBytes } from "node:crypto";
import { migrate, migrationsHash } from "../../src/db/migrate.ts";
import { openPostgres } from "../../src/db/postgres.ts";

const buildLock = 4_118_099; // one builder of the template at a time; the number is ours alone

function databaseUrl(server: string, database: string): string {
  const url = new URL(server);
  url.pathname = `/${database}`;
  return url.href;
}

async function onServer<T>(
  server: string,
  work: (run: (statement: string) => Promise<unknown[]>) => Promise<T>,
): Promise<T> {
  const db = await openPostgres(server);
  try {
    return await work(async (statement) => (await db.connection.query(statement, [])).rows);
  } finally {
    await db.close();
  }
}

async function buildTemplate(server: string, name: string): Promise<void> {
  await onServer(server, async (run) => {
    await run(`create database ${name}_building`);
    const db = await openPostgres(databaseUrl(server, `${name}_building`));
    try {
      await migrate(db);
    } finally {
      await db.close();
    }
    await run(`alter database ${name}_building rename to ${name}`);
  });
}

/** The name of a migrated database on the server, from which others are copied; made once for each set of migrations. */
async function templateOn(server: string): Promise<string> {
  const name = `accord_template_${migrationsHash().slice(0, 16)}`;
  const lock = await openPostgres(server);
  try {
    await lock.transaction(async (tx) => {
      await tx.script(`select pg_advisory_xact_lock(${buildLock})`);
      const found = await onServer(server, (run) => run(`select from pg_database where datname = '${name}'`));
      if (found.length === 0) await buildTemplate(server, name);
    });
  } finally {
    await lock.close();
  }
  return name;
}

/** A fresh migrated database on the server at `ACCORD_TEST_DATABASE_URL`: its address, and how to drop it. */
export async function createTestDatabase(
  server: string,
): Promise<{ url: string; drop: () => Promise<void> }> {
  const template = await templateOn(server);
  const name = `accord_test_${process.pid}_${randomBytes(6).toString("hex")}`;
  await onServer(server, (run) => run(`create database ${name} template ${template}`));
  return {
    url: databaseUrl(server, name),
    drop: () =>
      onServer(server, async (run) => void (await run(`drop database if exists ${name} with (force)`))),
  };
}
