import { html } from "hono/html";
import { addDays } from "../../base/day.ts";
import type { Edition } from "../../reports/edition.ts";
import type { ListedEdition } from "../../reports/public/public-record.ts";
import type { Markup } from "../../reports/render/markup.ts";
import { templateName } from "../../reports/render/wording.ts";
import type { Page } from "../layout/page.ts";
import { gridMarkup } from "../markup/grid.ts";
import { pageHeading, part } from "../markup/heading.ts";
import type { SiteParts } from "../parts.ts";

function filesOf(edition: ListedEdition): Markup {
  const at = `/editions/${edition.edition_id}/`;
  if (edition.files === "elsewhere") return html`<span class="not_recorded">not on this server</span>`;
  if (edition.files === "changed") return html`<strong>not those that were recorded; not shown</strong>`;
  const of = html`<span class="usa-sr-only"> of ${edition.edition_id}</span>`;
  return html`<a href="${at}">Report${of}</a>, <a href="${at}report.pdf">PDF${of}</a>, <a href="${at}edition.json">JSON${of}</a>,
    <a href="/trace/${edition.edition_id}">trace a number${of}</a>`;
}

function rowOf(edition: ListedEdition): { readonly cells: readonly (Markup | string)[] } {
  const { week_from, edition_id, data_position, sha256 } = edition;
  return {
    cells: [
      html`<span class="nowrap">${week_from} to</span> <span class="nowrap">${addDays(week_from, 6)}</span>`,
      templateName(edition.template as Edition["template"]),
      filesOf(edition),
      html`<code class="nowrap">${edition_id}</code>`,
      String(data_position),
      html`<code class="hash short-hash">${sha256}</code>`,
    ],
  };
}

const columns = [
  "Week",
  "Form of the report",
  "Files",
  "Edition",
  "As of position",
  "SHA-256 of its list of hashes",
];

function listMarkup(editions: readonly ListedEdition[]): Markup {
  if (editions.length === 0)
    return html`<p class="empty-table">No edition has been published yet. <code>accord report --week DATE</code> compiles one.</p>`;
  return gridMarkup({
    id: "editions",
    level: 2,
    caption: "Editions for the public, newest week first",
    columns: columns.map((label) => ({ label, kind: label === "As of position" ? "count" : "text" })),
    rows: editions.map(rowOf),
  });
}

/** The list of editions: each with its files, its position and the hash that stands for all its files. */
export function editionsPage(editions: readonly ListedEdition[]): Page {
  return {
    title: "Editions of the weekly report",
    description:
      "Every public edition of the weekly report, with its files and the hash that was recorded for it.",
    section: "/editions",
    main: html`${pageHeading(
      "Editions of the weekly report",
      "An edition is compiled from the record as known at one position, and never changed afterwards: a correction is a new edition of the same week.",
    )}
    ${listMarkup(editions)}
    ${part(
      "keep",
      "To keep or check a copy",
      html`<p>Each edition is a folder that needs nothing outside itself. Every file that this site serves from it is compared with the hash
        that was recorded when it was published. Download it, and <code>accord verify FOLDER</code> checks the hashes, the signature and all totals
        without any network.</p>`,
    )}`,
  };
}

/** Reads the list of editions. */
export async function readEditions({ record }: SiteParts): Promise<Page> {
  return editionsPage(await record.editions());
}
