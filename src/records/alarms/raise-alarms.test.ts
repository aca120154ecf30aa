import assert from "node:assert/strict";
import { after, test } from "node:test";
import sql from "sql-template-tag";
import { z } from "zod";
import { openExchange } from "../../../test/support/exchange.ts";
import { defineQuery } from "../../db/db.ts";
import { readAs } from "../exchange/read-as.ts";
import { standingRequest } from "../exchange/standing.ts";
import { verifyJournal } from "../journal/verify-journal.ts";
import { actorByLogin } from "../organisations/actor-of.ts";
import { registerMember } from "../organisations/register-member.ts";
import { alarmsOf, alarmsOnRequest } from "./alarms-of.ts";
import { raiseAlarms } from "./raise-alarms.ts";
import { hold, receivedCase } from "./testing/desks.ts";

const exchange = await openExchange({ after });
const { act, actors, store, clock } = exchange;
const { db } = store;
const raise = () => raiseAlarms(db, clock, { public_url: "https://accord.example" });
const none = { alarms: 0, incidents: 0, mails: 0, is_elsewhere: false };

const mailRow = z.object({ subject: z.string(), body: z.string(), to_address: z.string(), kind: z.string() });
const mailsAbout = (request: number) =>
  db.all(
    defineQuery(
      mailRow,
      sql`select subject, body, to_address, kind from outbox where body like ${`%/exchange/requests/${request}%`} order by message_id`,
    ),
  );
const kindsOn = async (request: number) => (await alarmsOnRequest(db, request)).map((alarm) => alarm.kind);
const onDesk = (who: keyof typeof actors) =>
  readAs(db, clock, actors[who], "desk", async (reader) => ({
    answer: (await alarmsOf(reader, actors[who].acts_for, clock.now())).map((alarm) => [
      alarm.request_id,
      alarm.kind,
    ]),
    shown: { requests: [], bookings: [] },
  }));

test("a hold is told of four hours and one hour ahead and when its window has ended, once each", async () => {
  const held = await receivedCase(exchange, "T-1", "2026-03-02T07:30");
  await hold(exchange, held, "2026-03-02T07:40"); // ends 2026-03-04T14:40Z
  const { request_id } = held;
  assert.deepEqual(await raise(), none, "nothing is due yet");
  clock.set("2026-03-04T10:39:59.000Z");
  assert.deepEqual(await raise(), none, "a second before four hours ahead");
  clock.set("2026-03-04T10:40:00.000Z");
  assert.deepEqual(await raise(), { ...none, alarms: 1, mails: 1 });
  assert.deepEqual(await raise(), none, "not again");
  assert.deepEqual(await onDesk("texas_clerk"), [[request_id, "hold_ends_4h"]]);
  clock.set("2026-03-04T13:40:10.000Z");
  assert.deepEqual(await raise(), { ...none, alarms: 1, mails: 1 });
  assert.deepEqual(
    await onDesk("texas_clerk"),
    [[request_id, "hold_ends_1h"]],
    "the nearer one takes its place",
  );
  clock.set("2026-03-04T14:40:30.000Z");
  assert.deepEqual(await raise(), { ...none, alarms: 1, mails: 1 });
  clock.pass(15);
  assert.deepEqual(await raise(), { ...none, alarms: 1, incidents: 1, mails: 1 });
  clock.pass(600);
  assert.deepEqual(await raise(), none);
  const all = ["hold_ends_4h", "hold_ends_1h", "hold_window_ended", "held_past_window"];
  assert.deepEqual(await kindsOn(request_id), all);
  const state = (await standingRequest(db, request_id))?.state_now;
  assert.deepEqual(
    state?.incidents.map((one) => [one.what, one.at, one.ends_at, one.closed_at]),
    [["held_past_window", "2026-03-04T14:40:00.000Z", "2026-03-04T14:40:00.000Z", null]],
  );
  await act("texas_clerk", "end_hold", request_id, { at: "2026-03-04T08:00", why: "released_by_jail" });
  assert.equal(
    (await standingRequest(db, request_id))?.state_now.incidents.length,
    1,
    "the desk opens no second one",
  );
  assert.deepEqual(await onDesk("texas_clerk"), [], "what was seen to is off the desk");
  assert.equal((await alarmsOnRequest(db, request_id)).length, 4, "and stays in the record");
});

test("its mails say when on the desk's own clock, by which rule, what to do and where; no name, and no booking in the subject", async () => {
  const [first] = await db.all(
    defineQuery(mailRow, sql`select subject, body, to_address, kind from outbox order by message_id limit 1`),
  );
  assert.equal(first?.to_address, "desk@sample-tx-jail.example");
  assert.match(first?.subject ?? "", /^Accord: a hold ends within 4 hours \(request \d+\)$/);
  assert.match(
    first?.body ?? "",
    /The hold of booking T-1 \(request \d+\) ends at 2026-03-04 07:40 \(America\/Denver, UTC-07:00\)/,
  );
  assert.match(first?.body ?? "", /\nRule: .*I-247A/);
  assert.match(first?.body ?? "", /\nWhat to do: /);
  assert.match(first?.body ?? "", /\nIn Accord: https:\/\/accord\.example\/exchange\/requests\/\d+\n/);
  assert.match(first?.body ?? "", /Made up, for demonstration or tests/);
});

test("a hold that ended within its window is told of no more", async () => {
  clock.set("2026-03-09T15:00:00.000Z");
  const held = await receivedCase(exchange, "T-2", "2026-03-09T08:30");
  await hold(exchange, held, "2026-03-09T08:40");
  clock.set("2026-03-11T14:00:00.000Z");
  await act("texas_clerk", "end_hold", held.request_id, { at: "2026-03-11T07:50", why: "released_by_jail" });
  clock.set("2026-03-12T14:00:00.000Z");
  assert.deepEqual(await raise(), none);
  assert.deepEqual(await kindsOn(held.request_id), []);
});

