import { linkSync, readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { Conflict } from "../base/errors.ts";
import { isAlive } from "../base/process.ts";

function holderOf(path: string): number | null {
  try {
    return Number.parseInt(readFileSync(path, "utf8"), 10) || null;
  } catch {
    return null; // gone since: whoever had it has let go
  }
}

/** The folders that this process has open. A lock with our own pid may be an earlier life's: containers reuse pids. */
const held = new Set<string>();

function isLeft(holder: number | null): boolean {
  return holder === null || holder === process.pid || !isAlive(holder);
}

/** Takes a left lock away by a rename, which only one of several processes can do; puts back what it did not mean to take. */
function removeLeft(path: string, holder: number | null): void {
  const aside = `${path}.${process.pid}`;
  try {
    renameSync(path, aside);
    if (holderOf(aside) !== holder) linkSync(aside, path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== "ENOENT" && code !== "EEXIST") throw error; // another process was faster; the next attempt sees its lock
  } finally {
    rmSync(aside, { force: true });
  }
}

/**
 * Takes the embedded store's folder for this process; PGlite corrupts a folder that two processes open.
 * Returns the release; throws `Conflict` while another living process holds it, or this one does already. A lock left by a
 * killed process is taken over.
 */
export function takeStoreLock(path: string, folder: string): () => void {
  const real = realpathSync(folder);
  if (held.has(real))
    throw new Conflict(`the store in ${folder} is open in this process already; use that one`);
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      writeFileSync(path, `${process.pid}\n`, { flag: "wx" });
      held.add(real);
      return () => {
        held.delete(real);
        rmSync(path, { force: true });
      };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      const holder = holderOf(path);
      if (!isLeft(holder)) {
        throw new Conflict(
          `the store in ${folder} is open in another process (pid ${holder}); stop that one, name another folder with --data, or use a server with ACCORD_DATABASE_URL`,
        );
      }
      removeLeft(path, holder);
    }
  }
  throw new Conflict(`the store in ${folder} is being opened by another process; try again`);
}
