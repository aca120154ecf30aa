import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { setFlagsFromString } from "node:v8";

/** How much of its files PostgreSQL keeps in memory of its own while a lean store is made, and while it is used. */
export const leanBuffers = { make: "4MB", use: "64MB" } as const;

/** The same to a process that is running; V8 draws these from the first only when a process starts. */
const flagsWhileRunning = ["--liftoff-only", "--no-wasm-tier-up", "--no-wasm-dynamic-tiering"];
const flagsAtStart = ["--liftoff-only", "--max-semi-space-size=2"];
const maker = fileURLToPath(new URL("make-store.ts", import.meta.url));

/**
 * Leaves PGlite's WebAssembly as V8 compiles it at first, for this process and from now on. Compiling it a second time makes
 * full scans twice as fast and loading by a tenth; but of one function, PostgreSQL's interpreter of expressions, that takes
 * 600 MiB for half a second (Node 24.21, PGlite 0.5.16; seen with --trace-wasm-compilation-times).
 */
function compileOnce(): void {
  for (const flag of flagsWhileRunning) setFlagsFromString(flag);
}

/**
 * Makes ready for a store that is opened in little memory. Making a store takes twice what using it takes, and a process keeps
 * what it took; so a new one is made by a process of its own.
 */
export async function prepareLean(dataDir: string): Promise<void> {
  compileOnce();
  if (existsSync(`${dataDir}/PG_VERSION`)) return;
  await promisify(execFile)(process.execPath, [...flagsAtStart, maker, dataDir, leanBuffers.make]);
}
