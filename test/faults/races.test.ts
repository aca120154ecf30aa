import assert from "node:assert/strict";
import { after, test } from "node:test";
import sql from "sql-template-tag";
import { z } from "zod";
import { AppError, Conflict } from "../../src/base/errors.ts";
import { defineQuery } from "../../src/db/db.ts";
import { actionNamed } from "../../src/records/exchange/actions/catalogue.ts";
import { requestEvents } from "../../src/records/exchange/event-rows.ts";
import { perform, type WriteAnswer } from "../../src/records/exchange/perform.ts";
import { headPosition } from "../../src/records/journal/journal.ts";
import { verifyJournal } from "../../src/records/journal/verify-journal.ts";
import { openExchange } from "../support/exchange.ts";

const exchange = await openExchange({ after });
const { act, actors, clock, services, store } = exchange;
const facility_id = "sample-il-jail";
const at = "2026-03-02T14:30:00Z";
const rounds = 15;
let cases = 0;

/** A request that was received for somebody who is held. */
async function received(): Promise<number> {
  const booking_number = `B-${++cases}`;
  await act("clerk", "book", null, { facility_id, booking_number, person_id: "made up", booked_at: at });
  const { request_id } = await act("clerk", "log_request", null, {
    form: "I-247A",
    issued_on: "2026-03-02",
    facility_id,
    booking_number,
    issuing_unit: "a made-up office",
    issuer_organisation_id: "sample-ero-office",
    received_at: at,
    channel: "fax",
  });
  return request_id as number;
}

const served = { at, manner: "in_person", language: "es" };
const answered = { asked: "notify", answer: "will", reason_code: "follows_policy" };

const versions = (request: number) =>
  defineQuery(
    z.object({ audience: z.string(), version: z.number() }),
    sql`select audience, version from request_now where request_id = ${request} order by audience`,
  );

const done = <T>(ended: readonly PromiseSettledResult<T>[]): T[] =>
  ended.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
const failed = (ended: readonly PromiseSettledResult<unknown>[]): unknown[] =>
  ended.flatMap((one) => (one.status === "rejected" ? [one.reason as unknown] : []));

test("of two clerks who both read version 1, at the same moment, one writes and the other is told; nothing is overwritten", async () => {
  for (let round = 0; round < rounds; round++) {
    const request = await received();
    const head = await headPosition(store.db);
    const ended = await Promise.allSettled([
      act("clerk", "serve", request, served, 1),
      act("supervisor", "answer", request, answered, 1),
    ]);
    assert.equal(done(ended).length, 1);
    const [error] = failed(ended);
    assert.ok(error instanceof AppError && error.code === "changed_since", String(error));
    assert.match(
      error.message,
      /changed by someone else since you read it \(you have version 1, it is at 2\)/,
    );
    assert.equal(await headPosition(store.db), head + 1);
    const both = await store.db.all(versions(request));
    assert.deepEqual(both, [
      { audience: "custodian", version: 2 },
      { audience: "issuer", version: 2 },
    ]);
  }
});

test("without versions both writes are done, one after the other, and each is counted", async () => {
  for (let round = 0; round < rounds; round++) {
    const request = await received();
    const ended = await Promise.allSettled([
      act("clerk", "serve", request, served),
      act("supervisor", "answer", request, answered),
      act("clerk", "answer", request, { ...answered, asked: "interview" }),
    ]);
    assert.deepEqual(failed(ended), []);
    const positions = done(ended).map((one) => one.position);
    assert.equal(new Set(positions).size, 3);
    const events = await store.db.all(requestEvents(request));
    const later = events.filter((one) => positions.includes(one.position));
    assert.deepEqual(
      later.map((one) => one.position),
      positions.toSorted((a, b) => a - b),
    );
    const [custodian] = await store.db.all(versions(request));
    assert.equal(custodian?.version, 4);
  }
});

test("what can be done once is done once, however many do it at the same moment", async () => {
  const request = await received();
  const said = { outcome: "ICE_CUSTODY", evidence: "a log, made up" };
  for (const [action, input, who] of [
    ["serve", served, "clerk"],
    ["assert_outcome", said, "clerk"],
    ["cancel_request", { reason: "not_stated" }, "officer"],
  ] as const) {
    const ended = await Promise.allSettled(Array.from({ length: 6 }, () => act(who, action, request, input)));
    assert.equal(done(ended).length, 1, action);
    for (const error of failed(ended)) assert.ok(error instanceof Conflict, `${action}: ${String(error)}`);
  }
});

test("a write that comes many times at once under one key is done once, and every answer is the same", async () => {
  for (let round = 0; round < 5; round++) {
    const write = {
      action: actionNamed("book"),
      subject_id: null,
      version: null,
      idempotency_key: `race-${round}-key`,
    };
    const booking_number = `K-${round}`;
    const input = { facility_id, booking_number, person_id: "made up", booked_at: at };
    const head = await headPosition(store.db);
    const answers: WriteAnswer[] = await Promise.all(
      Array.from({ length: 8 }, () => perform(store.db, services, clock, actors.clerk, { ...write, input })),
    );
    assert.equal(answers.filter((one) => !one.is_repeat).length, 1);
    assert.equal(new Set(answers.map((one) => JSON.stringify({ ...one, is_repeat: false }))).size, 1);
    assert.equal(await headPosition(store.db), head + 1, "one entry");
  }
});

test("one key for two different writes at once: one is done, the other is refused", async () => {
  const write = {
    action: actionNamed("book"),
    subject_id: null,
    version: null,
    idempotency_key: "one key for two",
  };
  const input = { facility_id, person_id: "made up", booked_at: at };
  const ended = await Promise.allSettled(
    ["T-1", "T-2"].map((booking_number) =>
      perform(store.db, services, clock, actors.clerk, { ...write, input: { ...input, booking_number } }),
    ),
  );
  assert.equal(done(ended).length, 1);
  assert.match(String(failed(ended)[0]), /Conflict: the idempotency key .* was used for another write/);
});

test("the chain holds after all of it", async () => {
  assert.equal((await verifyJournal(store.db)).first_wrong, null);
});
