import type { Day } from "../../base/day.ts";
import { type Catalogue, type Definition, isInForce, versionOn } from "./catalogue.ts";
import type { Evaluation, FactSet, Result } from "./definition.ts";
import { assess } from "./evaluate.ts";
import { type VerificationShare, verificationShare } from "./verification-share.ts";

/** One test's answer for one jurisdiction. */
export interface Cell {
  readonly definition: string;
  /** Null where no version is in force on the day. */
  readonly version: string | null;
  readonly result: Result;
  readonly detail: string | null;
  /** Whether the test's author would count the place under the result; null where the result does not say. */
  readonly counts: boolean | null;
  readonly facts_missing: readonly string[];
  readonly verification: VerificationShare;
}

/** All tests' answers for one jurisdiction, and how far they differ. */
export interface MatrixRow {
  readonly jurisdiction_geoid: string;
  readonly jurisdiction_name: string;
  readonly counted_by: number;
  readonly not_counted_by: number;
  readonly contested_by: number;
  readonly cells: readonly Cell[];
}

/** One test as a column: what its answers mean. */
export interface MatrixColumn {
  readonly definition: string;
  readonly version: string | null;
  readonly authority: string;
  readonly citation: string;
  readonly what_it_tests: string;
  readonly meets_means: string;
  readonly does_not_meet_means: string;
  /** The result under which its author would count a place; null where it counts none. */
  readonly counts_when: "meets" | "does_not_meet" | null;
  readonly verification: string;
  readonly source_url: string;
}

/** Jurisdictions by tests on one day, those on whom the tests differ most first. */
export interface Matrix {
  readonly on: Day;
  readonly columns: readonly MatrixColumn[];
  readonly rows: readonly MatrixRow[];
}

/** Duties of federal bodies are no tests of a place, and stand in no table of places. */
function isLocalTest(definition: Definition): boolean {
  return definition.versions[0]?.row.kind !== "federal_duty";
}

function columnOf(definition: Definition, on: Day): MatrixColumn {
  const version = isInForce(definition, on) ? versionOn(definition, on) : null;
  const row = (version ?? definition.versions[0])?.row as Definition["versions"][number]["row"];
  return {
    definition: definition.id,
    version: version?.row.version ?? null,
    authority: row.authority,
    citation: row.citation,
    what_it_tests: row.what_it_tests,
    meets_means: row.meets_means,
    does_not_meet_means: row.does_not_meet_means,
    counts_when: row.counts_when || null,
    verification: row.verification,
    source_url: row.source_url,
  };
}

const noFacts: VerificationShare = { facts: 0, seen: 0, partly_seen: 0, general_knowledge: 0 };

function notInForce(definition: string): Cell {
  return {
    definition,
    version: null,
    result: "not_applicable",
    detail: "not_in_force",
    counts: null,
    facts_missing: [],
    verification: noFacts,
  };
}

function cellOf(evaluation: Evaluation, countsWhen: MatrixColumn["counts_when"]): Cell {
  const { definition, version, result, detail, facts_missing } = evaluation;
  const isAnswer = result === "meets" || result === "does_not_meet";
  return {
    definition,
    version,
    result,
    detail,
    counts: isAnswer && countsWhen !== null ? result === countsWhen : null,
    facts_missing,
    verification: verificationShare(evaluation),
  };
}

function rowOf(
  known: FactSet,
  columns: readonly { column: MatrixColumn; ask: ((known: FactSet) => Evaluation) | null }[],
): MatrixRow {
  const cells = columns.map(({ column, ask }) =>
    ask === null ? notInForce(column.definition) : cellOf(ask(known), column.counts_when),
  );
  return {
    jurisdiction_geoid: known.jurisdiction_geoid,
    jurisdiction_name: known.jurisdiction_name,
    counted_by: cells.filter((one) => one.counts === true).length,
    not_counted_by: cells.filter((one) => one.counts === false).length,
    contested_by: cells.filter((one) => one.result === "contested").length,
    cells,
  };
}

/** Disagreement first: the smaller of the two sides, then disputes, then how many tests give an answer, then the name. */
function byDisagreement(a: MatrixRow, b: MatrixRow): number {
  const smaller = (row: MatrixRow) => Math.min(row.counted_by, row.not_counted_by);
  const answers = (row: MatrixRow) => row.counted_by + row.not_counted_by;
  return (
    smaller(b) - smaller(a) ||
    b.contested_by - a.contested_by ||
    answers(b) - answers(a) ||
    (a.jurisdiction_name < b.jurisdiction_name ? -1 : 1)
  );
}

/** Every test asked about every jurisdiction on one day; a test without a version in force is not applicable, and says so. */
export function matrixOf(catalogue: Catalogue, known: readonly FactSet[], on: Day): Matrix {
  const columns = catalogue.definitions.filter(isLocalTest).map((definition) => ({
    column: columnOf(definition, on),
    ask: isInForce(definition, on) ? (facts: FactSet) => assess(definition, facts, catalogue) : null,
  }));
  return {
    on,
    columns: columns.map(({ column }) => column),
    rows: known.map((one) => rowOf(one, columns)).sort(byDisagreement),
  };
}
