import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { test } from "node:test";
import { promisify } from "node:util";
import sql from "sql-template-tag";
import { z } from "zod";
import { testFolder } from "../../test/support/folder.ts";
import { projectPath } from "../base/paths.ts";
import { defineQuery } from "./db.ts";
import { openStore } from "./open-store.ts";

test("a store made and filled in little memory opens as any other", async (t) => {
  const folder = testFolder(t);
  // In a process of its own, because its flags stay with a process.
  const filled = await promisify(execFile)(process.execPath, [
    projectPath("test", "support", "fill-lean.ts"),
    folder,
  ]);
  assert.equal(filled.stdout.trim(), "8192"); // pages of 8 KiB: 64 MiB
  const store = await openStore(folder, undefined);
  t.after(() => store.close());
  const term = defineQuery(
    z.object({ written: z.string() }),
    sql`select written from term where term_id = 7`,
  );
  const buffers = defineQuery(
    z.object({ setting: z.string() }),
    sql`select setting from pg_settings where name = 'shared_buffers'`,
  );
  assert.equal((await store.db.one(term)).written, "x");
  assert.equal((await store.db.one(buffers)).setting, "16384"); // PGlite's own choice stays as it is
});
