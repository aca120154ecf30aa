import assert from "node:assert/strict";
import { test } from "node:test";
import {
  at,
  type Issue,
  jail,
  type MadeLog,
  madeLog,
  office,
  secondJail,
} from "../../../test/support/made-log.ts";
import type { PartyOutcome } from "./codes.ts";
import type { EventDetails } from "./event-details.ts";
import { type ExchangeFinding, exchangeFinding, findingOf } from "./finding.ts";
import { wasAllowed } from "./performance.ts";

/** A request that was received 2026-03-01 12:00 and served. */
function received(issue: Partial<Issue> = {}): MadeLog {
  const log = madeLog(issue);
  log.add("received", "2026-03-01T12:00");
  log.add("served", "2026-03-01T13:00");
  return log;
}

const refusal = (details: Partial<EventDetails<"responded">>): Partial<EventDetails<"responded">> => ({
  answer: "will_not",
  reason_code: "local_policy",
  decision: "NOT_DONE",
  ...details,
});
const barred = refusal({
  answer: "not_permitted_by_law",
  reason_code: "state_law",
  decision: "NOT_PERMITTED_BY_LAW",
  authority: { modality: "must_not" },
});

function say(
  log: MadeLog,
  by: string,
  outcome: PartyOutcome,
  more: Partial<EventDetails<"outcome_asserted">> = {},
): void {
  log.add("outcome_asserted", "2026-03-20T09:00", { outcome, ...more }, by);
}

function found(log: MadeLog): ExchangeFinding {
  return findingOf(log.state());
}

test("1: a hold that the law allowed and the jail's policy did not do is declined, and says which thing", () => {
  const log = received();
  log.add("responded", "2026-03-01T14:00", refusal({}));
  log.add("became_releasable", "2026-03-05T11:00");
  log.add("person_released", "2026-03-05T12:00");
  say(log, jail, "DECLINED", { asked: "hold" });
  say(log, office, "DECLINED", { asked: "hold", basis: "record_only" });
  const { finding, words, grade, disagreement, counts_as_declined, by_request } = found(log);
  assert.deepEqual(
    { finding, words, grade, disagreement, counts_as_declined },
    {
      finding: "DECLINED",
      words: "declined to hold",
      grade: "A",
      disagreement: false,
      counts_as_declined: ["hold"],
    },
  );
  assert.deepEqual(
    [
      by_request.notify.standing,
      by_request.hold.standing,
      by_request.serve.standing,
      by_request.interview.standing,
    ],
    ["not_recorded", "NOT_DONE", "done", "not_asked"],
  );
});

test("1b: with notice given, the same is notified and not held, and the hold is still listed as declined", () => {
  const log = received();
  log.add("responded", "2026-03-01T14:00", refusal({}));
  log.add("notice_sent", "2026-03-03T09:00");
  log.add("person_released", "2026-03-05T12:00");
  say(log, office, "DECLINED", { asked: "hold", basis: "record_only" });
  const { finding, grade, disagreement, counts_as_declined } = found(log);
  assert.deepEqual(
    { finding, grade, disagreement, counts_as_declined },
    {
      finding: "NOTIFIED_NOT_HELD",
      grade: "A",
      disagreement: false,
      counts_as_declined: ["hold"],
    },
  );
});

test("2: released 50 hours after notice without ICE coming is a release after notice", () => {
  const log = received({ asks_hold: false, form: "I-247N", basis_box: "not_on_form", bases: [] });
  log.add("responded", "2026-03-01T14:00", { asked: "notify" });
  log.add("notice_sent", "2026-03-03T10:00", { answer: "will_not_come", release_at: at("2026-03-05T12:00") });
  log.add("person_released", "2026-03-05T12:00");
  say(log, office, "ICE_DID_NOT_ASSUME");
  const { finding, grade, disagreement, counts_as_declined, by_request, also_found, explanation } =
    found(log);
  assert.deepEqual(
    { finding, grade, disagreement, counts_as_declined, also_found },
    {
      finding: "RELEASED_AFTER_NOTICE",
      grade: "B",
      disagreement: false,
      counts_as_declined: [],
      also_found: ["ICE_DID_NOT_ASSUME"],
    },
  );
  assert.equal(by_request.hold.standing, "not_asked");
  assert.ok(explanation.includes("Notice was given 50 h before the release."), explanation.join("\n"));
});

