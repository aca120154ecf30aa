import type { Day } from "../../base/day.ts";
import { NoRuleInForce, NotFound } from "../../base/errors.ts";
import { defineRule, type Rule, type RuleVersion } from "../rule.ts";
import * as agMemo from "./ag-memo.ts";
import * as cops from "./cops.ts";
import { type CoverageTables, coverageTables } from "./coverage.ts";
import * as ddor from "./ddor.ts";
import type { Decide } from "./decide.ts";
import * as dojCharacteristics from "./doj-characteristics.ts";
import * as eo13768 from "./eo-13768.ts";
import * as eo14159 from "./eo-14159.ts";
import * as eo14287 from "./eo-14287.ts";
import * as federalCustody from "./federal-custody.ts";
import * as grantTerms2025 from "./grant-terms-2025.ts";
import * as ilrc from "./ilrc.ts";
import * as jagFy2016 from "./jag-fy2016.ts";
import * as jagFy2017 from "./jag-fy2017.ts";
import * as jagFy2018 from "./jag-fy2018.ts";
import { type DefinitionRow, type LawTables, listed } from "./law-rows.ts";
import * as letters from "./letters.ts";
import * as psp from "./psp.ts";
import * as scaap from "./scaap.ts";
import * as usc1373 from "./usc-1373.ts";

/** The rules of each family, one file a family. */
const families: Readonly<Record<string, Readonly<Record<string, Decide>>>> = {
  "usc-1373": usc1373.rules,
  "federal-custody": federalCustody.rules,
  "eo-13768": eo13768.rules,
  "ag-memo": agMemo.rules,
  "jag-fy2016": jagFy2016.rules,
  "jag-fy2017": jagFy2017.rules,
  "jag-fy2018": jagFy2018.rules,
  psp: psp.rules,
  letters: letters.rules,
  cops: cops.rules,
  scaap: scaap.rules,
  ddor: ddor.rules,
  "eo-14159": eo14159.rules,
  "eo-14287": eo14287.rules,
  "doj-characteristics": dojCharacteristics.rules,
  "grant-terms-2025": grantTerms2025.rules,
  ilrc: ilrc.rules,
};

/** One version of a test: its row, and the facts that its rule may read. */
export interface DefinitionVersion {
  readonly row: DefinitionRow;
  readonly facts_needed: readonly string[];
  readonly facts_listed: ReadonlySet<string>;
}

/** A test with its versions; `rule.on(day)` throws `NoRuleInForce` on a day when none is in force. */
export interface Definition {
  readonly id: string;
  readonly aliases: readonly string[];
  readonly conditions: readonly string[];
  readonly versions: readonly DefinitionVersion[];
  readonly rule: Rule<Decide>;
}

/** Everything that an evaluation reads of reference/law, arranged once. */
export interface Catalogue {
  readonly definitions: readonly Definition[];
  readonly coverage: CoverageTables;
  /** By fact: the values that are tried when flips are looked for. */
  readonly fact_values: ReadonlyMap<string, readonly string[]>;
}

function ruleVersion(row: DefinitionRow, apply: Decide): RuleVersion<Decide> {
  return {
    version: row.version,
    in_force: { from: row.in_force_from, before: row.in_force_before || null },
    cite: row.citation,
    text: row.official_text,
    apply,
  };
}

function definitionOf(id: string, rows: readonly DefinitionRow[]): Definition {
  const [first] = rows as [DefinitionRow];
  const decide = families[first.family]?.[id];
  if (!decide) throw new TypeError(`reference/law/definitions.csv: ${id} has no rule in ${first.family}`);
  const versions = rows.map((row) => {
    const facts_needed = listed(row.facts_needed);
    return { row, facts_needed, facts_listed: new Set(facts_needed) };
  });
  return {
    id,
    aliases: listed(first.aliases),
    conditions: listed(first.conditions),
    versions,
    rule: defineRule(
      id,
      rows.map((row) => ruleVersion(row, decide)),
    ),
  };
}

const evaluable = new Set(["test", "list", "letter", "federal_duty"]);

/** The tests of reference/law with their rules; throws TypeError for a test without a rule. */
export function catalogueOf(tables: LawTables): Catalogue {
  const rows = tables.definitions.filter((row) => evaluable.has(row.kind));
  const byId = Map.groupBy(rows, (row) => row.definition_id);
  return {
    definitions: [...byId].map(([id, versions]) => definitionOf(id, versions)),
    coverage: coverageTables(tables),
    fact_values: new Map(tables.facts.map((fact) => [fact.fact_id, listed(fact.values)])),
  };
}

/** Whether any version of a test is in force on a day. */
export function isInForce(definition: Definition, day: Day): boolean {
  return definition.rule.versions.some(
    ({ in_force: { from, before } }) => from <= day && (before === null || day < before),
  );
}

function spans(definition: Definition): string {
  return definition.rule.versions
    .map(({ in_force: { from, before } }) =>
      before === null ? `since ${from}` : `from ${from} up to, not including, ${before}`,
    )
    .join("; ");
}

/** The version of a test that is in force on a day; throws `NoRuleInForce` that names its days when there is none. */
export function versionOn(definition: Definition, day: Day): DefinitionVersion {
  if (!isInForce(definition, day))
    throw new NoRuleInForce(
      `no version of ${definition.id} is in force on ${day}; it was in force ${spans(definition)}`,
      {
        definition: definition.id,
        day,
      },
    );
  const { version } = definition.rule.on(day);
  return definition.versions.find((one) => one.row.version === version) as DefinitionVersion;
}

/** The ids of every rule that a family holds; for checking that each has a row. */
export function ruleIds(): string[] {
  return Object.values(families).flatMap((rules) => Object.keys(rules));
}

/** The test of an id or a short name, whatever its case; throws `NotFound` that names the ids in `nearest`. */
export function findDefinition(
  catalogue: Catalogue,
  name: string,
  nearest: (name: string, among: readonly string[]) => readonly string[],
): Definition {
  const wanted = name.trim().toLowerCase();
  const found = catalogue.definitions.find(
    (one) => one.id.toLowerCase() === wanted || one.aliases.some((alias) => alias.toLowerCase() === wanted),
  );
  if (found) return found;
  const names = catalogue.definitions.flatMap((one) => [one.id, ...one.aliases]);
  const near = nearest(wanted, names);
  throw new NotFound(
    `there is no definition "${name.slice(0, 60)}"; ${near.length === 0 ? "accord law list shows them all" : `did you mean ${near.join(", ")}?`}`,
  );
}
