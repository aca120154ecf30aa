import { html } from "hono/html";
import { addDays, type Week } from "../../../base/day.ts";
import type { FindingCode } from "../../../law/exchange/finding-code.ts";
import type { ExchangeCase } from "../../../reports/population/exchange-week.ts";
import type { Markup } from "../../../reports/render/markup.ts";
import { pageHeading } from "../../markup/heading.ts";
import { plainTable } from "../case/plain-table.ts";
import { organisationName, type Visit } from "../visit.ts";
import type { WorkPage } from "../work-page.ts";

/** The requests that ended in one week. */
export interface WeekView {
  readonly week: Week;
  readonly cases: readonly ExchangeCase[];
}

function saidMarkup(code: string | null, { words }: Visit): string {
  return code === null ? words.week.nothing_said : (words.shown.finding[code as FindingCode] ?? code);
}

function findingMarkup({ finding }: ExchangeCase, { words }: Visit): Markup {
  const declined = finding.counts_as_declined.map((asked) => words.choices.asked[asked]).join("; ");
  const grade = finding.grade === null ? words.week.no_grade : words.week.grade(finding.grade);
  return html`<strong>${words.shown.finding[finding.finding]}</strong>${declined !== "" && html`<br>${words.week.declined(declined)}`}
    <br><span class="quiet">${grade}${finding.disagreement && `; ${words.week.disagreement}`}</span>`;
}

function rowOf(one: ExchangeCase, visit: Visit): readonly (Markup | string)[] {
  const { words } = visit;
  const { state, finding } = one;
  const { organisation_id, agency } = finding.last_custodian;
  return [
    html`<a href="/exchange/requests/${state.request_id}">${words.request.title(state.issue.form, state.issue.issued_on)}</a><br><span class="quiet">${words.request.number(state.request_id)}</span>`,
    organisation_id === null ? (agency ?? state.issue.addressee) : organisationName(visit, organisation_id),
    findingMarkup(one, visit),
    saidMarkup(finding.outcome_by_jail, visit),
    saidMarkup(finding.outcome_by_ice, visit),
  ];
}

function weeksMarkup({ week }: WeekView, { words }: Visit): Markup {
  const [before, after] = [addDays(week.from, -7), addDays(week.from, 7)];
  return html`<nav aria-label="${words.week.weeks}"><ul class="filter-links">
    <li><a href="/exchange/week?week=${before}">${words.week.before}</a></li>
    <li><a href="/exchange/week?week=${after}">${words.week.after}</a></li></ul></nav>
    <form class="site-form site-form--row" method="get" action="/exchange/week">
      <div class="usa-form-group"><label class="usa-label" for="week">${words.week.day}</label>
      <input class="usa-input" id="week" name="week" type="date" value="${week.from}"></div>
      <button class="usa-button usa-button--outline" type="submit">${words.week.show}</button></form>`;
}

/** What a report of a week says of the reader's own requests, one by one, before and after it is out. */
export function weekPage(view: WeekView, visit: Visit): WorkPage {
  const { words } = visit;
  const { week, cases } = view;
  const said = words.week;
  return {
    title: said.title(week.from, week.to),
    section: "/exchange/week",
    is_synthetic: cases.some((one) => one.state.issue.is_synthetic),
    main: html`${pageHeading(said.title(week.from, week.to), said.lead)}
    ${weeksMarkup(view, visit)}
    <p>${said.basis}</p>
    ${
      cases.length === 0
        ? html`<p class="empty-table">${said.empty}</p>`
        : html`<p>${said.count(cases.length)}</p>${plainTable(
            words.frame.table_of(said.title(week.from, week.to)),
            [said.request, said.custodian, said.finding, said.jail, said.ice],
            cases.map((one) => rowOf(one, visit)),
          )}`
    }`,
  };
}
