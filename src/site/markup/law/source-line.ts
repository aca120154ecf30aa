import { html } from "hono/html";
import type { Markup } from "../../../reports/render/markup.ts";
import { kindWords } from "../kind-words.ts";

/** How far a row was checked, as a tag. */
export function checkedTag(verification: string): Markup {
  return html`<span class="check-mark check-mark--info checked-tag">${kindWords(verification)}</span>`;
}

/** A link to a source under its name; the name alone where the row has no address. */
export function sourceLink(url: string, name: string): Markup | string {
  return /^https?:\/\/\S+$/.test(url) ? html`<a href="${url}" rel="noreferrer">${name}</a>` : name;
}

const address = /(https?:\/\/[^\s;]*[^\s;).,])/;

/** A text with each address in it as a link that shows only the host; where the text names a source, the reader can open it. */
export function linkedText(text: string): Markup {
  return html`${text.split(address).map((one, at) => (at % 2 === 0 ? one : sourceLink(one, hostOf(one))))}`;
}

function hostOf(url: string): string {
  return URL.parse(url)?.hostname ?? url;
}