test("3: transferred and relayed, the outcome belongs to the last custodian", () => {
  const log = received();
  log.add("responded", "2026-03-01T14:00", refusal({}));
  log.add("relayed", "2026-03-03T08:00", {
    to_organisation_id: secondJail,
    to_facility_id: "sample-second-main",
  });
  log.add("received", "2026-03-03T10:00", { booking_id: 9 });
  log.add("person_released", "2026-03-06T10:00");
  say(log, jail, "TRANSFERRED");
  say(log, secondJail, "RELEASED_WITHOUT_NOTICE");
  say(log, office, "RELEASED_WITHOUT_NOTICE");
  const {
    finding,
    grade,
    disagreement,
    outcome_by_jail,
    counts_as_declined,
    custodian_chain,
    last_custodian,
  } = found(log);
  assert.deepEqual(
    { finding, grade, disagreement, outcome_by_jail, counts_as_declined },
    {
      finding: "RELEASED_WITHOUT_NOTICE",
      grade: "A",
      disagreement: false,
      outcome_by_jail: "RELEASED_WITHOUT_NOTICE",
      counts_as_declined: [], // what the first jail answered is not the second's decline
    },
  );
  assert.deepEqual(
    custodian_chain.map((link) => [link.organisation_id, link.facility_id, link.finding]),
    [
      [jail, "sample-jail-main", "TRANSFERRED"],
      [secondJail, "sample-second-main", "RELEASED_WITHOUT_NOTICE"],
    ],
  );
  assert.equal(last_custodian.organisation_id, secondJail);
});

test("3b: notice by the first jail is not notice by the last one; moved out of the exchange, nothing is found of the last", () => {
  const log = received();
  log.add("notice_sent", "2026-03-02T09:00");
  log.add("relayed", "2026-03-03T08:00", {
    to_organisation_id: secondJail,
    to_facility_id: "sample-second-main",
  });
  log.add("received", "2026-03-03T10:00", { booking_id: 9 });
  assert.equal(found(log).by_request.notify.standing, "not_recorded");
  log.add("relayed", "2026-03-04T08:00", { to_agency: "State prison" });
  const { finding, last_custodian, counts_as_declined } = found(log);
  assert.deepEqual(
    [
      finding,
      last_custodian.organisation_id,
      last_custodian.agency,
      last_custodian.finding,
      counts_as_declined,
    ],
    ["TRANSFERRED", null, "State prison", null, []],
  );
  say(log, office, "DECLINED", { asked: "hold", basis: "record_only" });
  assert.deepEqual([found(log).finding, found(log).disagreement], ["TRANSFERRED", true]);
  log.add("custody_assumed", "2026-03-09T08:00", {}, office);
  assert.deepEqual([found(log).finding, found(log).last_custodian.finding], ["ICE_CUSTODY", "ICE_CUSTODY"]);
});

test("4: bonded out before the receipt is not in custody, and nothing is declined", () => {
  const log = madeLog();
  log.add(
    "responded",
    "2026-03-01T11:00",
    refusal({ answer: "not_in_custody", reason_code: "released_before_receipt", decision: null }),
  );
  log.add("not_in_custody", "2026-03-01T11:00", { left_at: at("2026-03-01T09:40"), reason: "bond_posted" });
  say(log, office, "DECLINED", { asked: "hold", basis: "record_only" });
  const { finding, grade, disagreement, outcome_by_ice, counts_as_declined, by_request } = found(log);
  assert.deepEqual(
    { finding, grade, disagreement, outcome_by_ice, counts_as_declined },
    {
      finding: "NOT_IN_CUSTODY",
      grade: "X",
      disagreement: true,
      outcome_by_ice: "DECLINED",
      counts_as_declined: [],
    },
  );
  assert.equal(by_request.hold.standing, "not_needed");
});

test("5: misdirected to a homonym is misdirected on both sides", () => {
  const log = madeLog();
  log.add(
    "responded",
    "2026-03-01T12:00",
    refusal({ answer: "not_ours", reason_code: "identity_not_matched", decision: null }),
  );
  log.add("misdirected", "2026-03-01T12:05");
  say(log, jail, "MISDIRECTED");
  say(log, office, "MISDIRECTED");
  const { finding, grade, disagreement, counts_as_declined } = found(log);
  assert.deepEqual([finding, grade, disagreement, counts_as_declined], ["MISDIRECTED", "A", false, []]);
});

