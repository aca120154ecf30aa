import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
  type Issue,
  jail,
  madeDetails,
  madeIssue,
  office,
  secondJail,
} from "../../../test/support/made-log.ts";
import { AppError } from "../../base/errors.ts";
import { instantAfter } from "../../base/time.ts";
import { noticeOnlyForms, partyOutcomeCodes, releaseReasons, requestForms } from "./codes.ts";
import { checkRequestCorrection } from "./correction.ts";
import type { ExchangeEvent } from "./event.ts";
import type { EventDetails } from "./event-details.ts";
import { findingOf } from "./finding.ts";
import type { RequestDraft } from "./request-draft.ts";
import { foldRequest, type RequestState } from "./request-state.ts";
import { type RequestKind, requestKinds, requestTransitions } from "./request-transitions.ts";
import { checkRequestEvent } from "./transition.ts";

/** One try of a random run: an event some minutes on from the last, or (one in eight) a correction of an earlier one of its kind. */
interface Try {
  readonly kind: RequestKind;
  readonly minutes: number;
  readonly by: string;
  readonly corrects: boolean;
  readonly seed: number;
}

const issues: fc.Arbitrary<Issue> = fc
  .record({
    form: fc.constantFrom(...requestForms),
    asks_hold: fc.boolean(),
    asks_notify: fc.boolean(),
    asks_serve: fc.boolean(),
    entered_by: fc.constantFrom("issuer" as const, "custodian" as const),
  })
  .map((part) => ({
    ...madeIssue,
    ...part,
    asks_hold: part.asks_hold && !noticeOnlyForms.includes(part.form),
  }));

/** Kinds that come up more often, so that runs come to answers, holds and releases. */
const usual = [
  "received",
  "responded",
  "responded",
  "became_releasable",
  "hold_started",
  "person_released",
] as const;

const tries: fc.Arbitrary<Try[]> = fc.array(
  fc.record({
    kind: fc.constantFrom(...requestKinds, ...usual),
    minutes: fc.oneof(fc.integer({ min: -600, max: 3000 }), fc.constant(0)),
    by: fc.constantFrom(jail, jail, secondJail, office),
    corrects: fc.integer({ min: 0, max: 7 }).map((n) => n === 0),
    seed: fc.nat(1_000_000),
  }),
  { minLength: 4, maxLength: 30 },
);

/** Picks one thing after another by the digits of a number, so that the picks do not hang together. */
function picker(seed: number): <T>(among: readonly T[]) => T {
  let left = seed;
  return (among) => {
    const picked = among[left % among.length] as (typeof among)[number];
    left = Math.floor(left / among.length);
    return picked;
  };
}

/** Details that a kind could have at this point of a run, some of them right and some wrong. */
function detailsOf(kind: RequestKind, at: string, seed: number, state: RequestState): object {
  const pick = picker(seed);
  const made: { readonly [K in RequestKind]?: () => Partial<EventDetails<K>> } = {
    responded: () => ({
      asked: pick(["hold", "notify", "serve", "interview"]),
      answer: pick([
        "will",
        "will_not",
        "will_not",
        "not_permitted_by_law",
        "conditions_not_met",
        "not_in_custody",
      ]),
      decision: pick([null, "NOT_DONE", "NOT_DONE", "NOT_PERMITTED_BY_LAW", "CONDITIONS_NOT_MET"]),
      authority: {
        modality: pick(["may", "must", "must_not", "must_not_unless", "contested", null]),
      },
    }),
    notice_sent: () => ({
      answer: pick(["no_answer", "will_come", "will_not_come"]),
      release_at: pick([null, at]),
    }),
    not_in_custody: () => ({ left_at: pick([null, instantAfter(at, -3_600_000)]) }),
    hold_started: () => ({
      otherwise_released_at: state.releasable_at ?? at,
      ends_at: instantAfter(state.releasable_at ?? at, pick([48, 48, 1]) * 3_600_000),
    }),
    hold_ended: () => ({ why: pick(["window_ended", "released_by_jail", "court_order"]) }),
    incident_opened: () => ({
      what: pick(["held_past_window", "held_without_answer"]),
      ends_at: state.hold?.ends_at ?? at,
    }),
    incident_closed: () => ({ incident: state.incidents[0]?.event_id ?? 3 }),
    person_released: () => ({ reason: pick(releaseReasons) }),
    relayed: () => ({
      to_organisation_id: pick([null, secondJail, jail]),
      to_facility_id: pick([null, "sample-second-main"]),
    }),
    outcome_asserted: () => ({
      outcome: pick([...partyOutcomeCodes, "DECLINED", "DECLINED"]),
      asked: pick([null, "hold", "notify"]),
      basis: pick(["own_log", "record_only", "inferred"]),
    }),
  };
  return madeDetails(kind, (made[kind]?.() ?? {}) as never);
}

