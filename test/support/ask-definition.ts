import assert from "node:assert/strict";
import { findDefinition } from "../../src/law/definitions/catalogue.ts";
import type { Evaluation, Result } from "../../src/law/definitions/definition.ts";
import { evaluate } from "../../src/law/definitions/evaluate.ts";
import { withGiven } from "../../src/law/definitions/facts-for.ts";
import { givenValue } from "../../src/law/definitions/flips.ts";
import { lawJurisdictions } from "../../src/records/law/jurisdictions.ts";
import { lawFacts } from "../../src/records/law/law-facts.ts";
import { lawCatalogue } from "../../src/records/law/law-tables.ts";
import { shippedInstruments } from "../../src/records/policies/shipped-instruments.ts";

/** Facts that stand in place of the recorded ones, by id. */
export type Given = Readonly<Record<string, string>>;

/** One test asked about one place on a day, over the shipped instruments. */
export function ask(id: string, geoid: string, on: string, given: Given = {}): Evaluation {
  const of = lawJurisdictions().get(geoid) ?? assert.fail(`no jurisdiction ${geoid}`);
  const recorded = lawFacts(of, shippedInstruments(), on);
  const known = Object.entries(given).reduce(
    (set, [fact, value]) => withGiven(set, givenValue(fact, value)),
    recorded,
  );
  const definition = findDefinition(lawCatalogue(), id, () => []);
  return evaluate(definition, known, lawCatalogue());
}

/** A worked case: test, place, day, result, its finer word, and facts given. */
export type Case = readonly [
  id: string,
  geoid: string,
  on: string,
  result: Result,
  detail: string | null,
  given?: Given,
];

/** Asserts that each worked case comes out as written, and says why. */
export function holds(cases: readonly Case[]): void {
  for (const [id, geoid, on, result, detail, given] of cases) {
    const found = ask(id, geoid, on, given);
    assert.deepEqual([found.result, found.detail], [result, detail], `${id} for ${geoid} on ${on}`);
    assert.ok(found.explanation.length > 0, `${id} says why`);
  }
}

/** Facts under which nothing restricts status information. */
export const silentOnStatus = {
  rule_send_status_to_dhs: "may",
  rule_receive_status_from_dhs: "may",
} as const;

/** Facts under which a rule forbids sending status information. */
export const forbidsSending = { ...silentOnStatus, rule_send_status_to_dhs: "must_not" } as const;

/** An attributed statement on willfulness. */
export const willful = { willfulness_evidence: "attributed_statement" } as const;
