import type { Day } from "../../base/day.ts";
import { dayIn, instantAfter, millisecondsBetween, type ZonedTime } from "../../base/time.ts";
import type { Verification } from "../policies/instrument.ts";
import {
  type ClockLayer,
  type ClockRule,
  type ClockVersion,
  type Counting,
  calendarRule,
  type StartEvent,
  startEvents,
} from "./clock-rule.ts";
import { type LeftOutDay, windowEnd } from "./window.ts";

/** One rule that could apply, with its window: local times are ISO with the facility's offset, `_at` are UTC. */
export interface ClockRow {
  readonly rule: string;
  readonly version: string;
  readonly title: string;
  readonly layer: ClockLayer;
  readonly starts: StartEvent;
  /** The same in words. */
  readonly start_event: string;
  /** When that event was; null when its time was not given, and then there is no window either. */
  readonly start: string | null;
  readonly start_at: string | null;
  /** When the hours begin to run: the start, or the first moment of the next counted day. */
  readonly runs_from: string | null;
  readonly end: string | null;
  readonly end_at: string | null;
  readonly hours: number;
  readonly leaves_out: Counting["leaves_out"];
  readonly left_out: readonly LeftOutDay[];
  readonly calendar_rule_applied: string | null;
  readonly cite: string;
  readonly text: string;
  readonly condition: string | null;
  readonly is_used: boolean;
  /** Whether the end differs from that of the rule used; null when either has no end. */
  readonly differs_from_used: boolean | null;
  readonly why: string;
  readonly cautions: readonly string[];
  readonly in_force: { readonly from: Day; readonly before: Day | null };
  readonly in_force_precision: "day" | "month";
  readonly verification: Verification;
  readonly source_url: string;
  readonly note: string | null;
}

/** When the events that can start a clock happened; a time that was not given is null. */
export interface StartTimes {
  readonly released: ZonedTime;
  readonly received: ZonedTime | null;
}

/** A rule's window before it is known which rule is used. */
export type OpenRow = Omit<ClockRow, "is_used" | "differs_from_used" | "why">;

/** The window of one version of a rule, open as to whether it is used; without a time for its start event there is no window. */
export function openRow(rule: ClockRule, version: ClockVersion, times: StartTimes, zone: string): OpenRow {
  const { apply: terms } = version;
  const start = terms.starts === "papers_received" ? times.received : times.released;
  const window = start === null ? null : windowEnd(terms, start.at, zone);
  return {
    rule: rule.id,
    version: version.version,
    title: rule.title,
    layer: rule.layer,
    starts: terms.starts,
    start_event: startEvents[terms.starts],
    start: start?.local ?? null,
    start_at: start?.at ?? null,
    runs_from: window?.runs_from.local ?? null,
    end: window?.end.local ?? null,
    end_at: window?.end.at ?? null,
    hours: terms.hours,
    leaves_out: terms.leaves_out,
    left_out: window?.left_out ?? [],
    calendar_rule_applied: terms.leaves_out === "nothing" ? null : calendarRule,
    cite: version.cite,
    text: version.text,
    condition: terms.condition,
    cautions: window === null ? [] : rowCautions(rule, version, times.released, window.end, zone),
    in_force: version.in_force,
    in_force_precision: terms.in_force_precision,
    verification: terms.verification,
    source_url: terms.source_url,
    note: terms.note,
  };
}

function rowCautions(
  rule: ClockRule,
  version: ClockVersion,
  released: ZonedTime,
  end: ZonedTime,
  zone: string,
): string[] {
  const { from, before } = version.in_force;
  const [first, last] = [dayIn(released.at, zone), lastDay(released.at, end.at, zone)];
  return [
    ...(millisecondsBetween(released.at, end.at) <= 0
      ? ["this window had run out by the time of otherwise release; it leaves no time to hold"]
      : []),
    ...(from > first && rule.layer !== "form" ? [`in force from ${from} only, after the start`] : []),
    ...(before !== null && before <= last ? [`in force until ${before} only, before the window ends`] : []),
  ];
}

/** The last day on which a window runs; one that ends on the stroke of midnight runs until the day before. */
function lastDay(start: string, end: string, zone: string): Day {
  return dayIn(millisecondsBetween(start, end) <= 0 ? start : instantAfter(end, -1), zone);
}

/** Whether a version is in force on some day between the otherwise release and the end of its own window. */
export function couldApply(version: ClockVersion, row: OpenRow, released: ZonedTime, zone: string): boolean {
  const { from, before } = version.in_force;
  const last = lastDay(released.at, row.end_at ?? released.at, zone);
  return from <= last && (before === null || dayIn(released.at, zone) < before);
}
