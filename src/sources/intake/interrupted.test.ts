import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { everythingCounted, openIntake, sixCells, sixColumns, table } from "../../../test/support/intake.ts";
import { projectPath } from "../../base/paths.ts";
import { openStore } from "../../db/open-store.ts";
import { verifyJournal } from "../../records/journal/verify-journal.ts";
import { importFile } from "./import-file.ts";

const rowsMade = 80_000;

/** Enough rows that the reader is under way for a while, one in ten thousand put aside. */
function manyRows(): string {
  const line = table(sixCells("2015-05-08"));
  const bad = table(sixCells("never"));
  const lines = Array.from({ length: rowsMade }, (_, at) => (at % 10_000 === 0 ? bad : line));
  return table(sixColumns) + lines.join("");
}

/** Starts `accord import` on a store of its own and kills it when the first rows have gone in; answers how it ended. */
function killedImport(file: string, folder: string, url: string | undefined): Promise<NodeJS.Signals | null> {
  const { ACCORD_DATABASE_URL: _url, ...env } = process.env;
  const child = spawn(
    process.execPath,
    [projectPath("src", "cli", "main.ts"), "import", file, "--data", folder, "--synthetic"],
    {
      env: { ...env, ...(url === undefined ? {} : { ACCORD_DATABASE_URL: url }) },
      stdio: ["ignore", "ignore", "pipe"],
    },
  );
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    if (/\d rows/.test(text)) child.kill("SIGKILL");
  });
  return new Promise((resolve) => child.on("close", (_code, signal) => resolve(signal)));
}

const visible = (folder: string): string[] =>
  existsSync(folder) ? readdirSync(folder).filter((name) => !name.startsWith(".")) : [];

test("an import that is killed leaves nothing half done, and the file can be imported afterwards", async (t) => {
  const intake = await openIntake(t);
  const { folder, url } = intake.store;
  const before = await intake.store.db.one(everythingCounted);
  await intake.store.close();

  const file = intake.write("many.csv", manyRows());
  assert.equal(await killedImport(file, folder, url), "SIGKILL");

  const store = await openStore(folder, url);
  t.after(() => store.close());
  assert.deepEqual(await store.db.one(everythingCounted), before);
  assert.deepEqual(visible(`${folder}/sources`), []);
  assert.deepEqual(visible(`${folder}/quarantine`), []);

  const done = await importFile({ ...intake.services, store }, file, {
    author: "test",
    series: null,
    vintage: null,
    is_synthetic: true,
  });
  const bad = rowsMade / 10_000;
  assert.deepEqual(
    [done.read, done.recorded, done.known, done.quarantined],
    [rowsMade, rowsMade - bad, 0, bad],
  );
  assert.deepEqual(readdirSync(`${folder}/sources`), [done.sha256]);
  assert.equal(visible(`${folder}/quarantine`).length, 1);
  assert.deepEqual(await verifyJournal(store.db), {
    entries: 1,
    rows_checked: rowsMade - bad,
    ok: true,
    first_wrong: null,
  });
});
