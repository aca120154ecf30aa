import { html } from "hono/html";
import type { Authority, AuthoritySource } from "../../../law/authority/authority.ts";
import type { JurisdictionLaw } from "../../../reports/public/law/jurisdiction-law.ts";
import type { LawAuthority } from "../../../reports/public/law/law-authority.ts";
import type { Markup } from "../../../reports/render/markup.ts";
import { kindWords } from "../kind-words.ts";
import { layerWords, requestWords, ruleWords } from "./law-words.ts";
import { checkedTag, linkedText, sourceLink } from "./source-line.ts";

function daysOf({ from, to }: AuthoritySource["in_force"]): string {
  return `${from === null ? "first day not known" : `from ${from}`}${to === null ? "" : ` to ${to}`}`;
}

function sourceMarkup(source: AuthoritySource): Markup {
  const { layer, cite, modality, condition_text, text, in_force, verification, source_url } = source;
  return html`<li>${layerWords(layer)}: <strong>${sourceLink(source_url, cite)}</strong>: ${ruleWords(modality, condition_text)}
    <span class="quiet">(${daysOf(in_force)})</span> ${checkedTag(verification)}<br>${text}</li>`;
}

function standingOf({ modality }: Authority): string {
  return modality === "contested" ? "contested: sources conflict" : kindWords(modality);
}

function requestMarkup(authority: Authority): Markup {
  const { request, conflicts, explanation, sources } = authority;
  return html`<div class="answer"><h3>${requestWords[request]}</h3>
    <p class="answer-status">${standingOf(authority)}</p>
    ${explanation.slice(0, -1).map((text) => html`<p>${text}</p>`)}
    ${conflicts.length > 0 && html`<ul class="usa-list">${conflicts.map((one) => html`<li>Conflict: ${one.why}.</li>`)}</ul>`}
    ${
      sources.length === 0
        ? html`<p class="quiet">No source that speaks to it is recorded.</p>`
        : html`<details class="evidence"><summary>Sources (${sources.length})<span class="usa-sr-only"> on: ${requestWords[request]}</span></summary><ul class="plain-list">${sources.map(sourceMarkup)}</ul></details>`
    }</div>`;
}

function jailMarkup({ custodian }: LawAuthority, { name, on, geoid }: JurisdictionLaw): Markup {
  if (custodian === null)
    return html`<p>Who ran the jail that people arrested in ${name} went to on ${on} is not recorded. What follows weighs the rules of ${name} and its State, as for a jail
      of its own.</p>`;
  const { operator, operator_geoid, source, verification } = custodian;
  const elsewhere = operator_geoid !== geoid && operator_geoid !== "";
  return html`<p>Weighed for the ${geoid.length === 2 ? "prisons of the State" : "jail that people arrested here go to"}, run on ${on} by ${operator}${
    elsewhere && html` (GEOID <code>${operator_geoid}</code>)`
  }. <span class="quiet">${linkedText(source)}</span> ${checkedTag(verification)}</p>`;
}

/** The standing of each request at the jurisdiction's jail, with its reasons, conflicts and sources. */
export function authorityMarkup(law: JurisdictionLaw): Markup {
  const { requests } = law.authority;
  return html`${jailMarkup(law.authority, law)}
    <p>${requests[0]?.explanation.at(-1) ?? ""}</p>
    ${requests.map(requestMarkup)}`;
}
