import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";

/** What a folder or a store hangs on: a test, or for a whole file `{ after }` of node:test, at the file's top and not inside a hook. */
export interface Lifetime {
  after(done: () => Promise<void> | void): unknown;
}

/** An empty folder that is removed with everything in it when the test ends; its path has a blank in it on purpose. */
export function testFolder(t: Lifetime): string {
  const folder = mkdtempSync(`${tmpdir()}/accord test-`);
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