const newEvent = (event_id: number, parts: object): ExchangeEvent =>
  ({
    event_id,
    position: event_id,
    booking_id: null,
    request_id: 1,
    member_id: 1,
    is_shared: true,
    recorded_at: "2030-01-01T00:00:00Z",
    supersedes: null,
    ...parts,
  }) as ExchangeEvent;

interface Run {
  readonly events: readonly ExchangeEvent[];
  /** The states after the issue and after each event that was allowed and corrected nothing, with its kind. */
  readonly steps: readonly {
    readonly kind: RequestKind;
    readonly before: RequestState;
    readonly after: RequestState;
  }[];
}

function stateOf(events: readonly ExchangeEvent[]): RequestState {
  const state = foldRequest(events, jail);
  assert.ok(state !== null);
  return state;
}

/** Whether a check lets an event pass; anything but a refusal in our own words is a fault of the check. */
function passes(check: () => void): boolean {
  try {
    check();
    return true;
  } catch (error) {
    assert.ok(error instanceof AppError, String(error));
    assert.ok(error.message.length > 20);
    return false;
  }
}

/** A run of tries, of which only those that are allowed are written. */
function runOf(issue: Issue, steps: readonly Try[]): Run {
  const issuer = issue.entered_by === "issuer" ? office : jail;
  const issued = {
    kind: "request_issued",
    organisation_id: issuer,
    occurred_at: "2026-03-01T10:00:00Z",
    details: issue,
  };
  const events = [newEvent(1, issued)];
  const moves: Run["steps"][number][] = [];
  let now = "2026-03-01T10:00:00Z";
  for (const { kind, minutes, by, corrects, seed } of steps) {
    const before = stateOf(events);
    const organisation_id = by === jail ? (before.custodian_organisation_id ?? jail) : by;
    const occurred_at = instantAfter(now, minutes * 60_000);
    const own = events.filter((event) => event.kind === kind && event.organisation_id === organisation_id);
    const supersedes = corrects ? (own.at(-1)?.event_id ?? null) : null;
    const details = detailsOf(kind, occurred_at, seed, before);
    const organisation_side = organisation_id === before.issuer_organisation_id ? "issuer" : "custodian";
    const draft = {
      kind,
      occurred_at,
      details,
      organisation_side,
      organisation_id,
      supersedes,
    } as unknown as RequestDraft;
    const isAllowed = passes(() =>
      supersedes === null ? checkRequestEvent(before, draft) : checkRequestCorrection(events, jail, draft),
    );
    if (!isAllowed) continue;
    events.push(newEvent(events.length + 1, { kind, occurred_at, details, organisation_id, supersedes }));
    if (supersedes === null) moves.push({ kind, before, after: stateOf(events) });
    if (minutes > 0) now = occurred_at;
  }
  return { events, steps: moves };
}

/** Three runs in four begin with the receipt and two answers, and end with a release, or few would come far. */
const tryOf = (kind: RequestKind, seed: number): Try => ({
  kind,
  minutes: 120,
  by: jail,
  corrects: false,
  seed,
});
const runs = fc
  .tuple(issues, tries, fc.tuple(fc.nat(1_000_000), fc.nat(1_000_000)), fc.integer({ min: 0, max: 3 }))
  .map(([issue, steps, [one, two], n]) => {
    const begun = [tryOf("received", 0), tryOf("responded", one), tryOf("responded", two)];
    return runOf(issue, n === 0 ? steps : [...begun, ...steps, tryOf("person_released", one)]);
  });
const holds = (check: (run: Run) => void, numRuns = 400): void =>
  fc.assert(fc.property(runs, check), { numRuns });

test("a form that asks no hold never has one, nor an outcome of one (3.8, 6)", () => {
  holds(({ events }) => {
    const state = stateOf(events);
    if (state.issue.asks_hold) return;
    const { finding, by_request, counts_as_declined } = findingOf(state);
    assert.equal(state.hold, null);
    assert.equal(by_request.hold.standing, "not_asked");
    assert.ok(!finding.startsWith("HELD_") && !counts_as_declined.includes("hold"), finding);
  });
});

