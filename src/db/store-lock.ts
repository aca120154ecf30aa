import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { Conflict } from "../base/errors.ts";

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function holderOf(path: string): number | null {
  try {
    return Number.parseInt(readFileSync(path, "utf8"), 10) || null;
  } catch {
    return null;
  }
}

/**
 * Takes the embedded store's folder for this process; PGlite corrupts a folder that two processes open.
 * Returns the release; throws `Conflict` while another living process holds it. A lock left by a killed process is taken over.
 */
export function takeStoreLock(path: string, folder: string): () => void {
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      writeFileSync(path, `${process.pid}\n`, { flag: "wx" });
      return () => rmSync(path, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      const holder = holderOf(path);
      if (holder !== null && holder !== process.pid && isAlive(holder)) {
        throw new Conflict(
          `the store in ${folder} is open in another process (pid ${holder}); stop that one, name another folder with --data, or use a server with ACCORD_DATABASE_URL`,
        );
      }
      rmSync(path, { force: true });
    }
  }
  throw new Conflict(`the store in ${folder} is being opened by another process; try again`);
}
