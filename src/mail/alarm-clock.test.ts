import assert from "node:assert/strict";
import { after, test } from "node:test";
import sql from "sql-template-tag";
import { z } from "zod";
import { openExchange } from "../../test/support/exchange.ts";
import { type Db, defineQuery } from "../db/db.ts";
import { outboxCounts } from "../records/alarms/outbox.ts";
import { manyHolds } from "../records/alarms/testing/desks.ts";
import { startAlarmClock } from "./alarm-clock.ts";
import { smtpTransport } from "./smtp-transport.ts";
import { startMailServer } from "./testing/mail-server.ts";

const exchange = await openExchange({ after });
const { store, clock } = exchange;
const { db } = store;
const lines: string[] = [];
const options = { every_seconds: 0.05, warn: (line: string) => void lines.push(line) };
await manyHolds(exchange, {
  desks: 2,
  holds_each: 2,
  held_from: "2026-03-02T15:00:00.000Z",
  ends_at: "2026-03-04T15:00:00.000Z",
});

async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 1200; tries++) {
    if (await holds()) return;
    await new Promise((go) => setTimeout(go, 25));
  }
  assert.fail(`not within 30 s: ${what}`);
}
const alarms = async (): Promise<number> =>
  (await db.one(defineQuery(z.object({ n: z.number() }), sql`select count(*) as n from alarm`))).n;

test("without a mail server alarms are raised, and their mails wait", async (t) => {
  const running = startAlarmClock(db, clock, null, options);
  t.after(() => running.stop()); // also where the test fails, or the process would not end
  clock.set("2026-03-04T11:00:00.000Z");
  await until("4 alarms", async () => (await alarms()) === 4);
  await running.stop();
  assert.deepEqual(await outboxCounts(db), { waiting: 4, tried: 0, sent: 0, dead: 0 });
  assert.deepEqual(lines, []);
});

test("with one they are sent; a look that goes wrong is told, and the next tries again", async (t) => {
  const server = await startMailServer(t);
  let isBroken = true;
  const shaky: Db = {
    ...db,
    transaction: (work) => (isBroken ? Promise.reject(new Error("the store is away")) : db.transaction(work)),
  };
  const running = startAlarmClock(shaky, clock, smtpTransport(server.config), options);
  t.after(() => running.stop()); // also where the test fails, or the process would not end
  await until("a line on each", async () => lines.length >= 4);
  assert.deepEqual(
    new Set(lines),
    new Set(["alarms were not raised: the store is away", "mails were not sent: the store is away"]),
  );
  isBroken = false;
  await until("4 mails", async () => server.taken.length === 4);
  await running.stop();
  assert.deepEqual(
    new Set(server.taken.map((mail) => mail.to)),
    new Set(["desk@sample-desk-1.example", "desk@sample-desk-2.example"]),
  );
});

test("once stopped it looks no more, and no mail is in hand", async (t) => {
  const server = await startMailServer(t, {
    onMail: async () => new Promise((go) => setTimeout(go, 50, null)),
  });
  const running = startAlarmClock(db, clock, smtpTransport(server.config), options);
  t.after(() => running.stop()); // also where the test fails, or the process would not end
  clock.set("2026-03-04T14:10:00.000Z");
  await until("the first of 4 mails", async () => server.taken.length >= 1);
  await running.stop();
  const then = { ...(await outboxCounts(db)), taken: server.taken.length };
  await new Promise((go) => setTimeout(go, 200));
  assert.deepEqual({ ...(await outboxCounts(db)), taken: server.taken.length }, then);
  assert.equal(then.sent, 4 + server.taken.length);
  assert.equal(then.tried, 0);
});

test("a mail server that hangs keeps no alarm from being raised", async (t) => {
  const hanging = Promise.withResolvers<null>();
  const server = await startMailServer(t, { onMail: () => hanging.promise });
  clock.set("2026-03-04T15:15:10.000Z");
  const running = startAlarmClock(db, clock, smtpTransport(server.config), options);
  t.after(() => running.stop()); // also where the test fails, or the process would not end
  await until("4 alarms and their incidents more", async () => (await alarms()) === 12);
  hanging.resolve(null);
  await running.stop();
});
