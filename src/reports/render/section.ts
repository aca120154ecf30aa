import { html, raw } from "hono/html";
import type { Chart, Section, Table } from "../edition.ts";
import type { Picture } from "./charts/draw.ts";
import { figureCards } from "./figure-card.ts";
import { type Markup, sectionAnchor } from "./markup.ts";
import { tableBlock } from "./table.ts";

/** A section of the report: number, lead, figures, and its tables, each in one figure with the charts drawn from it. */
export function sectionMarkup(section: Section, pictures: ReadonlyMap<string, Picture>): Markup {
  return html`<section class="report-section" id="${sectionAnchor(section.id)}" aria-labelledby="${section.id}-heading">
    <h2 id="${section.id}-heading"><span class="section-number">${section.number}.</span> ${section.title}</h2>
    ${section.lead.map((paragraph) => html`<p class="lead">${paragraph}</p>`)}
    ${figureCards(section.figures)}
    ${section.tables.map((table) => tableWithCharts(table, chartsOf(section, table), pictures))}
  </section>`;
}

function chartsOf(section: Section, table: Table): Chart[] {
  return section.charts.filter((chart) => chart.table_id === table.id);
}

function tableWithCharts(
  table: Table,
  charts: readonly Chart[],
  pictures: ReadonlyMap<string, Picture>,
): Markup {
  const drawn = charts.flatMap((chart) => {
    const picture = pictures.get(chart.id);
    return picture === undefined ? [] : [chartMarkup(chart, picture)];
  });
  return drawn.length === 0
    ? tableBlock(table)
    : html`<div class="chart-and-table">${drawn}${tableBlock(table)}</div>`;
}

/** The one place where markup enters as it is: SVG that `charts/svg-text.ts` wrote and escaped itself. */
function chartMarkup(chart: Chart, picture: Picture): Markup {
  const { title, notes } = { title: chart.title, notes: picture.notes };
  return html`<figure class="chart" id="${chart.id}">
    <figcaption><p class="chart-title">${title}</p></figcaption>
    <div class="chart-wide">${raw(picture.wide)}</div>
    <div class="chart-narrow">${raw(picture.narrow)}</div>
    ${notes.map((note) => html`<p class="chart-note">${note}</p>`)}
  </figure>`;
}
