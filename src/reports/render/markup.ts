import { html } from "hono/html";
import type { Words } from "./wording.ts";

/** A piece of a page: text that is already escaped, as `hono/html` gives it. */
export type Markup = ReturnType<typeof html>;

/** Words with their state as a class, so that a hidden or absent value never looks like a number. */
export function wordsMarkup(words: Words): Markup {
  return words.state === "value"
    ? html`${words.text}`
    : html`<span class="${words.state}">${words.text}</span>`;
}

/** The anchor of a rule in the list of rules: `rule-` and its `id@version`. */
export function ruleAnchor(idAndVersion: string): string {
  return `rule-${idAndVersion}`;
}

/** The anchor of a table's row: table id, a slash, and the row's key without white space. */
export function rowAnchor(tableId: string, rowKey: string): string {
  return `${tableId}/${rowKey.replace(/\s+/g, "_")}`;
}

/** The anchor of a section. */
export function sectionAnchor(sectionId: string): string {
  return `section-${sectionId}`;
}
