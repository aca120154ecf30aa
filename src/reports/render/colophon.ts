import { html } from "hono/html";
import type { Edition, EditionSource } from "../edition.ts";
import { type Markup, ruleAnchor } from "./markup.ts";
import { correctionItems, standing, verifyCommands } from "./standing-text.ts";
import { bytesText, countText, coverText } from "./wording.ts";

/** A file that the page offers, with its size in bytes where it is known before the page is written. */
export interface Download {
  readonly path: string;
  readonly title: string;
  readonly bytes: number | null;
}

/** The parts that stand after the last section: rules, sources, downloads, how to verify and how to correct us. */
export const colophonParts = [
  { id: "rules", title: "Rules and citations" },
  { id: "sources", title: "Sources" },
  { id: "downloads", title: "Downloads" },
  { id: "verify", title: "How to verify this report" },
  { id: "corrections", title: "How to correct us" },
] as const;

type PartId = (typeof colophonParts)[number]["id"];

/** Rules, sources, downloads, verification and corrections, each under its own heading. */
export function colophon(edition: Edition, downloads: readonly Download[], keyFingerprint: string): Markup[] {
  return [
    part("rules", rulesMarkup(edition)),
    part("sources", sourcesMarkup(edition.sources)),
    part("downloads", downloadsMarkup(downloads)),
    part("verify", verifyMarkup(keyFingerprint)),
    part("corrections", correctionsMarkup(edition)),
  ];
}

function part(id: PartId, body: Markup): Markup {
  const title = colophonParts.find((each) => each.id === id)?.title;
  return html`<section class="report-section" id="${id}" aria-labelledby="${id}-heading">
    <h2 id="${id}-heading">${title}</h2>
    ${body}
  </section>`;
}

function rulesMarkup(edition: Edition): Markup {
  return html`<p>${standing.rules}</p>
    <dl class="rules">${edition.rules.map(
      (rule) => html`<div id="${ruleAnchor(`${rule.id}@${rule.version}`)}">
        <dt><code>${rule.id}@${rule.version}</code> <span class="cite">${rule.cite}</span></dt>
        <dd>${rule.text}</dd>
      </div>`,
    )}</dl>`;
}

function sourcesMarkup(sources: readonly EditionSource[]): Markup {
  return html`<p>${standing.sources}</p>
    ${sources.map(
      (source) => html`<div class="source">
      <h3>${source.name}${source.is_synthetic && html` <span class="usa-tag">synthetic</span>`}</h3>
      <dl class="facts">
        <div><dt>Series</dt><dd>${source.series}, release ${source.release_id}, layout ${source.layout}</dd></div>
        <div><dt>Rows</dt><dd>${countText(source.rows)}, ${coverText(source)}</dd></div>
        ${source.credit !== null && html`<div><dt>Credit</dt><dd>${source.credit}</dd></div>`}
        <div><dt>SHA-256</dt><dd><code class="hash">${source.sha256}</code></dd></div>
      </dl></div>`,
    )}`;
}

function downloadsMarkup(downloads: readonly Download[]): Markup {
  return html`<p>Under each table stand its own CSV and Parquet files. In CSV a suppressed cell reads <code>suppressed</code> and an
      empty cell is not recorded; in Parquet both are null, and a column ending in <code>_suppressed</code> tells them apart.</p>
    <ul class="downloads">${downloads.map(
      (file) =>
        html`<li><a href="${file.path}">${file.title}</a> <span>${file.path}${file.bytes !== null && `, ${bytesText(file.bytes)}`}</span></li>`,
    )}</ul>`;
}

function verifyMarkup(keyFingerprint: string): Markup {
  return html`<p>${standing.verify}</p>
    <pre tabindex="0"><code>${verifyCommands}</code></pre>
    <p>${standing.verified}</p>
    <p><code class="hash">${keyFingerprint}</code></p>
    <p>${standing.pinned} <code>${standing.verifyCommand}</code></p>`;
}

function correctionsMarkup(edition: Edition): Markup {
  return html`<p>${standing.correct}</p>
    <ul class="usa-list">${correctionItems(edition).map((item) => html`<li>${item}</li>`)}</ul>
    <p>${standing.corrected}</p>`;
}
