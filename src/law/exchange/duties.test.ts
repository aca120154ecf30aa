import assert from "node:assert/strict";
import { test } from "node:test";
import { madeBooking } from "../../../test/support/made-booking.ts";
import { at, type Issue, type MadeLog, madeLog, office } from "../../../test/support/made-log.ts";
import type { Authority, AuthoritySource } from "../authority/authority.ts";
import { clocksFor } from "../clock/clocks-for.ts";
import type { AskedThing } from "./codes.ts";
import { byUrgency, type Duty, type DutyInput, dutiesFor } from "./duties.ts";
import { urgencyOf } from "./urgency.ts";

const zone = "America/Chicago";

function received(issue: Partial<Issue> = {}): MadeLog {
  const log = madeLog(issue);
  log.add("received", "2026-03-01T12:00");
  return log;
}

function authority(
  asked: AskedThing,
  modality: Authority["modality"],
  condition: string | null = null,
): Authority {
  const source: AuthoritySource = {
    source_id: "made-up-1",
    layer: "state_statute",
    modality: "may",
    cite: "made-up statute",
    text: "made up",
    condition_text: condition,
    in_force: { from: null, to: null },
    verification: "general_knowledge",
    source_url: "https://example.invalid/",
  };
  return {
    request: asked,
    on: "2026-03-01",
    modality,
    decided_by: "made-up-1",
    sources: [source],
    conflicts: [],
    explanation: [],
  };
}

function input(log: MadeLog, now: string, more: Partial<DutyInput> = {}): DutyInput {
  return {
    request: log.state(),
    booking: madeBooking().state(),
    authorities: {},
    clocks: null,
    now: at(now),
    zone,
    ...more,
  };
}

function dutyOf(asked: AskedThing, from: DutyInput): Duty {
  const found = dutiesFor(from).find((one) => one.asked === asked);
  assert.ok(found, asked);
  return found;
}

function expecting(release: string): DutyInput["booking"] {
  const booking = madeBooking();
  booking.add("release_expected", "2026-03-01T09:00", { at: at(release) });
  return booking.state();
}

test("one duty for each thing asked, and none for what is not", () => {
  assert.deepEqual(
    dutiesFor(input(received(), "2026-03-01T13:00"))
      .map((one) => one.asked)
      .toSorted(),
    ["hold", "notify", "serve"],
  );
  const noticeOnly = received({ form: "I-247N", asks_hold: false, asks_serve: false });
  assert.deepEqual(
    dutiesFor(input(noticeOnly, "2026-03-01T13:00")).map((one) => one.duty_key),
    ["request-1.notify"],
  );
});

test("before the receipt, the receipt is due; then an answer, by the time of release", () => {
  const before = dutyOf("hold", input(madeLog(), "2026-03-01T13:00"));
  assert.deepEqual([before.due, before.due_at, before.urgency], ["receive", null, "none"]);
  assert.ok(before.missing.includes("receipt") && before.missing.includes("expected_release"));
  const booking = expecting("2026-03-05T12:00");
  const after = dutyOf("hold", input(received(), "2026-03-05T11:00", { booking }));
  assert.deepEqual(
    [after.due, after.due_at, after.urgency],
    ["answer", at("2026-03-05T12:00"), "within_2_hours"],
  );
  assert.deepEqual(after.missing, ["answer", "service"]);
});

test("a promised notice is due as long before the release as the form asks", () => {
  const log = received();
  log.add("responded", "2026-03-01T14:00", { asked: "notify" });
  const booking = expecting("2026-03-05T12:00");
  for (const [now, urgency] of [
    ["2026-03-01T15:00", "later"],
    ["2026-03-03T09:59", "today"],
    ["2026-03-03T10:00", "within_2_hours"],
    ["2026-03-03T12:00", "within_2_hours"],
    ["2026-03-03T12:01", "overdue"],
  ] as const) {
    const duty = dutyOf("notify", input(log, now, { booking }));
    assert.deepEqual(
      [duty.due, duty.due_at, duty.urgency],
      ["give_notice", at("2026-03-03T12:00"), urgency],
      now,
    );
    assert.ok(duty.missing.includes("notice"));
  }
  log.add("notice_sent", "2026-03-03T11:00");
  const done = dutyOf("notify", input(log, "2026-03-03T12:01", { booking }));
  assert.deepEqual([done.due, done.urgency, done.performance, done.missing], [null, "none", "done", []]);
});

test("an unanswered call is not the notice that was promised", () => {
  const log = received();
  log.add("responded", "2026-03-01T14:00", { asked: "notify" });
  log.add("notice_sent", "2026-03-03T11:00", { answer: "no_answer" });
  assert.equal(dutyOf("notify", input(log, "2026-03-03T12:00")).due, "give_notice");
});

test("nothing is due of what the jail answered that it would not or may not do", () => {
  const log = received();
  log.add("responded", "2026-03-01T14:00", {
    answer: "not_permitted_by_law",
    decision: "NOT_PERMITTED_BY_LAW",
  });
  const duty = dutyOf(
    "hold",
    input(log, "2026-03-05T12:00", { authorities: { hold: authority("hold", "must_not") } }),
  );
  assert.deepEqual([duty.due, duty.standing, duty.performance], [null, "must_not", "NOT_PERMITTED_BY_LAW"]);
});

