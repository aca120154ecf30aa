import { html } from "hono/html";
import { isOpen } from "../../../law/exchange/request-state.ts";
import { actionNamed } from "../../../records/exchange/actions/catalogue.ts";
import { mayDo } from "../../../records/exchange/perform.ts";
import type { RequestCase } from "../../../reports/exchange/case.ts";
import { mayRead } from "../../../reports/exchange/may-read.ts";
import type { Markup } from "../../../reports/render/markup.ts";
import { part } from "../../markup/heading.ts";
import { changedMarkup, doneMarkup } from "../banner.ts";
import { askedThingsMarkup } from "../case/asked-table.ts";
import { formFacts } from "../case/form-facts.ts";
import { holdMarkup } from "../case/hold.ts";
import { formPrefix, type NextStep, nextStep, stepAddress } from "../case/next-step.ts";
import { plainTable } from "../case/plain-table.ts";
import { doable } from "../case/request-actions.ts";
import { requestForms, retriedView } from "../case/request-forms.ts";
import { findingMarkup, sidesMarkup } from "../case/sides.ts";
import { timelineMarkup } from "../case/timeline.ts";
import { problemSummary } from "../form.ts";
import type { Retry } from "../retry.ts";
import { timeMarkup, timeOr } from "../times.ts";
import type { Visit } from "../visit.ts";
import type { WorkPage } from "../work-page.ts";

function stepText(step: NextStep, { words }: Visit): string {
  if (step.due === null) return words.request.say_outcome;
  return step.asked === null
    ? words.due[step.due]
    : `${words.due[step.due]}: ${words.choices.asked[step.asked]}`;
}

function nextMarkup(shown: RequestCase, visit: Visit): Markup {
  const { words, actor } = visit;
  const step = nextStep(shown, actor);
  if (step === null) return html`<p>${words.request.nothing_due}</p>`;
  const action = shown.actions.find((one) => one.id === step.action);
  if (action === undefined)
    return html`<p>${words.request.next_other(stepText(step, visit), rolesFor(step, visit))}</p>`;
  return html`<p class="actions"><a class="usa-button" href="${stepAddress(shown.request_id, step)}">${words.request.next} ${stepText(step, visit)}</a></p>`;
}

/** Which roles of the jail do what is due. */
function rolesFor({ action }: NextStep, { words }: Visit): string {
  const { supervisor, clerk, counsel } = words.shown.role;
  return (action === "close_incident" ? [supervisor, counsel] : [clerk, supervisor]).join(
    words.error_text.or,
  );
}

function headline(shown: RequestCase, zone: string, visit: Visit): Markup {
  const { state } = shown;
  const { words } = visit;
  const missing = [...new Set(shown.duties.flatMap((duty) => duty.missing))];
  return html`<div class="answer work-state"><p class="answer-status">${words.shown.phase[state.phase]}${state.ended_at !== null && html`, ${timeMarkup(state.ended_at, zone, words)}`}</p>
    ${missing.length > 0 && html`<p>${words.request.missing} ${missing.map((one) => words.missing[one]).join("; ")}.</p>`}
    ${nextMarkup(shown, visit)}</div>`;
}

function noticesMarkup({ state }: RequestCase, zone: string, { words }: Visit): Markup {
  if (state.notices.length === 0) return html`<p>${words.request.notices_none}</p>`;
  const said = words.request.notices;
  const answers = words.choices.notice_answer;
  const channels = words.choices.channel;
  return plainTable(
    words.frame.table_of(words.request.notices_heading),
    [said.at, said.channel, said.reached, said.answer, said.release],
    state.notices.map((one) => [
      timeMarkup(one.at, zone, words),
      channels[one.channel as keyof typeof channels],
      one.reached,
      answers[one.answer as keyof typeof answers],
      timeOr(one.release_at, zone, words, words.frame.none),
    ]),
  );
}

function incidentsMarkup({ state }: RequestCase, zone: string, { words }: Visit): Markup {
  const said = words.request;
  return html`${state.incidents.map(
    (
      one,
    ) => html`<div class="incident${one.closed_at === null && " incident--open"}"><p><strong>${words.shown.incident[one.what as keyof typeof words.shown.incident]}</strong>. ${said.incident_window} ${timeMarkup(one.ends_at, zone, words)}.</p>
      <p>${one.closed_at === null ? said.incident_open : html`${said.incident_closed} ${timeMarkup(one.closed_at, zone, words)}: ${one.reason}`}</p></div>`,
  )}`;
}

