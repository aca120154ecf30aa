import { html } from "hono/html";
import type { Edition } from "../edition.ts";
import type { Markup } from "./markup.ts";
import {
  dayText,
  disclosureWords,
  instantText,
  notRecordedText,
  templateName,
  withheldMeaning,
  withheldText,
} from "./wording.ts";

/** Title, what kind of edition this is and, where it matters, what the reader must know before reading on. */
export function masthead(edition: Edition): Markup {
  return html`<header class="masthead"><div class="page-width">
    <p class="masthead-name">Accord <span>Weekly report on immigration detainers</span></p>
    <h1>${edition.title}</h1>
    <p class="subtitle">${edition.subtitle}</p>
    ${warnings(edition)}
    ${statusLine(edition)}
  </div></header>`;
}

function statusLine(edition: Edition): Markup {
  const rows = [
    ["Week", `${dayText(edition.period.from)} to ${dayText(edition.period.to)}`],
    ["As known on", `${instantText(edition.as_of)}, at position ${edition.position} of the record`],
    ["Report form", `${templateName(edition.template)}, version ${edition.template_version}`],
    ["Disclosure", disclosureWords(edition).short],
    ["Edition", edition.id],
  ];
  return html`<dl class="status-line">${rows.map(([term, said]) => html`<div><dt>${term}</dt><dd>${said}</dd></div>`)}</dl>`;
}

function warnings(edition: Edition): Markup[] {
  const synthetic =
    "Synthetic data: at least one source of this edition is invented. Do not take any number here for a real one.";
  const party = `Not for publication. ${disclosureWords(edition).long}`;
  return [
    ...(edition.is_synthetic ? [alert(synthetic)] : []),
    ...(edition.disclosure === "party" ? [alert(party)] : []),
  ];
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
    <dl>
      <div><dt><span class="withheld">${withheldText}</span></dt><dd>${withheldMeaning}</dd></div>
      <div><dt><span class="not_recorded">${notRecordedText}</span></dt>
        <dd>The sources do not say. It is counted apart, and never read as a no or as a zero.</dd></div>
      <div><dt>Share unknown</dt><dd>Beside each share: how much of the same population has no recorded answer.</dd></div>
    </dl>
  </section>`;
}
