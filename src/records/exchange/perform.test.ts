import assert from "node:assert/strict";
import { after, test } from "node:test";
import sql from "sql-template-tag";
import { z } from "zod";
import { openExchange } from "../../../test/support/exchange.ts";
import { type AppError, Conflict, InvalidInput, NotAllowed, NotFound } from "../../base/errors.ts";
import { defineQuery } from "../../db/db.ts";
import { verifyJournal } from "../journal/verify-journal.ts";
import { actionNamed } from "./actions/catalogue.ts";
import { perform } from "./perform.ts";
import { readAs } from "./read-as.ts";
import { standingBooking, standingRequest } from "./standing.ts";

const exchange = await openExchange({ after });
const { act, actors, store, clock, services } = exchange;

const booking = (number: string) => ({
  facility_id: "sample-il-jail",
  booking_number: number,
  person_id: `P-${number}`,
  booked_at: "2026-03-01T08:00",
  charges: [{ description: "Driving while suspended" }],
});
const paper = (number: string) => ({
  form: "I-247A",
  issued_on: "2026-03-02",
  facility_id: "sample-il-jail",
  booking_number: number,
  issuing_unit: "Sample field office",
  issuer_organisation_id: "sample-ero-office",
  received_at: "2026-03-02T08:30",
  channel: "fax",
  warrant: "I-200",
});
const readAsName = <T>(who: keyof typeof actors, work: Parameters<typeof readAs<T>>[4]) =>
  readAs(store.db, clock, actors[who], "test", work);
const seen = (who: keyof typeof actors, request: number) =>
  readAsName(who, async (db) => ({
    answer: (await standingRequest(db, request))?.state_now ?? null,
    shown: { requests: [request], bookings: [] },
  }));

test("a case from booking to outcome, with what each side sees of it", async () => {
  const booked = await act("clerk", "book", null, booking("B-1"));
  const logged = await act("clerk", "log_request", null, paper("B-1"));
  const request = logged.request_id as number;
  assert.equal((await seen("clerk", request))?.phase, "active");
  assert.equal((await seen("clerk", request))?.booking_id, booked.booking_id);
  assert.equal((await seen("officer", request))?.booking_id, null);
  await act("clerk", "serve", request, { at: "2026-03-02T08:45", manner: "in_person", language: "es" });
  const answered = await act("counsel", "answer", request, {
    asked: "hold",
    answer: "not_permitted_by_law",
    reason_code: "state_law",
    provision: "il-trust-act",
  });
  assert.equal(answered.request_id, request);
  const state = await seen("clerk", request);
  assert.equal(state?.answers.hold?.decision, "NOT_PERMITTED_BY_LAW");
  clock.pass(60);
  await act("clerk", "otherwise_release", booked.booking_id, {
    at: "2026-03-02T09:50",
    reason: "bond_posted",
  });
  assert.equal((await seen("clerk", request))?.releasable_at, "2026-03-02T15:50:00.000Z");
  assert.equal(
    (await seen("officer", request))?.releasable_at,
    null,
    "the issuer learns of a release only when told",
  );
  await act("clerk", "log_notice", request, {
    at: "2026-03-02T09:55",
    channel: "phone",
    reached: "duty officer",
    answer: "will_not_come",
  });
  await act("clerk", "release", booked.booking_id, {
    at: "2026-03-02T10:00",
    reason: "bond_posted",
    criminal_warrants_checked: true,
    requests_checked: true,
  });
  assert.equal(
    (await seen("officer", request))?.phase,
    "released",
    "a notice was sent, so the release is told",
  );
  await act("clerk", "assert_outcome", request, {
    outcome: "RELEASED_AFTER_NOTICE",
    evidence: "release log",
  });
  await act("officer", "assert_outcome", request, {
    outcome: "DECLINED",
    asked: "hold",
    evidence: "officer's entry",
    basis: "record_only",
  });
  assert.deepEqual(
    (await seen("officer", request))?.outcomes.map((one) => [one.side, one.outcome]),
    [
      ["custodian", "RELEASED_AFTER_NOTICE"],
      ["issuer", "DECLINED"],
    ],
  );
  await assert.rejects(
    act("officer", "assert_outcome", request, { outcome: "DECLINED", evidence: "again" }),
    Conflict,
  );
});

test("nobody sees what does not concern them", async () => {
  const booked = await act("clerk", "book", null, booking("B-2"));
  const { request_id } = await act("clerk", "log_request", null, paper("B-2"));
  for (const who of ["texas_clerk", "other_officer", "observer", "grant_editor"] as const) {
    assert.equal(await seen(who, request_id as number), null, who);
    const hidden = await readAsName(who, async (db) => ({
      answer: await standingBooking(db, booked.booking_id as number),
      shown: { requests: [], bookings: [] },
    }));
    assert.equal(hidden, null, who);
  }
  await assert.rejects(
    act("texas_clerk", "serve", request_id, { at: "2026-03-02T09:45", manner: "in_person", language: "en" }),
    NotFound,
  );
  await assert.rejects(
    act("officer", "serve", request_id, { at: "2026-03-02T09:45", manner: "in_person", language: "en" }),
    NotAllowed,
  );
  assert.notEqual(
    await seen("editor", request_id as number),
    null,
    "a report office reads what both sides share",
  );
});

