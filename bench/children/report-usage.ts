import { writeSync } from "node:fs";
import { isMainThread } from "node:worker_threads";

/**
 * Loaded before a measured script, and by Node before each of its threads: when the process ends, its main thread says on
 * descriptor 3 how much memory the process held at most, in KiB.
 */
if (isMainThread)
  process.once("exit", () => {
    writeSync(3, String(process.resourceUsage().maxRSS));
  });
