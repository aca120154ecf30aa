import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { projectPath } from "../../base/paths.ts";
import { endAll } from "./processes.ts";

/** The folder of one run of the checks, in which everything that they make stands. */
export interface RunFolder {
  readonly path: string;
  /** Variables for every process of the run, so that what it leaves lying stands in the folder too. */
  readonly env: Readonly<Record<string, string>>;
}

/** Others may pass through, as the database server's user must; they cannot list it. */
const passable = 0o711;

/**
 * Runs work with a folder of its own, and takes both the folder and every process that is still running away afterwards:
 * when the work ends, when it throws, and when the person presses Ctrl-C.
 */
export async function withRunFolder<T>(work: (folder: RunFolder) => Promise<T>): Promise<T> {
  const path = mkdtempSync(`${tmpdir()}/accord check-`); // a blank in the path, as a checkout may have
  chmodSync(path, passable);
  const clear = (): void => {
    endAll();
    rmSync(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  };
  const interrupted = (signal: NodeJS.Signals): void => {
    clear();
    process.exit(signal === "SIGINT" ? 130 : 143);
  };
  process.once("SIGINT", interrupted).once("SIGTERM", interrupted);
  try {
    const cache = projectPath(".runtime", "compile-cache"); // each test file is a process of its own
    return await work({ path, env: { TMPDIR: path, ACCORD_TEST_IMAGES: path, NODE_COMPILE_CACHE: cache } });
  } finally {
    process.off("SIGINT", interrupted).off("SIGTERM", interrupted);
    clear();
  }
}