test("a request for somebody who is not held is caught at once", async () => {
  const form = {
    form: "I-247A",
    issued_on: "2026-03-02",
    addressee: "Sample County Jail, Illinois",
    issuing_unit: "Sample field office",
    bases: ["biometric_match"],
  };
  const never = await act("officer", "issue_request", null, {
    ...form,
    facility_id: "sample-il-jail",
    booking_number: "NOBODY",
  });
  assert.equal((await seen("officer", never.request_id as number))?.phase, "misdirected");
  const held = await act("officer", "issue_request", null, {
    ...form,
    facility_id: "sample-il-jail",
    booking_number: "B-2",
  });
  assert.equal((await seen("officer", held.request_id as number))?.phase, "issued");
  const left = await act("officer", "issue_request", null, {
    ...form,
    facility_id: "sample-il-jail",
    booking_number: "B-1",
  });
  assert.equal((await seen("officer", left.request_id as number))?.phase, "not_in_custody");
});

test("two clerks on one request: the second is told, and nothing is overwritten", async () => {
  await act("clerk", "book", null, booking("B-3"));
  const { request_id } = await act("clerk", "log_request", null, paper("B-3"));
  const served = { at: "2026-03-02T09:45", manner: "in_person", language: "en" };
  const answered = { asked: "notify", answer: "will", reason_code: "follows_policy" };
  await act("clerk", "serve", request_id, served, 1);
  await assert.rejects(
    act("supervisor", "answer", request_id, answered, 1),
    (error: AppError) => error.code === "changed_since",
  );
  await act("supervisor", "answer", request_id, answered, 2);
});

test("the same write with its key is done once", async () => {
  const write = {
    action: actionNamed("book"),
    subject_id: null,
    version: null,
    idempotency_key: "key-000001",
  };
  const first = await perform(store.db, services, clock, actors.clerk, { ...write, input: booking("B-4") });
  const again = await perform(store.db, services, clock, actors.clerk, { ...write, input: booking("B-4") });
  assert.deepEqual(again, { ...first, is_repeat: true });
  await assert.rejects(
    perform(store.db, services, clock, actors.clerk, { ...write, input: booking("B-5") }),
    Conflict,
  );
  await assert.rejects(act("clerk", "book", null, booking("B-4")), Conflict);
});

test("a hold runs by its form's clock, and past its end it leaves an incident", async () => {
  const facility_id = "sample-tx-jail";
  const booked = await act("texas_clerk", "book", null, { ...booking("T-1"), facility_id });
  const { request_id } = await act("texas_clerk", "log_request", null, {
    ...paper("T-1"),
    facility_id,
    received_at: "2026-03-02T08:30",
  });
  await assert.rejects(act("texas_clerk", "start_hold", request_id, { at: "2026-03-02T09:00" }), Conflict);
  await act("texas_clerk", "otherwise_release", booked.booking_id, {
    at: "2026-03-02T08:40",
    reason: "sentence_served",
  });
  await act("texas_clerk", "answer", request_id, { asked: "hold", answer: "will", reason_code: "state_law" });
  await act("texas_clerk", "start_hold", request_id, { at: "2026-03-02T08:40" });
  const held = await seen("texas_clerk", request_id as number);
  assert.equal(held?.hold?.ends_at, "2026-03-04T15:40:00.000Z");
  clock.set("2026-03-04T16:00:00.000Z");
  await act("texas_clerk", "end_hold", request_id, { at: "2026-03-04T08:50", why: "released_by_jail" });
  const late = await seen("texas_clerk", request_id as number);
  assert.equal(late?.incidents.length, 1);
  const incident = late?.incidents[0]?.event_id;
  await assert.rejects(
    act("texas_clerk", "close_incident", request_id, { incident, reason: "" }),
    InvalidInput,
  );
  await act("texas_clerk", "close_incident", request_id, {
    incident,
    reason: "the van was ten minutes late; told to ICE",
  });
  assert.notEqual((await seen("texas_clerk", request_id as number))?.incidents[0]?.closed_at, null);
});

test("everything read and written stands in the journal, and the chain holds", async () => {
  const kinds = defineQuery(
    z.object({ kind: z.string(), n: z.number() }),
    sql`select kind, count(*) as n from journal where kind in ('exchange', 'access') group by kind order by kind`,
  );
  const [access, written] = await store.db.all(kinds);
  assert.ok((access?.n ?? 0) >= 15 && (written?.n ?? 0) >= 20);
  assert.deepEqual((await verifyJournal(store.db)).first_wrong, null);
});
