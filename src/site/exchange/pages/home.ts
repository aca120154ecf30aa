import { html } from "hono/html";
import { isHolding } from "../../../law/exchange/hold-checks.ts";
import { hasIncident } from "../../../law/exchange/request-state.ts";
import type { RaisedAlarm } from "../../../records/alarms/alarms-of.ts";
import type { ExchangeFacility } from "../../../records/exchange/facility.ts";
import type { StandingRequest } from "../../../records/exchange/standing.ts";
import { askedBy } from "../../../reports/exchange/authorities-on.ts";
import type { DeskLine } from "../../../reports/exchange/desk-lines.ts";
import { mayRead } from "../../../reports/exchange/may-read.ts";
import type { Markup } from "../../../reports/render/markup.ts";
import { pageHeading, part } from "../../markup/heading.ts";
import { leftMarkup, timeMarkup } from "../times.ts";
import { organisationName, type Visit } from "../visit.ts";
import type { WorkPage } from "../work-page.ts";

/** What waits for a role; null where it reads none of it. */
export interface HomeView {
  readonly open: readonly StandingRequest[] | null;
  /** Whether there are more open requests than were counted. */
  readonly is_cut: boolean;
  readonly leaving: readonly DeskLine[] | null;
  /** What the desk was warned of and has not seen to yet, the nearest first. */
  readonly alarms: readonly RaisedAlarm[];
  readonly facilities: readonly ExchangeFacility[];
}

interface Item {
  readonly href: string;
  readonly title: string;
  readonly rest: Markup | string;
}
interface Queue {
  readonly id: string;
  readonly title: string;
  readonly items: readonly Item[];
}

const shownAtOnce = 5;

function queueMarkup({ id, title, items }: Queue, { words }: Visit): Markup {
  const rest = items.length - shownAtOnce;
  return html`<section class="queue${items.length > 0 && " queue--waiting"}" aria-labelledby="queue-${id}"><h3 id="queue-${id}"><span class="queue-count">${items.length}</span> ${title}</h3>
    ${
      items.length === 0
        ? html`<p class="quiet">${words.home.nothing}</p>`
        : html`<ul class="plain-list">${items
            .slice(0, shownAtOnce)
            .map(
              ({ href, title, rest: said }) =>
                html`<li><a href="${href}">${title}</a> <span class="quiet">${said}</span></li>`,
            )}</ul>`
    }${rest > 0 && html`<p class="quiet">${words.home.more(rest)}</p>`}</section>`;
}

function itemOf(one: StandingRequest, rest: Markup | string, { words }: Visit): Item {
  const { issue } = one.state_now;
  const number = issue.booking_number === null ? "" : `${words.request.of_booking(issue.booking_number)}`;
  return { href: `/exchange/requests/${one.request_id}`, title: `${issue.form} ${number}`.trim(), rest };
}

const isUnanswered = ({ state_now: state }: StandingRequest): boolean =>
  state.phase === "active" && askedBy(state).some((asked) => state.answers[asked] === undefined);

function holdItems(open: readonly StandingRequest[], visit: Visit): Item[] {
  return open
    .flatMap((one) =>
      one.state_now.hold !== null && isHolding(one.state_now)
        ? [{ one, ends_at: one.state_now.hold.ends_at }]
        : [],
    )
    .toSorted((a, b) => Date.parse(a.ends_at) - Date.parse(b.ends_at))
    .map(({ one, ends_at }) => itemOf(one, leftMarkup(ends_at, visit.now, visit.words), visit));
}

/** Notices that are due: from the desk where the role has one. */
function noticeItems(leaving: readonly DeskLine[], { words }: Visit): Item[] {
  return leaving.flatMap((line) =>
    line.requests.flatMap(({ duties }) =>
      duties
        .filter((duty) => duty.due === "give_notice")
        .map((duty) => ({
          href: `/exchange/requests/${duty.request_id}?do=log-notice#do-log-notice`,
          title: words.booking.title(line.booking.state.booking_number),
          rest: words.urgency[duty.urgency],
        })),
    ),
  );
}

function leavingItems(leaving: readonly DeskLine[], { words }: Visit): Item[] {
  return leaving.map(({ booking, facility, requests }) => {
    const { expected_release: expected, otherwise_released_at: ended } = booking.state;
    const zone = facility?.time_zone ?? "UTC";
    const at = ended ?? expected?.at ?? null;
    const when =
      at === null
        ? ""
        : html`${ended === null ? words.home.leaves : words.home.releasable_since} ${timeMarkup(at, zone, words)}; `;
    return {
      href: `/exchange/bookings/${booking.booking_id}`,
      title: words.booking.title(booking.state.booking_number),
      rest: html`${when}${words.home.requests_on(requests.length)}`,
    };
  });
}

function askedUnanswered({ state_now: state }: StandingRequest, { words }: Visit): string {
  return askedBy(state)
    .filter((asked) => state.answers[asked] === undefined)
    .map((asked) => words.choices.asked[asked])
    .join("; ");
}

