import { html } from "hono/html";
import type { Duty } from "../../../law/exchange/duties.ts";
import { isHolding } from "../../../law/exchange/hold-checks.ts";
import { isOpen, type RequestState } from "../../../law/exchange/request-state.ts";
import type { DeskLine, DeskRequest } from "../../../reports/exchange/desk-lines.ts";
import type { Markup } from "../../../reports/render/markup.ts";
import { pageHeading } from "../../markup/heading.ts";
import { windowMarkup } from "../case/hold.ts";
import { stepAddress, stepOf } from "../case/next-step.ts";
import { ruleMarkup } from "../case/rule.ts";
import { awayText, timeMarkup } from "../times.ts";
import type { Visit } from "../visit.ts";
import type { WorkPage } from "../work-page.ts";
import { expectedMarkup } from "./booking.ts";

/** The hours that the release desk can look ahead. */
export const deskHours = [24, 72, 168] as const;

/** What the release desk shows. */
export interface DeskView {
  readonly hours: number;
  readonly lines: readonly DeskLine[];
}

function dueMarkup({ urgency, due_at, due }: Duty, zone: string, { words, now }: Visit): Markup | string {
  if (due === null) return words.desk.nothing;
  const when =
    due_at === null
      ? ""
      : html`<br>${timeMarkup(due_at, zone, words)}<br><span class="quiet">${awayText(due_at, now, words)}</span>`;
  return html`<span class="urgency urgency--${urgency}">${words.urgency[urgency]}</span>${when}`;
}

function stepMarkup(duty: Duty, visit: Visit): Markup | string {
  const { words } = visit;
  const step = stepOf(duty);
  if (step === null) return "";
  const said = words.due[step.due ?? "answer"];
  return html`<a class="usa-button usa-button--outline desk-step" href="${stepAddress(duty.request_id, step)}">${said}<span class="usa-sr-only">: ${words.choices.asked[duty.asked]}, ${words.request.number(duty.request_id)}</span></a>`;
}

/** A cell that says what it is where the table is read as a list, on a narrow screen. */
const cell = (label: string, said: Markup | string): Markup =>
  html`<td class="text" data-label="${label}">${said}</td>`;

function dutyRow(duty: Duty, { authority }: DeskRequest, zone: string, visit: Visit): Markup {
  const { words } = visit;
  const said = words.desk;
  const answer =
    duty.answer === null
      ? html`<span class="answer-none">${words.request.no_answer}</span>`
      : words.choices.answer[duty.answer];
  const missing =
    duty.missing.length === 0 ? said.nothing : duty.missing.map((one) => words.missing[one]).join("; ");
  return html`<tr><th scope="row">${words.choices.asked[duty.asked]}</th>
    ${cell(said.rule, ruleMarkup(authority[duty.asked], words))}
    ${cell(said.answer, answer)}
    ${cell(said.missing, missing)}
    ${cell(said.due, dueMarkup(duty, zone, visit))}
    ${cell(said.next, stepMarkup(duty, visit))}</tr>`;
}

/** Whether a hold runs or could still begin: a hold that has ended is not begun again. */
const isUsable = (state: RequestState): boolean => state.hold === null || isHolding(state);

function requestMarkup(one: DeskRequest, zone: string, visit: Visit): Markup {
  const { words } = visit;
  const said = words.desk;
  const { request, duties } = one;
  const { issue } = request.state_now;
  const id = `request-${request.request_id}`;
  const hold = duties.find((duty) => duty.asked === "hold");
  const title = words.request.title(issue.form, issue.issued_on);
  const caption = said.caption(title, words.request.number(request.request_id));
  return html`<div class="desk-request"><h3 id="${id}"><a href="/exchange/requests/${request.request_id}">${title}</a> <span class="quiet">${issue.issuing_unit}</span></h3>
    ${hold !== undefined && isUsable(request.state_now) && windowMarkup(hold, isHolding(request.state_now), zone, visit)}
    <div class="stacked desk-table"><section class="usa-table-container--scrollable" tabindex="0" aria-label="${words.frame.table_of(caption)}"><table class="usa-table usa-table--borderless">
      <caption class="usa-sr-only">${caption}</caption>
      <thead><tr>${[said.asked, said.rule, said.answer, said.missing, said.due, said.next].map((label) => html`<th scope="col">${label}</th>`)}</tr></thead>
      <tbody>${duties.map((duty) => dutyRow(duty, one, zone, visit))}</tbody></table></section></div></div>`;
}

function lineMarkup(line: DeskLine, visit: Visit): Markup {
  const { words } = visit;
  const said = words.desk;
  const { booking, facility, requests, checklist, urgency } = line;
  const zone = facility?.time_zone ?? "UTC";
  const active = requests.filter((one) => isOpen(one.request.state_now));
  const closed = requests.length - active.length;
  const criminal = checklist.criminal_warrants.filter((one) => one.blocks_release).length;
  const id = `booking-${booking.booking_id}`;
  return html`<article class="desk-line" aria-labelledby="${id}"><div class="desk-head"><div><h2 id="${id}"><a href="/exchange/bookings/${booking.booking_id}">${words.booking.title(booking.state.booking_number)}</a></h2>
      <p>${expectedMarkup(booking, zone, visit)}</p></div>
      <p class="desk-marks"><span class="urgency urgency--${urgency}">${words.urgency[urgency]}</span> <a href="/exchange/bookings/${booking.booking_id}/release">${said.checklist}<span class="usa-sr-only">, ${words.booking.title(booking.state.booking_number)}</span></a></p></div>
    <p class="quiet">${facility?.name ?? booking.state.facility_id}. ${words.frame.times_of(zone)}</p>
    ${criminal > 0 && html`<p class="desk-criminal"><strong>${words.booking.criminal_tag}:</strong> ${said.criminal(criminal)}</p>`}
    ${active.length === 0 && html`<p>${closed === 0 ? said.no_request : said.closed_requests(closed)}</p>`}
    ${active.map((one) => requestMarkup(one, zone, visit))}</article>`;
}

/** The release desk: who leaves soon, what each request asks, what rule, answer and clock say, and what to do next. */
export function deskPage({ hours, lines }: DeskView, visit: Visit): WorkPage {
  const { words } = visit;
  const said = words.desk;
  return {
    title: said.title,
    section: "/exchange/desk",
    is_synthetic: lines.some((one) => one.facility?.is_synthetic === true),
    main: html`${pageHeading(said.title, said.lead(hours))}
    <nav aria-label="${said.hours}"><ul class="filter-links">${deskHours.map(
      (one) =>
        html`<li><a href="/exchange/desk?hours=${one}"${one === hours && html` aria-current="true"`}>${said.within(one)}</a></li>`,
    )}</ul></nav>
    ${lines.length === 0 ? html`<p class="empty-table">${said.empty(hours)}</p>` : lines.map((line) => lineMarkup(line, visit))}`,
  };
}