test("a condition that nobody settled, and the paper that it speaks of, are missing", () => {
  const judges = authority("hold", "must_not_unless", "judicial_warrant OR judicial_order");
  const any = authority("hold", "must_if", "administrative_warrant");
  const missing = (log: MadeLog, hold: Authority, condition?: "true" | "false" | "unknown") =>
    dutyOf(
      "hold",
      input(log, "2026-03-02T12:00", {
        authorities: { hold },
        ...(condition && { conditions: { hold: condition } }),
      }),
    ).missing;
  const has = (parts: readonly string[], ...wanted: string[]) =>
    assert.deepEqual(
      wanted.filter((one) => parts.includes(one)),
      wanted,
    );
  has(missing(received(), judges), "condition", "judges_warrant"); // an I-200 is signed by an officer
  has(missing(received(), judges, "false"), "judges_warrant");
  assert.ok(!missing(received({ warrant: "judicial_warrant" }), judges).includes("judges_warrant"));
  assert.ok(!missing(received(), judges, "true").includes("judges_warrant"));
  assert.ok(!missing(received(), judges, "true").includes("condition"));
  assert.ok(!missing(received(), any).includes("warrant"));
  has(missing(received({ warrant: "none", warrant_signed_on: null }), any), "warrant");
  assert.ok(!missing(received(), authority("hold", "may", "judicial_warrant")).includes("condition"));
});

function holding(): MadeLog {
  const log = received();
  log.add("responded", "2026-03-01T14:00", { asked: "hold" });
  log.add("became_releasable", "2026-03-06T23:00");
  log.add("hold_started", "2026-03-06T23:00", {
    otherwise_released_at: at("2026-03-06T23:00"),
    ends_at: at("2026-03-08T23:00"),
  });
  return log;
}

test("a promised hold is to be begun when the person could leave, and ended when its window ends", () => {
  const log = received();
  log.add("responded", "2026-03-01T14:00", { asked: "hold" });
  assert.equal(dutyOf("hold", input(log, "2026-03-05T12:00")).due, null);
  log.add("became_releasable", "2026-03-05T12:00");
  const next = dutyOf("hold", input(log, "2026-03-05T12:05"));
  assert.deepEqual([next.due, next.urgency], ["begin_hold_or_release", "overdue"]);
  for (const [now, urgency] of [
    ["2026-03-07T12:00", "later"],
    ["2026-03-08T12:00", "today"],
    ["2026-03-08T21:00", "within_2_hours"],
    ["2026-03-08T23:01", "overdue"],
  ] as const) {
    const duty = dutyOf("hold", input(holding(), now));
    assert.deepEqual(
      [duty.due, duty.due_at, duty.urgency],
      ["end_hold", at("2026-03-08T23:00"), urgency],
      now,
    );
  }
});

test("the clock shows the rule that is used, and those that end at another time", () => {
  const clocks = clocksFor({ form: "I-247A", start: "2026-03-06T17:00", zone, state: "IL" }); // a Friday
  const { hold_clock } = dutyOf("hold", input(holding(), "2026-03-07T12:00", { clocks }));
  assert.equal(hold_clock?.used?.end_at, at("2026-03-08T23:00"));
  assert.ok(hold_clock.others.some((row) => row.layer === "federal_regulation" && row.differs_from_used));
  assert.equal(dutyOf("notify", input(holding(), "2026-03-07T12:00", { clocks })).hold_clock, null);
  const midweek = clocksFor({ form: "I-247A", start: "2026-03-03T17:00", zone });
  assert.deepEqual(
    dutyOf("hold", input(holding(), "2026-03-07T12:00", { clocks: midweek })).hold_clock?.others,
    [],
  );
});

test("an ended request leaves no duty, save a hold that still runs and an incident without its reason", () => {
  const released = received();
  released.add("person_released", "2026-03-05T12:00");
  assert.deepEqual(dutiesFor(input(released, "2026-03-05T13:00")), []);
  const replaced = holding();
  replaced.add("superseded", "2026-03-07T12:00", {}, office);
  assert.deepEqual(
    dutiesFor(input(replaced, "2026-03-07T13:00")).map((one) => one.due),
    ["end_hold"],
  );
  replaced.add("incident_opened", "2026-03-08T23:05", { ends_at: at("2026-03-08T23:00") });
  replaced.add("hold_ended", "2026-03-08T23:30", { why: "released_by_jail" });
  const [duty] = dutiesFor(input(replaced, "2026-03-09T09:00"));
  assert.deepEqual([duty?.due, duty?.missing.includes("reason_for_incident")], ["close_incident", true]);
});

test("today is the facility's own day, and the most urgent comes first", () => {
  assert.equal(urgencyOf("2026-03-06T04:00:00Z", "2026-03-05T20:00:00Z", zone), "today"); // 22:00 there
  assert.equal(urgencyOf("2026-03-06T04:00:00Z", "2026-03-05T20:00:00Z", "UTC"), "later");
  const log = received();
  log.add("responded", "2026-03-01T14:00", { asked: "notify" });
  const duties = dutiesFor(input(log, "2026-03-04T12:00", { booking: expecting("2026-03-05T12:00") }));
  assert.deepEqual(
    duties.map((one) => [one.asked, one.urgency]),
    [
      ["notify", "overdue"],
      ["hold", "later"],
      ["serve", "later"],
    ],
  );
  assert.deepEqual(duties.toReversed().toSorted(byUrgency), duties);
});
