import { html } from "hono/html";
import type { ExchangeEvent } from "../../../law/exchange/event.ts";
import type { SaidOutcome } from "../../../law/exchange/request-state.ts";
import type { RequestCase } from "../../../reports/exchange/case.ts";
import type { Markup } from "../../../reports/render/markup.ts";
import { localWords } from "../local-words.ts";
import type { Words } from "../messages/en.ts";
import { timeMarkup } from "../times.ts";
import { organisationName, type Visit } from "../visit.ts";
import { eventMarkup } from "./event-words.ts";
import { facts } from "./fact.ts";

function outcomeMarkup(said: SaidOutcome, zone: string, visit: Visit): Markup {
  const { words } = visit;
  const { finding } = words.shown;
  const basis = words.choices.basis[said.basis as keyof Words["choices"]["basis"]] ?? said.basis;
  return html`<p class="said">${finding[said.outcome as keyof typeof finding] ?? said.outcome}${said.asked !== null && `: ${words.choices.asked[said.asked]}`}</p>
    ${facts([
      [words.request.said_evidence, said.evidence],
      [words.request.said_basis, basis],
      [
        words.request.said_happened,
        said.happened_at === null ? null : timeMarkup(said.happened_at, zone, words),
      ],
      [
        words.request.said_on,
        html`${timeMarkup(said.at, zone, words)}, ${organisationName(visit, said.organisation_id)}`,
      ],
    ])}`;
}

const apart: readonly string[] = ["outcome_asserted", "opinion_recorded"];

function loggedMarkup(events: readonly ExchangeEvent[], zone: string, { words }: Visit): Markup {
  const corrected = new Set(events.map((event) => event.supersedes));
  const own = events.filter((event) => !apart.includes(event.kind) && !corrected.has(event.event_id));
  if (own.length === 0) return html`<p class="quiet">${words.request.logged_none}</p>`;
  return html`<p class="evidence-title">${words.request.logged}</p>
    <ul class="usa-list">${own.map(
      (event) =>
        html`<li>${timeMarkup(event.occurred_at, zone, words)}: <strong>${words.shown.event[event.kind]}</strong>. ${eventMarkup(event, zone, words)}</li>`,
    )}</ul>`;
}

interface SideView {
  readonly id: string;
  readonly title: string;
  readonly said: readonly SaidOutcome[];
  readonly events: readonly ExchangeEvent[];
}

function sideMarkup({ id, title, said, events }: SideView, zone: string, visit: Visit): Markup {
  return html`<div class="side" id="${id}"><h3>${title}</h3>
    ${said.length === 0 ? html`<p>${visit.words.request.said_nothing}</p>` : said.map((one) => outcomeMarkup(one, zone, visit))}
    ${loggedMarkup(events, zone, visit)}</div>`;
}

/** Two columns, neither over the other: what the jail says came of a request and logged, and what ICE does. */
export function sidesMarkup(shown: RequestCase, zone: string, visit: Visit): Markup {
  const { state, events } = shown;
  const { words } = visit;
  const isIces = (organisation: string): boolean => organisation === state.issuer_organisation_id;
  const jail = {
    id: "jail-says",
    title: words.request.jail_says,
    said: state.outcomes.filter((one) => one.side === "custodian"),
    events: events.filter((event) => !isIces(event.organisation_id)),
  };
  const ice = {
    id: "ice-says",
    title: words.request.ice_says,
    said: state.outcomes.filter((one) => one.side === "issuer"),
    events: events.filter((event) => isIces(event.organisation_id)),
  };
  return html`<div class="two-columns sides">${sideMarkup(jail, zone, visit)}${sideMarkup(ice, zone, visit)}</div>`;
}

function chainMarkup({ finding, facility }: RequestCase, zone: string, visit: Visit): Markup | "" {
  const { words } = visit;
  if (finding.custodian_chain.length < 2) return "";
  return html`<p class="evidence-title">${words.request.chain}</p><ol class="usa-list">${finding.custodian_chain.map(
    (link) => {
      const name =
        link.organisation_id === null
          ? (link.agency ?? words.frame.not_known)
          : organisationName(visit, link.organisation_id);
      const until =
        link.until === null ? "" : html` ${words.request.chain_until} ${timeMarkup(link.until, zone, words)}`;
      return html`<li>${name}${link.facility_id !== null && link.facility_id === facility?.facility_id && ` (${facility.name})`}${until}${link.finding !== null && `: ${words.shown.finding[link.finding]}`}</li>`;
    },
  )}</ol>`;
}

/** What is found of a request from the log and from both sides, with why; a disagreement is shown as one. */
export function findingMarkup(shown: RequestCase, zone: string, visit: Visit): Markup {
  const { finding } = shown;
  const { words } = visit;
  const said = (code: string | null): string =>
    words.shown.finding[code as keyof Words["shown"]["finding"]] ?? words.request.said_nothing;
  return html`<p class="quiet">${words.request.finding_lead}</p>
    <p class="answer-status">${finding.words.charAt(0).toUpperCase()}${finding.words.slice(1)}</p>
    ${finding.disagreement && html`<div class="usa-alert usa-alert--warning usa-alert--no-icon"><div class="usa-alert__body"><p class="usa-alert__text">${words.request.disagreement}</p></div></div>`}
    ${facts([
      [words.request.jail, said(finding.outcome_by_jail)],
      [words.request.ice, said(finding.outcome_by_ice)],
      [words.request.by_log, said(finding.outcome_by_log)],
      [words.request.grade, finding.grade === null ? null : words.request.grades[finding.grade]],
    ])}
    <ul class="usa-list">${finding.explanation.map((text) => html`<li>${localWords(text, zone, words)}</li>`)}</ul>
    ${chainMarkup(shown, zone, visit)}`;
}
