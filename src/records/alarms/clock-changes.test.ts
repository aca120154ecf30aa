import assert from "node:assert/strict";
import { after, test } from "node:test";
import { openExchange } from "../../../test/support/exchange.ts";
import { standingRequest } from "../exchange/standing.ts";
import { alarmsOnRequest } from "./alarms-of.ts";
import { raiseAlarms } from "./raise-alarms.ts";

const exchange = await openExchange({ after }, "2026-03-06T08:31:00.000Z");
const { act, store, clock } = exchange;

/** Holds somebody at the made-up jail in America/Chicago from a minute of its clock on, and returns the request. */
async function heldFrom(number: string, at: string): Promise<number> {
  const facility_id = "sample-il-jail";
  const booked_at = at;
  const booked = await act("clerk", "book", null, {
    facility_id,
    booking_number: number,
    person_id: number,
    booked_at,
    charges: [{ description: "Driving while suspended" }],
  });
  const { request_id } = await act("clerk", "log_request", null, {
    form: "I-247A",
    issued_on: at.slice(0, 10),
    facility_id,
    booking_number: number,
    issuing_unit: "Sample field office",
    received_at: at,
    channel: "fax",
    warrant: "judicial_order",
  });
  await act("counsel", "answer", request_id, {
    asked: "hold",
    answer: "will",
    reason_code: "court_decision",
  });
  await act("clerk", "otherwise_release", booked.booking_id, { at, reason: "sentence_served" });
  await act("clerk", "start_hold", request_id, { at, despite: "a judge's order, made up for this test" });
  return request_id as number;
}

/** Looks every minute around each instant given, and says when each alarm was raised. */
async function raisedAround(request: number, instants: readonly string[]): Promise<string[][]> {
  for (const instant of instants) {
    clock.set(instant);
    clock.pass(-2);
    for (let minute = 0; minute < 4; minute++) {
      await raiseAlarms(store.db, clock);
      clock.pass(1);
    }
  }
  return (await alarmsOnRequest(store.db, request)).map((one) => [one.kind, one.raised_at]);
}

interface Change {
  readonly name: string;
  readonly at: string;
  readonly now: string;
  readonly ends_at: string;
  readonly four: string;
  readonly one: string;
  readonly shown: RegExp;
}

const changes: readonly Change[] = [
  {
    name: "48 hours from 02:30 on the Friday before the clocks go forward end at 03:30, for 02:30 does not come",
    at: "2026-03-06T02:30",
    now: "2026-03-06T08:31:00.000Z",
    ends_at: "2026-03-08T08:30:00.000Z",
    four: "2026-03-08T04:30:00.000Z",
    one: "2026-03-08T07:30:00.000Z",
    shown: /2026-03-08 03:30 \(America\/Chicago, UTC-05:00\)/,
  },
  {
    name: "48 hours from 01:30 on the Friday before the clocks go back end at the first 01:30",
    at: "2026-10-30T01:30",
    now: "2026-10-30T06:31:00.000Z",
    ends_at: "2026-11-01T06:30:00.000Z",
    four: "2026-11-01T02:30:00.000Z",
    one: "2026-11-01T05:30:00.000Z",
    shown: /2026-11-01 01:30 \(America\/Chicago, UTC-05:00\)/,
  },
  {
    name: "48 hours from 02:30 on that Friday end at the second 01:30, and the mail says which",
    at: "2026-10-30T02:30",
    now: "2026-10-30T07:31:00.000Z",
    ends_at: "2026-11-01T07:30:00.000Z",
    four: "2026-11-01T03:30:00.000Z",
    one: "2026-11-01T06:30:00.000Z",
    shown: /2026-11-01 01:30 \(America\/Chicago, UTC-06:00\)/,
  },
];

for (const [at, change] of changes.entries())
  test(change.name, async () => {
    clock.set(change.now);
    const request = await heldFrom(`C-${at}`, change.at);
    assert.equal((await standingRequest(store.db, request))?.state_now.hold?.ends_at, change.ends_at);
    assert.deepEqual(await raisedAround(request, [change.four, change.one, change.ends_at]), [
      ["hold_ends_4h", change.four],
      ["hold_ends_1h", change.one],
      ["hold_window_ended", change.ends_at],
    ]);
    for (const alarm of await alarmsOnRequest(store.db, request)) assert.match(alarm.text, change.shown);
  });
