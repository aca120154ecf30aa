import { html } from "hono/html";
import type { Authority } from "../../../law/authority/authority.ts";
import type { AskedThing } from "../../../law/exchange/codes.ts";
import type { Duty } from "../../../law/exchange/duties.ts";
import type { EventOf } from "../../../law/exchange/event.ts";
import { isOpen } from "../../../law/exchange/request-state.ts";
import { askedBy } from "../../../reports/exchange/authorities-on.ts";
import type { RequestCase } from "../../../reports/exchange/case.ts";
import type { Markup } from "../../../reports/render/markup.ts";
import { localWords } from "../local-words.ts";
import { timeMarkup } from "../times.ts";
import { organisationName, type Visit } from "../visit.ts";
import { ruleMarkup, sourcesMarkup } from "./rule.ts";

type Responded = EventOf<"responded">;

function answerEvent(shown: RequestCase, asked: AskedThing): Responded | undefined {
  const standing = shown.state.answers[asked];
  return shown.events.find(
    (event): event is Responded => event.kind === "responded" && event.event_id === standing?.event_id,
  );
}

/** The authority as it was frozen with an answer, as far as it is one. */
function frozenAuthority(event: Responded): (Authority & { readonly condition?: string }) | null {
  const { authority } = event.details;
  return typeof authority.modality === "string" && Array.isArray(authority.sources)
    ? (authority as unknown as Authority)
    : null;
}

function frozenMarkup(event: Responded, visit: Visit): Markup | "" {
  const authority = frozenAuthority(event);
  const { words } = visit;
  if (authority === null) return "";
  const condition = words.choices.condition[(authority.condition ?? "unknown") as "unknown"];
  return html`<details class="evidence"><summary>${words.request.frozen}</summary>
    <p>${ruleMarkup(authority, words)}</p>
    <p>${words.request.condition_was}: ${condition}</p>
    ${sourcesMarkup(authority, words, words.request.sources(authority.sources.length))}
    <p class="quiet">${words.request.frozen_hash}: <code class="hash">${event.details.authority_sha256}</code></p></details>`;
}

function answerMarkup(shown: RequestCase, asked: AskedThing, zone: string, visit: Visit): Markup {
  const { words } = visit;
  const event = answerEvent(shown, asked);
  if (event === undefined)
    return html`<span class="answer-none">${isOpen(shown.state) ? words.request.no_answer : words.frame.none}</span>`;
  const { answer, reason_code, provision, note } = event.details;
  return html`<strong>${words.choices.answer[answer]}</strong><br>${words.choices.reason_code[reason_code]}${
    provision !== null && html`; ${words.request.rests_on} ${provision}`
  }${note !== null && html`<br>${note}`}
    <br><span class="quiet">${timeMarkup(event.occurred_at, zone, words)}, ${organisationName(visit, event.organisation_id)}</span>
    ${frozenMarkup(event, visit)}`;
}

function missingMarkup(duty: Duty | undefined, { words }: Visit): Markup | "" {
  if (duty === undefined || duty.missing.length === 0) return "";
  return html`<div><dt>${words.request.missing}</dt><dd>${duty.missing.map((one) => words.missing[one]).join("; ")}</dd></div>`;
}

function askedMarkup(shown: RequestCase, asked: AskedThing, zone: string, visit: Visit): Markup {
  const { words } = visit;
  const authority = shown.authority[asked];
  const { standing, why } = shown.finding.by_request[asked];
  const duty = shown.duties.find((one) => one.asked === asked);
  return html`<article class="asked" id="asked-${asked}"><h3>${words.choices.asked[asked]}</h3>
    <dl class="facts wide-facts">
      <div><dt>${words.request.rule}</dt><dd>${ruleMarkup(authority, words)}${authority !== undefined && sourcesMarkup(authority, words, words.request.sources(authority.sources.length))}</dd></div>
      <div><dt>${words.request.answer}</dt><dd>${answerMarkup(shown, asked, zone, visit)}</dd></div>
      <div><dt>${words.request.became}</dt><dd><strong>${words.performance[standing]}</strong> <span class="quiet">${localWords(why, zone, words)}</span></dd></div>
      ${missingMarkup(duty, visit)}
    </dl></article>`;
}

/** Each thing that a request asks: what law and policy say today, the answer with what was shown then, and what became of it. */
export function askedThingsMarkup(shown: RequestCase, zone: string, visit: Visit): Markup {
  const asked = askedBy(shown.state);
  const answered = Object.keys(shown.state.answers) as AskedThing[];
  const all = [...asked, ...answered.filter((one) => !asked.includes(one))];
  if (all.length === 0) return html`<p>${visit.words.request.asked_none}</p>`;
  return html`<div class="asked-list">${all.map((one) => askedMarkup(shown, one, zone, visit))}</div>`;
}
