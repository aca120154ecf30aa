import type { Authority } from "../authority/authority.ts";
import type { ClockRow } from "../clock/clock-row.ts";
import type { Clocks } from "../clock/clocks-for.ts";
import type { ConditionAnswer } from "../policies/condition.ts";
import type { BookingState } from "./booking-state.ts";
import { type AnswerCode, type AskedThing, askedThings } from "./codes.ts";
import { asksHold, isHolding } from "./hold-checks.ts";
import { cameThrough, noticesOf } from "./notice-timing.ts";
import { type PerformanceCode, performancesOf } from "./performance.ts";
import { hasIncident, type RequestState } from "./request-state.ts";
import { hoursAfter, type Urgency, urgencies, urgencyOf } from "./urgency.ts";

/** What is not there yet for one asked thing. */
export const missingParts = [
  "receipt",
  "answer",
  "service",
  "notice",
  "expected_release",
  "condition",
  "judges_warrant",
  "warrant",
  "reason_for_incident",
] as const;
export type MissingPart = (typeof missingParts)[number];

/** What the desk has to do next for one asked thing. */
export type DueStep =
  | "receive"
  | "answer"
  | "give_notice"
  | "serve"
  | "begin_hold_or_release"
  | "end_hold"
  | "close_incident";

/** The window of a hold by the rule that is used, and by those that end at another time or could not be counted. */
export interface HoldClock {
  readonly used: ClockRow | null;
  readonly others: readonly ClockRow[];
}

/** What law and policy say of one thing asked of the jail, what is missing, and what is due when (ISO UTC). Decision support, not advice. */
export interface Duty {
  readonly duty_key: string;
  readonly request_id: number;
  readonly booking_id: number | null;
  readonly asked: AskedThing;
  /** Null where nobody looked the authority up. */
  readonly standing: Authority["modality"] | null;
  readonly answer: AnswerCode | null;
  readonly performance: PerformanceCode;
  readonly missing: readonly MissingPart[];
  readonly due: DueStep | null;
  readonly due_at: string | null;
  readonly urgency: Urgency;
  /** Only of a hold. */
  readonly hold_clock: HoldClock | null;
}

/** What duties are worked out from; `zone` is the facility's, `now` ISO UTC. */
export interface DutyInput {
  readonly request: RequestState;
  readonly booking: BookingState | null;
  readonly authorities: Readonly<Partial<Record<AskedThing, Authority>>>;
  /** What is known of the condition of each, where it has one. */
  readonly conditions?: Readonly<Partial<Record<AskedThing, ConditionAnswer>>>;
  readonly clocks: Clocks | null;
  readonly now: string;
  readonly zone: string;
}

interface Step {
  readonly due: DueStep | null;
  readonly due_at: string | null;
}

const nothing: Step = { due: null, due_at: null };

/** When the person leaves or could: the order where there is one, else the time expected; null where neither is known. */
export function leavesAt(request: RequestState, booking: BookingState | null): string | null {
  return request.releasable_at ?? booking?.otherwise_released_at ?? booking?.expected_release?.at ?? null;
}

const isConditional = (modality: string | undefined): boolean =>
  modality === "must_if" || modality === "must_not_unless";

/** The paper that the deciding source's condition speaks of and that did not come; the condition may be met in other ways. */
function missingPaper(input: DutyInput, authority: Authority | undefined): MissingPart[] {
  const source = authority?.sources.find((one) => one.source_id === authority.decided_by);
  const text = source?.condition_text ?? "";
  const { warrant } = input.request.issue;
  if (!isConditional(authority?.modality) || !/warrant|judicial|judge/.test(text)) return [];
  const isSigned = warrant === "judicial_warrant" || warrant === "judicial_order";
  if (/judicial|judge/.test(text)) return isSigned ? [] : ["judges_warrant"];
  return warrant === "none" ? ["warrant"] : [];
}

function missingOf(input: DutyInput, asked: AskedThing): MissingPart[] {
  const { request, authorities, conditions } = input;
  const authority = authorities[asked];
  const answer = request.answers[asked];
  const condition = conditions?.[asked] ?? "unknown";
  const isOpenCondition = isConditional(authority?.modality) && condition === "unknown";
  const promised = answer?.answer === "will";
  const notified = noticesOf(request).some(cameThrough);
  const served = request.served !== null && request.served.manner !== "not_served";
  return [
    ...(request.received_at === null ? (["receipt"] as const) : []),
    ...(answer === undefined ? (["answer"] as const) : []),
    ...((asked === "hold" || asked === "serve") && !served ? (["service"] as const) : []),
    ...(asked === "notify" && promised && !notified ? (["notice"] as const) : []),
    ...(leavesAt(request, input.booking) === null ? (["expected_release"] as const) : []),
    ...(isOpenCondition ? (["condition"] as const) : []),
    ...(condition === "true" ? [] : missingPaper(input, authority)),
    ...(asked === "hold" && hasIncident(request) ? (["reason_for_incident"] as const) : []),
  ];
}

