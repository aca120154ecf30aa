import { html } from "hono/html";
import type { Authority, AuthoritySource } from "../../../law/authority/authority.ts";
import type { Markup } from "../../../reports/render/markup.ts";
import { sourceLink } from "../../markup/law/source-line.ts";
import type { Words } from "../messages/en.ts";

function tag(source: AuthoritySource, words: Words): Markup {
  return html`<span class="check-mark check-mark--info checked-tag">${words.shown.verification[source.verification]}</span>`;
}

/** A condition as the registry keeps it, `a AND NOT b_c`, as a reader reads it. */
const conditionWords = (text: string): string =>
  text.replaceAll("_", " ").replace(/\b(AND|OR|NOT)\b/g, (word) => word.toLowerCase());

/** What law and policy say of one thing asked, with the source that decides and how far it was checked. */
export function ruleMarkup(authority: Authority | undefined, words: Words): Markup {
  if (authority === undefined) return html`<span class="quiet">${words.request.rule_unknown}</span>`;
  const source = authority.sources.find((one) => one.source_id === authority.decided_by);
  const condition = source?.condition_text ?? null;
  return html`<strong class="rule">${words.shown.modality[authority.modality]}</strong>${
    source !== undefined &&
    html`<br><span class="rule-source">${sourceLink(source.source_url, source.cite)} ${tag(source, words)}</span>`
  }${condition !== null && condition !== "" && html`<br><span class="quiet">${conditionWords(condition)}</span>`}`;
}

function sourceItem(source: AuthoritySource, words: Words): Markup {
  return html`<li><strong>${sourceLink(source.source_url, source.cite)}</strong>: ${words.shown.modality[source.modality]} ${tag(source, words)}<br>${source.text}</li>`;
}

/** Every source that speaks to one thing asked, where they conflict, and how the rule was found. */
export function sourcesMarkup(authority: Authority, words: Words, title: string): Markup {
  const { sources, conflicts, explanation } = authority;
  return html`<details class="evidence"><summary>${title}</summary>
    ${explanation.map((text) => html`<p>${text}</p>`)}
    ${conflicts.length > 0 && html`<ul class="usa-list">${conflicts.map((one) => html`<li>${words.request.conflicts} ${one.why}.</li>`)}</ul>`}
    ${sources.length > 0 && html`<ul class="plain-list">${sources.map((source) => sourceItem(source, words))}</ul>`}</details>`;
}
