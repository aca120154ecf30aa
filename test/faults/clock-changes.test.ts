import assert from "node:assert/strict";
import { after, test } from "node:test";
import { InvalidInput } from "../../src/base/errors.ts";
import type { RequestState } from "../../src/law/exchange/request-state.ts";
import { standingRequest } from "../../src/records/exchange/standing.ts";
import { openExchange } from "../support/exchange.ts";

const { act, clock, store } = await openExchange({ after }, "2026-01-05T15:00:00.000Z");
let cases = 0;

type Desk = { readonly who: "clerk" | "texas_clerk"; readonly facility_id: string };
const chicago: Desk = { who: "clerk", facility_id: "sample-il-jail" };
const denver: Desk = { who: "texas_clerk", facility_id: "sample-tx-jail" };

async function booked({ who, facility_id }: Desk): Promise<{ number: string; id: number }> {
  const number = `C-${++cases}`;
  const input = { facility_id, booking_number: number, person_id: "made up", booked_at: "2026-01-04T12:00" };
  const { booking_id } = await act(who, "book", null, input);
  return { number, id: booking_id as number };
}

async function logged(desk: Desk, number: string, received_at: string): Promise<number> {
  const { request_id } = await act(desk.who, "log_request", null, {
    form: "I-247A",
    issued_on: "2026-01-05",
    facility_id: desk.facility_id,
    booking_number: number,
    issuing_unit: "a made-up office",
    received_at,
    channel: "fax",
  });
  return request_id as number;
}

async function stateOf(request: number): Promise<RequestState> {
  const found = await standingRequest(store.db, request);
  assert.ok(found !== null);
  return found.state_now;
}

/** What was written on the desk's clock, and the instant that it is. */
const readings: readonly (readonly [
  what: string,
  desk: Desk,
  now: string,
  written: string,
  instant: string,
])[] = [
  [
    "a time that came twice is the first of the two",
    chicago,
    "2026-11-01T09:00:00Z",
    "2026-11-01T01:30",
    "2026-11-01T06:30:00.000Z",
  ],
  [
    "with its offset it is the second",
    chicago,
    "2026-11-01T09:00:00Z",
    "2026-11-01T01:30-06:00",
    "2026-11-01T07:30:00.000Z",
  ],
  [
    "the same wall clock an hour west",
    denver,
    "2026-11-01T10:00:00Z",
    "2026-11-01T01:30",
    "2026-11-01T07:30:00.000Z",
  ],
  [
    "there too the offset tells the second",
    denver,
    "2026-11-01T10:00:00Z",
    "2026-11-01T01:30-07:00",
    "2026-11-01T08:30:00.000Z",
  ],
  [
    "the minute before the clocks go back",
    chicago,
    "2026-11-01T09:00:00Z",
    "2026-11-01T00:59",
    "2026-11-01T05:59:00.000Z",
  ],
  [
    "the first minute that comes once again",
    chicago,
    "2026-11-01T09:00:00Z",
    "2026-11-01T02:00",
    "2026-11-01T08:00:00.000Z",
  ],
  [
    "a time that was skipped is as much later",
    chicago,
    "2026-03-08T12:00:00Z",
    "2026-03-08T02:30",
    "2026-03-08T08:30:00.000Z",
  ],
  [
    "the minute before the clocks go forward",
    chicago,
    "2026-03-08T12:00:00Z",
    "2026-03-08T01:59",
    "2026-03-08T07:59:00.000Z",
  ],
  [
    "the minute after, which is the next one",
    chicago,
    "2026-03-08T12:00:00Z",
    "2026-03-08T03:00",
    "2026-03-08T08:00:00.000Z",
  ],
  ["skipped an hour west", denver, "2026-03-08T12:00:00Z", "2026-03-08T02:30", "2026-03-08T09:30:00.000Z"],
  [
    "fractions of a second, as machines write them, are left off",
    chicago,
    "2026-03-08T12:00:00Z",
    "2026-03-08T08:30:00.250Z",
    "2026-03-08T08:30:00.000Z",
  ],
];
for (const [what, desk, now, written, instant] of readings)
  test(`${what}: ${written} in ${desk === chicago ? "Chicago" : "Denver"}`, async () => {
    const { number } = await booked(desk);
    clock.set(new Date(now).toISOString());
    assert.equal((await stateOf(await logged(desk, number, written))).received_at, instant);
  });

test("a time in the hour that comes again is not taken for the future, nor the second for the first", async () => {
  const { number } = await booked(chicago);
  clock.set("2026-11-01T06:45:00.000Z"); // 01:45, and not yet back
  await assert.rejects(logged(chicago, number, "2026-11-01T01:50"), /is after the present minute/);
  await assert.rejects(logged(chicago, number, "2026-11-01T01:30-06:00"), /is after the present minute/);
  const request = await logged(chicago, number, "2026-11-01T01:40");
  clock.set("2026-11-01T07:45:00.000Z"); // 01:45 again
  const notice = { channel: "phone", reached: "duty officer", answer: "will_come" };
  await act("clerk", "log_notice", request, { ...notice, at: "2026-11-01T01:42-06:00" });
  assert.equal((await stateOf(request)).notices[0]?.at, "2026-11-01T07:42:00.000Z");
  await assert.rejects(
    act("clerk", "log_notice", request, { ...notice, at: "2026-11-01T01:35" }),
    (error: unknown) => error instanceof InvalidInput && /before the receipt/.test(error.message),
    "01:35 without an offset is the first, before the receipt at 01:40",
  );
});

test("an offset that the zone does not have then is no time of the facility", async () => {
  const { number } = await booked(chicago);
  clock.set("2026-11-01T15:00:00.000Z");
  await assert.rejects(logged(chicago, number, "2026-11-01T01:30-07:00"), (error: unknown) => {
    assert.ok(error instanceof InvalidInput && error.details.field === "received_at");
    return /is no time; write it as .* on the clock of America\/Chicago/.test(error.message);
  });
});

/** 48 hours of time that goes by, whatever the clock on the wall does meanwhile. */
const holds: readonly (readonly [what: string, released: string, started: string, ends: string])[] = [
  [
    "over the night that loses an hour",
    "2026-03-07T10:00",
    "2026-03-07T17:00:00.000Z",
    "2026-03-09T17:00:00.000Z",
  ],
  [
    "over the night that gains an hour",
    "2026-10-31T10:00",
    "2026-10-31T16:00:00.000Z",
    "2026-11-02T16:00:00.000Z",
  ],
];
for (const [what, released, started, ends] of holds)
  test(`a hold ${what} is as long as any other`, async () => {
    clock.set("2026-01-05T15:00:00.000Z");
    const { number, id } = await booked(denver);
    const request = await logged(denver, number, "2026-01-05T07:30");
    await act("texas_clerk", "answer", request, { asked: "hold", answer: "will", reason_code: "state_law" });
    clock.set(started);
    clock.pass(5);
    await act("texas_clerk", "otherwise_release", id, { at: released, reason: "sentence_served" });
    await act("texas_clerk", "start_hold", request, { at: released });
    const { hold } = await stateOf(request);
    assert.equal(hold?.started_at, started);
    assert.equal(hold?.ends_at, ends);
  });
