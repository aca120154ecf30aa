import { html } from "hono/html";
import type { ExchangeEvent } from "../../law/exchange/event.ts";
import type { Markup } from "../../reports/render/markup.ts";
import { eventMarkup } from "./case/event-words.ts";
import type { Retry } from "./retry.ts";
import { timeMarkup } from "./times.ts";
import { organisationName, type Visit } from "./visit.ts";

/** What was just done, where the page is shown after it. */
export function doneMarkup({ c, words }: Visit): Markup | "" {
  const done = words.actions[c.req.query("done") ?? ""]?.done;
  if (done === undefined) return "";
  return html`<div class="usa-alert usa-alert--success usa-alert--no-icon" role="status"><div class="usa-alert__body"><p class="usa-alert__text">${done}</p></div></div>`;
}

/** What somebody else wrote between the reading and the sending of a form, whatever else is wrong with it; `version` is the present one. */
export function changedMarkup(
  events: readonly ExchangeEvent[],
  version: number,
  zone: string,
  visit: Visit,
  retry: Retry | null,
): Markup | "" {
  if (retry === null || retry.version === null || retry.version === version) return "";
  const { words } = visit;
  const fresh = events.filter((event) => event.event_id > retry.seen);
  return html`<div class="usa-alert usa-alert--warning usa-alert--no-icon" role="alert"><div class="usa-alert__body">
    <h2 class="usa-alert__heading">${words.faults.changed_heading}</h2><p>${words.faults.changed_lead}</p>
    ${
      fresh.length === 0
        ? html`<p>${words.faults.changed_nothing}</p>`
        : html`<ul class="usa-list">${fresh.map(
            (event) =>
              html`<li><strong>${words.shown.event[event.kind]}</strong> ${timeMarkup(event.occurred_at, zone, words)}, ${organisationName(visit, event.organisation_id)}. ${eventMarkup(event, zone, words)}</li>`,
          )}</ul>`
    }</div></div>`;
}
