import { type AskedThing, askedThings } from "../../law/exchange/codes.ts";
import { cameThrough, durationWords } from "../../law/exchange/notice-timing.ts";
import { minutesBetween } from "../../law/exchange/refusal.ts";
import { askedBy } from "../exchange/authorities-on.ts";
import { intervalsOf } from "./notices-item.ts";
import type { AskedLine, EvidencePacket, Milestone } from "./packet.ts";
import { standing, type View } from "./view.ts";
import { askWords, performanceWords } from "./words.ts";

/** Each thing that was asked or answered, with the answer and what became of it. */
function askedLines(view: View): AskedLine[] {
  const { state, finding } = view.case;
  const asked = new Set<AskedThing>([
    ...askedBy(state),
    ...askedThings.filter((thing) => state.answers[thing] !== undefined),
  ]);
  return askedThings
    .filter((thing) => asked.has(thing))
    .map((thing) => {
      const { standing: became, why } = finding.by_request[thing];
      return {
        asked: thing,
        words: askWords(thing, state),
        answer: state.answers[thing]?.answer ?? null,
        standing: performanceWords[became],
        why: view.plain(why),
      };
    });
}

interface Point {
  readonly code: string;
  readonly label: string;
  readonly at: string;
  readonly event_id: number | null;
}

function noticePoints(view: View): Point[] {
  const sent = standing(view, "notice_sent").toSorted((a, b) => (a.occurred_at < b.occurred_at ? -1 : 1));
  const through = sent.find((event) => cameThrough({ ...event.details, event_id: event.event_id, at: "" }));
  const first = through ?? sent[0];
  if (first === undefined) return [];
  const label = through === undefined ? "notice tried, no answer" : "notice to ICE";
  return [{ code: "notice", label, at: first.occurred_at, event_id: first.event_id }];
}

const marked = [
  ["received", "received", "received"],
  ["became_releasable", "releasable", "release ordered or due"],
  ["hold_started", "hold_started", "hold began"],
  ["misdirected", "misdirected", "found sent to the wrong place"],
  ["not_in_custody", "not_in_custody", "found not in custody"],
  ["relayed", "relayed", "passed on with a transfer"],
  ["cancelled", "cancelled", "ended by ICE"],
  ["superseded", "superseded", "replaced by a newer form"],
  ["person_released", "released", "left custody"],
  ["custody_assumed", "custody_assumed", "ICE took custody"],
] as const;

function holdPoints({ case: { state } }: View): Point[] {
  const { hold } = state;
  if (hold === null) return [];
  const ends = {
    code: "window_ends",
    label: "window of the hold ends",
    at: hold.ends_at,
    event_id: hold.event_id,
  };
  const isOwnEnd =
    hold.ended_at !== null &&
    hold.ended_at !== state.released_at &&
    hold.ended_at !== state.custody_assumed_at;
  if (!isOwnEnd || hold.ended_at === null) return [ends];
  return [ends, { code: "hold_ended", label: "hold ended", at: hold.ended_at, event_id: null }];
}

const mostMilestones = 14; // two rows of the strip; what is left out stands in its item

/** The strip of the first page: when it came, when release was due, notice, hold and end, in the order of their times. */
function timelineOf(view: View): Milestone[] {
  const points: Point[] = [
    ...marked.flatMap(([kind, code, label]) =>
      standing(view, kind).map((event) => ({ code, label, at: event.occurred_at, event_id: event.event_id })),
    ),
    ...noticePoints(view),
    ...holdPoints(view),
  ];
  const isIssued = !points.some((point) => point.code === "received");
  const { state } = view.case;
  if (isIssued)
    points.push({ code: "issued", label: "issued", at: state.issued_at, event_id: state.request_id });
  const sorted = points.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at)).slice(0, mostMilestones);
  return sorted.map((point, at) => {
    const before = sorted[at - 1];
    return {
      ...point,
      at: view.moment(point.at),
      minutes: before === undefined ? null : minutesBetween(before.at, point.at),
    };
  });
}

function holdWords({ case: { state } }: View): string[] {
  const { hold } = state;
  if (hold === null) return [];
  if (hold.ended_at === null) return ["The hold has no recorded end."];
  const past = minutesBetween(hold.ends_at, hold.ended_at);
  const length = durationWords(minutesBetween(hold.started_at, hold.ended_at));
  const end = past > 0 ? `, ${durationWords(past)} past its window` : "";
  return [`The hold lasted ${length}${end}.`];
}

/** What stands on the first page. */
export function summaryOf(view: View): EvidencePacket["summary"] {
  const { issue } = view.case.state;
  return {
    form: issue.form,
    issued_on: issue.issued_on,
    asked: askedLines(view),
    timeline: timelineOf(view),
    intervals: [...intervalsOf(view), ...holdWords(view)],
  };
}
