import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { test } from "node:test";
import sql from "sql-template-tag";
import { z } from "zod";
import { handClock, openExchange, type TestExchange } from "../../test/support/exchange.ts";
import type { Lifetime } from "../../test/support/folder.ts";
import { testEngine } from "../../test/support/store.ts";
import { projectPath } from "../base/paths.ts";
import { defineQuery } from "../db/db.ts";
import { outboxCounts } from "../records/alarms/outbox.ts";
import { manyHolds } from "../records/alarms/testing/desks.ts";
import { verifyJournal } from "../records/journal/verify-journal.ts";
import { sendOutbox } from "./send-outbox.ts";
import { smtpTransport } from "./smtp-transport.ts";
import { type MailServer, startMailServer } from "./testing/mail-server.ts";

const skip = testEngine() === "postgres" ? false : "an embedded store is open in one process at a time";
const now = "2026-03-04T15:15:30.000Z";
const later = (minutes: number) => handClock(new Date(Date.parse(now) + minutes * 60_000).toISOString());

/** So many desks with five holds each, whose windows have ended at `now`. */
const holdsOf = (desks: number) => ({
  desks,
  holds_each: 5,
  held_from: "2026-03-02T15:00:00.000Z",
  ends_at: "2026-03-04T15:00:00.000Z",
});

/** Starts an app process with its clock at `now` and its mails to a server; killed when the test ends. */
function startProcess(t: Lifetime, { store }: TestExchange, server: MailServer): ChildProcess {
  const child = spawn(process.execPath, [projectPath("src/mail/testing/clock-process.ts")], {
    env: {
      ...process.env,
      ACCORD_NOW: now,
      ACCORD_DATABASE_URL: store.url,
      ACCORD_SMTP_URL: server.url,
      ACCORD_MAIL_FROM: "Accord <accord@exchange.example>",
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  t.after(() => {
    child.kill("SIGKILL");
  });
  return child;
}

/** Asks a process to end, which it does by itself. */
async function stop(child: ChildProcess): Promise<void> {
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  assert.deepEqual(await ended, [0, null]);
}

async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 150; tries++) {
    if (await holds()) return;
    await new Promise((go) => setTimeout(go, 100));
  }
  assert.fail(`not within 15 s: ${what}`);
}

const recordRow = z.object({
  alarms: z.number(),
  requests: z.number(),
  incidents: z.number(),
  mails: z.number(),
});
const recorded = ({ store }: TestExchange) =>
  store.db.one(
    defineQuery(
      recordRow,
      sql`select (select count(*) from alarm) as alarms, (select count(distinct request_id) from alarm) as requests,
                 (select count(*) from exchange_event where kind = 'incident_opened') as incidents,
                 (select count(*) from outbox) as mails`,
    ),
  );
const ids = (server: MailServer) => server.taken.map((mail) => mail.message_id);

/** A gate that opens once. */
function gate(): { readonly opened: Promise<void>; open(): void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { opened: promise, open: resolve };
}

test("two processes over 200 alarms that fall due: each is raised once and each mail delivered once", {
  skip,
}, async (t) => {
  const exchange = await openExchange(t);
  const gates = [gate(), gate()] as const;
  const servers = await Promise.all(
    [0, 1].map((which) =>
      startMailServer(t, {
        onMail: async () => {
          gates[which]?.open();
          await gates[1 - which]?.opened; // neither goes on before both have a mail in hand
          return null;
        },
      }),
    ),
  );
  const children = servers.map((server) => startProcess(t, exchange, server));
  await Promise.all(children.map((child) => once(child.stdout as NodeJS.ReadableStream, "data")));
  await manyHolds(exchange, holdsOf(40)); // while both look
  await until("200 mails sent", async () => (await outboxCounts(exchange.store.db)).sent === 200);
  for (const child of children) await stop(child);
  assert.ok(servers.every((server) => server.taken.length > 0));
  const all = servers.flatMap(ids);
  assert.equal(all.length, 200);
  assert.equal(new Set(all).size, 200);
  assert.deepEqual(await recorded(exchange), { alarms: 200, requests: 200, incidents: 200, mails: 200 });
  assert.equal((await verifyJournal(exchange.store.db)).first_wrong, null);
});

for (const { when, isTaken } of [
  { when: "before the server took it", isTaken: false },
  { when: "when the server had taken it", isTaken: true },
])
  test(`a process is killed with a mail in hand, ${when}: nothing is lost, and that one is sent again as the same`, {
    skip,
  }, async (t) => {
    const exchange = await openExchange(t);
    const { db } = exchange.store;
    await manyHolds(exchange, holdsOf(12));
    const killed = gate();
    let victim: ChildProcess | null = null;
    let inHand = "";
    const first = await startMailServer(t, {
      onMail: async (mail, nth) => {
        if (nth !== 10 || victim === null) return null;
        inHand = mail.message_id;
        victim.kill("SIGKILL");
        await once(victim, "exit");
        killed.open();
        return isTaken ? null : new Error("not taken");
      },
    });
    const second = await startMailServer(t, { onMail: () => killed.opened.then(() => null) });
    victim = startProcess(t, exchange, first);
    const survivor = startProcess(t, exchange, second);
    await until("all but the one in hand", async () => (await outboxCounts(db)).sent === 59);
    assert.deepEqual(await outboxCounts(db), { waiting: 0, tried: 1, sent: 59, dead: 0 });
    const third = await startMailServer(t);
    const send = (minutes: number) => sendOutbox(db, later(minutes), smtpTransport(third.config));
    assert.equal((await send(1)).sent, 0, "not while it may still be in somebody's hands");
    assert.equal((await send(2.1)).sent, 1);
    assert.deepEqual(ids(third), [inHand], "the same Message-ID");
    const all = [first, second, third].flatMap(ids);
    assert.equal(new Set(all).size, 60);
    assert.equal(all.length, isTaken ? 61 : 60);
    assert.deepEqual(await recorded(exchange), { alarms: 60, requests: 60, incidents: 60, mails: 60 });
    assert.equal((await verifyJournal(db)).first_wrong, null);
    await stop(survivor);
  });
