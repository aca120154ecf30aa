import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type MadeLog, madeLog, office } from "../../../test/support/made-log.ts";
import { durationWords, isNoticeOf, noticeTiming, timingWords } from "./notice-timing.ts";

function log(notice: string | null, released = "2026-03-05T14:34"): MadeLog {
  const made = madeLog();
  made.add("received", "2026-03-01T12:00");
  made.add("became_releasable", "2026-03-05T11:52");
  if (notice !== null) made.add("notice_sent", notice);
  made.add("person_released", released);
  return made;
}

test("order 11:52, call 12:00, release 14:34", () => {
  const timing = noticeTiming(log("2026-03-05T12:00").state());
  assert.deepEqual(
    [
      timing.order_to_notice_minutes,
      timing.notice_to_release_minutes,
      timing.order_to_release_minutes,
      timing.is_asked_hours,
    ],
    [8, 154, 162, false],
  );
  assert.deepEqual(timingWords(timing), [
    "Notice was given 8 minutes after the order and 2 h 34 min before the release.",
    'The form asks 48 hours, "if possible"; notice came less long before.',
  ]);
});

test("notice before the order and after the release are told as such", () => {
  assert.equal(
    timingWords(noticeTiming(log("2026-03-03T14:34").state()))[0],
    "Notice was given 45 h 18 min before the order and 48 h before the release.",
  );
  const late = madeLog();
  late.add("received", "2026-03-01T12:00");
  late.add("person_released", "2026-03-05T12:00");
  late.add("notice_sent", "2026-03-05T12:30");
  assert.equal(timingWords(noticeTiming(late.state()))[0], "Notice was given 30 minutes after the release.");
});

test("48 hours to the minute are 48 hours, one minute less is not", () => {
  for (const [notice, is] of [
    ["2026-03-03T14:34", true],
    ["2026-03-03T14:35", false],
  ] as const) {
    const timing = noticeTiming(log(notice).state());
    assert.equal(timing.is_asked_hours, is);
    assert.equal(isNoticeOf(timing, 48), is);
    assert.equal(isNoticeOf(timing, 24), true);
  }
});

test("without a notice nothing is measured, and tries are counted", () => {
  const none = noticeTiming(log(null).state());
  assert.deepEqual(
    [none.first_notice_at, none.notice_to_release_minutes, none.is_asked_hours, isNoticeOf(none, 1)],
    [null, null, null, null],
  );
  assert.deepEqual(timingWords(none), []);
  const tried = madeLog();
  tried.add("received", "2026-03-01T12:00");
  tried.add("notice_sent", "2026-03-05T11:00", { answer: "no_answer" });
  tried.add("notice_sent", "2026-03-05T11:10", { answer: "no_answer" });
  assert.deepEqual(timingWords(noticeTiming(tried.state())), ["2 tries to give notice had no answer."]);
  tried.add("notice_sent", "2026-03-05T11:20");
  tried.add("custody_assumed", "2026-03-05T13:20", {}, office);
  assert.deepEqual(timingWords(noticeTiming(tried.state())), [
    "Notice was given 2 h before ICE took custody.",
    "2 tries to give notice before it had no answer.",
  ]);
});

test("a duration in words says every minute", () => {
  fc.assert(
    fc.property(fc.integer({ min: -100_000, max: 100_000 }), (minutes) => {
      const found = /^(?:(\d+) h)? ?(?:(\d+) min(?:utes?)?)?$/.exec(durationWords(minutes));
      assert.ok(found, durationWords(minutes));
      assert.equal(Number(found[1] ?? 0) * 60 + Number(found[2] ?? 0), Math.abs(minutes));
    }),
  );
});
