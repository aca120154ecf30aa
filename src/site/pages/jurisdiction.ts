import type { Context } from "hono";
import { html } from "hono/html";
import { defaultThreshold } from "../../reports/disclosure/policy.ts";
import type { Table } from "../../reports/edition.ts";
import type { BodyAndPlaces, Jurisdiction, PlaceAsWritten } from "../../reports/public/jurisdiction.ts";
import { lawAddress } from "../../reports/public/law/jurisdiction-law.ts";
import type { SectionPicture } from "../../reports/public/section-picture.ts";
import type { Markup } from "../../reports/render/markup.ts";
import { chartFigure } from "../charts/chart-figure.ts";
import type { Page } from "../layout/page.ts";
import { gridMarkup, tableMarkup } from "../markup/grid.ts";
import { pageHeading, part } from "../markup/heading.ts";
import { kindWords } from "../markup/kind-words.ts";
import { keepingPosition, knownAtLine } from "../markup/known-at.ts";
import type { SiteParts } from "../parts.ts";

function writtenAs(place: PlaceAsWritten): Markup {
  const where = [place.city, place.state].filter((text) => text !== "").join(", ");
  return html`${place.name === "" ? "(no name)" : place.name}${where !== "" && html`<br><span class="quiet">${where}</span>`}${
    place.code !== "" && html`<br><code>${place.code}</code>`
  }`;
}

function whenOf(place: PlaceAsWritten): string {
  if (place.from_on === null && place.before_on === null) return "at all times known";
  if (place.from_on === null) return `before ${place.before_on}`;
  return place.before_on === null
    ? `from ${place.from_on}`
    : `from ${place.from_on}, before ${place.before_on}`;
}

function matchedWith(place: PlaceAsWritten): Markup {
  return html`${place.facility} <span class="quiet">(${kindWords(place.facility_kind)})</span>, ${kindWords(place.method)}
    <details class="evidence"><summary>Evidence</summary><ul class="plain-list">${place.evidence.map((text) => html`<li>${text}</li>`)}
      <li>Control: ${kindWords(place.verification)}. Decided by ${place.decided_by}.</li></ul></details>`;
}

const placeColumns = ["As written", "Matched with", "Controlled by this body"];

function bodyMarkup(body: BodyAndPlaces): Markup {
  return gridMarkup({
    id: body.body_id,
    caption: `${body.name} (${kindWords(body.kind)})`,
    columns: placeColumns.map((label) => ({ label, kind: "text" })),
    rows: body.places.map((place) => ({ cells: [writtenAs(place), matchedWith(place), whenOf(place)] })),
  });
}

function bodiesPart(found: Jurisdiction): Markup {
  if (found.bodies.length === 0)
    return html`<p class="empty-table">No facility that the record names is known to be controlled by a body of this government. That says nothing of
      whether requests were sent to it: they may be among the facilities that are not resolved.</p>`;
  return html`<p>Who controls a facility is a dated fact with a source. Each facility stands as the source wrote it, with what it was matched with.</p>
    ${found.bodies.map(bodyMarkup)}`;
}

/** Months of which too little is shown to draw are there for whoever wants them, and in nobody else's way. */
function monthsMarkup(byMonth: Table, picture: SectionPicture | null): Markup {
  return picture === null
    ? html`<details class="more"><summary>Requests by month</summary>${tableMarkup(byMonth)}</details>`
    : html`<div class="chart-and-table">${chartFigure(picture)}${tableMarkup(byMonth)}</div>`;
}

function historyPart({ history }: Jurisdiction, picture: SectionPicture | null): Markup {
  if (history === null)
    return html`<p class="empty-table">The record holds no request that is placed here.</p>`;
  const [outcomes, byMonth, byWeek] = history.tables;
  return html`<p>Counts of people from 1 to ${defaultThreshold - 1} are suppressed, and with them numbers from which they could be worked out. For a small place
      that is most of them; it does not mean zero.</p>
    ${outcomes !== undefined && tableMarkup(outcomes)}
    ${byMonth !== undefined && monthsMarkup(byMonth, picture)}
    ${byWeek !== undefined && html`<details class="more"><summary>Requests by week</summary>${tableMarkup(byWeek)}</details>`}`;
}

const meaning = html`<div class="plain-box"><h2 id="meaning">What this page says, and what it does not</h2>
  <p><strong>Appearing here says nothing of cooperation.</strong> It says that a federal officer prepared a request for a facility that this government’s
    sheriff, department or agency controlled at the time. What became of it is what ICE recorded; the jail may have recorded something else.</p></div>`;

function contestPart(found: Jurisdiction): Markup {
  return html`<p>If a facility is not yours, if another body controlled it, or if a number or an outcome is wrong, say so: with the address of this page, the
      position ${found.known.position}, what it should say and since which day, and the record that shows it.
      <a href="/corrections">How to correct us</a> has the form of it. You need not wait to be named in a report.</p>`;
}

/** One jurisdiction: its bodies and facilities with their evidence, its requests over time, and how to contest any of it. */
export function jurisdictionPage(found: Jurisdiction, picture: SectionPicture | null): Page {
  const here = `/jurisdictions/${found.geoid}`;
  const law = lawAddress(found.geoid);
  return {
    title: `${found.name}: requests to its facilities`,
    description: `Facilities that bodies of ${found.name} control, as sources wrote them, and requests to them over time.`,
    section: "/jurisdictions",
    is_synthetic: found.is_synthetic,
    main: html`<nav aria-label="Way back" class="way-back"><a href="${keepingPosition(`/jurisdictions?state=${found.state}`, found.known)}">Jurisdictions${found.state !== "" && ` in ${found.state}`}</a></nav>
    ${pageHeading(found.name, html`GEOID <code>${found.geoid}</code>. Requests to facilities that bodies of this government control, as far as sources say.`)}
    ${knownAtLine(found.known, here)}
    ${law !== null && html`<p><a href="${keepingPosition(law, found.known)}">Rules and tests on a date</a></p>`}
    ${meaning}
    ${part("history", "Requests over time", historyPart(found, picture))}
    ${part("bodies", "Who controls which facility", bodiesPart(found))}
    ${part("contest", "Is something here wrong?", contestPart(found))}`,
  };
}

/** Reads the page of one jurisdiction. */
export async function readJurisdictionPage({ record }: SiteParts, c: Context): Promise<Page> {
  const known = await record.knownAt(c.req.query("as_of"));
  const found = await record.jurisdiction(c.req.param("geoid") ?? "", known);
  return jurisdictionPage(found, await record.picture(found));
}
