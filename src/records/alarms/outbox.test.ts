import assert from "node:assert/strict";
import { after, test } from "node:test";
import sql from "sql-template-tag";
import { z } from "zod";
import { openExchange } from "../../../test/support/exchange.ts";
import { defineQuery } from "../../db/db.ts";
import { openPostgres } from "../../db/postgres.ts";
import { verifyJournal } from "../journal/verify-journal.ts";
import { outboxCounts, queueAlarms } from "./outbox.ts";
import { queueNotices } from "./queue-notices.ts";
import { raiseAlarms } from "./raise-alarms.ts";
import { manyHolds, receivedCase } from "./testing/desks.ts";

const exchange = await openExchange({ after });
const { act, store, clock } = exchange;
const { db } = store;

const mailRow = z.object({
  kind: z.string(),
  organisation_id: z.string(),
  to_address: z.string(),
  subject: z.string(),
  body: z.string(),
  alarm_keys: z.array(z.string()),
  not_before_at: z.string(),
});
const mailsTo = (organisation: string) =>
  db.all(
    defineQuery(
      mailRow,
      sql`select kind, organisation_id, to_address, subject, body, alarm_keys, not_before_at from outbox
           where organisation_id = ${organisation} order by message_id`,
    ),
  );
const numberOf = async (table: "alarm" | "member") =>
  (
    await db.one(
      defineQuery(
        z.object({ n: z.number() }),
        table === "alarm"
          ? sql`select count(*) as n from alarm`
          : sql`select count(*) as n from member where login like 'alarms@%'`,
      ),
    )
  ).n;

test("two processes that look at the same time raise each alarm and open each incident once", async () => {
  clock.set("2026-03-04T15:16:00.000Z");
  const holds = await manyHolds(exchange, {
    desks: 3,
    holds_each: 20,
    held_from: "2026-03-02T15:00:00.000Z",
    ends_at: "2026-03-04T15:00:00.000Z",
  });
  const other = store.url === undefined ? null : await openPostgres(store.url);
  const looks = [];
  for (let nth = 0; nth < 6; nth++) looks.push(raiseAlarms(nth % 2 === 0 ? db : (other ?? db), clock));
  const found = await Promise.all(looks);
  await other?.close();
  await raiseAlarms(db, clock); // what a look left to another that was done already
  assert.equal(await numberOf("alarm"), holds);
  assert.ok(found.reduce((sum, one) => sum + one.alarms, 0) <= holds);
  const incidents = defineQuery(
    z.object({ n: z.number(), requests: z.number() }),
    sql`select count(*) as n, count(distinct request_id) as requests from exchange_event where kind = 'incident_opened'`,
  );
  assert.deepEqual(await db.one(incidents), { n: holds, requests: holds });
  assert.equal(await numberOf("member"), 3, "one account a desk");
  assert.equal((await verifyJournal(db)).first_wrong, null);
});

test("many alarms of a desk at once are one digest, which names each of them", async () => {
  for (const desk of [1, 2, 3]) {
    const mails = await mailsTo(`sample-desk-${desk}`);
    assert.deepEqual(
      mails.map((mail) => [mail.kind, mail.alarm_keys.length]),
      [["digest", 20]],
    );
    assert.equal(mails[0]?.subject, "Accord: 20 alarms for your desk");
    assert.equal(new Set(mails[0]?.alarm_keys).size, 20);
    assert.equal(mails[0]?.body.match(/The window of the hold of booking S-/g)?.length, 20);
    assert.equal(mails[0]?.body.match(/Nobody reads answers/g)?.length, 1, "one foot, at the end");
  }
});

const desk = {
  organisation_id: "sample-il-jail",
  organisation_name: "sample-il-jail (made up)",
  to_address: "desk@sample-il-jail.example",
  is_synthetic: true,
};
const part = (key: string) => ({ key, subject: `about ${key}`, block: `block of ${key}` });
const put = (...keys: string[]) => db.transaction((tx) => queueAlarms(tx, desk, keys.map(part), clock.now()));