test("6: a hold that the law does not permit is not declined; notified instead", () => {
  const log = received();
  log.add("responded", "2026-03-01T14:00", barred);
  log.add("responded", "2026-03-01T14:01", { asked: "notify" });
  log.add("notice_sent", "2026-03-04T09:00", { answer: "delivered", channel: "email" });
  log.add("became_releasable", "2026-03-05T11:00");
  log.add("person_released", "2026-03-05T12:00");
  say(log, jail, "NOT_PERMITTED_BY_LAW", { asked: "hold" });
  say(log, office, "RELEASED_AFTER_NOTICE");
  const { finding, grade, disagreement, counts_as_declined, by_request } = found(log);
  assert.deepEqual(
    { finding, grade, disagreement, counts_as_declined },
    {
      finding: "NOTIFIED_NOT_HELD",
      grade: "A",
      disagreement: false,
      counts_as_declined: [],
    },
  );
  assert.deepEqual([by_request.hold.standing, by_request.notify.standing], ["NOT_PERMITTED_BY_LAW", "done"]);
});

test("6b: where the law permits neither hold nor notice, that is the finding; ICE's word that it was declined stays beside it", () => {
  const log = received();
  log.add("responded", "2026-03-01T14:00", barred);
  log.add("responded", "2026-03-01T14:01", { ...barred, asked: "notify" });
  log.add("person_released", "2026-03-05T12:00");
  assert.deepEqual([found(log).finding, found(log).grade], ["NOT_PERMITTED_BY_LAW", "A"]);
  say(log, office, "DECLINED", { asked: "hold", basis: "record_only" });
  const { finding, grade, disagreement, outcome_by_ice, counts_as_declined } = found(log);
  assert.deepEqual(
    [finding, grade, disagreement, outcome_by_ice, counts_as_declined],
    ["NOT_PERMITTED_BY_LAW", "X", true, "DECLINED", []],
  );
});

test("7: a condition that was not met (no warrant of a judge) is not a decline", () => {
  const log = received();
  const unmet = refusal({
    answer: "conditions_not_met",
    reason_code: "no_judicial_warrant",
    decision: "CONDITIONS_NOT_MET",
    authority: { modality: "must_not_unless", condition: "false" },
  });
  log.add("responded", "2026-03-01T14:00", unmet);
  log.add("responded", "2026-03-01T14:01", { ...unmet, asked: "notify" });
  log.add("person_released", "2026-03-05T12:00");
  say(log, jail, "CONDITIONS_NOT_MET", { asked: "hold" });
  say(log, office, "RELEASED_WITHOUT_NOTICE");
  const { finding, grade, disagreement, counts_as_declined, by_request } = found(log);
  assert.deepEqual(
    [finding, grade, disagreement, counts_as_declined],
    ["CONDITIONS_NOT_MET", "A", false, []],
  );
  assert.equal(by_request.hold.standing, "CONDITIONS_NOT_MET");
});

function heldUntil(end: string, why: EventDetails<"hold_ended">["why"]): MadeLog {
  const log = received();
  log.add("responded", "2026-03-01T14:00", { asked: "hold" });
  log.add("notice_sent", "2026-03-03T09:00");
  log.add("became_releasable", "2026-03-05T12:00");
  log.add("hold_started", "2026-03-05T12:00", {
    otherwise_released_at: at("2026-03-05T12:00"),
    ends_at: at("2026-03-07T12:00"),
  });
  log.add("hold_ended", end, { why });
  return log;
}

test("8: held the whole window and not collected", () => {
  const log = heldUntil("2026-03-07T12:00", "window_ended");
  log.add("person_released", "2026-03-07T12:10");
  say(log, jail, "HELD_NOT_COLLECTED");
  say(log, office, "ICE_DID_NOT_ASSUME");
  const { finding, grade, disagreement, minutes_past_window, counts_as_declined } = found(log);
  assert.deepEqual(
    [finding, grade, disagreement, minutes_past_window, counts_as_declined],
    ["HELD_NOT_COLLECTED", "A", false, 0, []],
  );
});

