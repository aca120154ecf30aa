import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { test } from "node:test";
import { promisify } from "node:util";
import sql from "sql-template-tag";
import { z } from "zod";
import { testFolder } from "../../test/support/folder.ts";
import { copyPgliteImage } from "../../test/support/pglite-image.ts";
import { Conflict } from "../base/errors.ts";
import { projectPath } from "../base/paths.ts";
import { defineQuery } from "./db.ts";
import { openStore } from "./open-store.ts";
import { takeStoreLock } from "./store-lock.ts";

const run = promisify(execFile);
const support = (name: string): string => projectPath("test", "support", name);

/** The pid of a process that has just ended. */
const endedPid = async (): Promise<number> =>
  Number((await run(process.execPath, ["-p", "process.pid"])).stdout);

const terms = defineQuery(
  z.object({ term_id: z.number() }),
  sql`select term_id from term where term_id > 1000 order by term_id`,
);

test("a second process is told who has the store; when that one is killed, what it committed is there", async (t) => {
  const folder = testFolder(t);
  await copyPgliteImage(folder);
  const holder = spawn(process.execPath, [support("hold-store.ts"), folder], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  t.after(() => holder.kill("SIGKILL"));
  await once(holder.stdout, "data");

  const error = await openStore(folder, undefined).then(
    () => assert.fail(),
    (thrown: unknown) => thrown,
  );
  assert.ok(error instanceof Conflict);
  assert.match(
    error.message,
    new RegExp(
      `is open in another process \\(pid ${holder.pid}\\); stop that one, name another folder with --data`,
    ),
  );
  assert.equal(error.message.split("\n").length, 1);

  holder.kill("SIGKILL");
  await once(holder, "close");
  const store = await openStore(folder, undefined);
  assert.deepEqual(await store.db.all(terms), [{ term_id: 1001 }]);
  await assert.rejects(openStore(folder, undefined), /open in this process already/);
  await store.close();
  assert.equal(existsSync(`${folder}/store.lock`), false);
});

test("the lock of a process that is gone is taken over, and given back", async (t) => {
  const folder = testFolder(t);
  const path = `${folder}/store.lock`;
  for (const left of [`${await endedPid()}\n`, `${process.pid}\n`, "", "no number\n"]) {
    writeFileSync(path, left);
    const release = takeStoreLock(path, folder);
    assert.equal(readFileSync(path, "utf8"), `${process.pid}\n`);
    release();
    assert.equal(existsSync(path), false);
  }
});

test("a lock is taken once: also not twice by one process, by another path to the folder", (t) => {
  const folder = testFolder(t);
  const release = takeStoreLock(`${folder}/store.lock`, folder);
  assert.throws(() => takeStoreLock(`${folder}/./store.lock`, `${folder}/.`), Conflict);
  release();
  takeStoreLock(`${folder}/store.lock`, folder)();
});

test("of several processes that find a left lock at once, one takes it over", async (t) => {
  const folder = testFolder(t);
  writeFileSync(`${folder}/store.lock`, `${await endedPid()}\n`);
  const begin = String(Date.now() + 800);
  const tries = Array.from({ length: 4 }, () =>
    spawn(process.execPath, [support("take-lock.ts"), folder, begin], {
      stdio: ["ignore", "pipe", "inherit"],
    }),
  );
  t.after(() => {
    for (const one of tries) one.kill("SIGKILL");
  });
  const said = tries.map(async (one) => String((await once(one.stdout, "data"))[0]).trim());
  assert.deepEqual((await Promise.all(said)).sort(), ["Conflict", "Conflict", "Conflict", "taken"]);
});

test("a file where the folder should be is said in one line", async (t) => {
  const file = `${testFolder(t)}/data`;
  writeFileSync(file, "");
  await assert.rejects(openStore(file, undefined), {
    name: "InvalidInput",
    message: `--data ${file} is a file; name a folder`,
  });
});

test("a server that cannot be reached is said in one line, without its password", async (t) => {
  const error = await openStore(testFolder(t), "postgres://accord:secret@127.0.0.1:1/accord").then(
    () => assert.fail(),
    (thrown: unknown) => thrown as Error,
  );
  assert.match(
    error.message,
    /^ACCORD_DATABASE_URL: cannot reach postgres:\/\/accord:\*\*\*@127\.0\.0\.1:1\/accord /,
  );
  assert.doesNotMatch(error.message, /secret/);
});
