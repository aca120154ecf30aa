import assert from "node:assert/strict";
import { test } from "node:test";
import { madeBooking } from "../../../test/support/made-booking.ts";
import { at, type Issue, type MadeLog, madeLog, office } from "../../../test/support/made-log.ts";
import { type CivilRequestItem, type CriminalWarrantItem, releaseChecklist } from "./checklist.ts";

function received(issue: Partial<Issue> = {}): MadeLog {
  const log = madeLog(issue);
  log.add("received", "2026-03-01T12:00");
  return log;
}

test("a criminal warrant blocks until it is cleared; a civil request never does", () => {
  const booking = madeBooking();
  booking.add("criminal_warrant_recorded", "2026-03-02T09:00", { number: "W-1" });
  const before = releaseChecklist(booking.state(), [received().state()]);
  assert.deepEqual(
    [before.is_blocked, before.criminal_warrants.map((one) => one.blocks_release)],
    [true, [true]],
  );
  booking.add("criminal_warrant_cleared", "2026-03-03T09:00", { number: "W-1" });
  const after = releaseChecklist(booking.state(), [received().state()]);
  assert.deepEqual(
    [after.is_blocked, after.criminal_warrants[0]?.to_confirm[0]?.is_confirmed],
    [false, true],
  );
  assert.equal(after.civil_requests.length, 1);
  assert.ok(!("blocks_release" in (after.civil_requests[0] ?? {})));
});

test("the two lists cannot be taken for each other, nor put into one another", () => {
  const { criminal_warrants, civil_requests } = releaseChecklist(madeBooking().state(), [received().state()]);
  // @ts-expect-error a civil request is no criminal warrant
  const wrong: readonly CriminalWarrantItem[] = civil_requests;
  // @ts-expect-error a criminal warrant is no civil request
  const wrongToo: readonly CivilRequestItem[] = criminal_warrants;
  assert.deepEqual([wrong.length, wrongToo.length], [1, 0]);
  assert.deepEqual(
    civil_requests.map((one) => one.list),
    ["civil_requests"],
  );
});

test("what is to be confirmed of a request follows what it asks and what was promised", () => {
  const log = received();
  const confirmed = () =>
    (releaseChecklist(madeBooking().state(), [log.state()]).civil_requests[0]?.to_confirm ?? []).map(
      (one) => `${one.what}${one.asked === null ? "" : ` ${one.asked}`}: ${one.is_confirmed}`,
    );
  assert.deepEqual(confirmed(), [
    "answer_recorded notify: false",
    "answer_recorded hold: false",
    "answer_recorded serve: false",
    "copy_served serve: false",
  ]);
  for (const asked of ["notify", "hold", "serve"] as const)
    log.add("responded", "2026-03-01T14:00", { asked });
  log.add("served", "2026-03-01T15:00");
  log.add("became_releasable", "2026-03-05T12:00");
  log.add("hold_started", "2026-03-05T12:00", {
    otherwise_released_at: at("2026-03-05T12:00"),
    ends_at: at("2026-03-07T12:00"),
  });
  log.add("incident_opened", "2026-03-07T12:01", { ends_at: at("2026-03-07T12:00") });
  assert.deepEqual(confirmed(), [
    "answer_recorded notify: true",
    "answer_recorded hold: true",
    "answer_recorded serve: true",
    "promised_notice_logged notify: false",
    "copy_served serve: true",
    "hold_ended hold: false",
    "incident_closed hold: false",
  ]);
});

test("a judge's warrant that came with a civil form is to be in the first list too", () => {
  const log = received({ warrant: "judicial_warrant", warrant_reference: "26-mj-1" });
  const booking = madeBooking();
  const recorded = () =>
    releaseChecklist(booking.state(), [log.state()]).civil_requests[0]?.to_confirm.find(
      (one) => one.what === "judges_warrant_recorded",
    )?.is_confirmed;
  assert.equal(recorded(), false);
  booking.add("criminal_warrant_recorded", "2026-03-02T09:00", { number: "other" });
  assert.equal(recorded(), false);
  booking.add("criminal_warrant_recorded", "2026-03-02T09:00", { number: "26-mj-1", is_judicial: false });
  assert.equal(recorded(), false);
  booking.add("criminal_warrant_cleared", "2026-03-02T09:05", { number: "26-mj-1" });
  booking.add("criminal_warrant_recorded", "2026-03-02T09:10", { number: "26-mj-1" });
  assert.equal(recorded(), true);
});

test("a request that has ended is not on the list, save one whose hold still runs", () => {
  const cancelled = received();
  cancelled.add("cancelled", "2026-03-02T09:00", {}, office);
  const running = received();
  running.add("became_releasable", "2026-03-05T12:00");
  running.add("hold_started", "2026-03-05T12:00", {
    otherwise_released_at: at("2026-03-05T12:00"),
    ends_at: at("2026-03-07T12:00"),
  });
  running.add("superseded", "2026-03-06T12:00", {}, office);
  const { civil_requests } = releaseChecklist(madeBooking().state(), [cancelled.state(), running.state()]);
  assert.equal(civil_requests.length, 1);
});
