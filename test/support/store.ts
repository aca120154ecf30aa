import { openStore, type Store } from "../../src/db/open-store.ts";
import { type Lifetime, testFolder } from "./folder.ts";
import { copyPgliteImage } from "./pglite-image.ts";
import { createTestDatabase } from "./postgres-database.ts";

export type { Lifetime };

/** A fresh migrated store of a test's own. */
export interface TestStore extends Store {
  readonly engine: "pglite" | "postgres";
  /** The server's address, to open the same store again; undefined for the embedded one, whose folder is its address. */
  readonly url: string | undefined;
}

/** The engine that this run of the tests is about: `ACCORD_TEST_ENGINE`, the embedded one where it says nothing. */
export function testEngine(): "pglite" | "postgres" {
  const engine = process.env.ACCORD_TEST_ENGINE ?? "pglite";
  if (engine !== "pglite" && engine !== "postgres")
    throw new Error(`ACCORD_TEST_ENGINE is "${engine}"; say pglite or postgres`);
  return engine;
}

function testServer(): string {
  const server = process.env.ACCORD_TEST_DATABASE_URL;
  if (server === undefined)
    throw new Error(
      "ACCORD_TEST_ENGINE=postgres needs ACCORD_TEST_DATABASE_URL, the address of a server; ./accord test starts one",
    );
  return server;
}

/**
 * Opens a fresh, migrated store on the engine that the run is about, in a folder of its own; closed and removed when the
 * test ends. A test that closes it earlier may do so.
 */
export async function openTestStore(t: Lifetime): Promise<TestStore> {
  const undo: (() => Promise<void> | void)[] = []; // last made, first undone
  t.after(async () => {
    for (const step of undo.reverse()) await step();
  });
  const folder = testFolder({ after: (done) => undo.push(done) });
  const engine = testEngine();
  const database = engine === "postgres" ? await createTestDatabase(testServer()) : null;
  if (database === null) await copyPgliteImage(folder);
  else undo.push(database.drop);
  const store = await openStore(folder, database?.url);
  let isOpen = true;
  const close = async (): Promise<void> => {
    if (isOpen) await store.close();
    isOpen = false;
  };
  undo.push(close);
  return { ...store, close, engine, url: database?.url };
}
