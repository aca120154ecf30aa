import { html } from "hono/html";
import type { Markup } from "../../../reports/render/markup.ts";

/** One fact of a list: what it is about, and what is said of it. */
export function fact(term: string, said: Markup | string): Markup {
  return html`<div><dt>${term}</dt><dd>${said}</dd></div>`;
}

/** A list of facts; those without anything said are left out. */
export function facts(rows: readonly (readonly [term: string, said: Markup | string | null])[]): Markup {
  return html`<dl class="facts wide-facts">${rows.map(([term, said]) => (said === null || said === "" ? "" : fact(term, said)))}</dl>`;
}
