import { existsSync, mkdirSync, statSync } from "node:fs";
import { InvalidInput } from "../base/errors.ts";
import type { Db } from "./db.ts";
import { migrate } from "./migrate.ts";
import { openPglite } from "./pglite.ts";
import { openPostgres } from "./postgres.ts";
import { takeStoreLock } from "./store-lock.ts";

/** Where a store keeps what is not in the database: sources as they came, keys, editions, quarantine files. */
export interface Store {
  readonly db: Db;
  /** The data folder, as given. */
  readonly folder: string;
  close(): Promise<void>;
}

function makeFolder(folder: string): void {
  if (existsSync(folder) && !statSync(folder).isDirectory()) {
    throw new InvalidInput(`--data ${folder} is a file; name a folder`);
  }
  mkdirSync(folder, { recursive: true });
}

/**
 * Opens the store of a data folder, up to date: the PostgreSQL server at `databaseUrl` when given, else PGlite in the folder.
 * Throws `Conflict` while another process has the embedded store open, `InvalidInput` when the folder or address is unusable.
 * `is_lean` opens the embedded store in less memory, for a process that loads and ends.
 */
export async function openStore(
  folder: string,
  databaseUrl: string | undefined,
  options: { readonly is_lean?: boolean } = {},
): Promise<Store> {
  makeFolder(folder);
  const release = databaseUrl === undefined ? takeStoreLock(`${folder}/store.lock`, folder) : () => undefined;
  try {
    const db = await (databaseUrl === undefined
      ? openPglite(`${folder}/store`, options.is_lean)
      : openPostgres(databaseUrl));
    await migrate(db);
    return {
      db,
      folder,
      close: async () => {
        await db.close();
        release();
      },
    };
  } catch (error) {
    release();
    throw error;
  }
}
