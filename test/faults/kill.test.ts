import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { after, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import sql from "sql-template-tag";
import { z } from "zod";
import { projectPath } from "../../src/base/paths.ts";
import { type Db, defineQuery } from "../../src/db/db.ts";
import { openStore, type Store } from "../../src/db/open-store.ts";
import { firstEvent } from "../../src/records/exchange/event-rows.ts";
import { headPosition } from "../../src/records/journal/journal.ts";
import { verifyJournal } from "../../src/records/journal/verify-journal.ts";
import { openExchange } from "../support/exchange.ts";
import type { Acknowledged } from "./exchange-writer.ts";
import { checkWhole } from "./whole-writes.ts";

const { store } = await openExchange({ after });
const isServer = store.url !== undefined;
const kills = Number(process.env.ACCORD_FAULT_KILLS ?? (isServer ? 40 : 10));
/** On a server several write at once and its own processes live on; the embedded store is the process that is killed. */
const together = isServer ? 4 : 1;
/** After so many kills the store is opened and looked at; what a kill left half is not mended by what comes after it. */
const looked = isServer ? together : 5;
const mostSaid = 16; // writes that one gets done, so that the kill falls into any of them
const logins = ["clerk", "texas_clerk", "supervisor"];

/** Runs a writer and kills it a random moment after it began, now and then before it wrote anything; what it said was done. */
async function writeUntilKilled(name: string, login: string): Promise<Acknowledged[]> {
  const args = [store.folder, name, login, ...(store.url === undefined ? [] : [store.url])];
  const child = spawn(process.execPath, [projectPath("test", "faults", "exchange-writer.ts"), ...args], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let [said, wrong] = ["", ""];
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    wrong += text;
  });
  const enough = Math.floor(Math.random() * mostSaid);
  const written = new Promise<void>((resolve) => {
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      said += text;
      if (said.split("\n").length > enough) resolve();
    });
  });
  const ended = once(child, "close");
  if (enough === 0) await sleep(Math.random() * 1500);
  else await Promise.race([written, ended]).then(() => sleep(Math.random() * 30));
  const isKilled = child.kill("SIGKILL");
  const [, signal] = (await ended) as [number | null, string | null];
  assert.ok(isKilled && signal === "SIGKILL", `the writer ended by itself: ${wrong}`);
  const lines = said.split("\n").slice(0, -1); // what is after the last line's end was not said whole
  return lines.map((line) => JSON.parse(line) as Acknowledged);
}

const looker = "looks at what was left";

/** The store as one who looks at it opens it; a server is told who that is. */
function openToLook(): Promise<Store> {
  if (store.url === undefined) return openStore(store.folder, undefined);
  const url = new URL(store.url);
  url.searchParams.set("application_name", looker);
  return openStore(store.folder, url.href);
}

const others = defineQuery(
  z.object({ n: z.number() }),
  sql`select count(*) as n from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
         and backend_type = 'client backend' and application_name <> ${looker}`,
);

/** The server ends what a killed writer had under way: it finds the connection gone, or commits what it was told to. */
async function untilAlone(db: Db): Promise<void> {
  for (let waited = 0; (await db.one(others)).n > 0; waited += 20) {
    assert.ok(waited < 20_000, "sessions of killed writers are still there after 20 s");
    await sleep(20);
  }
}

test(`nothing acknowledged is lost and nothing stands half after ${kills} kills of who writes`, async (t) => {
  const begun = firstEvent((await headPosition(store.db)) + 1) - 1;
  await store.close();
  const said: Acknowledged[] = [];
  let silent = 0;
  let checked = begun;
  for (let done = 0; done < kills; ) {
    const round = Math.min(together, kills - done);
    const all = await Promise.all(
      Array.from({ length: round }, (_, at) =>
        writeUntilKilled(`K${done + at}`, logins[at % logins.length] as string),
      ),
    );
    done += round;
    silent += all.filter((one) => one.length === 0).length;
    said.push(...all.flat());
    if (done % looked !== 0 && done < kills) continue;
    const again = await openToLook();
    if (isServer) await untilAlone(again.db);
    await checkWhole(again.db, said, checked);
    checked = firstEvent(await headPosition(again.db)) + 9_999;
    if (done === kills) {
      const { first_wrong, entries } = await verifyJournal(again.db);
      assert.equal(first_wrong, null);
      t.diagnostic(`${kills} kills, ${silent} before the first write; ${said.length} writes acknowledged`);
      t.diagnostic(`${entries} entries, each sealed and in the chain; none lost, none half`);
    }
    await again.close();
  }
  assert.ok(said.length > kills, "the writers wrote");
});
