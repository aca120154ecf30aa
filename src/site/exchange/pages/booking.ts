import { html } from "hono/html";
import type { ExchangeFacility } from "../../../records/exchange/facility.ts";
import type { BookingCase } from "../../../reports/exchange/case.ts";
import type { Markup } from "../../../reports/render/markup.ts";
import { part } from "../../markup/heading.ts";
import { changedMarkup, doneMarkup } from "../banner.ts";
import { bookingFormParts, bookingForms } from "../case/booking-forms.ts";
import { facts } from "../case/fact.ts";
import { plainTable } from "../case/plain-table.ts";
import { timelineMarkup } from "../case/timeline.ts";
import { civilBox, criminalBox } from "../case/warrants.ts";
import { problemSummary } from "../form.ts";
import { formView, type Retry } from "../retry.ts";
import { awayText, timeMarkup, timeOr } from "../times.ts";
import type { Visit } from "../visit.ts";
import type { WorkPage } from "../work-page.ts";

/** A booking with the facilities of the exchange, to which a person can be transferred. */
export interface BookingView {
  readonly shown: BookingCase;
  readonly facilities: readonly ExchangeFacility[];
}

/** When release is expected and how sure that is, or that the jail's own authority has ended. */
export function expectedMarkup(
  { state }: Pick<BookingCase, "state">,
  zone: string,
  { words, now }: Visit,
): Markup {
  const { expected_release: expected, otherwise_released_at: ended } = state;
  if (ended !== null)
    return html`${words.booking.otherwise} ${timeMarkup(ended, zone, words)} (${awayText(ended, now, words)})`;
  if (expected === null) return html`${words.booking.expected_none}`;
  return html`${words.booking.expected} ${timeMarkup(expected.at, zone, words)} (${awayText(expected.at, now, words)}; ${words.choices.certainty[expected.certainty].toLowerCase()}; ${words.choices.release_reason[expected.reason].toLowerCase()})`;
}

function stateMarkup(shown: BookingCase, zone: string, visit: Visit): Markup {
  const { state } = shown;
  const { words } = visit;
  const said = words.booking;
  const canRelease = state.custody === "held" && shown.actions.some((action) => action.id === "release");
  return html`<div class="answer work-state"><p class="answer-status">${words.shown.custody[state.custody]}${state.released_at !== null && html`, ${timeMarkup(state.released_at, zone, words)}`}</p>
    ${state.custody === "held" && html`<p>${expectedMarkup(shown, zone, visit)}</p>`}
    ${state.is_juvenile && html`<p><strong>${said.juvenile}</strong></p>`}${state.is_protected && html`<p><strong>${said.protected}</strong></p>`}
    ${canRelease && html`<p class="actions"><a class="usa-button" href="/exchange/bookings/${shown.booking_id}/release">${said.checklist}</a></p>`}</div>`;
}

function factsMarkup({ state }: BookingCase, zone: string, { words }: Visit): Markup {
  const said = words.booking.facts;
  const reason = state.release_reason as keyof typeof words.choices.release_reason | null;
  return facts([
    [said.booked, timeMarkup(state.booked_at, zone, words)],
    [said.arrested, state.arrested_at === null ? null : timeMarkup(state.arrested_at, zone, words)],
    [said.agency, state.arresting_agency],
    [said.released, state.released_at === null ? null : timeMarkup(state.released_at, zone, words)],
    [said.reason, reason === null ? null : words.choices.release_reason[reason]],
  ]);
}

function chainMarkup(
  { state }: BookingCase,
  { facilities }: BookingView,
  zone: string,
  { words }: Visit,
): Markup {
  const said = words.booking.chain;
  const name = (id: string): string => facilities.find((one) => one.facility_id === id)?.name ?? id;
  const reasons = words.choices.release_reason;
  const why = (left: string | null): string =>
    left === null
      ? ""
      : left === "transferred"
        ? words.shown.custody.transferred
        : (reasons[left as keyof typeof reasons] ?? left);
  return plainTable(
    words.frame.table_of(words.booking.chain_heading),
    [said.facility, said.from, said.to, said.why],
    state.stays.map((stay) => [
      name(stay.facility_id),
      timeMarkup(stay.from_at, zone, words),
      timeOr(stay.to_at, zone, words, words.booking.still),
      why(stay.left),
    ]),
  );
}

function chargesMarkup({ state }: BookingCase, { words }: Visit): Markup {
  const said = words.booking.charges;
  if (state.charges.length === 0) return html`<p>${words.booking.charges_none}</p>`;
  return plainTable(
    words.frame.table_of(words.booking.charges_heading),
    [said.charge, said.stage, said.statute, said.day],
    state.charges.map((one) => [
      `${one.ordinal}. ${one.description}`,
      words.choices.stage[one.stage],
      one.statute ?? "",
      one.charged_on ?? "",
    ]),
  );
}

function courtMarkup({ state }: BookingCase, zone: string, { words }: Visit): Markup {
  if (state.court_dates.length === 0) return html`<p>${words.booking.court_none}</p>`;
  return html`<ul class="usa-list">${state.court_dates.map((one) => html`<li>${timeMarkup(one.at, zone, words)}: ${one.court}</li>`)}</ul>`;
}

function summaryMarkup(view: BookingView, zone: string, visit: Visit, retry: Retry | null): Markup | "" {
  const { shown, facilities } = view;
  const action = shown.actions.find((one) => one.id === retry?.action);
  if (action === undefined) return "";
  return problemSummary(
    formView(visit, bookingFormParts(action, shown, facilities, zone, visit), retry),
    visit.words,
  );
}

/** The page of one booking: criminal warrants first and apart, then immigration requests, then all that is recorded. */
export function bookingPage(view: BookingView, visit: Visit, retry: Retry | null): WorkPage {
  const { shown, facilities } = view;
  const { words } = visit;
  const said = words.booking;
  const zone = shown.facility?.time_zone ?? "UTC";
  const title = said.title(shown.state.booking_number);
  return {
    title: retry === null ? title : `${words.faults.heading}: ${title}`,
    section: "/exchange/bookings",
    is_synthetic: shown.facility?.is_synthetic === true,
    live: { address: `/exchange/bookings/${shown.booking_id}/version`, version: shown.version },
    main: html`${summaryMarkup(view, zone, visit, retry)}${changedMarkup(shown.events, shown.version, zone, visit, retry)}${retry === null && doneMarkup(visit)}
    <p class="way-back"><a href="/exchange/bookings">${said.back}</a></p>
    <div class="page-heading"><h1>${title}</h1><p class="page-lead">${shown.facility?.name ?? shown.state.facility_id}</p></div>
    <p class="known-at">${words.frame.times_of(zone)}</p>
    ${stateMarkup(shown, zone, visit)}
    ${part("criminal", said.criminal_heading, criminalBox(shown.state, zone, visit))}
    ${part("civil", said.civil_heading, civilBox(shown.requests, visit))}
    ${part("do", said.do_heading, bookingForms(shown, facilities, zone, visit, retry))}
    ${part("facts", said.chain_heading, html`${factsMarkup(shown, zone, visit)}${chainMarkup(shown, view, zone, visit)}`)}
    ${part("charges", said.charges_heading, chargesMarkup(shown, visit))}
    ${part("court", said.court_heading, courtMarkup(shown, zone, visit))}
    ${part("log", said.log_heading, timelineMarkup(shown.events, zone, visit))}`,
  };
}
