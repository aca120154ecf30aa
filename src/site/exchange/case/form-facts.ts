import { html } from "hono/html";
import type { RequestCase } from "../../../reports/exchange/case.ts";
import type { Markup } from "../../../reports/render/markup.ts";
import type { Words } from "../messages/en.ts";
import { facts } from "./fact.ts";

/** Whether a paper that came with a form is signed by a judge. */
export const isJudges = (warrant: string): boolean =>
  warrant === "judicial_warrant" || warrant === "judicial_order";

function warrantMarkup({ state }: RequestCase, words: Words): Markup | string {
  const { warrant } = state.issue;
  const said = words.choices.warrant[warrant];
  if (warrant === "none" || !isJudges(warrant)) return said;
  return html`<strong>${said}</strong>`;
}

function asksMarkup({ state: { issue } }: RequestCase, words: Words): Markup {
  const { facts: said } = words.request;
  const hours = issue.notify_hours === null ? "" : ` (${said.hours(issue.notify_hours)})`;
  const asks = [
    issue.asks_notify ? `${words.choices.asked.notify}${hours}` : null,
    issue.asks_hold ? words.choices.asked.hold : null,
    issue.asks_serve ? words.choices.asked.serve : null,
    issue.asks_interview ? words.choices.asked.interview : null,
    issue.asks_relay ? said.relay : null,
    issue.asks_event_notice ? said.event_notice : null,
  ].filter((one) => one !== null);
  return html`<ul class="plain-list">${asks.map((one) => html`<li>${one}</li>`)}</ul>`;
}

function bookingMarkup({ state, booking }: RequestCase, words: Words): Markup | string {
  const number = state.issue.booking_number;
  if (booking !== null)
    return html`<a href="/exchange/bookings/${booking.booking_id}">${booking.state.booking_number}</a>`;
  return number ?? words.request.no_booking;
}

/** What stands on the form of a request, as it was issued or entered. */
export function formFacts(shown: RequestCase, words: Words): Markup {
  const { issue } = shown.state;
  const said = words.request.facts;
  const replaced = issue.supersedes_request;
  return facts([
    [said.form, `${words.choices.form[issue.form]}${issue.revision === null ? "" : `, ${issue.revision}`}`],
    [said.issued_on, issue.issued_on],
    [said.from, issue.issuing_unit],
    [said.to, issue.addressee],
    [said.facility, shown.facility?.name ?? null],
    [said.booking, bookingMarkup(shown, words)],
    [said.reference, issue.ice_reference],
    [said.box, words.choices.basis_box[issue.basis_box]],
    [said.bases, issue.bases.map((one) => words.choices.bases[one]).join("; ")],
    [said.wording, issue.basis_wording],
    [said.warrant, warrantMarkup(shown, words)],
    [said.warrant_signed, issue.warrant_signed_on],
    [said.warrant_reference, issue.warrant_reference],
    [said.priority, issue.priority],
    [said.asks, asksMarkup(shown, words)],
    [said.entered, said.entered_by[issue.entered_by]],
    [
      said.supersedes,
      replaced === null
        ? null
        : html`<a href="/exchange/requests/${replaced}">${words.request.number(replaced)}</a>`,
    ],
  ]);
}
