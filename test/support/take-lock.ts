/** A process that tries at a set time to take the store's lock in a folder, says how that went, and stays until it is killed. */
import { takeStoreLock } from "../../src/db/store-lock.ts";

const [folder = "", begin = "0"] = process.argv.slice(2); // the time in milliseconds since 1970, the same for all who try

function attempt(): void {
  while (Date.now() < Number(begin));
  try {
    takeStoreLock(`${folder}/store.lock`, folder);
    process.stdout.write("taken\n");
  } catch (error) {
    process.stdout.write(`${(error as Error).name}\n`);
  }
  setInterval(() => undefined, 60_000);
}

setTimeout(attempt, Number(begin) - Date.now() - 20); // the last moments awake, so that all begin at once
