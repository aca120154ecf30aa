import assert from "node:assert/strict";
import { after, test } from "node:test";
import { openExchange } from "../../../test/support/exchange.ts";
import { testKey } from "../../../test/support/test-key.ts";
import { weekOf } from "../../base/day.ts";
import { NotAllowed, NotFound } from "../../base/errors.ts";
import { seedPolicies } from "../../records/policies/record-policy.ts";
import { ExchangeRecord } from "./exchange-record.ts";

const exchange = await openExchange({ after });
const { act, actors, store, clock, services } = exchange;
await store.db.transaction((tx) =>
  seedPolicies(tx, { recorded_at: clock.now(), author: "test", reason: "the shipped set" }),
);
const record = new ExchangeRecord({ db: store.db, clock, services, signingKey: async () => testKey() });

const booked = await act("clerk", "book", null, {
  facility_id: "sample-il-jail",
  booking_number: "B-1",
  person_id: "P-1",
  booked_at: "2026-03-01T08:00",
  expected_release_at: "2026-03-03T10:00",
});
const logged = await act("clerk", "log_request", null, {
  form: "I-247A",
  issued_on: "2026-03-02",
  facility_id: "sample-il-jail",
  booking_number: "B-1",
  issuing_unit: "Sample field office",
  issuer_organisation_id: "sample-ero-office",
  received_at: "2026-03-02T08:30",
  channel: "fax",
});
const request = logged.request_id as number;

test("the desk shows who leaves within three days, what each request asks, and what law and policy say of it", async () => {
  const [line, ...more] = await record.desk(actors.clerk, 72);
  assert.equal(more.length, 0);
  assert.equal(line?.booking.state.booking_number, "B-1");
  const [one] = line?.requests ?? [];
  assert.equal(one?.request.request_id, request);
  assert.equal(one?.authority.hold?.modality, "must_not");
  assert.ok(one?.authority.hold?.sources.some((source) => source.layer === "state_statute"));
  assert.ok((one?.duties ?? []).some((duty) => duty.asked === "hold" && duty.missing.includes("answer")));
  assert.deepEqual(await record.desk(actors.clerk, 12), []);
  assert.deepEqual(await record.desk(actors.texas_clerk, 72), []);
});

test("a case page is each side's own", async () => {
  const jails = await record.request(actors.clerk, request);
  assert.deepEqual([jails.audience, jails.booking?.booking_id], ["custodian", booked.booking_id]);
  const ices = await record.request(actors.officer, request);
  assert.deepEqual([ices.audience, ices.booking, ices.duties.length], ["issuer", null, 0]);
  assert.ok(!JSON.stringify(ices).includes("person_key"));
  await assert.rejects(record.request(actors.texas_clerk, request), NotFound);
  await assert.rejects(record.request(actors.other_officer, request), NotFound);
  await assert.rejects(record.request(actors.observer, request), NotAllowed);
  await assert.rejects(record.request(actors.administrator, request), NotAllowed);
  await assert.rejects(record.booking(actors.officer, booked.booking_id as number), NotAllowed);
});

test("the lists and the week hold what concerns who asks", async () => {
  const open = { which: "open", most: 50 } as const;
  assert.deepEqual(
    (await record.requests(actors.officer, open)).requests.map((one) => one.request_id),
    [request],
  );
  assert.deepEqual((await record.requests(actors.other_officer, open)).requests, []);
  const week = weekOf("2026-03-02");
  assert.equal((await record.week(actors.editor, week)).length, 0, "nothing has ended yet");
  await act("clerk", "assert_outcome", request, {
    outcome: "RELEASED_AFTER_NOTICE",
    evidence: "release log",
  });
  for (const who of ["editor", "clerk", "officer"] as const)
    assert.equal((await record.week(actors[who], week)).length, 1, who);
  assert.equal((await record.week(actors.texas_clerk, weekOf("2026-03-02"))).length, 0);
  assert.equal((await record.week(actors.other_officer, week)).length, 0);
  assert.equal((await record.bookings(actors.clerk, { number: "B", most: 10 })).bookings.length, 1);
  assert.equal((await record.bookings(actors.clerk, { number: "%", most: 10 })).bookings.length, 0);
});

test("who read what stands in the audit log of the reader's own organisation", async () => {
  const lines = await record.audit(actors.auditor, null, 100);
  assert.ok(
    lines.some(
      (line) =>
        line.kind === "access" && line.requests.includes(request) && line.author === "sample-il-jail/clerk",
    ),
  );
  assert.ok(lines.every((line) => line.author.startsWith("sample-il-")));
  await assert.rejects(record.audit(actors.clerk, null, 10), NotAllowed);
});
