import type { Definition } from "../../law/definitions/catalogue.ts";
import { versionOn } from "../../law/definitions/catalogue.ts";
import type { Evaluation, FactValue, Flip } from "../../law/definitions/definition.ts";
import { meaningOf } from "../../law/definitions/meaning.ts";
import { verificationShare } from "../../law/definitions/verification-share.ts";
import { lawTables } from "../../records/law/law-tables.ts";
import type { AskedPolicies } from "./asked.ts";

/** Words for people of a code: `does_not_meet` as "does not meet". */
export function plain(code: string): string {
  return code.replaceAll("_", " ");
}

/** One evaluation as JSON for the outside: the evaluation itself, what it means, and how far it was checked. */
export function told(
  definition: Definition,
  evaluation: Evaluation,
  name: string,
  policies: AskedPolicies,
  verifications: readonly string[] | null,
) {
  const { row } = versionOn(definition, evaluation.on);
  const { origin, position, told: words } = policies;
  return {
    ...evaluation,
    jurisdiction_name: name,
    citation: row.citation,
    authority: row.authority,
    result_means: meaningOf(definition, evaluation),
    definition_verification: row.verification,
    source_url: row.source_url,
    verification: verificationShare(evaluation),
    verification_filter: verifications,
    policies: { origin, position, told: words },
    advice: "decision support, not legal advice",
  };
}

function factLine(fact: FactValue): string {
  return `  ${fact.fact_id} = ${fact.value}  [${plain(fact.verification)}] ${fact.asserted_by}; ${fact.source}`;
}

function flipLine({ change, result }: Flip): string {
  const said = change.map(({ fact_id, from, to }) => `${fact_id} ${from ?? "(not recorded)"} -> ${to}`);
  return `  ${said.join(" and ")}: ${plain(result)}`;
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [title, ...lines];
}

/** One evaluation as lines for a person. */
export function lines(answer: ReturnType<typeof told>): string[] {
  const questions = new Map(lawTables().facts.map((fact) => [fact.fact_id, fact.question]));
  const { seen, partly_seen, general_knowledge, facts } = answer.verification;
  return [
    `${answer.definition} (version ${answer.version}; ${answer.citation})`,
    `${answer.jurisdiction_name} (${answer.jurisdiction_geoid}) on ${answer.on}; policies ${answer.policies.told}`,
    `result: ${plain(answer.result)}${answer.detail === null ? "" : ` (${plain(answer.detail)})`}${answer.result_means === null ? "" : `: ${answer.result_means}`}`,
    ...answer.explanation.map((text) => `  ${text}`),
    ...section(
      "parts:",
      (answer.parts ?? []).map((one) => `  ${one.part}: ${plain(one.result)}`),
    ),
    ...section("facts used:", answer.facts_used.map(factLine)),
    ...section(
      "facts missing:",
      answer.facts_missing.map((id) => `  ${id}: ${questions.get(id) ?? ""}`),
    ),
    ...section(
      "orders:",
      answer.orders.map((text) => `  ${text}`),
    ),
    ...section("what would change it:", answer.flips.map(flipLine)),
    `checked: ${seen} of ${facts} facts seen, ${partly_seen} partly, ${general_knowledge} general knowledge; the test itself: ${plain(answer.definition_verification)}`,
    answer.advice,
  ];
}
