import assert from "node:assert/strict";
import { test } from "node:test";
import { madeBooking } from "../../../test/support/made-booking.ts";
import { at, type MadeLog, madeLog } from "../../../test/support/made-log.ts";
import { alarmsFor } from "./alarms.ts";
import type { BookingState } from "./booking-state.ts";

function holding(): MadeLog {
  const log = madeLog();
  log.add("received", "2026-03-01T12:00");
  log.add("responded", "2026-03-01T14:00", { asked: "hold" });
  log.add("became_releasable", "2026-03-05T12:00");
  log.add("hold_started", "2026-03-05T12:00", {
    otherwise_released_at: at("2026-03-05T12:00"),
    ends_at: at("2026-03-07T12:00"),
  });
  return log;
}

function expecting(release: string): BookingState {
  const booking = madeBooking();
  booking.add("release_expected", "2026-03-01T09:00", { at: at(release) });
  return booking.state();
}

const kindsAt = (log: MadeLog, now: string, booking: BookingState | null = null): string[] =>
  alarmsFor(log.state(), at(now), booking).map((one) => one.kind);

test("a hold is told of four hours and one hour before its window ends, and when it has", () => {
  for (const [now, kinds] of [
    ["2026-03-07T07:59", []],
    ["2026-03-07T08:00", ["hold_ends_4h"]],
    ["2026-03-07T10:59", ["hold_ends_4h"]],
    ["2026-03-07T11:00", ["hold_ends_1h"]],
    ["2026-03-07T11:59", ["hold_ends_1h"]],
    ["2026-03-07T12:00", ["hold_window_ended"]],
    ["2026-03-07T12:14", ["hold_window_ended"]],
    ["2026-03-07T12:15", ["held_past_window"]],
    ["2026-03-09T12:00", ["held_past_window"]],
  ] as const)
    assert.deepEqual(kindsAt(holding(), now), kinds, now);
});

test("the same alarm has the same key as long as it lasts, and another hold or window another", () => {
  const keys = (log: MadeLog, now: string) => alarmsFor(log.state(), at(now)).map((one) => one.alarm_key);
  assert.deepEqual(keys(holding(), "2026-03-07T08:00"), keys(holding(), "2026-03-07T10:59"));
  assert.notDeepEqual(keys(holding(), "2026-03-07T10:59"), keys(holding(), "2026-03-07T11:00"));
  const corrected = holding();
  corrected.correct(5, "hold_started", "2026-03-05T12:00", {
    otherwise_released_at: at("2026-03-05T12:00"),
    ends_at: at("2026-03-07T11:00"),
  });
  assert.notDeepEqual(keys(corrected, "2026-03-07T12:00"), keys(holding(), "2026-03-07T12:00"));
});

test("a window that has ended asks for an incident once, and an ended hold for nothing", () => {
  const log = holding();
  assert.equal(
    alarmsFor(log.state(), at("2026-03-07T12:01"))[0]?.opens_incident,
    null,
    "it can be entered still",
  );
  assert.equal(alarmsFor(log.state(), at("2026-03-07T12:15"))[0]?.opens_incident, "held_past_window");
  log.add("incident_opened", "2026-03-07T12:15", { ends_at: at("2026-03-07T12:00") });
  assert.deepEqual(
    alarmsFor(log.state(), at("2026-03-07T12:16")).map((one) => [one.kind, one.opens_incident]),
    [["held_past_window", null]],
  );
  log.add("hold_ended", "2026-03-07T12:17", { why: "released_by_jail" });
  assert.deepEqual(kindsAt(log, "2026-03-07T12:18"), []);
});

test("a release within 72 hours with no answer, and within 48 with a promised notice not logged", () => {
  const log = madeLog();
  log.add("received", "2026-03-01T12:00");
  const booking = expecting("2026-03-05T12:00");
  assert.deepEqual(kindsAt(log, "2026-03-02T11:59", booking), []);
  assert.deepEqual(kindsAt(log, "2026-03-02T12:00", booking), ["no_answer_72h"]);
  assert.deepEqual(kindsAt(log, "2026-03-02T12:00"), []); // nobody knows when they leave
  for (const asked of ["notify", "hold", "serve"] as const)
    log.add("responded", "2026-03-02T13:00", { asked });
  assert.deepEqual(kindsAt(log, "2026-03-03T11:59", booking), []);
  assert.deepEqual(kindsAt(log, "2026-03-03T12:00", booking), ["no_notice_48h"]);
  log.add("notice_sent", "2026-03-03T12:30", { answer: "no_answer" });
  assert.deepEqual(kindsAt(log, "2026-03-03T13:00", booking), ["no_notice_48h"]);
  log.add("notice_sent", "2026-03-03T12:40");
  assert.deepEqual(kindsAt(log, "2026-03-03T13:00", booking), []);
});

test("the order counts before the expected time, and an ended request has no alarm", () => {
  const log = madeLog();
  log.add("received", "2026-03-01T12:00");
  log.add("became_releasable", "2026-03-02T09:00");
  const [alarm] = alarmsFor(log.state(), at("2026-03-02T09:05"), expecting("2026-03-30T12:00"));
  assert.deepEqual([alarm?.kind, alarm?.about_at], ["no_answer_72h", at("2026-03-02T09:00")]);
  log.add("person_released", "2026-03-02T10:00");
  assert.deepEqual(kindsAt(log, "2026-03-02T10:01"), []);
});

test("a promise not to give notice raises no alarm for a notice", () => {
  const log = madeLog({ asks_hold: false, asks_serve: false });
  log.add("received", "2026-03-01T12:00");
  log.add("responded", "2026-03-02T13:00", { asked: "notify", answer: "will_not", decision: "NOT_DONE" });
  assert.deepEqual(kindsAt(log, "2026-03-05T11:00", expecting("2026-03-05T12:00")), []);
});
