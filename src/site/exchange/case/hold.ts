import { html } from "hono/html";
import type { ClockRow } from "../../../law/clock/clock-row.ts";
import type { Duty } from "../../../law/exchange/duties.ts";
import type { EventOf } from "../../../law/exchange/event.ts";
import { isHolding } from "../../../law/exchange/hold-checks.ts";
import type { RequestCase } from "../../../reports/exchange/case.ts";
import type { Markup } from "../../../reports/render/markup.ts";
import { leftMarkup, timeMarkup, timeOr } from "../times.ts";
import type { Visit } from "../visit.ts";
import { facts } from "./fact.ts";

type Started = EventOf<"hold_started">;

function othersMarkup(
  ends: readonly { readonly cite: string; readonly ends_at: string }[],
  zone: string,
  { words }: Visit,
): Markup | null {
  if (ends.length === 0) return null;
  return html`<ul class="plain-list">${ends.map((one) => html`<li>${timeMarkup(one.ends_at, zone, words)}: ${one.cite}</li>`)}</ul>`;
}

/** The hold of a case: since when, until when by which rule, the ends by other rules, and the time left; empty where there is none. */
export function holdMarkup(shown: RequestCase, zone: string, visit: Visit): Markup | "" {
  const { hold, releasable_at } = shown.state;
  const { words, now } = visit;
  const said = words.request.hold;
  if (hold === null) return "";
  const event = shown.events.find(
    (one): one is Started => one.kind === "hold_started" && one.event_id === hold.event_id,
  );
  const why = words.choices.hold_end[hold.why as keyof typeof words.choices.hold_end];
  return html`<div class="hold-clock${isHolding(shown.state) && " hold-clock--running"}">
    ${isHolding(shown.state) && html`<p class="answer-status">${leftMarkup(hold.ends_at, now, words)}</p>`}
    ${isHolding(shown.state) && Date.parse(hold.ends_at) < Date.parse(now) && html`<p>${said.past}</p>`}
    ${facts([
      [said.otherwise, timeOr(releasable_at, zone, words, "")],
      [said.began, timeMarkup(hold.started_at, zone, words)],
      [said.ends, timeMarkup(hold.ends_at, zone, words)],
      [said.rule, hold.rule_cite],
      [said.others, othersMarkup(event?.details.other_ends ?? [], zone, visit)],
      [said.ended, hold.ended_at === null ? null : timeMarkup(hold.ended_at, zone, words)],
      [said.why, hold.why === null ? null : (why ?? hold.why)],
    ])}</div>`;
}

const endsOf = (rows: readonly ClockRow[]) =>
  rows.flatMap((row) => (row.end_at === null ? [] : [{ cite: row.cite, ends_at: row.end_at }]));

/** The window that a hold would have, or has, by the rule used and by the others; empty where none is counted. */
export function windowMarkup(
  { hold_clock: clock }: Duty,
  isRunning: boolean,
  zone: string,
  visit: Visit,
): Markup | "" {
  const { words, now } = visit;
  const end = clock?.used?.end_at ?? null;
  if (clock === null || end === null) return "";
  const others = othersMarkup(endsOf(clock.others), zone, visit);
  const said = isRunning ? words.desk.hold_until : words.desk.hold_would;
  return html`<div class="hold-clock${isRunning && " hold-clock--running"}"><p>${said} ${timeMarkup(end, zone, words)}
      (${clock.used?.cite ?? ""})${isRunning && html`: ${leftMarkup(end, now, words)}`}</p>
    ${others !== null && html`<details class="evidence"><summary>${words.desk.other_ends}</summary>${others}</details>`}</div>`;
}
