import type { Context } from "hono";
import { html } from "hono/html";
import { InvalidInput } from "../../base/errors.ts";
import type { KnownAt } from "../../records/journal/as-of.ts";
import { type JurisdictionLaw, lawJurisdiction } from "../../reports/public/law/jurisdiction-law.ts";
import type { Markup } from "../../reports/render/markup.ts";
import type { Page } from "../layout/page.ts";
import { errorSummary, fieldMarkup } from "../markup/field.ts";
import { pageHeading, part } from "../markup/heading.ts";
import { keepingPosition, knownAtLine } from "../markup/known-at.ts";
import { authorityMarkup } from "../markup/law/authority.ts";
import { instrumentsMarkup } from "../markup/law/instruments.ts";
import { testsMarkup } from "../markup/law/tests.ts";
import type { SiteParts } from "../parts.ts";

/** What a reader asked, as written, and what is wrong with it. */
interface Asked {
  readonly geoid: string;
  readonly on: string;
  readonly verification: string;
  readonly known: KnownAt;
  readonly error: string | null;
}

const choices = [
  ["", "Everything, general knowledge too"],
  ["partly_seen", "Only what was seen at its source, wholly or in part"],
  ["seen", "Only what was seen at its source"],
] as const;

function checkedField(chosen: string): Markup {
  return html`<div class="usa-form-group">
    <label class="usa-label" for="verification">How far checked</label>
    <span class="usa-hint" id="verification-hint">Rows that were not checked so far are left out</span>
    <select class="usa-select field-wide" id="verification" name="verification" aria-describedby="verification-hint">${choices.map(
      ([value, label]) =>
        html`<option value="${value}"${value === chosen && html` selected`}>${label}</option>`,
    )}</select></div>`;
}

function formMarkup({ geoid, on, verification, known, error }: Asked): Markup {
  return html`<form class="site-form site-form--row" method="get" action="/jurisdictions/${geoid}/law" aria-label="Day and check">
    ${fieldMarkup({ name: "on", label: "On the day", hint: "YYYY-MM-DD; today when left out", value: on, error, width: "medium" })}
    ${checkedField(verification)}
    ${known.is_asked && html`<input type="hidden" name="as_of" value="${known.position}">`}
    <button class="usa-button" type="submit">Show</button>
  </form>`;
}

function wayBack(name: string, { geoid, known }: Asked): Markup {
  return html`<nav aria-label="Way back" class="way-back"><a href="${keepingPosition(`/jurisdictions/${geoid}`, known)}">${name}: requests to its facilities</a></nav>`;
}

function policiesLine({ policies, verification_filter: grades }: JurisdictionLaw): string {
  const held =
    grades === null
      ? ""
      : ` Only rows checked as ${grades.map((one) => one.replaceAll("_", " ")).join(" or ")} are used.`;
  return `Policies ${policies.told}.${held}`;
}

/** The rules and tests of one jurisdiction on a day. */
export function jurisdictionLawPage(law: JurisdictionLaw, asked: Asked): Page {
  const checked = asked.verification === "" ? "" : `&verification=${asked.verification}`;
  return {
    title: `${law.name}: rules and tests on ${law.on}`,
    description: `Instruments, legal tests and authority for ${law.name} on ${law.on}, each with its source.`,
    section: "/jurisdictions",
    main: html`${wayBack(law.name, asked)}
    ${pageHeading(`${law.name}: rules and tests`, html`What stood on <strong>${law.on}</strong>, with its sources. Decision support, not legal advice.`)}
    ${knownAtLine(law.known, `/jurisdictions/${law.geoid}/law?on=${law.on}${checked}`)}
    ${formMarkup(asked)}
    <p class="policies-line">${policiesLine(law)} On this page: <a href="#instruments">instruments</a>, <a href="#tests">tests</a>, <a href="#authority">authority</a>.</p>
    ${part("instruments", "Instruments", instrumentsMarkup(law))}
    ${part("tests", "Tests", testsMarkup(law))}
    ${part("authority", "What a jail may or must do when asked", authorityMarkup(law))}`,
  };
}

/** The same page for a day that cannot be used: the form again, with what is wrong. */
export function lawErrorPage(asked: Asked): Page {
  const name = lawJurisdiction(asked.geoid).name;
  return {
    title: `Error: rules and tests of ${name}`,
    description: "What is wrong with the day that was asked about.",
    section: "/jurisdictions",
    main: html`${errorSummary([{ field: "on", text: asked.error ?? "" }])}
    ${wayBack(name, asked)}
    ${pageHeading(`${name}: rules and tests`, "Ask about a day. Decision support, not legal advice.")}
    ${formMarkup(asked)}`,
  };
}

/** Reads the rules and tests of a jurisdiction on the day of its address; a day that cannot be used is shown again with what is wrong. */
export async function readJurisdictionLaw(
  { record }: SiteParts,
  c: Context,
): Promise<{ readonly page: Page; readonly status: 200 | 400 }> {
  const known = await record.knownAt(c.req.query("as_of"));
  const geoid = c.req.param("geoid") ?? "";
  const [on, verification] = [c.req.query("on"), c.req.query("verification")];
  const asked = {
    geoid,
    on: on?.slice(0, 200) ?? "",
    verification: verification?.trim() ?? "",
    known,
    error: null,
  };
  try {
    const law = await record.law(geoid, { on, verification }, known);
    return { page: jurisdictionLawPage(law, { ...asked, on: law.on }), status: 200 };
  } catch (error) {
    if (!(error instanceof InvalidInput) || error.details.field !== "on") throw error;
    const text = `${error.message.charAt(0).toUpperCase()}${error.message.slice(1)}`;
    return { page: lawErrorPage({ ...asked, error: text }), status: 400 };
  }
}
