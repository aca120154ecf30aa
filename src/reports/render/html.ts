import { html } from "hono/html";
import type { Edition } from "../edition.ts";
import { paths } from "../publish/paths.ts";
import type { Picture } from "./charts/draw.ts";
import { colophon, colophonParts, type Download } from "./colophon.ts";
import { type Markup, sectionAnchor } from "./markup.ts";
import { masthead, readingGuide, summaryBox } from "./masthead.ts";
import { sectionMarkup } from "./section.ts";
import { standing } from "./standing-text.ts";

/** What the page shows besides the edition itself. */
export interface PageParts {
  readonly pictures: ReadonlyMap<string, Picture>;
  readonly downloads: readonly Download[];
  /** SHA-256 of the public signing key, hex. */
  readonly key_fingerprint: string;
}

/** The whole edition as one page of HTML that needs no script and no network; equal input gives equal bytes. */
export async function renderHtml(edition: Edition, parts: PageParts): Promise<string> {
  return String(await page(edition, parts))
    .replace(/[ \t]+$/gm, "")
    .replace(/\n{2,}/g, "\n");
}

function page(edition: Edition, parts: PageParts): Markup {
  return html`<!DOCTYPE html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <title>${edition.title} (${edition.period.from})</title>
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="description" content="${edition.subtitle}">
  <link rel="icon" href="data:,">
  <link rel="stylesheet" href="${paths.stylesheet}">
  <link rel="alternate" type="application/json" href="${paths.edition}" title="This edition as JSON">
</head>
<body>
  <a class="usa-skipnav" href="#report">Skip to the report</a>
  ${masthead(edition)}
  <main id="report">
    <div class="page-width opening">
      ${summaryBox(edition)}
      ${readingGuide()}
    </div>
    <div class="page-width report-layout">
      ${contents(edition)}
      <div class="report-sections">
        ${edition.sections.map((section) => sectionMarkup(section, parts.pictures))}
        ${colophon(edition, parts.downloads, parts.key_fingerprint)}
      </div>
    </div>
  </main>
  ${footer(edition)}
</body>
</html>
`;
}

function contents(edition: Edition): Markup {
  const sections = edition.sections.map((section) =>
    contentsItem(sectionAnchor(section.id), section.title, `${section.number}.`),
  );
  return html`<nav class="contents" aria-labelledby="contents-heading">
    <h2 id="contents-heading">Contents</h2>
    <ul class="usa-sidenav">
      ${sections}
      ${colophonParts.map((part) => contentsItem(part.id, part.title, ""))}
    </ul>
  </nav>`;
}

function contentsItem(anchor: string, title: string, number: string): Markup {
  return html`<li class="usa-sidenav__item"><a href="#${anchor}"><span class="contents-number">${number}</span><span>${title}</span></a></li>`;
}

function footer(edition: Edition): Markup {
  return html`<footer class="report-footer"><div class="page-width">
    <p>${standing.footer}</p>
    <p>Edition <code>${edition.id}</code></p>
  </div></footer>`;
}