/** The issuing office replaces a request by a newer form, which begins with what this one names. */
function newerMarkup({ state, request_id }: RequestCase, { words, actor }: Visit): Markup | "" {
  const isIssuer =
    state.issuer_organisation_id !== null && actor.acts_for.includes(state.issuer_organisation_id);
  if (!isIssuer || !mayDo(actor, actionNamed("issue_request"))) return "";
  const asked = new URLSearchParams({ supersedes_request: String(request_id) });
  if (state.facility_id !== null) asked.set("facility_id", state.facility_id);
  if (state.issue.booking_number !== null) asked.set("booking_number", state.issue.booking_number);
  return html`<p class="actions"><a href="/exchange/requests/new?${asked.toString()}">${words.request.issue_newer}</a></p>`;
}

function doMarkup(shown: RequestCase, zone: string, visit: Visit, retry: Retry | null): Markup {
  const { words, actor, c } = visit;
  const { now, late } = doable(shown, actor);
  const step = nextStep(shown, actor);
  const due = step === null ? null : formPrefix(step.action, step.asked);
  const open = retry?.prefix ?? c.req.query("do") ?? due;
  if (now.length + late.length === 0) return html`<p>${words.request.do_none}</p>`;
  return html`${requestForms(now, shown, zone, visit, open, retry)}${isOpen(shown.state) && newerMarkup(shown, visit)}
    ${
      late.length > 0 &&
      html`<h3 class="late-heading">${words.request.late_heading}</h3><p>${words.request.late_lead}</p>${requestForms(late, shown, zone, visit, open, retry)}`
    }`;
}

function packetMarkup({ request_id }: RequestCase, { words, actor }: Visit): Markup | "" {
  if (!mayRead(actor, "packet")) return "";
  const base = `/exchange/requests/${request_id}/packet`;
  return part(
    "packet",
    words.request.packet_heading,
    html`<p>${words.request.packet_lead}</p><p class="actions"><a class="usa-button usa-button--outline" href="${base}">${words.request.packet_pdf}</a>
      <a href="${base}.json">${words.request.packet_json}</a>
      <a href="${base}.zip">${words.request.packet_zip}</a></p>`,
  );
}

/** The page of one request, for either side: what stands, what each says, what is found, and the forms of what can be done. */
export function requestPage(shown: RequestCase, visit: Visit, retry: Retry | null): WorkPage {
  const { words } = visit;
  const { state } = shown;
  const said = words.request;
  const zone = shown.facility?.time_zone ?? "UTC";
  const title = said.title(state.issue.form, state.issue.issued_on);
  const view = retriedView(shown, zone, visit, retry);
  const number = shown.booking?.state.booking_number ?? state.issue.booking_number;
  return {
    title: retry === null ? title : `${words.faults.heading}: ${title}`,
    section: "/exchange/requests",
    is_synthetic: state.issue.is_synthetic,
    live: { address: `/exchange/requests/${shown.request_id}/version`, version: shown.version },
    main: html`${view !== null && problemSummary(view, words)}${changedMarkup(shown.events, shown.version, zone, visit, retry)}${retry === null && doneMarkup(visit)}
    <p class="way-back"><a href="/exchange/requests">${said.back}</a></p>
    <div class="page-heading"><h1>${title} <span class="heading-rest">${number === null ? said.no_booking : said.of_booking(number)}</span></h1>
      <p class="page-lead">${state.issue.issuing_unit} → ${shown.facility?.name ?? state.issue.addressee}</p></div>
    <p class="known-at">${said.number(shown.request_id)}. ${words.frame.times_of(zone)}</p>
    ${headline(shown, zone, visit)}
    ${state.hold !== null && part("hold", said.hold_heading, holdMarkup(shown, zone, visit) as Markup)}
    ${state.incidents.length > 0 && part("incidents", said.incidents_heading, incidentsMarkup(shown, zone, visit))}
    ${part("asked", said.asked_heading, askedThingsMarkup(shown, zone, visit))}
    ${part("do", said.do_heading, doMarkup(shown, zone, visit, retry))}
    ${part("notices", said.notices_heading, noticesMarkup(shown, zone, visit))}
    ${part("sides", said.sides_heading, sidesMarkup(shown, zone, visit))}
    ${part("finding", said.finding_heading, findingMarkup(shown, zone, visit))}
    ${part("form", said.form_heading, formFacts(shown, words))}
    ${part("log", said.log_heading, html`<p class="quiet">${said.log_lead}</p>${timelineMarkup(shown.events, zone, visit)}`)}
    ${packetMarkup(shown, visit)}`,
  };
}
