import { html } from "hono/html";
import type { JurisdictionLaw } from "../../../reports/public/law/jurisdiction-law.ts";
import type { LawTest, LawTests } from "../../../reports/public/law/law-tests.ts";
import type { Markup } from "../../../reports/render/markup.ts";
import { gridMarkup } from "../grid.ts";
import { kindWords } from "../kind-words.ts";
import { checkedTag, linkedText, sourceLink } from "./source-line.ts";

type FactUsed = LawTest["facts_used"][number];

function listed(title: string, items: readonly (Markup | string)[]): Markup | "" {
  return items.length === 0
    ? ""
    : html`<p class="evidence-title">${title}</p><ul class="plain-list">${items.map((one) => html`<li>${one}</li>`)}</ul>`;
}

function usedMarkup({ fact_id, value, asserted_by, source, verification }: FactUsed): Markup {
  return html`${kindWords(fact_id)}: <strong>${kindWords(value)}</strong>; ${asserted_by}; ${linkedText(source)} ${checkedTag(verification)}`;
}

function flipWords({ change, result }: LawTest["flips"][number]): string {
  const said = change.map(
    ({ fact_id, from, to }) =>
      `${kindWords(fact_id)} from ${kindWords(from ?? "not_recorded")} to ${kindWords(to)}`,
  );
  return `${said.join(" and ")}: ${kindWords(result)}`;
}

function evidenceMarkup(test: LawTest, rest: readonly string[]): Markup {
  return html`<details class="evidence"><summary>Facts and reasons<span class="usa-sr-only"> of ${test.definition}</span></summary>
    ${listed("Further reasons", rest.map(linkedText))}
    ${listed(
      "Parts",
      test.parts.map((one) => `${kindWords(one.part)}: ${kindWords(one.result)}`),
    )}
    ${listed("Facts used", test.facts_used.map(usedMarkup))}
    ${listed(
      "Facts missing",
      test.facts_missing.map((one) => `${kindWords(one.fact_id)}: ${one.question}`),
    )}
    ${listed("Orders", test.orders.map(linkedText))}
    ${listed("What would change the answer", test.flips.map(flipWords))}</details>`;
}

function shareWords({ verification: v }: LawTest): string {
  if (v.facts === 0) return "No fact used.";
  return `${v.facts} ${v.facts === 1 ? "fact" : "facts"} used: ${v.seen} seen, ${v.partly_seen} partly, ${v.general_knowledge} general knowledge.`;
}

function answerMarkup({ result, detail, result_means }: LawTest): Markup {
  return html`<strong>${kindWords(result)}</strong>${detail !== null && html`<br><span class="quiet">${kindWords(detail)}</span>`}${
    result_means !== null && html`<br><span class="quiet">Means: ${result_means}</span>`
  }`;
}

function rowOf(test: LawTest, isFiltered: boolean): { id: string; cells: Markup[] } {
  // With a filter the first sentence says what the filter is, which the page has said already.
  const [first = "No reason is recorded.", ...rest] = isFiltered
    ? test.explanation.slice(1)
    : test.explanation;
  return {
    id: `test-${test.definition}`,
    cells: [
      html`<strong>${test.definition}</strong><br><span class="quiet">${test.what_it_tests} ${sourceLink(test.source_url, test.citation)}</span> ${checkedTag(test.definition_verification)}`,
      answerMarkup(test),
      html`${linkedText(first)}<br><span class="quiet">${shareWords(test)}</span>${evidenceMarkup(test, rest)}`,
    ],
  };
}

function apartMarkup({ not_in_force }: LawTests): Markup | "" {
  if (not_in_force.length === 0) return "";
  return html`<details class="more"><summary>Tests not in force on this day (${not_in_force.length})</summary>
    <ul class="usa-list">${not_in_force.map((one) => html`<li><strong>${one.definition}</strong> (${one.citation}): ${one.what_it_tests}</li>`)}</ul></details>`;
}

/** The tests in force on the day with their answers, where they differ first; those not in force are folded away. */
export function testsMarkup({ tests, on, verification_filter }: JurisdictionLaw): Markup {
  const { rows, counted_by, not_counted_by, contested_by } = tests;
  return html`<p>There is no single definition. Each test asks its own question; none of the answers is ours to add up. Of the ${rows.length} in force on ${on},
      the authors of ${counted_by} would count this place under their answer, those of ${not_counted_by} would not, and the answers of ${contested_by} are contested.</p>
    ${
      rows.length === 0
        ? html`<p class="empty-table">No test was in force on this day.</p>`
        : html`<div class="stacked">${gridMarkup({
            id: "answers",
            caption: "Answers, those on which tests differ first",
            columns: ["Test", "Answer", "Why"].map((label) => ({ label, kind: "text" })),
            rows: rows.map((test) => rowOf(test, verification_filter !== null)),
          })}</div>`
    }
    ${apartMarkup(tests)}`;
}
