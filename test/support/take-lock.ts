/** A process that tries to take the store's lock in the folder it is given, says how that went, and holds it for a while. */
import { takeStoreLock } from "../../src/db/store-lock.ts";

const folder = process.argv[2] ?? "";
const begin = Number(process.argv[3]); // milliseconds since 1970, the same for all who try
while (Date.now() < begin);
try {
  takeStoreLock(`${folder}/store.lock`, folder);
  process.stdout.write("taken\n");
} catch (error) {
  process.stdout.write(`${(error as Error).name}\n`);
}
setTimeout(() => undefined, 1500);
