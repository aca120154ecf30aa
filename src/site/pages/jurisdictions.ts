import type { Context } from "hono";
import { html } from "hono/html";
import type { KnownAt } from "../../records/journal/as-of.ts";
import { filterJurisdictions, type JurisdictionEntry } from "../../reports/public/jurisdiction.ts";
import type { Markup } from "../../reports/render/markup.ts";
import { countText } from "../../reports/render/wording.ts";
import type { Page } from "../layout/page.ts";
import { fieldMarkup } from "../markup/field.ts";
import { gridMarkup } from "../markup/grid.ts";
import { pageHeading, part } from "../markup/heading.ts";
import { kindWords } from "../markup/kind-words.ts";
import { keepingPosition, knownAtLine } from "../markup/known-at.ts";
import type { SiteParts } from "../parts.ts";

/** What the list of jurisdictions shows. */
export interface JurisdictionList {
  readonly known: KnownAt;
  readonly all: readonly JurisdictionEntry[];
  readonly words: string;
  readonly state: string;
}

/** A longer list is cut and says so; a state or a part of a name shortens it. */
const mostListed = 300;

function searchForm({ words, state, known }: JurisdictionList): Markup {
  return html`<form class="site-form site-form--row" method="get" action="/jurisdictions" role="search" aria-label="Jurisdictions">
    ${fieldMarkup({ name: "q", label: "Name", hint: "A county, city, state or body, or a part of its name", value: words, error: null })}
    ${fieldMarkup({ name: "state", label: "State", hint: "Its name or two letters", value: state, error: null, width: "medium" })}
    ${known.is_asked && html`<input type="hidden" name="as_of" value="${String(known.position)}">`}
    <button class="usa-button" type="submit">Search</button>
  </form>`;
}

function stateLinks({ all, known }: JurisdictionList): Markup {
  const states = [...Map.groupBy(all, (entry) => entry.state_name)].sort(([a], [b]) => (a < b ? -1 : 1));
  return part(
    "states",
    "By state",
    html`<ul class="state-links">${states.map(
      ([name, entries]) =>
        html`<li><a href="${keepingPosition(`/jurisdictions?state=${encodeURIComponent(name)}`, known)}">${name}</a> <span>${countText(entries.length)}</span></li>`,
    )}</ul>
    <p>The number beside a state is how many of its governments appear: one where the state runs all jails, hundreds where each county does. It is no
      measure of anything they did.</p>`,
  );
}

function resultGrid(found: readonly JurisdictionEntry[], known: KnownAt): Markup {
  const cut = found.length > mostListed;
  const rows = found.slice(0, mostListed).map((entry) => ({
    cells: [
      html`<a href="${keepingPosition(`/jurisdictions/${entry.geoid}`, known)}">${entry.name}</a><br><code class="quiet">${entry.geoid}</code>`,
      html`<ul class="plain-list">${entry.bodies.map((body) => html`<li>${body.name} <span class="quiet">(${kindWords(body.kind)})</span></li>`)}</ul>`,
    ],
  }));
  return html`${gridMarkup({
    id: "jurisdictions",
    level: 2,
    caption: `${countText(found.length)} ${found.length === 1 ? "jurisdiction" : "jurisdictions"}, by state and name`,
    columns: [
      { label: "Jurisdiction and its GEOID", kind: "text" },
      { label: "Bodies that control facilities", kind: "text" },
    ],
    rows,
  })}${cut && html`<p>The first ${mostListed} are shown; give a state or a longer part of the name to see the others.</p>`}`;
}

function results(list: JurisdictionList): Markup {
  if (list.words === "" && list.state === "") return stateLinks(list);
  const found = filterJurisdictions(list.all, list.words, list.state);
  if (found.length > 0) return resultGrid(found, list.known);
  return html`<p class="empty-table" role="status">No jurisdiction of the record has that name. It appears here once a source names a facility that one of
    its bodies controls; <a href="${keepingPosition("/jurisdictions", list.known)}">see all states</a>.</p>`;
}

/** The jurisdictions that appear in the record: found by name or state, in the order of the alphabet and never of a count. */
export function jurisdictionsPage(list: JurisdictionList): Page {
  return {
    title: "Jurisdictions",
    description:
      "The governments whose sheriffs, departments and agencies control the facilities that the record names.",
    section: "/jurisdictions",
    main: html`${pageHeading(
      "Jurisdictions",
      "The governments whose sheriffs, departments or agencies control a facility to which a request was sent. A facility that is not resolved with evidence is placed with nobody.",
    )}
    ${knownAtLine(list.known, "/jurisdictions")}
    ${searchForm(list)}
    ${results(list)}`,
  };
}

/** Reads the list of jurisdictions. */
export async function readJurisdictions({ record }: SiteParts, c: Context): Promise<Page> {
  const known = await record.knownAt(c.req.query("as_of"));
  const all = await record.jurisdictions(known);
  const asked = (name: string): string => (c.req.query(name) ?? "").trim().slice(0, 200);
  return jurisdictionsPage({ known, all, words: asked("q"), state: asked("state") });
}
