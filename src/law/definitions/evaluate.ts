import type { Verification } from "../policies/instrument.ts";
import { barredDetails } from "./applicability.ts";
import { type Catalogue, type Definition, type DefinitionVersion, versionOn } from "./catalogue.ts";
import { type Coverage, coverageOf } from "./coverage.ts";
import type { Decide } from "./decide.ts";
import type { Evaluation, FactSet, FactValue } from "./definition.ts";
import { type FactReader, factReader, type Reading } from "./fact-reader.ts";
import type { Finding } from "./finding.ts";
import { type Changes, flipsOf } from "./flips.ts";

const coverageFact = "injunction_coverage";
const membership = "party_or_member_status";
const noChanges: Changes = new Map();

/** One test asked about one jurisdiction: what is known, what orders say, and how to ask again with changed facts. */
interface Question {
  readonly definition: Definition;
  readonly version: DefinitionVersion;
  readonly decide: Decide;
  readonly known: FactSet;
  readonly coverage: Coverage;
  /** What orders would say with a changed membership. */
  readonly coverageFor: (changes: Changes) => Coverage;
}

function notShown(verifications: readonly Verification[] | undefined): FactValue {
  return {
    fact_id: coverageFact,
    value: "not_shown",
    asserted_by: "this evaluation",
    source: `orders checked other than ${verifications?.join(", ")}`,
    verification: "seen",
    in_force: { from: null, to: null },
  };
}

function questionOf(definition: Definition, known: FactSet, catalogue: Catalogue): Question {
  const version = versionOn(definition, known.on);
  const of = {
    geoid: known.jurisdiction_geoid,
    name: known.jurisdiction_name,
    level: known.level,
    also_geoids: known.also_geoids ?? [],
  };
  const decide = definition.rule.on(known.on).apply;
  const coverageFor = (changes: Changes) => {
    const status = changes.get(membership) ?? known.facts.get(membership) ?? [];
    const members = version.facts_listed.has(membership) ? status.map((one) => one.value) : [];
    return coverageOf(catalogue.coverage, definition, of, known.on, members, known.verifications);
  };
  return { definition, version, decide, known, coverage: coverageFor(noChanges), coverageFor };
}

function coverageFacts({ known }: Question, coverage: Coverage): readonly FactValue[] {
  const asserted = known.facts.get(coverageFact);
  if (asserted) return asserted;
  return coverage.left_out ? [notShown(known.verifications)] : coverage.facts;
}

function ask(
  question: Question,
  changes: Changes,
): { readonly finding: Finding; readonly reader: FactReader & Reading } {
  const coverage = changes.has(membership) ? question.coverageFor(changes) : question.coverage;
  const said = coverageFacts(question, coverage);
  const changed =
    changes.has(coverageFact) || said.length === 0 ? changes : new Map([...changes, [coverageFact, said]]);
  const reader = factReader(question.known, question.version.facts_listed, changed);
  return { finding: question.decide(reader), reader };
}

function withoutOrders(question: Question, finding: Finding): Finding | null {
  if (!barredDetails.includes(finding.detail)) return null;
  return ask(question, new Map([[coverageFact, []]])).finding;
}

function said(
  { coverage, version, known }: Question,
  finding: Finding,
  without: Finding | null,
  reading: Reading,
): string[] {
  const premises = [...reading.premises].map(([id, value]) => `${id.replaceAll("_", " ")}: ${value}`);
  const asksOfOrders = version.facts_listed.has(coverageFact);
  const grades = known.verifications?.map((one) => one.replaceAll("_", " ")).join(", ");
  return [
    ...(grades === undefined ? [] : [`Only facts and orders checked as ${grades} are used.`]),
    ...finding.because,
    ...(without === null
      ? []
      : [`Without the order the result would be: ${without.result.replaceAll("_", " ")}.`]),
    ...(premises.length === 0
      ? []
      : [`Taken as given, because nothing is recorded: ${premises.join("; ")}.`]),
    ...(asksOfOrders && coverage.hangs_on_membership
      ? [
          `An order covers members of the U.S. Conference of Mayors; whether ${known.jurisdiction_name} is one is not recorded.`,
        ]
      : []),
  ];
}

function currentOf(question: Question, factId: string): readonly FactValue[] {
  return factId === coverageFact
    ? coverageFacts(question, question.coverage)
    : (question.known.facts.get(factId) ?? []);
}

function usedOf(question: Question, reading: Reading): FactValue[] {
  return question.version.facts_needed
    .filter((id) => reading.asked.has(id))
    .flatMap((id) => currentOf(question, id))
    .filter((one) => one.value !== "not_shown");
}

/** An evaluation without its flips: what a table of many needs. Throws `NoRuleInForce` on a day without a version in force. */
export function assess(definition: Definition, known: FactSet, catalogue: Catalogue): Evaluation {
  return evaluationOf(questionOf(definition, known, catalogue), () => []);
}

/**
 * Asks one test about one jurisdiction on the day of its facts: result, reasons in plain sentences, facts used and missing,
 * orders, and the smallest changes of fact that would change the result. Throws `NoRuleInForce` on a day without a version.
 */
export function evaluate(definition: Definition, known: FactSet, catalogue: Catalogue): Evaluation {
  const question = questionOf(definition, known, catalogue);
  return evaluationOf(question, (finding) => {
    const tried = {
      facts: question.version.facts_needed.filter((id) => id !== membership || known.level === "city"),
      values: catalogue.fact_values,
      definition: definition.id,
      current: (factId: string) => currentOf(question, factId),
    };
    return flipsOf(tried, finding.result, (changes) => ask(question, changes).finding.result);
  });
}

/** An answer that rests on a text of which it is not certain that it stood on the day says so. */
function doubtOf({ result }: Finding, used: readonly FactValue[]): string | null {
  const isAnswer = result === "meets" || result === "does_not_meet";
  return isAnswer && used.some((one) => one.doubt !== undefined) ? "dates_not_certain" : null;
}

function evaluationOf(question: Question, flips: (finding: Finding) => Evaluation["flips"]): Evaluation {
  const { definition, version, known, coverage } = question;
  const { finding, reader } = ask(question, noChanges);
  const without = withoutOrders(question, finding);
  const used = usedOf(question, reader);
  return {
    definition: definition.id,
    version: version.row.version,
    jurisdiction_geoid: known.jurisdiction_geoid,
    on: known.on,
    result: finding.result,
    detail: finding.detail ?? doubtOf(finding, used),
    facts_used: used,
    facts_missing: [...new Set(finding.missing)],
    explanation: said(question, finding, without, reader),
    flips: flips(finding),
    orders: coverage.orders,
    ...(finding.parts ? { parts: finding.parts } : {}),
    ...(reader.premises.size > 0
      ? { premises: [...reader.premises].map(([fact_id, value]) => ({ fact_id, value })) }
      : {}),
    ...(without ? { without_orders: { result: without.result, detail: without.detail } } : {}),
  };
}
