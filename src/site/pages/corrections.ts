import { html } from "hono/html";
import type { Page } from "../layout/page.ts";
import { pageHeading, part } from "../markup/heading.ts";

const asks = [
  "what is wrong: the address of the page, or the edition and the id printed under the number;",
  "the position of the record that the page names;",
  "what it should say, and since which day;",
  "the record or document that shows it, or where it can be seen;",
  "for whom you speak: an office is enough, a person’s name is not needed and not published.",
];

const steps = [
  "We compare it with the source row, which every number leads to.",
  "If a facility or its controlling body is wrong, the decision and its reason are added to the record; the earlier answer stays, and can be seen as of its position.",
  "If a source is wrong, we cannot change what it asserts. What you say is recorded beside it, as yours; where the two differ, the request counts as disputed.",
  "A new edition of the same week says what changed. The earlier one is not taken away.",
];

/** How to correct what is published, who may, and what becomes of it. */
export function correctionsPage(): Page {
  return {
    title: "How to correct us",
    description: "How to contest a number, a place or a name, and what becomes of it.",
    section: "/corrections",
    main: html`${pageHeading(
      "How to correct us",
      "Anyone may contest a number, a place or a name: the agency that is named, another that should have been, or a reader.",
    )}
    ${part(
      "send",
      "What to send",
      html`<p>Tell whoever runs this site. If it is the program or its reference tables that are wrong, open an
        issue in the project’s repository, or send a filled-in file of <code>accord facilities review</code>. Please give:</p>
        <ul class="usa-list">${asks.map((item) => html`<li>${item}</li>`)}</ul>`,
    )}
    ${part("then", "What happens then", html`<ol class="usa-list">${steps.map((item) => html`<li>${item}</li>`)}</ol>`)}
    ${part("log", "Corrections so far", html`<p class="empty-table">None yet. Each one will be listed here with its number, its date, what it changes and in which editions.</p>`)}`,
  };
}
