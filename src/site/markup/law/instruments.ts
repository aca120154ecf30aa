import { html } from "hono/html";
import type { JurisdictionLaw } from "../../../reports/public/law/jurisdiction-law.ts";
import type { LawInstrument, LawProvision } from "../../../reports/public/law/law-instrument.ts";
import type { Markup } from "../../../reports/render/markup.ts";
import { kindWords } from "../kind-words.ts";
import { actWords, bindingWords, levelWords, peopleWords, ruleWords } from "./law-words.ts";
import { checkedTag, sourceLink } from "./source-line.ts";

function provisionMarkup(provision: LawProvision): Markup {
  const { act, modality, condition, clause, applies_to, verification, source_url, standing, why } = provision;
  const cited = [clause, peopleWords(applies_to)].filter((one) => one !== "").join("; ");
  return html`<li><strong>${actWords[act]}:</strong> ${ruleWords(modality, condition)}
    <span class="quiet">(${cited})</span> ${checkedTag(verification)} ${sourceLink(source_url, "source")}${
      standing === "uncertain" && html`<br><span class="quiet">May have stood: ${why}.</span>`
    }</li>`;
}

function fact(term: string, said: Markup | string): Markup {
  return html`<div><dt>${term}</dt><dd>${said}</dd></div>`;
}

function datesMarkup(one: LawInstrument): Markup {
  return html`${fact("Announced", one.announced_on ?? "not known")}
    ${fact("Adopted", one.adopted_on ?? "not known")}
    ${fact("Effective", one.effective_from ?? "not known")}
    ${fact("Last day", one.effective_to ?? "none found")}`;
}

const noneFound = html`<p class="none-found"><strong>A search found no rule.</strong> That is not proof that there is none.</p>`;

function provisionsMarkup({ provisions, is_none_found }: LawInstrument): Markup {
  if (is_none_found) return noneFound;
  if (provisions.length === 0) return html`<p class="quiet">No provision of it is recorded for this day.</p>`;
  return html`<ul class="usa-list">${provisions.map(provisionMarkup)}</ul>`;
}

function standingWords({ standing, why, is_replaced }: LawInstrument): string {
  if (standing === "in_force") return "in force, as its dates say";
  return `${is_replaced ? "replaced in whole or in part" : "may have been in force"}: ${why}`;
}

function instrumentMarkup(one: LawInstrument): Markup {
  const named =
    one.citation === "" || one.citation === one.title ? one.title : `${one.title}, ${one.citation}`;
  return html`<article class="instrument" id="${one.instrument_id}">
    <h4>${named}</h4>
    <p>${one.summary}</p>
    ${provisionsMarkup(one)}
    <dl class="facts wide-facts">
      ${fact("On this day", standingWords(one))}
      ${datesMarkup(one)}
      ${fact("Kind", html`${kindWords(one.instrument_type)} of ${one.issuer}; ${bindingWords(one.binding)}`)}
      ${fact("Binds", one.binds === "" ? "not recorded" : one.binds)}
      ${fact("Source", html`${sourceLink(one.source_url, one.source_name === "" ? "source" : one.source_name)} ${checkedTag(one.verification)}`)}
    </dl></article>`;
}

function levelMarkup(instruments: readonly LawInstrument[]): Markup {
  const [first] = instruments as [LawInstrument];
  return html`<h3>${levelWords(first.jurisdiction_level)}: ${first.jurisdiction_name} <span class="quiet">(${first.jurisdiction_geoid})</span></h3>
    ${instruments.map(instrumentMarkup)}`;
}

function emptyMarkup({ name, level, on, instruments_left_out }: JurisdictionLaw): Markup {
  const whose = level === "state" ? name : `${name}, of its State, or of who runs its jail`;
  const checked = instruments_left_out > 0 ? "that was checked as asked is recorded" : "is recorded";
  return html`<p class="empty-table">No instrument of ${whose} ${checked} for ${on}. None recorded is not proof that there is none: the set of
    instruments does not cover every place.</p>`;
}

/** The instruments that stood or may have stood, by level, each with its dates, provisions, checks and source. */
export function instrumentsMarkup(law: JurisdictionLaw): Markup {
  const left = law.instruments_left_out;
  const byLevel = Map.groupBy(
    law.instruments,
    (one) => `${one.jurisdiction_level} ${one.jurisdiction_geoid}`,
  );
  return html`<p>Instruments that stood, or may have stood, on ${law.on}, from the narrowest level to the State’s. Their days are told apart: announced,
      adopted, effective, last.${left > 0 && ` ${left} more ${left === 1 ? "is" : "are"} left out, because ${left === 1 ? "it was" : "they were"} not checked as asked.`}</p>
    ${law.instruments.length === 0 ? emptyMarkup(law) : [...byLevel.values()].map(levelMarkup)}`;
}
