import { html } from "hono/html";
import type { Markup } from "../../reports/render/markup.ts";

/** The opening of a page: its one first heading, and a paragraph that says what stands below. */
export function pageHeading(title: string, lead: Markup | string): Markup {
  return html`<div class="page-heading"><h1>${title}</h1><p class="page-lead">${lead}</p></div>`;
}

/** A part of a page under its own second heading, to which others can link. */
export function part(id: string, title: string, body: Markup | readonly Markup[]): Markup {
  return html`<section class="site-part" id="${id}" aria-labelledby="${id}-heading">
    <h2 id="${id}-heading">${title}</h2>
    ${body}
  </section>`;
}
