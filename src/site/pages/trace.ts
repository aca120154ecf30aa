import type { Context } from "hono";
import { html } from "hono/html";
import { type OutcomeCode, outcomes } from "../../law/outcomes/outcome.ts";
import type { Edition } from "../../reports/edition.ts";
import type { ListedEdition } from "../../reports/public/public-record.ts";
import type { PublicTrace, SourceRowPlace } from "../../reports/public/public-trace.ts";
import { basisMarkup } from "../../reports/render/basis.ts";
import { type Markup, ruleAnchor } from "../../reports/render/markup.ts";
import { countText, shareText } from "../../reports/render/wording.ts";
import type { Page } from "../layout/page.ts";
import { fieldMarkup } from "../markup/field.ts";
import { pageHeading, part } from "../markup/heading.ts";
import type { SiteParts } from "../parts.ts";

const description = "The rule, the condition and the source rows behind a published number.";

function formMarkup(editionId: string, figure: string): Markup {
  return html`<form class="site-form" method="get" action="/trace/${editionId}" aria-label="Number to trace">
    ${fieldMarkup({ name: "figure", label: "Id of the number", hint: "Printed under each figure, for example declined.total; a table’s cell is table.row.column", value: figure, error: null })}
    <button class="usa-button" type="submit">Trace</button>
  </form>`;
}

/** The editions whose numbers can be traced. */
export function traceIndexPage(editions: readonly ListedEdition[]): Page {
  const here = editions.filter((edition) => edition.files === "here");
  return {
    title: "Trace a number",
    description,
    section: "/editions",
    main: html`${pageHeading("Trace a number", "Every number of an edition leads back to a rule, a condition in words, and the rows of the source files that it counts.")}
    ${here.length === 0 && html`<p class="empty-table">No edition has been published on this server yet.</p>`}
    <ul class="usa-list">${here.map((edition) => html`<li><a href="/trace/${edition.edition_id}">${edition.edition_id}</a></li>`)}</ul>`,
  };
}

function figureLinks(edition: Edition): Markup {
  const shown = edition.sections.flatMap((section) =>
    section.figures.filter((figure) => figure.value !== null),
  );
  return html`<ul class="usa-list">${shown.map(
    (figure) =>
      html`<li><a href="/trace/${edition.id}?figure=${encodeURIComponent(figure.id)}">${figure.label}</a> <code>${figure.id}</code></li>`,
  )}</ul>`;
}

/** The numbers of an edition to choose from. */
export function traceChoicePage(edition: Edition): Page {
  return {
    title: `Trace a number of ${edition.id}`,
    description,
    section: "/editions",
    is_synthetic: edition.is_synthetic,
    main: html`${pageHeading("Trace a number", html`Of the edition <a href="/editions/${edition.id}/">${edition.id}</a>, ${edition.period.from} to ${edition.period.to}.`)}
    ${part("ask", "By its id", formMarkup(edition.id, ""))}
    ${part("figures", "Its figures", figureLinks(edition))}`,
  };
}

function valueText(trace: PublicTrace, edition: Edition): string {
  if (trace.value === null) return "not recorded";
  const isShare = edition.sections.some((section) =>
    section.figures.some((figure) => figure.id === trace.figure && figure.kind === "share"),
  );
  return isShare || !Number.isInteger(trace.value) ? shareText(trace.value) : countText(trace.value);
}

const fileOf = (row: SourceRowPlace): string => `${row.file_sha256} ${row.sheet_name}`;

/** The rows of one sheet of one file, by their numbers. */
function sheetRows(rows: readonly SourceRowPlace[]): Markup {
  const [first] = rows;
  const sheet = first?.sheet_name ? html`, sheet “${first.sheet_name}”` : "";
  return html`<div class="source-rows"><h3>${first?.file_name}${sheet}</h3>
    <p>Rows ${rows.map((row) => String(row.row_no)).join(", ")}</p>
    <p class="quiet">SHA-256 of the file: <code class="hash">${first?.file_sha256}</code></p></div>`;
}

function rowsPart(trace: PublicTrace): Markup {
  if (trace.records === null)
    return html`<p>This number is not a count of requests: what it counts stands above.</p>`;
  if (trace.rows.length === 0) return html`<p>It counts no row.</p>`;
  const records = countText(trace.records);
  const some =
    trace.rows.length < trace.records ? `the first ${trace.rows.length} of ${records}` : `all ${records}`;
  return html`<p>Where the rows stand in the files that were imported: ${some}. Numbers are those of the lines or rows of the file, its header included. What a
      row says is in the file itself; the hash tells whether a copy is the same.</p>
    ${[...Map.groupBy(trace.rows, fileOf).values()].map(sheetRows)}`;
}

/** Outcome codes as their words, for a reader. */
function inWords(condition: string): string {
  return condition.replace(/\b[A-Z]{2,}(?:_[A-Z]+)*\b/g, (code) =>
    code in outcomes ? `“${outcomes[code as OutcomeCode]}”` : code,
  );
}

function rulesPart(trace: PublicTrace): Markup {
  const named = trace.rules.filter((rule) => trace.basis.rules.includes(`${rule.id}@${rule.version}`));
  return named.length === 0
    ? html`<p>It rests on no rule beside the condition above.</p>`
    : html`<dl class="rules">${named.map(
        (rule) =>
          html`<div id="${ruleAnchor(`${rule.id}@${rule.version}`)}"><dt><code>${rule.id}@${rule.version}</code> <span class="cite">${rule.cite}</span></dt><dd>${rule.text}</dd></div>`,
      )}</dl>`;
}

/** One number with its rule, its condition and its source rows. */
export function tracePage(trace: PublicTrace, edition: Edition): Page {
  const basis = { ...trace.basis, rules: trace.rules.length === 0 ? [] : trace.basis.rules };
  return {
    title: `${trace.figure} of ${trace.edition}`,
    description,
    section: "/editions",
    is_synthetic: edition.is_synthetic,
    main: html`${pageHeading(trace.label, html`<code>${trace.figure}</code> of the edition <a href="/editions/${trace.edition}/">${trace.edition}</a>`)}
    <p class="traced-value">${valueText(trace, edition)}</p>
    ${trace.condition !== null && html`<p class="condition">It counts ${inWords(trace.condition)}.</p>`}
    ${basisMarkup(basis)}
    ${part("rows-part", "Source rows", rowsPart(trace))}
    ${part("rules-part", "Rules", rulesPart(trace))}
    ${part("ask", "Trace another", formMarkup(trace.edition, trace.figure))}`,
  };
}

/** Reads the page that traces a number, or the choice of numbers where none is named. */
export async function readTrace({ record }: SiteParts, c: Context): Promise<Page> {
  const edition = await record.edition(c.req.param("edition_id") ?? "");
  const figure = c.req.query("figure")?.trim() ?? "";
  if (figure === "") return traceChoicePage(edition);
  return tracePage(await record.trace(edition.id, figure), edition);
}

/** Reads the list of editions whose numbers can be traced. */
export async function readTraceIndex({ record }: SiteParts): Promise<Page> {
  return traceIndexPage(await record.editions());
}
