import { html } from "hono/html";
import type { Markup } from "../../reports/render/markup.ts";
import type { Page } from "../layout/page.ts";
import { gridMarkup } from "../markup/grid.ts";
import { pageHeading, part } from "../markup/heading.ts";
import type { ApiEntry, SiteParts } from "../parts.ts";

/** An address without braces can be followed at once; one with a parameter cannot. */
function address(root: string, { path }: ApiEntry): Markup {
  const full = `${root}${path}`;
  return path.includes("{") || path.includes("/facilities/")
    ? html`<code>${full}</code>`
    : html`<a href="${full}"><code>${full}</code></a>`;
}

/** The addresses of the API and the problems that it tells. */
export function apiPage({ api }: SiteParts): Page {
  return {
    title: "API",
    description: "The addresses at which programs read the public record.",
    section: "/api",
    main: html`${pageHeading(
      "API",
      html`Programs read the same as the pages show, as JSON, each answer as known at a position. The whole of it is described as
        <a href="${api.root}/openapi.json">OpenAPI 3.1</a>.`,
    )}
    ${gridMarkup({
      id: "addresses",
      level: 2,
      caption: "Addresses",
      columns: ["Address", "Answers"].map((label) => ({ label, kind: "text" })),
      rows: api.entries.map((entry) => ({
        cells: [address(api.root, entry), html`<strong>${entry.summary}.</strong> ${entry.description}`],
      })),
    })}
    ${part(
      "exchange",
      "The exchange",
      html`<p>For organisations that work in the exchange (<code>/exchange</code> on this site): with a token (<code>Authorization: Bearer</code>, issued by an administrator of the
        organisation), or the session of a browser. A write names its <code>Idempotency-Key</code>, and for a request or booking that is there its version
        in <code>If-Match</code>. Each answer holds only what concerns the organisation, and each reading is written down.</p>${gridMarkup(
          {
            id: "exchange-addresses",
            level: 3,
            caption: "Addresses of the exchange",
            columns: ["Address", "What it does"].map((label) => ({ label, kind: "text" })),
            rows: api.exchange_entries.map((entry) => ({
              cells: [
                html`<code>${entry.method} ${api.root}${entry.path}</code>`,
                html`<strong>${entry.summary}.</strong> ${entry.description}`,
              ],
            })),
          },
        )}`,
    )}
    ${part(
      "manners",
      "Manners",
      html`<ul class="usa-list">
        <li><code>?as_of=POSITION</code> reads the record as known at a position, where an address takes it.</li>
        <li>Send back an answer’s <code>ETag</code> in <code>If-None-Match</code>: 304 says that nothing changed.</li>
        <li>Long lists name the next page in the <code>Link</code> header.</li>
        <li>A parameter that an address does not have is an error that names the nearest ones, never passed over.</li>
        <li>A suppressed number is <code>{"suppressed": true}</code>; <code>null</code> is not recorded. Neither is a zero.</li>
      </ul>`,
    )}
    ${part(
      "problems",
      "Problems",
      html`<p>Every error is <code>application/problem+json</code> (RFC 9457). Its <code>code</code> is one of:</p>
      <dl class="problem-list">${Object.entries(api.problems).map(
        ([code, title]) => html`<div id="${code}"><dt><code>${code}</code></dt><dd>${title}</dd></div>`,
      )}</dl>`,
    )}`,
  };
}