test("a release nobody answered is told of 72 hours ahead, a promised notice not logged 48 hours ahead", async () => {
  clock.set("2026-03-16T15:00:00.000Z");
  const { booking_id, request_id } = await receivedCase(exchange, "T-3", "2026-03-16T08:30");
  await act("texas_clerk", "expect_release", booking_id, {
    at: "2026-03-20T12:00",
    reason: "sentence_served",
    certainty: "fixed",
  }); // 18:00Z
  clock.set("2026-03-17T17:59:00.000Z");
  assert.deepEqual(await raise(), none);
  clock.set("2026-03-17T18:00:00.000Z");
  assert.equal((await raise()).alarms, 1);
  assert.deepEqual(await onDesk("texas_clerk"), [[request_id, "no_answer_72h"]]);
  for (const asked of ["notify", "hold", "serve"])
    await act("texas_clerk", "answer", request_id, { asked, answer: "will", reason_code: "state_law" });
  assert.deepEqual(await onDesk("texas_clerk"), [], "answered");
  clock.set("2026-03-18T18:00:00.000Z");
  assert.equal((await raise()).alarms, 1);
  assert.deepEqual(await kindsOn(request_id), ["no_answer_72h", "no_notice_48h"]);
  await act("texas_clerk", "log_notice", request_id, {
    at: "2026-03-18T12:00",
    channel: "phone",
    reached: "duty officer",
    answer: "will_come",
  });
  assert.deepEqual(await onDesk("texas_clerk"), []);
  assert.deepEqual(await raise(), none);
  const mails = await mailsAbout(request_id);
  assert.equal(mails.length, 2);
  assert.match(
    mails[1]?.body ?? "",
    /Release of booking T-3 .* at 2026-03-20 12:00 \(America\/Denver, UTC-06:00\)/,
  );
});

test("a mail about a minor or a protected person names the request and not the booking", async () => {
  clock.set("2026-03-23T15:00:00.000Z");
  const guarded = { is_protected: true };
  const { booking_id, request_id } = await receivedCase(exchange, "T-4", "2026-03-23T08:30", guarded);
  await act("texas_clerk", "expect_release", booking_id, {
    at: "2026-03-24T12:00",
    reason: "sentence_served",
    certainty: "fixed",
  });
  assert.equal((await raise()).alarms, 1);
  const [mail] = await mailsAbout(request_id);
  assert.doesNotMatch(mail?.body ?? "", /T-4/);
  assert.match((await alarmsOnRequest(db, request_id))[0]?.text ?? "", /T-4/, "the desk page shows it");
});

test("only the desk and its counsel see an alarm; the issuing office and other desks see none", async () => {
  const all = await db.all(defineQuery(z.object({ n: z.number() }), sql`select count(*) as n from alarm`));
  assert.equal(all[0]?.n, 7);
  const seen = (who: keyof typeof actors) =>
    readAs(db, clock, actors[who], "desk", async (reader) => ({
      answer: (
        await reader.one(defineQuery(z.object({ n: z.number() }), sql`select count(*) as n from alarm`))
      ).n,
      shown: { requests: [], bookings: [] },
    }));
  assert.equal(await seen("texas_clerk"), 7);
  for (const who of ["clerk", "counsel", "officer", "other_officer", "editor", "observer"] as const)
    assert.equal(await seen(who), 0, who);
  await assert.rejects(
    readAs(db, clock, actors.texas_clerk, "desk", async (reader) => ({
      answer: await reader.all(mailQuery),
      shown: { requests: [], bookings: [] },
    })),
    { code: "42501" },
    "nobody signed in reads the outbox",
  );
});
const mailQuery = defineQuery(mailRow, sql`select subject, body, to_address, kind from outbox`);

test("the account that writes for a desk is one, signs nobody in and can be made by nobody else", async () => {
  const accounts = await db.all(
    defineQuery(
      z.object({ login: z.string(), is_active: z.boolean() }),
      sql`select login, is_active from member where login like 'alarms@%'`,
    ),
  );
  assert.deepEqual(accounts, [{ login: "alarms@sample-tx-jail", is_active: false }]);
  assert.equal(await actorByLogin(db, "alarms@sample-tx-jail"), null);
  for (const login of ["alarms@sample-il-jail", "alarms@sample-tx-jail-2"])
    await assert.rejects(
      db.transaction((tx) =>
        registerMember(
          tx,
          { login, organisation_id: "sample-il-jail", roles: ["auditor"] },
          clock.now(),
          "test",
        ),
      ),
      { code: "23514" },
    );
});

test("an alarm is part of the record: it cannot be changed, and the chain holds", async () => {
  await assert.rejects(
    db.transaction((tx) => tx.run(sql`update alarm set text = 'other'`)),
    { code: "23001" },
  );
  const sealed = defineQuery(
    z.object({ rows: z.number(), requests: z.number() }),
    sql`select sum((body->'sealed'->'alarm'->>'rows')::int) as rows, sum(jsonb_array_length(body->'requests')) as requests
          from journal where kind = 'exchange' and body->>'what' = 'raise_alarms'
           and author = 'sample-tx-jail/alarms@sample-tx-jail' and body->>'organisation_id' = 'sample-tx-jail'`,
  );
  assert.deepEqual(await db.one(sealed), { rows: 7, requests: 7 });
  assert.deepEqual((await verifyJournal(db)).first_wrong, null);
});
