import type { Day } from "../../../base/day.ts";
import type { Definition } from "../../../law/definitions/catalogue.ts";
import type { Evaluation, FactSet } from "../../../law/definitions/definition.ts";
import { evaluate } from "../../../law/definitions/evaluate.ts";
import { type Cell, type MatrixColumn, type MatrixRow, matrixOf } from "../../../law/definitions/matrix.ts";
import { meaningOf } from "../../../law/definitions/meaning.ts";
import { type VerificationShare, verificationShare } from "../../../law/definitions/verification-share.ts";
import { lawCatalogue, lawTables } from "../../../records/law/law-tables.ts";

/** One test in force on the day, with its answer and all that it rests on. */
export interface LawTest
  extends Pick<
    Evaluation,
    "definition" | "version" | "result" | "detail" | "facts_used" | "flips" | "orders" | "explanation"
  > {
  readonly authority: string;
  readonly citation: string;
  readonly what_it_tests: string;
  /** What the result says, in words of the test; null for results that say the same of every test. */
  readonly result_means: string | null;
  /** Whether the test's author would count the place under the result; null where the result does not say. */
  readonly counts: boolean | null;
  readonly facts_missing: readonly { readonly fact_id: string; readonly question: string }[];
  readonly parts: readonly { readonly part: string; readonly result: string }[];
  /** How many facts behind the answer were checked how far. */
  readonly verification: VerificationShare;
  readonly definition_verification: string;
  readonly source_url: string;
}

/** A test of which no version is in force on the day. */
export type TestApart = Pick<MatrixColumn, "definition" | "authority" | "citation" | "what_it_tests">;

/** The tests for one jurisdiction on a day: where they differ first. */
export interface LawTests extends Pick<MatrixRow, "counted_by" | "not_counted_by" | "contested_by"> {
  readonly rows: readonly LawTest[];
  readonly not_in_force: readonly TestApart[];
}

const silent = ["meets", "does_not_meet", "not_determinable", "not_applicable"];

/** Where tests differ: those of the smaller side, then the others, then disputes; then what is silent, and what does not apply. */
function rank({ counts, result }: Cell, { counted_by, not_counted_by }: MatrixRow): number {
  if (counts !== null) return counts === counted_by <= not_counted_by ? 1 : 2;
  if (result === "contested") return Math.min(counted_by, not_counted_by) === 0 ? 0 : 3;
  return 4 + silent.indexOf(result);
}

function testOf(
  column: MatrixColumn,
  counts: boolean | null,
  definition: Definition,
  known: FactSet,
): LawTest {
  const evaluation = evaluate(definition, known, lawCatalogue());
  const questions = new Map(lawTables().facts.map((fact) => [fact.fact_id, fact.question]));
  const { result, detail, facts_used, facts_missing, flips, orders, explanation, parts = [] } = evaluation;
  const verification = verificationShare(evaluation);
  return {
    definition: column.definition,
    version: evaluation.version,
    authority: column.authority,
    citation: column.citation,
    what_it_tests: column.what_it_tests,
    result,
    detail,
    result_means: meaningOf(definition, evaluation),
    counts,
    explanation,
    parts,
    facts_used,
    facts_missing: facts_missing.map((fact_id) => ({ fact_id, question: questions.get(fact_id) ?? "" })),
    flips,
    orders,
    verification,
    definition_verification: column.verification,
    source_url: column.source_url,
  };
}

/** Every test of places asked about one jurisdiction on the day of its facts; those not in force stand apart. */
export function lawTests(known: FactSet, on: Day): LawTests {
  const catalogue = lawCatalogue();
  const { columns, rows } = matrixOf(catalogue, [known], on);
  const [row] = rows as [MatrixRow];
  const asked = columns.flatMap((column, at) => {
    const definition = catalogue.definitions.find((one) => one.id === column.definition);
    const cell = row.cells[at];
    if (column.version === null || definition === undefined || cell === undefined) return [];
    return [{ order: rank(cell, row), test: testOf(column, cell.counts, definition, known) }];
  });
  return {
    counted_by: row.counted_by,
    not_counted_by: row.not_counted_by,
    contested_by: row.contested_by,
    rows: asked.toSorted((a, b) => a.order - b.order).map((one) => one.test),
    not_in_force: columns
      .filter((one) => one.version === null)
      .map(({ definition, authority, citation, what_it_tests }) => ({
        definition,
        authority,
        citation,
        what_it_tests,
      })),
  };
}