test("8b: one minute past the window is a hold past its window, on both sides of the minute", () => {
  for (const [end, finding, past] of [
    ["2026-03-07T12:00", "HELD_NOT_COLLECTED", 0],
    ["2026-03-07T12:01", "HELD_BEYOND_WINDOW", 1],
  ] as const) {
    const log = heldUntil(end, "window_ended");
    log.add("person_released", "2026-03-07T13:00");
    assert.deepEqual([found(log).finding, found(log).minutes_past_window], [finding, past]);
  }
});

test("8c: a hold that the jail ended early is a release, and says how long the person was held", () => {
  const log = heldUntil("2026-03-06T12:00", "released_by_jail");
  log.add("person_released", "2026-03-06T12:00");
  const { finding, by_request, counts_as_declined } = found(log);
  assert.deepEqual(
    [finding, by_request.hold.standing, counts_as_declined],
    ["RELEASED_AFTER_NOTICE", "done", []],
  );
  assert.match(by_request.hold.why, /24 h before the window ended/);
});

test("9: ICE took custody during the hold", () => {
  const log = received();
  log.add("responded", "2026-03-01T14:00", { asked: "hold" });
  log.add("became_releasable", "2026-03-05T12:00");
  log.add("hold_started", "2026-03-05T12:00", {
    otherwise_released_at: at("2026-03-05T12:00"),
    ends_at: at("2026-03-07T12:00"),
  });
  log.add("custody_assumed", "2026-03-06T08:00", {}, office);
  say(log, jail, "ICE_CUSTODY");
  say(log, office, "ICE_CUSTODY");
  const { finding, grade, disagreement, by_request, counts_as_declined } = found(log);
  assert.deepEqual(
    [finding, grade, disagreement, by_request.hold.standing, counts_as_declined],
    ["ICE_CUSTODY", "A", false, "done", []],
  );
  assert.equal(by_request.notify.standing, "not_needed");
});

function ordered1152(): MadeLog {
  const log = received();
  log.add("responded", "2026-03-01T14:00", barred);
  log.add("became_releasable", "2026-03-05T11:52", { reason: "court_order" });
  log.add("notice_sent", "2026-03-05T12:00", { answer: "will_not_come" });
  log.add("person_released", "2026-03-05T14:34", { reason: "court_order" });
  return log;
}

test("10: order 11:52, call 12:00, release 14:34: both accounts stand, with the minutes between", () => {
  for (const ice of ["RELEASED_LATE_NOTICE", "DECLINED"] as const) {
    const log = ordered1152();
    say(log, jail, "RELEASED_AFTER_NOTICE");
    say(log, office, ice, { asked: ice === "DECLINED" ? "hold" : null, basis: "record_only" });
    const { finding, grade, disagreement, outcome_by_jail, outcome_by_ice, counts_as_declined, explanation } =
      found(log);
    assert.deepEqual(
      { finding, grade, disagreement, outcome_by_jail, outcome_by_ice, counts_as_declined },
      {
        finding: "NOTIFIED_NOT_HELD",
        grade: "X",
        disagreement: true,
        outcome_by_jail: "RELEASED_AFTER_NOTICE",
        outcome_by_ice: ice,
        counts_as_declined: [],
      },
    );
    assert.ok(
      explanation.includes("Notice was given 8 minutes after the order and 2 h 34 min before the release."),
      explanation.join("\n"),
    );
    assert.equal(explanation.filter((line) => /^(The jail|ICE) says: /.test(line)).length, 2);
  }
});

test("without an end in the log, the sides' words decide only where they do not contradict each other", () => {
  const table: readonly [PartyOutcome | null, PartyOutcome | null, string, string | null, boolean][] = [
    [null, null, "OPEN", null, false],
    ["RELEASED_WITHOUT_NOTICE", null, "RELEASED_WITHOUT_NOTICE", "B", false],
    [null, "RELEASED_WITHOUT_NOTICE", "RELEASED_WITHOUT_NOTICE", "C", false],
    ["RELEASED_AFTER_NOTICE", "RELEASED_AFTER_NOTICE", "RELEASED_AFTER_NOTICE", "A", false],
    ["NOTIFIED_NOT_HELD", "RELEASED_AFTER_NOTICE", "NOTIFIED_NOT_HELD", "A", false],
    ["RELEASED_AFTER_NOTICE", "RELEASED_LATE_NOTICE", "NOT_SETTLED", "X", true],
    ["RELEASED_AFTER_NOTICE", "RELEASED_WITHOUT_NOTICE", "NOT_SETTLED", "X", true],
  ];
  for (const [jailSays, iceSays, finding, grade, disagreement] of table) {
    const log = received();
    if (jailSays !== null) say(log, jail, jailSays);
    if (iceSays !== null) say(log, office, iceSays);
    const { finding: is, grade: graded, disagreement: differs } = found(log);
    assert.deepEqual([is, graded, differs], [finding, grade, disagreement], `${jailSays} / ${iceSays}`);
  }
});

