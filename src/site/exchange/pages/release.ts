import { html } from "hono/html";
import {
  type CivilRequestItem,
  type Confirmation,
  type CriminalWarrantItem,
  releaseChecklist,
} from "../../../law/exchange/checklist.ts";
import { type AskedThing, askedThings } from "../../../law/exchange/codes.ts";
import type { BookingCase, RequestCase } from "../../../reports/exchange/case.ts";
import type { Markup } from "../../../reports/render/markup.ts";
import { changedMarkup } from "../banner.ts";
import { bookingFormParts } from "../case/booking-forms.ts";
import { ruleMarkup } from "../case/rule.ts";
import { civilSign } from "../case/warrants.ts";
import { formMarkup, problemSummary } from "../form.ts";
import { formView, type Retry } from "../retry.ts";
import { timeMarkup } from "../times.ts";
import type { Visit } from "../visit.ts";
import type { WorkPage } from "../work-page.ts";

/** A booking with its open requests, each with what law and policy say today. */
export interface ReleaseView {
  readonly shown: BookingCase;
  readonly requests: readonly RequestCase[];
}

function confirmations(items: readonly Confirmation[], { words }: Visit): Markup {
  const said = words.release;
  return html`<ul class="plain-list checklist">${items.map(
    ({ what, asked, is_confirmed }) =>
      html`<li><span class="check-mark${is_confirmed ? " check-mark--pass" : ""}">${is_confirmed ? said.done : said.open}</span> ${asked !== null && `${words.choices.asked[asked]}: `}${said.confirm[what]}</li>`,
  )}</ul>`;
}

function warrantMarkup(item: CriminalWarrantItem, zone: string, visit: Visit): Markup {
  const { words } = visit;
  return html`<li><p class="paper-title">${words.booking.criminal_of(item.number)}, ${item.agency}</p>
    <p class="paper-sign">${item.is_judicial ? words.booking.signed : words.booking.signed_not_known}</p>
    <p><strong>${item.blocks_release ? words.release.blocks : html`${words.booking.criminal_cleared} ${timeMarkup(item.cleared_at ?? "", zone, words)}`}</strong></p>
    ${confirmations(item.to_confirm, visit)}</li>`;
}

function criminalStep(items: readonly CriminalWarrantItem[], zone: string, visit: Visit): Markup {
  const { words } = visit;
  return html`<section class="paper-box paper-box--criminal" aria-labelledby="step-one"><p class="paper-tag">${words.booking.criminal_tag}</p>
    <h2 id="step-one">${words.release.step_one}</h2><p>${words.release.step_one_lead}</p>
    ${items.length === 0 ? html`<p>${words.booking.criminal_none}</p>` : html`<ul class="plain-list">${items.map((one) => warrantMarkup(one, zone, visit))}</ul>`}
  </section>`;
}

function ruleLines(found: RequestCase | undefined, { words }: Visit): Markup | "" {
  if (found === undefined) return "";
  const asked = askedThings.filter((one: AskedThing) => found.authority[one] !== undefined);
  return html`<dl class="facts wide-facts">${asked.map(
    (one) =>
      html`<div><dt>${words.choices.asked[one]}</dt><dd>${ruleMarkup(found.authority[one], words)}</dd></div>`,
  )}</dl>`;
}

function requestMarkup(item: CivilRequestItem, { requests }: ReleaseView, visit: Visit): Markup {
  const { words } = visit;
  const found = requests.find((one) => one.request_id === item.request_id);
  const day = found?.state.issue.issued_on ?? "";
  return html`<li><p class="paper-title"><a href="/exchange/requests/${item.request_id}">${words.request.title(item.form, day)}</a>, ${item.issuing_unit}</p>
    ${civilSign(item.attached, visit)}
    <p><strong>${words.release.blocks_not}</strong></p>
    ${ruleLines(found, visit)}
    ${confirmations(item.to_confirm, visit)}</li>`;
}

function civilStep(items: readonly CivilRequestItem[], view: ReleaseView, visit: Visit): Markup {
  const { words } = visit;
  return html`<section class="paper-box paper-box--civil" aria-labelledby="step-two"><p class="paper-tag">${words.booking.civil_tag}</p>
    <h2 id="step-two">${words.release.step_two}</h2><p>${words.release.step_two_lead}</p>
    ${items.length === 0 ? html`<p>${words.booking.civil_none}</p>` : html`<ul class="plain-list">${items.map((one) => requestMarkup(one, view, visit))}</ul>`}
  </section>`;
}

function formStep(
  view: ReleaseView,
  isBlocked: boolean,
  zone: string,
  visit: Visit,
  retry: Retry | null,
): Markup | "" {
  const { shown } = view;
  const { words } = visit;
  const action = shown.actions.find((one) => one.id === "release");
  if (shown.state.custody !== "held") return html`<p>${words.release.gone}</p>`;
  if (isBlocked) return html`<p><strong>${words.release.blocked}</strong></p>`;
  if (action === undefined) return html`<p>${words.request.do_none}</p>`;
  return formMarkup(formView(visit, bookingFormParts(action, shown, [], zone, visit), retry), words);
}

/** The release checklist of a booking: criminal warrants, then immigration requests, never alike, then the release itself. */
export function releasePage(view: ReleaseView, visit: Visit, retry: Retry | null): WorkPage {
  const { shown, requests } = view;
  const { words } = visit;
  const said = words.release;
  const zone = shown.facility?.time_zone ?? "UTC";
  const list = releaseChecklist(
    shown.state,
    requests.map((one) => one.state),
  );
  const open = list.civil_requests.flatMap((one) => one.to_confirm).filter((one) => !one.is_confirmed).length;
  const action = shown.actions.find((one) => one.id === "release");
  const number = shown.state.booking_number;
  return {
    title: retry === null ? said.title(number) : `${words.faults.heading}: ${said.title(number)}`,
    section: "/exchange/bookings",
    is_synthetic: shown.facility?.is_synthetic === true,
    live: { address: `/exchange/bookings/${shown.booking_id}/version`, version: shown.version },
    main: html`${retry !== null && action !== undefined && problemSummary(formView(visit, bookingFormParts(action, shown, [], zone, visit), retry), words)}
    ${changedMarkup(shown.events, shown.version, zone, visit, retry)}
    <p class="way-back"><a href="/exchange/bookings/${shown.booking_id}">${said.back(number)}</a></p>
    <div class="page-heading"><h1>${said.title(number)}</h1><p class="page-lead">${said.lead}</p></div>
    <p class="known-at">${words.frame.times_of(zone)}</p>
    ${criminalStep(list.criminal_warrants, zone, visit)}
    ${civilStep(list.civil_requests, view, visit)}
    <section class="site-part" aria-labelledby="step-three"><h2 id="step-three">${said.step_three}</h2>
      <p>${open === 0 ? said.all_done : said.not_all(open)}</p>
      ${formStep(view, list.is_blocked, zone, visit, retry)}</section>`,
  };
}