function ofOpen(
  open: readonly StandingRequest[],
  visit: Visit,
): Record<"take_in" | "unanswered" | "holds" | "incidents" | "answered_no" | "notified", Item[]> {
  const plain = (one: StandingRequest): Item => itemOf(one, one.state_now.issue.issuing_unit, visit);
  const saysNo = (one: StandingRequest): boolean =>
    Object.values(one.state_now.answers).some((given) => given !== undefined && given.answer !== "will");
  return {
    take_in: open.filter((one) => one.state_now.phase === "issued").map(plain),
    unanswered: open.filter(isUnanswered).map((one) => itemOf(one, askedUnanswered(one, visit), visit)),
    holds: holdItems(open, visit),
    incidents: open.filter((one) => hasIncident(one.state_now)).map(plain),
    answered_no: open.filter(saysNo).map(plain),
    notified: open.filter((one) => one.state_now.notices.length > 0).map(plain),
  };
}

function queuesOf({ open, leaving }: HomeView, visit: Visit): Queue[] {
  const { words, actor } = visit;
  const said = words.home;
  const found = ofOpen(open ?? [], visit);
  if (actor.organisation_kind === "ero_field_office")
    return [
      { id: "notified", title: said.notified, items: found.notified },
      { id: "holds", title: said.holds, items: found.holds },
      { id: "answered-no", title: said.answered_no, items: found.answered_no },
      { id: "take-in", title: said.not_taken_in, items: found.take_in },
      { id: "unanswered", title: said.unanswered, items: found.unanswered },
    ];
  return [
    { id: "take-in", title: said.take_in, items: found.take_in },
    { id: "unanswered", title: said.unanswered, items: found.unanswered },
    ...(leaving === null ? [] : [{ id: "notices", title: said.notices, items: noticeItems(leaving, visit) }]),
    { id: "holds", title: said.holds, items: found.holds },
    { id: "incidents", title: said.incidents, items: found.incidents },
    ...(leaving === null
      ? []
      : [{ id: "leaving", title: said.leaving, items: leavingItems(leaving, visit) }]),
  ];
}

/** The alarms that stand: what, on which request, about which moment. */
function alarmsMarkup({ alarms, facilities }: HomeView, { words }: Visit): Markup | "" {
  if (alarms.length === 0) return "";
  const zone = facilities[0]?.time_zone ?? "UTC";
  return part(
    "alarms",
    words.home.alarms,
    html`<ul class="plain-list alarms">${alarms.map(
      ({ kind, request_id, about_at }) =>
        html`<li><a href="/exchange/requests/${request_id}">${words.request.number(request_id)}</a>: ${words.alarms[kind]} (${timeMarkup(about_at, zone, words)})</li>`,
    )}</ul>`,
  );
}

/** The things that a role begins here, as large buttons. */
function startMarkup({ actor, words }: Visit): Markup | "" {
  const has = (...roles: readonly string[]): boolean => actor.roles.some((role) => roles.includes(role));
  if (actor.organisation_kind === "jail_operator" && has("clerk", "supervisor"))
    return html`<p class="actions start"><a class="usa-button usa-button--big" href="/exchange/requests/new">${words.home.enter_request}</a>
      <a class="usa-button usa-button--big usa-button--outline" href="/exchange/bookings/new">${words.home.book}</a>
      <a class="usa-button usa-button--big usa-button--outline" href="/exchange/desk">${words.home.open_desk}</a></p>`;
  if (actor.organisation_kind === "ero_field_office" && has("officer", "supervisor"))
    return html`<p class="actions start"><a class="usa-button usa-button--big" href="/exchange/requests/new">${words.home.issue}</a></p>`;
  return "";
}

function searchMarkup({ actor, words }: Visit): Markup | "" {
  if (!mayRead(actor, "bookings")) return "";
  return html`<form class="site-form site-form--row home-search" method="get" action="/exchange/bookings" role="search">
    <div class="usa-form-group"><label class="usa-label" for="number">${words.home.search}</label><span class="usa-hint" id="number-hint">${words.home.search_hint}</span>
      <input class="usa-input field-wide" id="number" name="number" type="text" maxlength="40" autocomplete="off" aria-describedby="number-hint"></div>
    <button class="usa-button usa-button--outline" type="submit">${words.home.search_button}</button></form>`;
}

function emptyMarkup({ words, actor }: Visit): Markup {
  return html`<ul class="usa-list">${mayRead(actor, "audit") && html`<li><a href="/exchange/audit">${words.home.by_role.audit}</a></li>`}
    <li><a href="/account">${words.home.by_role.account}</a></li></ul>`;
}

/** The desk of a role: what waits for it, what it can begin, and the search. */
export function homePage(view: HomeView, visit: Visit): WorkPage {
  const { words, actor } = visit;
  const said = words.home;
  const organisation = organisationName(visit, actor.organisation_id);
  const queues =
    view.open === null
      ? emptyMarkup(visit)
      : part(
          "queues",
          said.queues,
          html`<div class="queues">${queuesOf(view, visit).map((one) => queueMarkup(one, visit))}</div>
        ${view.is_cut && html`<p class="quiet">${said.at_most(view.open.length)}</p>`}
        <p><a href="/exchange/requests">${said.all}</a></p>`,
        );
  return {
    title: said.title,
    section: "/exchange",
    is_synthetic: (view.open ?? []).some((one) => one.state_now.issue.is_synthetic),
    main: html`${pageHeading(said.title, view.open === null ? said.lead_empty : said.lead(organisation))}
    ${startMarkup(visit)}${alarmsMarkup(view, visit)}${searchMarkup(visit)}${queues}`,
  };
}
