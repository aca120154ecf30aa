import assert from "node:assert/strict";
import { test } from "node:test";
import { at, jail, type MadeLog, madeDetails, madeLog, office } from "../../../test/support/made-log.ts";
import { Conflict, InvalidInput } from "../../base/errors.ts";
import { checkRequestCorrection } from "./correction.ts";
import type { RequestDraft } from "./request-draft.ts";
import type { RequestKind } from "./request-transitions.ts";

const [receipt, order, releaseEvent] = [2, 3, 5];

/** Issued (1), received (2), order (3), notice (4), release (5). */
function log(): MadeLog {
  const made = madeLog();
  made.add("received", "2026-03-01T12:00");
  made.add("became_releasable", "2026-03-05T11:52");
  made.add("notice_sent", "2026-03-05T12:00");
  made.add("person_released", "2026-03-05T14:34");
  return made;
}

function check(made: MadeLog, kind: RequestKind, moment: string, supersedes: number, by = jail): void {
  const draft = {
    kind,
    occurred_at: at(moment),
    details: madeDetails(kind),
    organisation_side: by === office ? "issuer" : "custodian",
    organisation_id: by,
    supersedes,
  };
  checkRequestCorrection(made.events, jail, draft as unknown as RequestDraft);
}

test("a time can be corrected after the end, in the place of the event that it corrects", () => {
  const made = log();
  check(made, "became_releasable", "2026-03-05T11:50", order);
  made.correct(order, "became_releasable", "2026-03-05T11:50");
  assert.equal(made.state().releasable_at, at("2026-03-05T11:50"));
  assert.equal(made.state().phase, "released");
  check(made, "became_releasable", "2026-03-05T11:51", 6); // and the correction again
});

test("a correction that takes the ground from a later event is refused, and the event named", () => {
  for (const [kind, moment, supersedes, later] of [
    ["received", "2026-03-05T12:01", receipt, 4],
    ["became_releasable", "2026-03-05T14:35", order, 5],
  ] as const)
    assert.throws(
      () => check(log(), kind, moment, supersedes),
      (error) =>
        error instanceof Conflict &&
        error.details.event_id === later &&
        /no longer be possible/.test(error.message),
    );
});

test("a correction must itself have been possible in its place", () => {
  assert.throws(() => check(log(), "received", "2026-03-01T09:00", receipt), InvalidInput);
  assert.throws(() => check(log(), "person_released", "2026-03-05T11:00", releaseEvent), InvalidInput);
});

test("only an own event of the same kind is corrected, and once", () => {
  const made = log();
  assert.throws(() => check(made, "served", "2026-03-01T13:00", receipt), /of the kind received/);
  assert.throws(() => check(made, "received", "2026-03-01T13:00", 99), /not among those/);
  assert.throws(() => check(made, "received", "2026-03-01T13:00", receipt, office), /another party's/);
  made.correct(receipt, "received", "2026-03-01T12:30");
  assert.throws(() => check(made, "received", "2026-03-01T13:00", receipt), Conflict);
  assert.throws(() => check(made, "received", "2026-03-01T13:00", 1), /of the kind request_issued/);
});

test("what another side wrote, seeing less, does not stand in the way of a correction", () => {
  const made = log();
  const [release] = made.events.slice(-1);
  assert.ok(release !== undefined);
  made.events.push({
    ...release,
    event_id: 6,
    kind: "cancelled",
    organisation_id: office,
    occurred_at: at("2026-03-05T14:00"),
    details: madeDetails("cancelled"),
  });
  check(made, "became_releasable", "2026-03-05T11:50", order);
  assert.equal(made.state().phase, "released");
});
