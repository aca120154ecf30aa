import { html, raw } from "hono/html";
import type { SectionPicture } from "../../reports/public/section-picture.ts";
import type { Markup } from "../../reports/render/markup.ts";

/** The one place of the site where markup enters as it is: SVG that the reports' charts wrote and escaped themselves. */
export function chartFigure({ id, title, wide, narrow, notes }: SectionPicture): Markup {
  return html`<figure class="chart" id="${id}">
    <figcaption><p class="chart-title">${title}</p></figcaption>
    <div class="chart-wide">${raw(wide)}</div>
    <div class="chart-narrow">${raw(narrow)}</div>
    ${notes.map((note) => html`<p class="chart-note">${note}</p>`)}
  </figure>`;
}
