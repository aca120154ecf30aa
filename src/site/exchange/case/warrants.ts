import { html } from "hono/html";
import type { BookingState, CriminalWarrantFact } from "../../../law/exchange/booking-state.ts";
import type { StandingRequest } from "../../../records/exchange/standing.ts";
import type { Markup } from "../../../reports/render/markup.ts";
import { timeMarkup } from "../times.ts";
import type { Visit } from "../visit.ts";
import { isJudges } from "./form-facts.ts";

function warrantMarkup(warrant: CriminalWarrantFact, zone: string, { words }: Visit): Markup {
  const said = words.booking;
  return html`<li><p class="paper-title">${said.criminal_of(warrant.number)}, ${warrant.agency}</p>
    <p class="paper-sign">${warrant.is_judicial ? said.signed : said.signed_not_known}</p>
    <p>${warrant.cleared_at === null ? html`<strong>${said.criminal_stands}</strong>` : html`${said.criminal_cleared} ${timeMarkup(warrant.cleared_at, zone, words)}.`}</p></li>`;
}

/** The criminal warrants of a booking, in a box that no immigration paper ever stands in. */
export function criminalBox(state: BookingState, zone: string, visit: Visit): Markup {
  const { words } = visit;
  return html`<div class="paper-box paper-box--criminal"><p class="paper-tag">${words.booking.criminal_tag}</p>
    ${
      state.criminal_warrants.length === 0
        ? html`<p>${words.booking.criminal_none}</p>`
        : html`<ul class="plain-list">${state.criminal_warrants.map((one) => warrantMarkup(one, zone, visit))}</ul>`
    }</div>`;
}

/** Whether a judge signed what came with an immigration request, in the words that tell it from a criminal warrant. */
export function civilSign(warrant: string, { words }: Visit): Markup {
  return isJudges(warrant)
    ? html`<p class="paper-sign">${words.booking.signed}: ${words.booking.civil_judge}</p>`
    : html`<p class="paper-sign">${words.booking.not_signed}${warrant !== "none" && `; ${words.booking.came_with(warrant)}`}</p>`;
}

function requestMarkup({ request_id, state_now: state }: StandingRequest, visit: Visit): Markup {
  const { words } = visit;
  return html`<li><p class="paper-title"><a href="/exchange/requests/${request_id}">${words.request.title(state.issue.form, state.issue.issued_on)}</a>, ${state.issue.issuing_unit}</p>
    ${civilSign(state.issue.warrant, visit)}
    <p>${words.shown.phase[state.phase]}</p></li>`;
}

/** The immigration requests on a booking, in a box of their own look. */
export function civilBox(requests: readonly StandingRequest[], visit: Visit): Markup {
  const { words } = visit;
  return html`<div class="paper-box paper-box--civil"><p class="paper-tag">${words.booking.civil_tag}</p>
    <p class="quiet">${words.booking.civil_lead}</p>
    ${
      requests.length === 0
        ? html`<p>${words.booking.civil_none}</p>`
        : html`<ul class="plain-list">${requests.map((one) => requestMarkup(one, visit))}</ul>`
    }</div>`;
}
