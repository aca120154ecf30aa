import { html } from "hono/html";
import type { ExchangeFacility } from "../../../records/exchange/facility.ts";
import type { StandingBooking } from "../../../records/exchange/standing.ts";
import type { BookingsAsked, BookingsPage } from "../../../reports/exchange/exchange-record.ts";
import type { Markup } from "../../../reports/render/markup.ts";
import { pageHeading } from "../../markup/heading.ts";
import { plainTable } from "../case/plain-table.ts";
import { timeMarkup, timeOr } from "../times.ts";
import type { Visit } from "../visit.ts";
import type { WorkPage } from "../work-page.ts";
import { pagingMarkup } from "./requests.ts";

export const custodies = ["held", "released", "transferred"] as const;

/** What the search for bookings shows. */
export interface BookingsView {
  readonly asked: Pick<BookingsAsked, "number" | "custody" | "before">;
  readonly found: BookingsPage;
  readonly facilities: readonly ExchangeFacility[];
}

function searchMarkup({ asked }: BookingsView, { words }: Visit): Markup {
  const said = words.lists;
  return html`<form class="site-form site-form--row" method="get" action="/exchange/bookings" role="search">
    <div class="usa-form-group"><label class="usa-label" for="number">${said.number}</label><span class="usa-hint" id="number-hint">${said.number_hint}</span>
      <input class="usa-input field-wide" id="number" name="number" type="text" value="${asked.number}" maxlength="40" autocomplete="off" aria-describedby="number-hint"></div>
    <div class="usa-form-group"><label class="usa-label" for="custody">${said.custody}</label>
      <select class="usa-select" id="custody" name="custody"><option value="">${said.custody_any}</option>${custodies.map(
        (one) =>
          html`<option value="${one}"${one === asked.custody && html` selected`}>${words.shown.custody[one]}</option>`,
      )}</select></div>
    <button class="usa-button" type="submit">${said.search}</button>
  </form>`;
}

function rowOf({ booking_id, state }: StandingBooking, { facilities }: BookingsView, { words }: Visit) {
  const facility = facilities.find((one) => one.facility_id === state.facility_id);
  const zone = facility?.time_zone ?? "UTC";
  const expected = state.otherwise_released_at ?? state.expected_release?.at ?? null;
  return [
    html`<a href="/exchange/bookings/${booking_id}">${state.booking_number}</a>`,
    facility?.name ?? state.facility_id,
    words.shown.custody[state.custody],
    timeMarkup(state.booked_at, zone, words),
    state.custody === "held"
      ? timeOr(expected, zone, words, words.frame.not_recorded)
      : timeOr(state.released_at, zone, words, ""),
  ];
}

/** The search for bookings by the jail's own number. */
export function bookingsPage(view: BookingsView, visit: Visit): WorkPage {
  const { words, actor } = visit;
  const said = words.lists;
  const { bookings, next_before } = view.found;
  const { number, custody, before } = view.asked;
  const mayBook =
    actor.organisation_kind === "jail_operator" &&
    actor.roles.some((role) => role === "clerk" || role === "supervisor");
  const columns = [said.number, said.facility, said.custody, said.held_since, said.expected];
  const path = `/exchange/bookings?number=${encodeURIComponent(number)}&custody=${custody ?? ""}`;
  return {
    title: said.bookings_title,
    section: "/exchange/bookings",
    main: html`${pageHeading(said.bookings_title, said.bookings_lead)}
    ${searchMarkup(view, visit)}
    ${mayBook && html`<p class="actions"><a class="usa-button usa-button--outline" href="/exchange/bookings/new">${said.new_booking}</a></p>`}
    ${
      bookings.length === 0
        ? html`<p class="empty-table">${said.not_found}</p>`
        : html`<h2 class="table-title" id="bookings-heading">${said.bookings_caption}</h2>${plainTable(
            words.frame.table_of(said.bookings_caption),
            columns,
            bookings.map((one) => rowOf(one, view, visit)),
          )}`
    }
    ${pagingMarkup(path, next_before, before ?? null, visit)}`,
  };
}
