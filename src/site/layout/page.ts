import { html } from "hono/html";
import type { Markup } from "../../reports/render/markup.ts";

/** One page of the site: what stands in its frame. */
export interface Page {
  readonly title: string;
  readonly description: string;
  /** The address that the navigation marks as the present one. */
  readonly section: string;
  readonly main: Markup;
  /** Whether anything shown is made up; said before anything else. */
  readonly is_synthetic?: boolean;
  /** What stands in place of the site's own header, for who is signed in. */
  readonly masthead?: Markup;
  /** The address of a script of ours; the page works without it. */
  readonly script?: string;
}

/** What the frame needs: where the stylesheet is, and which version made the page. */
export interface Frame {
  readonly stylesheet: string;
  readonly version: string;
  /** Whether the exchange is worked here, so that one can sign in. */
  readonly is_worked?: boolean;
}

/** The parts of the site, in the order of the navigation. */
export const navigation = [
  ["/", "Home"],
  ["/editions", "Editions"],
  ["/jurisdictions", "Jurisdictions"],
  ["/facilities", "Facilities"],
  ["/sources", "Sources"],
  ["/quality", "Quality"],
  ["/methodology", "Method"],
  ["/corrections", "Corrections"],
  ["/about", "About"],
] as const;

const syntheticWarning =
  "Synthetic data: at least one source of what is shown here is invented. Do not take any number here for a real one.";

/** A whole page of HTML; equal input gives equal text, and no page needs a script. */
export async function renderPage(page: Page, frame: Frame): Promise<string> {
  const text = String(await document(page, frame));
  return text
    .split(/(<textarea[^>]*>[^<]*<\/textarea>)/) // what somebody typed stays as it was typed
    .map((piece, at) => (at % 2 === 1 ? piece : piece.replace(/[ \t]+$/gm, "").replace(/\n{2,}/g, "\n")))
    .join("");
}

function document(page: Page, frame: Frame): Markup {
  return html`<!DOCTYPE html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <title>${page.title}${page.section === "/" ? "" : " | Accord"}</title>
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="description" content="${page.description}">
  <link rel="icon" href="data:,">
  <link rel="stylesheet" href="${frame.stylesheet}">
  ${page.script !== undefined && html`<script type="module" src="${page.script}"></script>`}
</head>
<body>
  <a class="usa-skipnav" href="#main">Skip to the content</a>
  ${page.masthead ?? header(page.section)}
  <main id="main" class="site-main"><div class="page-width">
    ${page.is_synthetic === true && warning(syntheticWarning)}
    ${page.main}
  </div></main>
  ${footer(frame)}
</body>
</html>
`;
}

/** A box that a reader should see before reading on. */
export function warning(text: string): Markup {
  return html`<div class="usa-alert usa-alert--warning usa-alert--slim usa-alert--no-icon">
    <div class="usa-alert__body"><p class="usa-alert__text">${text}</p></div>
  </div>`;
}

function header(section: string): Markup {
  return html`<header class="site-header"><div class="page-width">
    <p class="site-name"><a href="/">Accord</a> <span>the shared record of immigration detainers</span></p>
    <nav aria-label="Site"><ul class="site-nav">${navigation.map(([href, label]) => navItem(href, label, href === section))}</ul></nav>
  </div></header>`;
}

function navItem(href: string, label: string, isHere: boolean): Markup {
  return html`<li><a href="${href}"${isHere && html` aria-current="page"`}>${label}</a></li>`;
}

function footer(frame: Frame): Markup {
  return html`<footer class="report-footer"><div class="page-width">
    <p>Accord is open software (Apache License 2.0), version ${frame.version}. It is not a government site. Naming an agency here does not
      mean that the agency has reviewed or approved what is shown.</p>
    <ul class="footer-links">
      <li><a href="/corrections">Correct us</a></li>
      <li><a href="/methodology">How numbers are made</a></li>
      <li><a href="/about#accessibility">Accessibility</a></li>
      <li><a href="/api">API</a></li>
      ${frame.is_worked === true && html`<li><a href="/exchange">The exchange (sign in)</a></li>`}
    </ul>
  </div></footer>`;
}
