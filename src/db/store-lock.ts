import { linkSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
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

/** Puts a file with our pid where no file is, never an empty one for a moment; answers whether it could. */
function claim(path: string): boolean {
  const own = `${path}.${process.pid}`;
  writeFileSync(own, `${process.pid}\n`);
  try {
    linkSync(own, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    return false;
  } finally {
    rmSync(own, { force: true });
  }
}

/**
 * Removes a lock that a process left which is gone. Of several that find it one at a time may, and looks again first:
 * what it found at first may be another's new lock by now.
 */
function removeLeft(path: string): void {
  const turn = `${path}.turn`;
  if (!claim(turn)) {
    if (isLeft(holderOf(turn))) rmSync(turn, { force: true });
    return;
  }
  try {
    if (isLeft(holderOf(path))) rmSync(path, { force: true });
  } finally {
    rmSync(turn, { force: true });
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
  for (let attempt = 0; attempt < 3; attempt++) {
    if (claim(path)) {
      held.add(real);
      return () => {
        held.delete(real);
        rmSync(path, { force: true });
      };
    }
    const holder = holderOf(path);
    if (!isLeft(holder)) {
      throw new Conflict(
        `the store in ${folder} is open in another process (pid ${holder}); stop that one, name another folder with --data, or use a server with ACCORD_DATABASE_URL`,
      );
    }
    removeLeft(path);
  }
  throw new Conflict(`the store in ${folder} is being opened by another process; try again`);
}
