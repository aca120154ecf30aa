import { html } from "hono/html";
import { isHolding } from "../../../law/exchange/hold-checks.ts";
import { isOpen } from "../../../law/exchange/request-state.ts";
import type { ExchangeFacility } from "../../../records/exchange/facility.ts";
import type { StandingRequest } from "../../../records/exchange/standing.ts";
import { askedBy } from "../../../reports/exchange/authorities-on.ts";
import type { RequestsAsked, RequestsPage } from "../../../reports/exchange/exchange-record.ts";
import type { Markup } from "../../../reports/render/markup.ts";
import { pageHeading } from "../../markup/heading.ts";
import { plainTable } from "../case/plain-table.ts";
import { leftMarkup, timeMarkup } from "../times.ts";
import type { Visit } from "../visit.ts";
import type { WorkPage } from "../work-page.ts";

export type Which = RequestsAsked["which"];
export const whichRequests: readonly Which[] = ["open", "closed", "all", "relayed"];

/** What the list of requests shows. */
export interface RequestsView {
  readonly which: Which;
  readonly before: number | null;
  readonly found: RequestsPage;
  readonly facilities: readonly ExchangeFacility[];
}

function answersMarkup({ state_now: state }: StandingRequest, { words }: Visit): Markup {
  const lines = askedBy(state).map((asked) => {
    const given = state.answers[asked];
    const name = words.choices.asked[asked];
    return given === undefined
      ? isOpen(state)
        ? words.lists.unanswered(name)
        : null
      : `${name}: ${words.choices.answer[given.answer]}`;
  });
  return html`<ul class="plain-list">${lines.filter((one) => one !== null).map((one) => html`<li>${one}</li>`)}</ul>`;
}

function clockMarkup(
  { state_now: state }: StandingRequest,
  zone: string,
  { words, now }: Visit,
): Markup | string {
  if (state.hold === null || !isHolding(state)) return "";
  return html`${leftMarkup(state.hold.ends_at, now, words)}<br>${timeMarkup(state.hold.ends_at, zone, words)}`;
}

function rowOf(one: StandingRequest, { facilities }: RequestsView, visit: Visit) {
  const { words } = visit;
  const { state_now: state } = one;
  const facility = facilities.find((each) => each.facility_id === state.facility_id);
  const zone = facility?.time_zone ?? "UTC";
  const since = state.ended_at ?? state.received_at ?? state.issued_at;
  return [
    html`<a href="/exchange/requests/${one.request_id}">${words.request.title(state.issue.form, state.issue.issued_on)}</a><br><span class="quiet">${words.request.number(one.request_id)}</span>`,
    state.issue.booking_number ?? words.request.no_booking,
    html`${facility?.name ?? state.issue.addressee}<br><span class="quiet">${words.lists.from} ${state.issue.issuing_unit}</span>`,
    html`${words.shown.phase[state.phase]}<br><span class="quiet">${timeMarkup(since, zone, words)}</span>`,
    answersMarkup(one, visit),
    clockMarkup(one, zone, visit),
  ];
}

function filterMarkup({ which }: RequestsView, { words, actor }: Visit): Markup {
  const offered = whichRequests.filter(
    (one) => one !== "relayed" || actor.organisation_kind === "jail_operator",
  );
  return html`<nav aria-label="${words.lists.which}"><ul class="filter-links">${offered.map(
    (one) =>
      html`<li><a href="/exchange/requests?which=${one}"${one === which && html` aria-current="true"`}>${words.lists[one]}</a></li>`,
  )}</ul></nav>`;
}

/** The way to older rows, and back to the newest. */
export function pagingMarkup(
  path: string,
  next: number | null,
  before: number | null,
  { words }: Visit,
): Markup | "" {
  if (next === null && before === null) return "";
  const joined = path.includes("?") ? "&" : "?";
  return html`<p class="actions">${before !== null && html`<a href="${path}">${words.frame.newest}</a>`}${
    next !== null &&
    html`<a class="usa-button usa-button--outline" href="${path}${joined}before=${next}">${words.frame.more_rows}</a>`
  }</p>`;
}

function startMarkup({ actor, words }: Visit): Markup | "" {
  if (
    actor.organisation_kind === "ero_field_office" &&
    actor.roles.some((role) => role === "officer" || role === "supervisor")
  )
    return html`<p class="actions"><a class="usa-button" href="/exchange/requests/new">${words.home.issue}</a></p>`;
  if (
    actor.organisation_kind === "jail_operator" &&
    actor.roles.some((role) => role === "clerk" || role === "supervisor")
  )
    return html`<p class="actions"><a class="usa-button" href="/exchange/requests/new">${words.home.enter_request}</a></p>`;
  return "";
}

/** The list of requests that concern who asks. */
export function requestsPage(view: RequestsView, visit: Visit): WorkPage {
  const { words } = visit;
  const said = words.lists;
  const { requests, next_before } = view.found;
  const columns = [said.request, said.booking, said.facility, said.stands, said.answers, said.clock];
  return {
    title: `${said.requests_title}: ${said[view.which]}`,
    section: "/exchange/requests",
    is_synthetic: requests.some((one) => one.state_now.issue.is_synthetic),
    main: html`${pageHeading(said.requests_title, said.requests_lead)}
    ${startMarkup(visit)}
    ${filterMarkup(view, visit)}
    ${
      requests.length === 0
        ? html`<p class="empty-table">${said.empty}</p>`
        : html`<h2 class="table-title" id="requests-heading">${said.caption(said[view.which].toLowerCase())}</h2>${plainTable(
            words.frame.table_of(said.caption(said[view.which].toLowerCase())),
            columns,
            requests.map((one) => rowOf(one, view, visit)),
          )}`
    }
    ${pagingMarkup(`/exchange/requests?which=${view.which}`, next_before, view.before, visit)}`,
  };
}
