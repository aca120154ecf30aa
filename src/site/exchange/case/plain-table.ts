import { html } from "hono/html";
import type { Markup } from "../../../reports/render/markup.ts";

/** A table under its name: labels of its columns, and rows of cells, the first of which names the row. It scrolls sideways, so it takes the focus. */
export function plainTable(
  name: string,
  labels: readonly string[],
  rows: readonly (readonly (Markup | string)[])[],
): Markup {
  const cells = ([head = "", ...rest]: readonly (Markup | string)[]): Markup =>
    html`<tr><th scope="row">${head}</th>${rest.map((cell, at) => html`<td class="text" data-label="${labels[at + 1] ?? ""}">${cell}</td>`)}</tr>`;
  return html`<div class="stacked"><section class="usa-table-container--scrollable" tabindex="0" aria-label="${name}"><table class="usa-table usa-table--borderless">
    <thead><tr>${labels.map((label) => html`<th scope="col">${label}</th>`)}</tr></thead>
    <tbody>${rows.map(cells)}</tbody></table></section></div>`;
}
