import assert from "node:assert/strict";
import { after, test } from "node:test";
import sql from "sql-template-tag";
import { z } from "zod";
import { openExchange } from "../../test/support/exchange.ts";
import { defineQuery } from "../db/db.ts";
import { openPostgres } from "../db/postgres.ts";
import { outboxCounts, queueMail } from "../records/alarms/outbox.ts";
import { sendOutbox } from "./send-outbox.ts";
import { type MailTransport, smtpTransport } from "./smtp-transport.ts";
import { answer, startMailServer } from "./testing/mail-server.ts";

const { store, clock } = await openExchange({ after });
const { db } = store;
const lines: string[] = [];
const warn = (line: string): void => void lines.push(line);
const round = (transport: MailTransport) => sendOutbox(db, clock, transport, { warn });
const nothing = { sent: 0, later: 0, dead: 0, is_unreachable: false };

let made = 0;
/** Puts mails in the outbox that are due now. */
async function put(count: number): Promise<void> {
  const desk = {
    organisation_id: "sample-tx-jail",
    organisation_name: "Sample jail (made up)",
    to_address: "desk@sample-tx-jail.example",
    is_synthetic: true,
  };
  const now = clock.now();
  for (let nth = 0; nth < count; nth++) {
    made += 1;
    const mail = {
      dedupe_key: `test/${made}`,
      kind: "alarm",
      alarm_keys: [],
      subject: `Accord: a hold ends within 1 hour (request ${made})`,
      blocks: [`What é ${made}.`],
      not_before_at: now,
      not_after_at: new Date(Date.parse(now) + 86_400_000).toISOString(),
    } as const;
    assert.equal(await db.transaction((tx) => queueMail(tx, desk, mail, now)), true);
  }
}

const standRow = z.object({
  attempts: z.number(),
  not_before_at: z.string(),
  sent_at: z.string().nullable(),
  smtp_response: z.string().nullable(),
  dead_at: z.string().nullable(),
  last_error: z.string().nullable(),
  lease_until_at: z.string().nullable(),
});
/** How the last mail that was put stands. */
const last = () =>
  db.one(
    defineQuery(
      standRow,
      sql`select attempts, not_before_at, sent_at, smtp_response, dead_at, last_error, lease_until_at from outbox
           where dedupe_key = ${`test/${made}`}`,
    ),
  );

test("a mail goes out once, as plain text from a machine, and the server's answer is kept", async (t) => {
  const server = await startMailServer(t);
  const transport = smtpTransport(server.config);
  await put(1);
  assert.deepEqual(await round(transport), { ...nothing, sent: 1 });
  assert.deepEqual(await round(transport), nothing);
  const [mail, ...more] = server.taken;
  assert.deepEqual(more, []);
  const raw = mail?.raw ?? "";
  assert.match(mail?.message_id ?? "", /^<[0-9a-f-]{36}@exchange\.example>$/);
  assert.match(raw, /^From: Accord <accord@exchange\.example>\r$/m);
  assert.match(raw, /^To: desk@sample-tx-jail\.example\r$/m);
  assert.match(raw, /^Auto-Submitted: auto-generated\r$/m);
  assert.match(raw, /^Date: Mon, 02 Mar 2026 15:00:00 \+0000\r$/m);
  assert.match(raw, /^Content-Type: text\/plain; charset=utf-8\r$/m);
  const stands = await last();
  assert.match(stands.smtp_response ?? "", /^250 /);
  assert.deepEqual([stands.attempts, stands.sent_at, stands.lease_until_at], [1, clock.now(), null]);
});

