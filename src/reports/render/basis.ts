import { html } from "hono/html";
import type { Basis } from "../edition.ts";
import { type Markup, ruleAnchor } from "./markup.ts";

/** What a number counts, over which days, as known when, by which rules: the small print under each figure and table. */
export function basisMarkup(basis: Basis): Markup {
  return html`<dl class="basis">
    <div><dt>Counts</dt><dd>${basis.population}</dd></div>
    <div><dt>Window</dt><dd>${basis.window}</dd></div>
    <div><dt>As of</dt><dd>${basis.as_of}</dd></div>
    ${basis.rules.length > 0 && html`<div><dt>Rules</dt><dd>${basis.rules.map(ruleLink)}</dd></div>`}
  </dl>`;
}

function ruleLink(rule: string, at: number): Markup {
  return html`${at > 0 && ", "}<a href="#${ruleAnchor(rule)}">${rule}</a>`;
}
