import { html } from "hono/html";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { type CasePage, mayRead } from "../../reports/exchange/may-read.ts";
import type { Markup } from "../../reports/render/markup.ts";
import type { Page } from "../layout/page.ts";
import { respond } from "../layout/respond.ts";
import { isSynthetic, organisationName, type Visit } from "./visit.ts";

/** One page of the exchange: what stands in its frame. */
export interface WorkPage {
  readonly title: string;
  /** The address that the navigation marks as the present one. */
  readonly section: string;
  readonly main: Markup;
  /** Whether what is shown is made up, over and above what the organisation's own entry says. */
  readonly is_synthetic?: boolean;
  /** Where a script asks whether what is shown has changed, and the version shown. */
  readonly live?: { readonly address: string; readonly version: number };
}

/** The parts of the exchange in the order of the navigation, each with what one must be allowed to read to see it there. */
const sections: readonly (readonly [
  path: string,
  word: "home" | "desk" | "requests" | "bookings" | "week" | "audit",
  page: CasePage | null,
])[] = [
  ["/exchange", "home", null],
  ["/exchange/desk", "desk", "desk"],
  ["/exchange/requests", "requests", "requests"],
  ["/exchange/bookings", "bookings", "bookings"],
  ["/exchange/week", "week", "week"],
  ["/exchange/audit", "audit", "audit"],
];

function navigation({ actor, words }: Visit, section: string): Markup {
  const seen = sections.filter(([, , page]) => page === null || mayRead(actor, page));
  return html`<nav aria-label="${words.frame.navigation}"><ul class="site-nav">${seen.map(
    ([path, word]) =>
      html`<li><a href="${path}"${path === section && html` aria-current="page"`}>${words.frame[word]}</a></li>`,
  )}<li><a href="/">${words.frame.public_site}</a></li></ul></nav>`;
}

function whoMarkup(visit: Visit): Markup {
  const { actor, words, session } = visit;
  const roles = actor.roles.map((role) => words.shown.role[role]).join(", ");
  return html`<div class="work-who">
    <p><strong>${organisationName(visit, actor.organisation_id)}</strong><br><a href="/account">${actor.login}</a> (${roles})</p>
    <form method="post" action="/sign-out"><input type="hidden" name="form_token" value="${session.form_token ?? ""}">
      <button class="usa-button usa-button--unstyled" type="submit">${words.frame.sign_out}</button></form>
  </div>`;
}

function masthead(visit: Visit, page: WorkPage): Markup {
  const { words } = visit;
  const isMadeUp = page.is_synthetic === true || isSynthetic(visit);
  return html`<header class="site-header work-header">
    ${isMadeUp && html`<p class="synthetic-strip"><span class="page-width">${words.frame.synthetic}</span></p>`}
    <div class="page-width"><div class="work-top">
      <p class="site-name"><a href="/exchange">Accord</a> <span>${words.frame.site}</span></p>
      ${whoMarkup(visit)}
    </div>
    ${navigation(visit, page.section)}</div>
  </header>`;
}

function changedMarkup({ words, now }: Visit, live: NonNullable<WorkPage["live"]>): Markup {
  return html`<div class="usa-alert usa-alert--info usa-alert--slim usa-alert--no-icon" id="changed" role="status" data-live="${live.address}" data-version="${live.version}" data-now="${now}">
    <div class="usa-alert__body" hidden><p class="usa-alert__text">${words.frame.changed} <a href="">${words.frame.reload}</a></p></div>
  </div>`;
}

/** Answers with a page of the exchange, of which nobody keeps a copy. */
export function respondWork(
  visit: Visit,
  page: WorkPage,
  status: ContentfulStatusCode = 200,
): Promise<Response> {
  const { pages, words, c } = visit;
  const live = pages.script === null ? undefined : page.live;
  const framed: Page = {
    title: page.title,
    description: words.frame.site,
    section: page.section,
    masthead: masthead(visit, page),
    ...(pages.script === null ? {} : { script: pages.script }),
    main: html`${live !== undefined && changedMarkup(visit, live)}${page.main}`,
  };
  return respond(c, framed, pages.frame, status, { "cache-control": "no-store" });
}
