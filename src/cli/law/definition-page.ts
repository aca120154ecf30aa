import type { Day } from "../../base/day.ts";
import { NotFound } from "../../base/errors.ts";
import type { DefinitionRow } from "../../law/definitions/law-rows.ts";
import { listed } from "../../law/definitions/law-rows.ts";
import { readRows } from "../../places/tables.ts";
import { lawTables } from "../../records/law/law-tables.ts";
import { plain } from "./evaluation-page.ts";
import { nearestOf } from "./nearest.ts";

const kinds: Readonly<Record<DefinitionRow["kind"], string>> = {
  test: "test",
  list: "list",
  letter: "letter",
  federal_duty: "duty of a federal body; asks nothing of a jurisdiction",
  regulation: "regulation; not evaluated",
  form: "text of a form; not evaluated",
};

/** Whether a version stands on a day; forms whose dates are cut to a month count by their text. */
function isOn(row: DefinitionRow, on: Day): boolean {
  return (
    row.in_force_from !== "" &&
    row.in_force_from <= on &&
    (row.in_force_before === "" || on < row.in_force_before)
  );
}

/** The rows of the tests, of all days or those in force on one. */
export function definitionRows(on: Day | null): DefinitionRow[] {
  return lawTables().definitions.filter(
    (row) => row.kind !== "form" && row.kind !== "regulation" && (on === null || isOn(row, on)),
  );
}

/** One test in a list. */
export function listRow(row: DefinitionRow) {
  return {
    id: row.definition_id,
    version: row.version,
    kind: row.kind,
    authority: row.authority,
    citation: row.citation,
    what_it_tests: row.what_it_tests,
    in_force_from: row.in_force_from,
    in_force_before: row.in_force_before || null,
    meets_means: row.meets_means || null,
    does_not_meet_means: row.does_not_meet_means || null,
    aliases: listed(row.aliases),
    verification: row.verification,
  };
}

/** One line of the list for a person. */
export function listLine(row: DefinitionRow): string {
  const until = row.in_force_before === "" ? "" : ` up to, not including, ${row.in_force_before}`;
  return `${row.definition_id} (${row.version}): ${row.what_it_tests} [${row.citation}; from ${row.in_force_from}${until}; ${plain(row.verification)}]`;
}

/** Every version of a definition, form texts and regulations included; throws `NotFound` with the nearest ids. */
export function versionsOf(name: string): DefinitionRow[] {
  const wanted = name.trim().toLowerCase();
  const all = lawTables().definitions;
  const found = all.filter(
    (row) =>
      row.definition_id.toLowerCase() === wanted ||
      listed(row.aliases).some((alias) => alias.toLowerCase() === wanted),
  );
  if (found.length > 0) return found;
  const near = nearestOf(wanted, new Set(all.flatMap((row) => [row.definition_id, ...listed(row.aliases)])));
  throw new NotFound(
    `there is no definition "${name.slice(0, 60)}"; ${near.length === 0 ? "accord law list shows them all" : `did you mean ${near.join(", ")}?`}`,
  );
}

/** A definition with its versions, the facts that it asks for, the orders and conditions that reach it, and questions put under it. */
export function shown(rows: readonly DefinitionRow[]) {
  const [{ definition_id: id, conditions, kind }] = rows as [DefinitionRow];
  const tables = lawTables();
  const facts = new Set(rows.flatMap((row) => listed(row.facts_needed)));
  const named = listed(conditions);
  return {
    id,
    kind: kinds[kind],
    versions: rows.map((row) => ({ ...listRow(row), ...textOf(row) })),
    facts_needed: tables.facts.filter((fact) => facts.has(fact.fact_id)),
    conditions: readRows("law/conditions.csv").filter((row) => named.includes(row.condition_id ?? "")),
    enforceability: tables.enforceability.filter((row) => named.includes(row.condition_id)),
    orders: tables.orders.filter((row) => row.definition_id === id),
    questions: readRows("law/questions.csv").filter((row) => id.startsWith(row.letter_or_program_id ?? " ")),
  };
}

function textOf(row: DefinitionRow) {
  return {
    official_text: row.official_text || null,
    applies_to: row.applies_to,
    result_rule: row.result_rule,
    counts_when: row.counts_when || null,
    source_url: row.source_url,
    seen_excerpt: row.seen_excerpt || null,
    note: row.note || null,
  };
}

/** A definition as lines for a person. */
export function showLines(definition: ReturnType<typeof shown>): string[] {
  return [
    `${definition.id}: ${definition.kind}`,
    ...definition.versions.flatMap((one) => [
      `version ${one.version}, ${one.citation} (${one.authority})`,
      `  asks: ${one.what_it_tests}`,
      ...(one.official_text === null ? [] : [`  official text: "${one.official_text}"`]),
      `  in force from ${one.in_force_from || "a day not known"}${one.in_force_before === null ? "" : ` up to, not including, ${one.in_force_before}`}`,
      `  applies to: ${one.applies_to}`,
      `  rule: ${one.result_rule}`,
      ...(one.meets_means === null ? [] : [`  "meets" says: ${one.meets_means}`]),
      ...(one.does_not_meet_means === null ? [] : [`  "does not meet" says: ${one.does_not_meet_means}`]),
      `  source: ${one.source_url} (${plain(one.verification)})${one.note === null ? "" : `; ${one.note}`}`,
    ]),
    "facts it may read:",
    ...definition.facts_needed.map((fact) => `  ${fact.fact_id}: ${fact.question}`),
    ...(definition.orders.length === 0 ? [] : ["orders:"]),
    ...definition.orders.map(
      (row) =>
        `  ${row.order_on}${row.until === "" ? "" : ` until ${row.until}`}: ${row.court}, ${row.case} (${row.effect}; covers ${row.covers}) [${plain(row.verification)}]`,
    ),
    ...(definition.enforceability.length === 0 ? [] : ["could its condition be used:"]),
    ...definition.enforceability.map(
      (row) =>
        `  ${row.condition_id} ${row.from_on}${row.until === "" ? "" : ` until ${row.until}`}: ${row.enforceable} for ${row.scope} (${row.case}) [${plain(row.verification)}]`,
    ),
  ];
}
