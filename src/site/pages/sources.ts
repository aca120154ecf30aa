import type { Context } from "hono";
import { html } from "hono/html";
import type { KnownAt } from "../../records/journal/as-of.ts";
import type { ListedRelease } from "../../reports/public/public-record.ts";
import type { Markup } from "../../reports/render/markup.ts";
import { bytesText, countText, instantText } from "../../reports/render/wording.ts";
import type { Page } from "../layout/page.ts";
import { pageHeading } from "../markup/heading.ts";
import { knownAtLine } from "../markup/known-at.ts";
import type { SiteParts } from "../parts.ts";

/** What the page of sources shows. */
export interface Sources {
  readonly known: KnownAt;
  readonly releases: readonly ListedRelease[];
}

function fact(term: string, said: Markup | string): Markup {
  return html`<div><dt>${term}</dt><dd>${said}</dd></div>`;
}

function rowsText(release: ListedRelease): string {
  const { rows_read, rows_recorded, rows_known, rows_quarantined } = release;
  return `${countText(rows_read)} read = ${countText(rows_recorded)} recorded + ${countText(rows_known)} already known + ${countText(rows_quarantined)} quarantined`;
}

function driftText(drift: ListedRelease["drift"][number]): Markup {
  const sheet = drift.sheet_name !== "" && html`sheet “${drift.sheet_name}”: `;
  const near = drift.nearest !== null && html` (nearest: ${drift.nearest})`;
  if (drift.kind === "sheet_passed_over")
    return html`${sheet}no header that any layout knows; the sheet was passed over`;
  if (drift.kind === "unknown_header")
    return html`${sheet}the column <code>${drift.header}</code> is not known to the layout${near}`;
  return html`${sheet}no column for <code>${drift.header}</code>${near}`;
}

function driftMarkup(release: ListedRelease): Markup | string {
  if (release.drift.length === 0) return "none: every header is one that the layout knows";
  return html`<ul class="plain-list">${release.drift.map((drift) => html`<li>${driftText(drift)}</li>`)}</ul>`;
}

const coversText = (release: ListedRelease): string =>
  release.covers_from === null ? "no period given" : `${release.covers_from} to ${release.covers_to}`;

function vintageText(release: ListedRelease): string {
  const mended =
    release.mends_release_id === null ? "" : `; mends rows of release ${release.mends_release_id}`;
  return `${release.series}, vintage ${release.vintage}${mended}`;
}

function releaseMarkup(release: ListedRelease): Markup {
  const sheets = release.sheets === 1 ? "" : `, ${release.sheets} sheets`;
  return html`<section class="source" id="release-${String(release.release_id)}" aria-labelledby="release-${String(release.release_id)}-name">
    <h2 id="release-${String(release.release_id)}-name">${release.file_name}${release.is_synthetic && html` <span class="usa-tag">synthetic</span>`}</h2>
    <dl class="facts wide-facts">
      ${fact("Release", `${release.release_id}, recorded at position ${release.position} on ${instantText(release.recorded_at)}`)}
      ${fact("Rows", rowsText(release))}
      ${fact("Covers", coversText(release))}
      ${fact("Asserted by", release.party)}
      ${fact("Series", html`<code>${vintageText(release)}</code>`)}
      ${fact("Layout", html`<code>${release.layout}</code>, version ${release.layout_version}; ${release.format}, ${bytesText(release.file_bytes)}${sheets}`)}
      ${fact("Drift", driftMarkup(release))}
      ${release.credit !== null && fact("Credit", release.credit)}
      ${fact("SHA-256", html`<code class="hash">${release.file_sha256}</code>`)}
    </dl>
  </section>`;
}

/** Every source file: what it is, what became of each of its rows, and where it differed from its layout. */
export function sourcesPage({ known, releases }: Sources): Page {
  return {
    title: "Sources",
    description:
      "Every source file of the record, with its hash, its period and what became of each of its rows.",
    section: "/sources",
    is_synthetic: releases.some((release) => release.is_synthetic),
    main: html`${pageHeading(
      "Sources",
      "Every file that was read into the record, newest first. No row is lost in silence: rows read are recorded, already known, or put aside with a reason. A later vintage of a series stands for its period; both are kept.",
    )}
    ${knownAtLine(known, "/sources")}
    ${releases.length === 0 && html`<p class="empty-table">No source file has been read yet. <code>accord import FILE</code> reads one.</p>`}
    <div class="sources">${releases.map(releaseMarkup)}</div>`,
  };
}

/** Reads the page of sources. */
export async function readSources({ record }: SiteParts, c: Context): Promise<Page> {
  const known = await record.knownAt(c.req.query("as_of"));
  return sourcesPage({ known, releases: await record.releases(known) });
}
