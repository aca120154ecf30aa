import type { Context } from "hono";
import { html } from "hono/html";
import type { Edition } from "../../reports/edition.ts";
import type { ListedEdition } from "../../reports/public/public-record.ts";
import type { RecordState } from "../../reports/public/record-state.ts";
import { figureCards } from "../../reports/render/figure-card.ts";
import type { Markup } from "../../reports/render/markup.ts";
import { countText } from "../../reports/render/wording.ts";
import type { Page } from "../layout/page.ts";
import { tableMarkup } from "../markup/grid.ts";
import { part } from "../markup/heading.ts";
import { knownAtLine } from "../markup/known-at.ts";
import type { SiteParts } from "../parts.ts";

/** What the home page shows. */
export interface Home {
  readonly state: RecordState;
  readonly latest: Edition | null;
}

const isItems = [
  "a record that only grows: a correction is added, nothing is overwritten, and every number can be seen as it was known at any position",
  "a weekly report in which every number leads back to the rows of the source file it counts",
  "a place where each agency that is named can check what is said of it, before and after it is out",
];
const isNotItems = [
  "a list of who cooperates: a request that was sent says nothing of the answer, and an answer recorded by one side is that side’s word",
  "a register of persons: no name, date of birth or file number is kept",
  "a government site, or legal advice",
];

const list = (items: readonly (Markup | string)[]): Markup =>
  html`<ul class="usa-list">${items.map((item) => html`<li>${item}</li>`)}</ul>`;

function latestEdition(edition: Edition | null): Markup {
  if (edition === null)
    return html`<p class="empty-table">No edition has been published on this server yet. <code>accord report --week DATE</code> compiles one.</p>`;
  const at = `/editions/${edition.id}/`;
  return html`<section class="usa-summary-box" aria-labelledby="latest-title"><div class="usa-summary-box__body">
    <h3 class="usa-summary-box__heading" id="latest-title">${edition.title}: ${edition.period.from} to ${edition.period.to}</h3>
    <div class="usa-summary-box__text"><ul class="summary-lines">${edition.summary.map((line) => html`<li>${line}</li>`)}</ul></div>
    <p class="actions"><a class="usa-button" href="${at}">Read the report</a>
      <a href="${at}report.pdf">PDF</a> <a href="${at}edition.json">JSON</a> <a href="/editions">All editions</a></p>
  </div></section>`;
}

function stateMarkup(state: RecordState): Markup {
  const weeks =
    state.weeks === null
      ? "It holds no requests yet."
      : `Forms prepared in the weeks beginning ${state.weeks.first} to ${state.weeks.last}.`;
  return html`${knownAtLine(state.known, "/")}
    <p>${countText(state.releases)} ${state.releases === 1 ? "release" : "releases"} of source files (<a href="/sources">which, and what became of each row</a>). ${weeks}</p>
    <div class="state-grid">${figureCards(state.section.figures)}${state.section.tables.map(tableMarkup)}</div>`;
}

const checking = (edition: Edition | null): Markup =>
  list([
    html`Every number of an edition has an id; <a href="/trace${edition === null ? "" : `/${edition.id}`}">trace it</a> to its rule and to the rows of the source files.`,
    html`Each edition is a folder with the hash of every file and a signature; <code>accord verify FOLDER</code> checks it without any network.`,
    html`<a href="/quality">Checks of the record</a> are published as pass, fail or info, whatever they come to.`,
    html`Something is wrong? <a href="/corrections">How to correct us</a>, named or not.`,
  ]);

/** The home page: what Accord is and is not, the latest edition, what the record holds, how to check and to correct it. */
export function homePage({ state, latest }: Home): Page {
  return {
    title: "Accord: one shared record of immigration detainers",
    description:
      "What federal officers asked of a jail, what was recorded of it, and a weekly report that everyone named can check.",
    section: "/",
    is_synthetic: state.is_synthetic,
    main: html`<div class="page-heading"><h1>One shared record of immigration detainers</h1>
      <p class="page-lead">A detainer is a form by which federal immigration officers ask a jail to tell them of a person’s release, to hold the person for
        up to 48 hours, or both. Accord records what was asked and what each side says became of it, and publishes a weekly report that can be
        checked down to the source row.</p></div>
      ${part("latest", "Latest edition", latestEdition(latest))}
      ${part("record", "What the record holds now", stateMarkup(state))}
      <div class="two-columns">
        ${part("is", "What Accord is", list(isItems))}
        ${part("is-not", "What it is not", list(isNotItems))}
      </div>
      ${part("check", "How to check and to correct", checking(latest))}`,
  };
}

/** The newest edition whose files are here, Accord's own form before that of 2017. */
export function latestOf(editions: readonly ListedEdition[]): ListedEdition | null {
  const here = editions.filter((edition) => edition.files === "here");
  return here.find((edition) => edition.template === "accord") ?? here[0] ?? null;
}

/** Reads the home page. */
export async function readHome({ record }: SiteParts, c: Context): Promise<Page> {
  const known = await record.knownAt(c.req.query("as_of"));
  const latest = latestOf(await record.editions());
  return homePage({
    state: await record.state(known),
    latest: latest === null ? null : await record.edition(latest.edition_id),
  });
}