test("two processes over one outbox: each mail is in the hands of one, and goes out once", async (t) => {
  const server = await startMailServer(t);
  const other = store.url === undefined ? null : await openPostgres(store.url);
  await put(60);
  const rounds = await Promise.all(
    [db, other ?? db].map((each) => sendOutbox(each, clock, smtpTransport(server.config), { warn })),
  );
  await other?.close();
  assert.equal(
    rounds.reduce((sum, one) => sum + one.sent, 0),
    60,
  );
  assert.ok(
    rounds.every((one) => one.sent > 0),
    "both sent some",
  );
  assert.equal(server.taken.length, 60);
  assert.equal(new Set(server.taken.map((mail) => mail.message_id)).size, 60);
});

test("while the server is down a mail is tried after 1, 2, 4 … 60 minutes, and told of when it is given up", async (t) => {
  const server = await startMailServer(t);
  await server.close();
  const transport = smtpTransport(server.config);
  await put(2);
  const waits: number[] = [];
  for (let tries = 1; tries <= 10; tries++) {
    const before = clock.now();
    assert.equal((await round(transport)).is_unreachable, true, "one try, and the other mail is spared");
    const first = await db.one(
      defineQuery(
        standRow,
        sql`select attempts, not_before_at, sent_at, smtp_response, dead_at, last_error, lease_until_at
                                  from outbox where dedupe_key = ${`test/${made - 1}`}`,
      ),
    );
    assert.equal(first.attempts, tries);
    waits.push((Date.parse(first.not_before_at) - Date.parse(before)) / 60_000);
    assert.match(first.last_error ?? "", /ECONNREFUSED|ESOCKET/);
    assert.equal(first.dead_at !== null, tries === 10);
    if (tries === 1) {
      await db.transaction((tx) =>
        tx.run(
          sql`update outbox set not_before_at = ${"2026-03-02T23:00:00Z"}::timestamptz where dedupe_key = ${`test/${made}`}`,
        ),
      );
      assert.deepEqual(await round(transport), nothing, "not before its time");
    }
    if (tries < 10) clock.set(first.not_before_at);
  }
  assert.deepEqual(waits, [1, 2, 4, 8, 16, 32, 60, 60, 60, 60]);
  assert.equal(lines.length, 1);
  assert.match(
    lines.pop() ?? "",
    /^ALARM NOT MAILED: mail \d+ to the desk of sample-tx-jail is given up after 10 tries \(ESOCKET: .*ECONNREFUSED/,
  );
  const again = await startMailServer(t, { port: server.port });
  clock.set("2026-03-02T23:00:00.000Z");
  assert.deepEqual(await round(transport), { ...nothing, sent: 1 }, "the other goes when the server is back");
  assert.equal(again.taken.length, 1);
});

test("a server that says later is asked later, with the same Message-ID; the mails behind it go at once", async (t) => {
  const seen: string[] = [];
  const server = await startMailServer(t, {
    onMail: (mail, nth) => {
      seen.push(mail.message_id);
      return nth === 1 ? answer(451, "4.7.1 greylisted, try again") : null;
    },
  });
  const transport = smtpTransport(server.config);
  await put(2);
  assert.deepEqual(await round(transport), { ...nothing, sent: 1, later: 1 });
  clock.pass(1);
  assert.deepEqual(await round(transport), { ...nothing, sent: 1 });
  assert.equal(seen[2], seen[0]);
  assert.equal(new Set(server.taken.map((mail) => mail.message_id)).size, 2);
  assert.deepEqual(lines, []);
});

test("a server that refuses a desk's address for good is not asked again, and somebody is told at once", async (t) => {
  const server = await startMailServer(t, { onRecipient: () => answer(550, "5.1.1 no such desk") });
  const transport = smtpTransport(server.config);
  await put(1);
  assert.deepEqual(await round(transport), { ...nothing, dead: 1 });
  clock.pass(600);
  assert.deepEqual(await round(transport), nothing);
  assert.match((await last()).last_error ?? "", /550 5\.1\.1 no such desk/);
  assert.equal(lines.length, 1);
  assert.match(lines.pop() ?? "", /given up after 1 try \(EENVELOPE: 550 5\.1\.1 no such desk\)/);
});

test("a server that is closing (421), or wants a password, is not answering: the round ends and nothing is given up", async (t) => {
  const closing = await startMailServer(t, { onRecipient: () => answer(421, "4.3.2 closing") });
  await put(2);
  assert.deepEqual(await round(smtpTransport(closing.config)), {
    ...nothing,
    later: 1,
    is_unreachable: true,
  });
  const locked = await startMailServer(t, {
    options: {
      authOptional: false,
      disabledCommands: ["STARTTLS"],
      allowInsecureAuth: true,
      onAuth: (_a, _s, done) => done(answer(535, "5.7.8 wrong")),
    },
  });
  const wrong = smtpTransport({ ...locked.config, user: "accord", password: "wrong" });
  assert.deepEqual(await round(wrong), { ...nothing, later: 1, is_unreachable: true });
  assert.match((await last()).last_error ?? "", /^EAUTH: 535/);
  clock.pass(5);
  const server = await startMailServer(t);
  assert.deepEqual(await round(smtpTransport(server.config)), { ...nothing, sent: 2 });
});

test("a server that hangs is broken off, within the time that the mail is ours", async (t) => {
  const held: (() => void)[] = [];
  t.after(() => {
    for (const go of held) go();
  });
  const server = await startMailServer(t, { onMail: () => new Promise((go) => held.push(() => go(null))) });
  await put(1);
  assert.deepEqual(await round(smtpTransport(server.config, 300)), {
    ...nothing,
    later: 1,
    is_unreachable: true,
  });
  assert.match((await last()).last_error ?? "", /^EABORT: /);
  clock.pass(5);
  const second = await startMailServer(t);
  assert.deepEqual(await round(smtpTransport(second.config)), { ...nothing, sent: 1 });
});

test("a server elsewhere gets no mail without TLS, and none with a certificate that nobody vouches for", async (t) => {
  await put(1);
  const plain = await startMailServer(t);
  assert.equal((await round(smtpTransport({ ...plain.config, is_loopback: false }))).is_unreachable, true);
  clock.pass(5);
  const unknown = await startMailServer(t, { options: { disabledCommands: ["AUTH"] } });
  assert.equal((await round(smtpTransport({ ...unknown.config, is_loopback: false }))).is_unreachable, true);
  assert.match((await last()).last_error ?? "", /certificate/i);
  assert.deepEqual([plain.taken, unknown.taken], [[], []]);
  clock.pass(10);
  assert.equal((await round(smtpTransport(plain.config))).sent, 1, "this machine itself needs none");
});

test("a mail that a server took just before its process died is sent again, with the same Message-ID, when its lease is over", async (t) => {
  const server = await startMailServer(t);
  const transport = smtpTransport(server.config);
  const dying: MailTransport = {
    ...transport,
    async deliver(mail) {
      await transport.deliver(mail);
      throw new Error("the process is gone");
    },
  };
  await put(2);
  await assert.rejects(round(dying), /the process is gone/);
  assert.deepEqual(await round(transport), { ...nothing, sent: 1 }, "the other one, and not the one in hand");
  clock.pass(1.9);
  assert.deepEqual(await round(transport), nothing);
  clock.pass(0.2);
  assert.deepEqual(await round(transport), { ...nothing, sent: 1 });
  const ids = server.taken.map((mail) => mail.message_id);
  assert.equal(ids.length, 3);
  assert.equal(ids[2], ids[0]);
});

test("what was not sent while it was of use is given up, and told of in one line", async (t) => {
  await put(3);
  clock.pass(24 * 60);
  const server = await startMailServer(t);
  assert.deepEqual(await round(smtpTransport(server.config)), { ...nothing, dead: 3 });
  assert.deepEqual(server.taken, []);
  assert.equal(lines.length, 1);
  assert.match(lines.pop() ?? "", /^3 mails were not sent while they were of use/);
  assert.equal((await outboxCounts(db)).waiting, 0);
});