test("ICE's word alone never makes a decline, nor does an inference anything", () => {
  const unreceived = madeLog();
  say(unreceived, office, "DECLINED", { asked: "hold", basis: "record_only" });
  assert.deepEqual([found(unreceived).finding, found(unreceived).counts_as_declined], ["NOT_SETTLED", []]);
  const inferred = received();
  say(inferred, office, "DECLINED", { asked: "hold", basis: "inferred" });
  assert.deepEqual([found(inferred).finding, found(inferred).grade], ["NOT_SETTLED", null]);
  const outside = madeLog({}, null);
  say(outside, office, "RELEASED_WITHOUT_NOTICE", { basis: "record_only" });
  assert.deepEqual([found(outside).finding, found(outside).grade], ["RELEASED_WITHOUT_NOTICE", "C"]);
});

test("both sides with one voice stand against a log that lacks what they say", () => {
  const log = received();
  log.add("person_released", "2026-03-05T12:00");
  say(log, jail, "RELEASED_AFTER_NOTICE");
  say(log, office, "RELEASED_AFTER_NOTICE");
  const { finding, grade, disagreement, outcome_by_log } = found(log);
  assert.deepEqual(
    [finding, grade, disagreement, outcome_by_log],
    ["RELEASED_AFTER_NOTICE", "A", false, "RELEASED_WITHOUT_NOTICE"],
  );
});

test("a hold not done is not called declined where the law is contested, unsettled, unknown, or by the jail's word a bar", () => {
  const laws = ["contested", "unsettled", "must_not_unless", "must_if", null] as const;
  const authorities = laws.map((modality) => refusal({ authority: { modality } }));
  for (const answer of [
    ...authorities,
    refusal({ answer: "not_permitted_by_law", authority: { modality: "may" } }),
  ]) {
    const log = received();
    log.add("responded", "2026-03-01T14:00", answer);
    log.add("person_released", "2026-03-05T12:00");
    const { finding, counts_as_declined, not_settled_by_law } = found(log);
    assert.deepEqual(
      [finding, counts_as_declined, not_settled_by_law],
      ["RELEASED_WITHOUT_NOTICE", [], ["hold"]],
    );
  }
});

test("where State law required the hold, that is told apart from the federal report", () => {
  const log = received();
  log.add("responded", "2026-03-01T14:00", refusal({ authority: { modality: "must" } }));
  log.add("person_released", "2026-03-05T12:00");
  assert.deepEqual(found(log).counts_as_declined, ["hold"]);
  assert.ok(found(log).explanation.some((line) => line.includes("a question of State law")));
});

test("an incomplete form, a promise with nothing logged and an answer without its law are no declines", () => {
  const incomplete = madeLog({ entered_by: "custodian", basis_box: "not_on_form", bases: [] }, jail);
  incomplete.add("received", "2026-03-01T12:00", {}, jail);
  incomplete.add("responded", "2026-03-01T14:00", refusal({ reason_code: "form_incomplete" }), jail);
  incomplete.add("person_released", "2026-03-05T12:00", {}, jail);
  assert.equal(found(incomplete).by_request.hold.standing, "CONDITIONS_NOT_MET");
  const promised = received();
  promised.add("responded", "2026-03-01T14:00", { asked: "hold" });
  promised.add("person_released", "2026-03-05T12:00");
  assert.deepEqual(
    [found(promised).by_request.hold.standing, found(promised).finding],
    ["not_recorded", "RELEASED_WITHOUT_NOTICE"],
  );
  for (const log of [incomplete, promised]) assert.deepEqual(found(log).counts_as_declined, []);
});

