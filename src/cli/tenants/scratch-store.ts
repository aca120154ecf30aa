import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { openStore, type Store } from "../../db/open-store.ts";
import { openPostgres } from "../../db/postgres.ts";

/** The address of a server on which databases may be made for checks; undefined where none is named. */
const serverNamed = (env: NodeJS.ProcessEnv): string | undefined =>
  env.ACCORD_TEST_DATABASE_URL ?? env.ACCORD_DATABASE_URL;

async function onServer(server: string, statement: string): Promise<void> {
  const db = await openPostgres(server);
  try {
    await db.connection.query(statement, []);
  } finally {
    await db.close();
  }
}

function databaseUrl(server: string, database: string): string {
  const url = new URL(server);
  url.pathname = `/${database}`;
  return url.href;
}

/** A database of its own on a server; null where the server's user may make none. */
async function makeDatabase(server: string): Promise<{ url: string; drop(): Promise<void> } | null> {
  const name = `accord_check_${process.pid}_${randomBytes(6).toString("hex")}`;
  try {
    await onServer(server, `create database ${name}`);
  } catch (error) {
    if ((error as { code?: string }).code === "42501") return null;
    throw error;
  }
  return {
    url: databaseUrl(server, name),
    drop: () => onServer(server, `drop database if exists ${name} with (force)`),
  };
}

/**
 * Runs work on an empty store that nobody else uses and that is removed afterwards: a database of its own on the PostgreSQL server
 * that `ACCORD_TEST_DATABASE_URL` or `ACCORD_DATABASE_URL` names, else, or where it may make none, an embedded one.
 */
export async function withScratchStore<T>(
  env: NodeJS.ProcessEnv,
  work: (store: Store) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(`${tmpdir()}/accord-check-`);
  const server = serverNamed(env);
  const database = server === undefined ? null : await makeDatabase(server);
  try {
    const store = await openStore(folder, database?.url);
    try {
      return await work(store);
    } finally {
      await store.close();
    }
  } finally {
    await database?.drop();
    rmSync(folder, { recursive: true, force: true });
  }
}
