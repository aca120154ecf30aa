import type { Context } from "hono";
import { html } from "hono/html";
import { InvalidInput } from "../../base/errors.ts";
import type { Candidate, Resolution } from "../../places/resolution.ts";
import type { FacilityAnswer, FacilityQuestion } from "../../reports/public/public-record.ts";
import type { Markup } from "../../reports/render/markup.ts";
import type { Page } from "../layout/page.ts";
import { errorSummary, fieldMarkup } from "../markup/field.ts";
import { gridMarkup } from "../markup/grid.ts";
import { pageHeading, part } from "../markup/heading.ts";
import { kindWords } from "../markup/kind-words.ts";
import type { SiteParts } from "../parts.ts";

/** What the page about one facility shows: what was asked, and the answer or what is wrong with the question. */
export interface FacilityAsked {
  readonly question: FacilityQuestion;
  readonly answer: FacilityAnswer | null;
  readonly error: { readonly field: string; readonly text: string } | null;
}

const fields = [
  { name: "name", label: "Facility name", hint: "As a source wrote it, for example HENRICO COUNTY JAIL" },
  { name: "city", label: "City", hint: "As written; may be left out", width: "medium" },
  { name: "state", label: "State", hint: "Its name or two letters", width: "medium" },
  {
    name: "code",
    label: "ICE facility code",
    hint: "DETLOC, for example HENRIVA; may stand in place of the name",
    width: "medium",
  },
  {
    name: "on",
    label: "On the day",
    hint: "YYYY-MM-DD; decides who controlled it, today when left out",
    width: "medium",
  },
] as const;

function formMarkup({ question, error }: FacilityAsked): Markup {
  return html`<form class="site-form" method="get" action="/facilities" aria-label="Facility">
    ${fields.map((field) =>
      fieldMarkup({
        ...field,
        value: question[field.name] ?? "",
        error: error?.field === field.name ? error.text : null,
      }),
    )}
    <button class="usa-button" type="submit">Resolve</button>
  </form>`;
}

const statusText: Readonly<Record<Resolution["status"], string>> = {
  resolved: "Resolved",
  ambiguous: "Ambiguous: it could be one of several, and is placed with nobody",
  unresolved: "Not resolved: it is placed with nobody",
};

function fact(term: string, said: Markup | string): Markup {
  return html`<div><dt>${term}</dt><dd>${said}</dd></div>`;
}

function bodyFacts(answer: FacilityAnswer): Markup {
  const body = answer.controlling_body;
  if (body === null) return fact("Controlled by", "not known");
  const { jurisdiction_geoid: geoid, verification } = body;
  return html`${fact("Controlled by", html`${body.name} (${kindWords(body.kind)}), on ${answer.on}`)}
    ${fact("Jurisdiction", html`<a href="/jurisdictions/${geoid}">${answer.jurisdiction_name ?? geoid}</a> <code>${geoid}</code>`)}
    ${fact("Source of that", body.source)}
    ${fact("How far checked", kindWords(verification))}`;
}

function candidatesGrid(candidates: readonly Candidate[]): Markup | "" {
  if (candidates.length === 0) return "";
  return gridMarkup({
    id: "candidates",
    caption: "What it could be",
    columns: ["Facility", "Controlled by", "Jurisdiction", "Why"].map((label) => ({ label, kind: "text" })),
    rows: candidates.map((each) => ({
      cells: [
        each.facility,
        each.controlling_body ?? "not known",
        each.jurisdiction_geoid ?? "not known",
        each.why,
      ],
    })),
  });
}

function answerMarkup(answer: FacilityAnswer): Markup {
  const { facility } = answer;
  return html`<div class="answer answer--${answer.status}"><p class="answer-status">${statusText[answer.status]}</p>
    <dl class="facts wide-facts">
      ${facility !== null && html`${fact("Facility", html`${facility.name} (${kindWords(facility.kind)})`)}${fact("Permanent id", html`<code>${facility.facility_id}</code>`)}`}
      ${bodyFacts(answer)}
      ${fact("Method", kindWords(answer.method))}
    </dl></div>
    <h3>Evidence</h3>
    <ul class="usa-list">${answer.evidence.map((text) => html`<li>${text}</li>`)}</ul>
    ${candidatesGrid(answer.candidates)}`;
}

/** The page on which a reader asks what a facility as written resolves to; it works by its address alone. */
export function facilitiesPage(asked: FacilityAsked): Page {
  return {
    title: asked.error === null ? "Resolve a facility" : "Error: resolve a facility",
    description: "What a facility as written resolves to, who controlled it on a day, and on what evidence.",
    section: "/facilities",
    main: html`${asked.error !== null && errorSummary([asked.error])}
    ${pageHeading(
      "Resolve a facility",
      "Ask what a facility, as a source wrote it, resolves to: by code, or by name together with its state. A county is never chosen by its name alone; what is not settled stays open, with its candidates.",
    )}
    ${asked.answer !== null && part("answer", "Answer", answerMarkup(asked.answer))}
    ${part("ask", asked.answer === null ? "Ask" : "Ask again", formMarkup(asked))}`,
  };
}

/** Reads the page about one facility from its address; a question that cannot be used is shown again with what is wrong. */
export function readFacilities(
  { record }: SiteParts,
  c: Context,
): { readonly page: Page; readonly status: 200 | 400 } {
  const given = fields.flatMap(({ name }) => {
    const value = c.req.query(name);
    return value === undefined ? [] : [[name, value.slice(0, 300)] as const];
  });
  const question: FacilityQuestion = Object.fromEntries(given);
  if (given.length === 0)
    return { page: facilitiesPage({ question, answer: null, error: null }), status: 200 };
  try {
    return { page: facilitiesPage({ question, answer: record.resolve(question), error: null }), status: 200 };
  } catch (error) {
    if (!(error instanceof InvalidInput) || typeof error.details.field !== "string") throw error;
    const text = `${error.message.charAt(0).toUpperCase()}${error.message.slice(1)}`;
    const wrong = { field: error.details.field, text };
    return { page: facilitiesPage({ question, answer: null, error: wrong }), status: 400 };
  }
}