test("tries that nobody answered are tries, and a call after the release is no notice before it", () => {
  const tried = received();
  tried.add("notice_sent", "2026-03-05T11:00", { answer: "no_answer" });
  tried.add("person_released", "2026-03-05T12:00");
  assert.deepEqual(
    [found(tried).finding, found(tried).by_request.notify.standing],
    ["RELEASED_WITHOUT_NOTICE", "tried"],
  );
  const late = received();
  late.add("person_released", "2026-03-05T12:00");
  late.add("notice_sent", "2026-03-05T12:30");
  assert.deepEqual(
    [found(late).finding, found(late).by_request.notify.standing],
    ["RELEASED_WITHOUT_NOTICE", "not_recorded"],
  );
});

test("facts go by their times: a release entered after ICE's cancellation that came before it is the end", () => {
  const log = received();
  log.add("cancelled", "2026-03-05T15:00", {}, office);
  assert.equal(found(log).finding, "CANCELLED_BY_ICE");
  log.add("person_released", "2026-03-05T14:34");
  assert.equal(found(log).finding, "RELEASED_WITHOUT_NOTICE");
  const later = received();
  later.add("cancelled", "2026-03-05T15:00", {}, office);
  later.add("person_released", "2026-03-09T10:00");
  assert.equal(found(later).finding, "CANCELLED_BY_ICE");
});

test("a death, an escape and a newer form are told as what they are", () => {
  for (const [reason, finding] of [
    ["death", "DIED"],
    ["escape", "ESCAPED"],
    ["to_other_agency", "TRANSFERRED"],
  ] as const) {
    const log = received();
    log.add("person_released", "2026-03-05T12:00", { reason });
    assert.equal(found(log).finding, finding);
  }
  const replaced = received();
  replaced.add("superseded", "2026-03-05T12:00", {}, office);
  assert.equal(found(replaced).finding, "SUPERSEDED");
});

test("the rule says its version", () => {
  assert.equal(found(received()).rule, `${exchangeFinding.id}@${exchangeFinding.versions[0]?.version}`);
});

test("custody entered after a cancellation that it came before is custody", () => {
  const log = received();
  log.add("cancelled", "2026-03-05T15:00", {}, office);
  log.add("custody_assumed", "2026-03-05T14:00");
  assert.equal(found(log).finding, "ICE_CUSTODY");
});

test("a notice declined counts though ICE came; a hold that was not needed then does not", () => {
  const log = received();
  log.add("responded", "2026-03-01T14:00", refusal({}));
  log.add("responded", "2026-03-01T14:01", refusal({ asked: "notify" }));
  log.add("custody_assumed", "2026-03-05T14:00", {}, office);
  const { finding, counts_as_declined, by_request } = found(log);
  assert.deepEqual(
    [finding, counts_as_declined, by_request.hold.standing],
    ["ICE_CUSTODY", ["notify"], "not_needed"],
  );
});

test("where the frozen law forbade it, no wording of the answer makes it a decline", () => {
  const log = received();
  log.add("responded", "2026-03-01T14:00", refusal({ authority: { modality: "must_not" } }));
  log.add("person_released", "2026-03-05T12:00");
  assert.deepEqual(
    [found(log).by_request.hold.standing, found(log).counts_as_declined],
    ["NOT_PERMITTED_BY_LAW", []],
  );
});

test("a state without a receipt has nothing declined, however it came about", () => {
  const log = received();
  log.add("responded", "2026-03-01T14:00", refusal({}));
  log.add("person_released", "2026-03-05T12:00");
  const { finding, counts_as_declined } = findingOf({ ...log.state(), received_at: null });
  assert.deepEqual([finding, counts_as_declined], ["RELEASED_WITHOUT_NOTICE", []]);
});

test("a condition counts as met only where the answer kept that it was", () => {
  const log = received();
  log.add(
    "responded",
    "2026-03-01T14:00",
    refusal({ authority: { modality: "must_not_unless", condition: "true" } }),
  );
  const { hold } = log.state().answers;
  assert.ok(hold !== undefined);
  const conditions = ["true", "unknown", "false", null] as const;
  assert.deepEqual(
    conditions.map((condition) => wasAllowed({ ...hold, condition } as typeof hold)),
    [true, false, false, false],
  );
});
