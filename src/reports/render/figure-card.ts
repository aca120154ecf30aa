import { html } from "hono/html";
import type { Figure } from "../edition.ts";
import { basisMarkup } from "./basis.ts";
import type { Markup } from "./markup.ts";
import { figureWords, unknownText } from "./wording.ts";

/** The figures of a section as cards, each with its anchor, its value and all that the value rests on. */
export function figureCards(figures: readonly Figure[]): Markup | "" {
  if (figures.length === 0) return "";
  return html`<ul class="figure-cards">${figures.map(figureCard)}</ul>`;
}

function figureCard(figure: Figure): Markup {
  const words = figureWords(figure);
  const unknown = unknownText(figure);
  return html`<li class="figure-card" id="${figure.id}">
    <p class="figure-label">${figure.label}</p>
    <p class="figure-value ${words.state}">${valueMarkup(figure, words.text)}</p>
    ${unknown !== null && html`<p class="figure-unknown">${unknown}</p>`}
    ${figure.note !== null && html`<p class="figure-note">${figure.note}</p>`}
    ${basisMarkup(figure.basis)}
    <p class="permalink"><a href="#${figure.id}"><span class="usa-sr-only">Link to this figure: </span>${figure.id}</a></p>
  </li>`;
}

/** A number carries its exact value for machines; a hidden or absent one carries none. */
function valueMarkup(figure: Figure, text: string): Markup {
  return figure.value === null ? html`${text}` : html`<data value="${String(figure.value)}">${text}</data>`;
}