test("few alarms are a mail each, and after twelve in an hour they are gathered for ten minutes", async () => {
  clock.set("2026-03-05T10:00:00.000Z");
  for (let nth = 0; nth < 12; nth++) assert.equal(await put(`a${nth}`), 1);
  assert.equal(await put("b1"), 1, "the thirteenth begins a digest");
  clock.pass(4);
  assert.equal(await put("b2", "b3"), 0, "which gathers the next");
  const mails = await mailsTo(desk.organisation_id);
  assert.equal(mails.length, 13);
  assert.deepEqual(mails.at(-1)?.alarm_keys, ["b1", "b2", "b3"]);
  assert.equal(mails.at(-1)?.subject, "Accord: 3 alarms for your desk");
  assert.equal(mails.at(-1)?.not_before_at, "2026-03-05T10:10:00.000Z");
  assert.ok(mails.slice(0, 12).every((mail) => mail.not_before_at === "2026-03-05T10:00:00.000Z"));
  clock.pass(90);
  assert.equal(await put("c1"), 1);
  assert.equal(
    (await mailsTo(desk.organisation_id)).at(-1)?.kind,
    "alarm",
    "an hour later they go as they come",
  );
});

test("the same alarm is never in the outbox twice, even where it is put there twice", async () => {
  const before = (await outboxCounts(db)).waiting;
  await put("c1");
  assert.equal((await outboxCounts(db)).waiting, before);
});

test("a desk of a bad day gets at most 18 mails in its first hour, and every alarm is in one of them", async () => {
  clock.set("2026-03-06T10:00:00.000Z");
  const keys = Array.from({ length: 120 }, (_, nth) => `d${nth}`);
  for (const key of keys) {
    await put(key);
    // what is due goes out, as it would
    await db.transaction((tx) =>
      tx.run(sql`update outbox set sent_at = ${clock.now()}::timestamptz, attempts = 1
                  where sent_at is null and not_before_at <= ${clock.now()}::timestamptz`),
    );
    clock.pass(0.5);
  }
  const mails = (await mailsTo(desk.organisation_id)).filter((mail) =>
    mail.alarm_keys.some((key) => key.startsWith("d")),
  );
  assert.deepEqual(
    mails.flatMap((mail) => mail.alarm_keys),
    keys,
  );
  assert.ok(mails.length > 12 && mails.length <= 18, `${mails.length} mails`);
});

test("a notice that is given through Accord goes to the issuing office's desk once, with what that office may see", async () => {
  clock.set("2026-03-09T16:00:00.000Z");
  const { request_id } = await receivedCase(exchange, "T-9", "2026-03-09T08:30");
  const notice = {
    at: "2026-03-09T09:55",
    reached: "duty desk",
    answer: "delivered",
    note: "said by the clerk",
  };
  await act("texas_clerk", "log_notice", request_id, { ...notice, channel: "phone" });
  assert.equal(await queueNotices(db, clock), 0, "what went by another way is not sent again");
  await act("texas_clerk", "log_notice", request_id, {
    ...notice,
    channel: "accord",
    release_at: "2026-03-10T06:00",
  });
  assert.deepEqual(
    await Promise.all([queueNotices(db, clock), queueNotices(db, clock)]).then((made) => made.toSorted()),
    [0, 1],
  );
  const [mail, ...more] = await mailsTo("sample-ero-office");
  assert.deepEqual(more, []);
  assert.equal(mail?.to_address, "desk@sample-ero-office.example");
  assert.equal(mail?.subject, `Accord: notice of release on request ${request_id}`);
  assert.match(
    mail?.body ?? "",
    /gave notice on your request \d+ through Accord at 2026-03-09 09:55 \(America\/Denver, UTC-06:00\)/,
  );
  assert.match(mail?.body ?? "", /Time of release that was given: 2026-03-10 06:00 \(America\/Denver/);
  assert.doesNotMatch(mail?.body ?? "", /T-9|said by the clerk/, "no booking, nothing that somebody typed");
});