test("at most one outcome stands for each party, and a correction stands in its place (3.8, 2)", () => {
  holds(({ events }) => {
    const { outcomes } = stateOf(events);
    assert.equal(new Set(outcomes.map((one) => one.organisation_id)).size, outcomes.length);
    const corrected = new Set(events.map((event) => event.supersedes));
    assert.ok(outcomes.every((one) => !corrected.has(one.event_id)));
  });
});

test("nothing is declined without its receipt, nor where the law forbade it, nor by an inference", () => {
  let declined = 0;
  holds(({ events }) => {
    const state = stateOf(events);
    const { finding, counts_as_declined, by_request } = findingOf(state);
    if (finding !== "DECLINED" && counts_as_declined.length === 0) return;
    declined += 1;
    assert.notEqual(state.received_at, null);
    assert.ok(counts_as_declined.length > 0);
    for (const asked of counts_as_declined) {
      assert.notEqual(state.answers[asked]?.modality, "must_not");
      assert.ok(
        !["NOT_PERMITTED_BY_LAW", "CONDITIONS_NOT_MET", "not_asked", "done"].includes(
          by_request[asked].standing,
        ),
      );
    }
  }, 1500);
  assert.ok(declined > 3, `the runs came to a decline ${declined} times only`);
});

test("a disagreement is graded X and nothing else is; no finding is graded D", () => {
  let disagreements = 0;
  holds(({ events }) => {
    const { grade, disagreement, outcome_by_jail, outcome_by_ice } = findingOf(stateOf(events));
    assert.equal(grade === "X", disagreement);
    assert.ok(grade === null || ["A", "B", "C", "X"].includes(grade));
    if (!disagreement) return;
    disagreements += 1;
    assert.ok(outcome_by_jail !== null || outcome_by_ice !== null);
  });
  assert.ok(disagreements > 10, `the runs came to ${disagreements} disagreements only`);
});

test("an event leads where the table says, and the first end stands", () => {
  let moved = 0;
  holds(({ steps }) => {
    for (const { kind, before, after } of steps) {
      if (before.phase === after.phase) continue;
      moved += 1;
      const { during, to } = requestTransitions[kind];
      assert.ok(
        during.includes(before.phase) && to.includes(after.phase),
        `${kind}: ${before.phase} to ${after.phase}`,
      );
    }
  });
  assert.ok(moved > 400, `the runs moved ${moved} times only`);
});

test("a hold rests on the time of otherwise release and runs once (3.8, 9)", () => {
  let held = 0;
  holds(({ steps }) => {
    for (const { kind, before, after } of steps) {
      if (kind !== "hold_started") continue;
      held += 1;
      assert.equal(before.hold, null);
      assert.ok(before.releasable_at !== null && after.hold !== null);
      assert.ok(Date.parse(after.hold.started_at) >= Date.parse(before.releasable_at));
      assert.ok(Date.parse(after.hold.ends_at) > Date.parse(after.hold.started_at));
    }
  }, 1500);
  assert.ok(held > 5, `the runs held ${held} times only`);
});

test("folding and finding depend on the events alone", () => {
  holds(({ events }) => {
    const again = structuredClone(events) as ExchangeEvent[];
    assert.deepEqual(stateOf(again), stateOf(events));
    assert.deepEqual(findingOf(stateOf(again)), findingOf(stateOf(events)));
  }, 150);
});

test("what one party corrects changes nothing that another said", () => {
  let corrected = 0;
  holds(({ events }) => {
    const before = stateOf(events);
    const target = events.findLast(
      (event) =>
        event.kind === "outcome_asserted" && !events.some((other) => other.supersedes === event.event_id),
    );
    if (target === undefined) return;
    corrected += 1;
    const { organisation_id, occurred_at } = target;
    const details = madeDetails("outcome_asserted", { outcome: "DUPLICATE", evidence: "corrected" });
    const parts = {
      kind: "outcome_asserted",
      organisation_id,
      occurred_at,
      details,
      supersedes: target.event_id,
    };
    const after = stateOf([...events, newEvent(events.length + 1, parts)]);
    const others = ({ outcomes, ...state }: RequestState) => ({
      ...state,
      outcomes: outcomes.filter((one) => one.organisation_id !== organisation_id),
    });
    assert.deepEqual(others(after), others(before));
    assert.equal(after.outcomes.find((one) => one.organisation_id === organisation_id)?.outcome, "DUPLICATE");
  });
  assert.ok(corrected > 50, `the runs corrected ${corrected} times only`);
});
