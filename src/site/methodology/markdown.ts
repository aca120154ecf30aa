import { html } from "hono/html";
import { lexer, type Token, type Tokens } from "marked";
import type { Markup } from "../../reports/render/markup.ts";

/** Where a link of a document leads on the site; null where the site does not have what it leads to. */
export type LinkOf = (href: string) => string | null;

/** A document of ours: its title, and all that stands below it. */
export interface RenderedDocument {
  readonly title: string;
  readonly body: readonly Markup[];
}

/**
 * A Markdown document of the project as markup. Marked reads it; what may stand in it is what is written here, and anything
 * else (raw HTML, pictures) is an error that names it, so that no document can bring markup of its own into a page.
 */
export function renderMarkdown(text: string, linkOf: LinkOf): RenderedDocument {
  const [first, ...rest] = lexer(text);
  if (first?.type !== "heading" || first.depth !== 1)
    throw new SyntaxError("a document begins with its title, as a heading of the first level");
  return { title: first.text as string, body: blocks(rest, linkOf) };
}

const blocks = (tokens: readonly Token[], linkOf: LinkOf): Markup[] =>
  tokens.filter((token) => token.type !== "space").map((token) => block(token, linkOf));

function block(token: Token, linkOf: LinkOf): Markup {
  const inner = () => inlines(token, linkOf);
  if (token.type === "paragraph") return html`<p>${inner()}</p>`;
  if (token.type === "text") return html`${inner()}`;
  if (token.type === "heading") return heading(token as Tokens.Heading, inner());
  if (token.type === "list") return list(token as Tokens.List, linkOf);
  if (token.type === "table") return table(token as Tokens.Table, linkOf);
  if (token.type === "code") return codeBlock(token.text as string);
  if (token.type === "blockquote")
    return html`<blockquote>${blocks(token.tokens ?? [], linkOf)}</blockquote>`;
  if (token.type === "hr") return html`<hr>`;
  return refuse(token);
}

function refuse(token: Token): never {
  throw new SyntaxError(`a document may not hold this (${token.type}): ${token.raw.slice(0, 80)}`);
}

function inlines(token: Token, linkOf: LinkOf): (Markup | string)[] {
  const tokens = "tokens" in token ? token.tokens : undefined;
  return tokens === undefined
    ? [String("text" in token ? token.text : "")]
    : tokens.map((each) => inline(each, linkOf));
}

function inline(token: Token, linkOf: LinkOf): Markup | string {
  const inner = () => inlines(token, linkOf);
  if (token.type === "text") return html`${inner()}`;
  if (token.type === "escape") return token.text as string;
  if (token.type === "codespan") return html`<code>${token.text as string}</code>`;
  if (token.type === "strong") return html`<strong>${inner()}</strong>`;
  if (token.type === "em") return html`<em>${inner()}</em>`;
  if (token.type === "br") return html`<br>`;
  if (token.type === "link") return link(token as Tokens.Link, inner(), linkOf);
  return refuse(token);
}

function link(token: Tokens.Link, inner: readonly (Markup | string)[], linkOf: LinkOf): Markup {
  const href = linkOf(token.href);
  return href === null ? html`${inner}` : html`<a href="${href}">${inner}</a>`;
}

/** A name for an anchor: its words in small letters with hyphens between them. */
function anchorOf(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}

function heading(token: Tokens.Heading, inner: readonly (Markup | string)[]): Markup {
  const id = anchorOf(token.text);
  if (token.depth === 2) return html`<h2 id="${id}">${inner}</h2>`;
  return token.depth === 3 ? html`<h3 id="${id}">${inner}</h3>` : refuse(token);
}

function list(token: Tokens.List, linkOf: LinkOf): Markup {
  const items = token.items.map((item) => html`<li>${blocks(item.tokens, linkOf)}</li>`);
  return token.ordered ? html`<ol class="usa-list">${items}</ol>` : html`<ul class="usa-list">${items}</ul>`;
}

/** Line ends as references, so that blank lines inside code survive the tidying of the page. */
function codeBlock(text: string): Markup {
  const lines = text.split("\n").map((line, at) => html`${at > 0 && html`&#10;`}${line}`);
  return html`<pre tabindex="0"><code>${lines}</code></pre>`;
}

function table(token: Tokens.Table, linkOf: LinkOf): Markup {
  const cell = (each: Tokens.TableCell) => each.tokens.map((inner) => inline(inner, linkOf));
  const head = token.header.map((each) => html`<th scope="col">${cell(each)}</th>`);
  const rows = token.rows.map(
    ([first, ...others]) =>
      html`<tr><th scope="row">${first === undefined ? "" : cell(first)}</th>${others.map((each) => html`<td class="text">${cell(each)}</td>`)}</tr>`,
  );
  const name = token.header.map((each) => each.text).join(", ");
  return html`<section class="usa-table-container--scrollable" tabindex="0" aria-label="Table: ${name}">
    <table class="usa-table usa-table--borderless"><thead><tr>${head}</tr></thead><tbody>${rows}</tbody></table>
  </section>`;
}
