import { html } from "hono/html";
import type { Edition } from "../edition.ts";
import type { Markup } from "./markup.ts";
import { readingRows, standing, statusRows, warnings } from "./standing-text.ts";

/** Title, what kind of edition this is and, where it matters, what the reader must know before reading on. */
export function masthead(edition: Edition): Markup {
  return html`<header class="masthead"><div class="page-width">
    <p class="masthead-name">Accord <span>${standing.tagline}</span></p>
    <h1>${edition.title}</h1>
    <p class="subtitle">${edition.subtitle}</p>
    ${warnings(edition).map(alert)}
    <dl class="status-line">${statusRows(edition).map(([term, said]) => html`<div><dt>${term}</dt><dd>${said}</dd></div>`)}</dl>
  </div></header>`;
}

function alert(text: string): Markup {
  return html`<div class="usa-alert usa-alert--warning usa-alert--slim usa-alert--no-icon">
    <div class="usa-alert__body"><p class="usa-alert__text">${text}</p></div>
  </div>`;
}

/** The lines that a reader wants first. */
export function summaryBox(edition: Edition): Markup {
  return html`<section class="usa-summary-box" id="summary-of-the-week" aria-labelledby="summary-heading">
    <div class="usa-summary-box__body">
      <h2 class="usa-summary-box__heading" id="summary-heading">In brief</h2>
      <div class="usa-summary-box__text"><ul class="summary-lines">${edition.summary.map((line) => html`<li>${line}</li>`)}</ul></div>
    </div>
  </section>`;
}

/** How to read the words that stand where a number might be expected. */
export function readingGuide(): Markup {
  return html`<section class="reading-guide" aria-labelledby="reading-heading">
    <h2 id="reading-heading">How to read the numbers</h2>
    <dl>${readingRows.map(([term, said]) => html`<div><dt>${term}</dt><dd>${said}</dd></div>`)}</dl>
  </section>`;
}