/** The form asks notice so many hours before the release, "if possible"; without a number, before the release. */
function noticeStep({ request, booking }: DutyInput): Step {
  if (request.answers.notify?.answer !== "will" || noticesOf(request).some(cameThrough)) return nothing;
  const leaves = leavesAt(request, booking);
  return {
    due: "give_notice",
    due_at: leaves === null ? null : hoursAfter(leaves, -(request.issue.notify_hours ?? 0)),
  };
}

function holdStep({ request }: DutyInput): Step {
  const { hold, answers, releasable_at } = request;
  if (hold !== null && isHolding(request)) return { due: "end_hold", due_at: hold.ends_at };
  const incident = request.incidents.find((one) => one.closed_at === null);
  if (incident !== undefined) return { due: "close_incident", due_at: incident.at };
  const isNext = hold === null && answers.hold?.answer === "will" && releasable_at !== null;
  return isNext ? { due: "begin_hold_or_release", due_at: releasable_at } : nothing;
}

function serviceStep({ request, booking }: DutyInput): Step {
  const isServed = request.served !== null && request.served.manner !== "not_served";
  const isMeant = request.answers.serve?.answer === "will";
  return isServed || !isMeant ? nothing : { due: "serve", due_at: leavesAt(request, booking) };
}

function stepOf(input: DutyInput, asked: AskedThing): Step {
  const { request, booking } = input;
  if (request.received_at === null) return { due: "receive", due_at: leavesAt(request, booking) };
  const isHeld = asked === "hold" && request.hold !== null; // a hold that nobody answered is still a hold to end
  if (request.answers[asked] === undefined && !isHeld)
    return { due: "answer", due_at: leavesAt(request, booking) };
  return { notify: noticeStep, hold: holdStep, serve: serviceStep, interview: () => nothing }[asked](input);
}

function clockOf(clocks: Clocks | null): HoldClock | null {
  if (clocks === null || clocks.used === null) return null;
  const used = clocks.rules.find((row) => row.is_used) ?? null;
  return { used, others: clocks.rules.filter((row) => !row.is_used && row.differs_from_used !== false) };
}

function isAsked(request: RequestState, asked: AskedThing): boolean {
  const { asks_notify, asks_serve, asks_interview } = request.issue;
  return { notify: asks_notify, hold: asksHold(request), serve: asks_serve, interview: asks_interview }[
    asked
  ];
}

function dutyOf(input: DutyInput, asked: AskedThing): Duty {
  const { request, now, zone, authorities, clocks } = input;
  const { due, due_at } = stepOf(input, asked);
  return {
    duty_key: `request-${request.request_id}.${asked}`,
    request_id: request.request_id,
    booking_id: request.booking_id,
    asked,
    standing: authorities[asked]?.modality ?? null,
    answer: request.answers[asked]?.answer ?? null,
    performance: performancesOf(request)[asked].standing,
    missing: missingOf(input, asked),
    due,
    due_at,
    urgency: due === null ? "none" : urgencyOf(due_at, now, zone),
    hold_clock: asked === "hold" ? clockOf(clocks) : null,
  };
}

/**
 * What the release desk has before it for one request: one duty for each thing asked, the most urgent first; none once the request
 * has ended, save a hold that still runs or an incident without its reason. The standing is what the sources say, and whether to
 * follow it is the jail's.
 */
export function dutiesFor(input: DutyInput): Duty[] {
  const { request } = input;
  const isOpen = request.phase === "issued" || request.phase === "active";
  const isHeldStill = isHolding(request) || hasIncident(request);
  const asked = askedThings.filter(
    (one) => isAsked(request, one) && (isOpen || (one === "hold" && isHeldStill)),
  );
  return asked.map((one) => dutyOf(input, one)).toSorted(byUrgency);
}

/** Orders duties of one or many requests: the most urgent first, then by the time due, then by request and thing asked. */
export function byUrgency(a: Duty, b: Duty): number {
  const rank = urgencies.indexOf(a.urgency) - urgencies.indexOf(b.urgency);
  if (rank !== 0) return rank;
  const [first, second] = [a.due_at, b.due_at].map((at) =>
    at === null ? Number.POSITIVE_INFINITY : Date.parse(at),
  );
  if (first !== second) return (first as number) < (second as number) ? -1 : 1;
  return a.request_id - b.request_id || askedThings.indexOf(a.asked) - askedThings.indexOf(b.asked);
}
