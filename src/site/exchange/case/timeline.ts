import { html } from "hono/html";
import { millisecondsBetween } from "../../../base/time.ts";
import type { ExchangeEvent } from "../../../law/exchange/event.ts";
import type { Markup } from "../../../reports/render/markup.ts";
import { timeMarkup } from "../times.ts";
import { organisationName, type Visit } from "../visit.ts";
import { eventMarkup } from "./event-words.ts";

const soon = 120_000; // milliseconds within which an entry needs no second time

function entered(event: ExchangeEvent, zone: string, { words }: Visit): Markup | "" {
  const isLate = millisecondsBetween(event.occurred_at, event.recorded_at) > soon;
  return isLate
    ? html`<br><span class="quiet">${words.request.recorded} ${timeMarkup(event.recorded_at, zone, words)}</span>`
    : "";
}

function marks(event: ExchangeEvent, corrected: ReadonlySet<number | null>, { words }: Visit): Markup {
  const said = [
    event.supersedes === null ? null : words.request.corrects,
    corrected.has(event.event_id) ? words.request.corrected : null,
    event.is_shared || event.request_id === null ? null : words.request.not_shared,
  ].filter((one) => one !== null);
  return html`${said.map((one) => html` <span class="check-mark check-mark--info checked-tag">${one}</span>`)}`;
}

/** Every event in the order of its times, each with who says it and when it was entered. */
export function timelineMarkup(events: readonly ExchangeEvent[], zone: string, visit: Visit): Markup {
  const { words } = visit;
  const corrected = new Set(events.map((event) => event.supersedes));
  const inOrder = events.toSorted(
    (a, b) => Date.parse(a.occurred_at) - Date.parse(b.occurred_at) || a.event_id - b.event_id,
  );
  return html`<ol class="timeline">${inOrder.map(
    (
      event,
    ) => html`<li id="event-${event.event_id}"><p class="timeline-when">${timeMarkup(event.occurred_at, zone, words)}</p>
      <div><p><strong>${words.shown.event[event.kind]}</strong>${marks(event, corrected, visit)}<br>${eventMarkup(event, zone, words)}</p>
      <p class="quiet">${organisationName(visit, event.organisation_id)}${entered(event, zone, visit)}</p></div></li>`,
  )}</ol>`;
}
