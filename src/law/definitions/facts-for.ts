import type { Day } from "../../base/day.ts";
import { type Agreement287g, listingOn } from "../policies/agreement-287g.ts";
import type { Instrument, Verification } from "../policies/instrument.ts";
import { type Custodian, custodyFacts, runsItsJail } from "./custody-facts.ts";
import type { FactSet, FactValue } from "./definition.ts";
import { factOn, unbounded } from "./fact-draft.ts";
import { instrumentFacts } from "./instrument-facts.ts";
import { codesOf, type Jurisdiction, stateOf } from "./jurisdiction.ts";
import type { LetterRow, ListEntry, PublishedList } from "./law-rows.ts";
import { arrangeLetters, type Letters, letterFacts, listingFacts } from "./listing-facts.ts";

/** What facts are derived from, as it is read. */
export interface FactTables {
  readonly instruments: readonly Instrument[];
  /** Who runs the jail of a place on the day asked about. */
  readonly custodians: readonly Custodian[];
  readonly agreements: readonly Agreement287g[];
  readonly lists: readonly PublishedList[];
  readonly list_entries: readonly ListEntry[];
  readonly letters: readonly LetterRow[];
}

/** The same by GEOID, for asking about many places. */
export interface FactSources {
  readonly instruments: ReadonlyMap<string, readonly Instrument[]>;
  readonly custodians: ReadonlyMap<string, Custodian>;
  readonly agreements: ReadonlyMap<string, readonly Agreement287g[]>;
  readonly lists: readonly PublishedList[];
  readonly list_entries: ReadonlyMap<string, readonly ListEntry[]>;
  readonly letters: Letters;
}

/** Arranges what facts are derived from by place. */
export function factSources(tables: FactTables): FactSources {
  return {
    instruments: Map.groupBy(tables.instruments, (one) => one.jurisdiction_geoid),
    custodians: new Map(tables.custodians.map((one) => [one.jurisdiction_geoid, one])),
    agreements: Map.groupBy(tables.agreements, (one) => one.county_geoid ?? ""),
    lists: tables.lists,
    list_entries: Map.groupBy(tables.list_entries, (one) => one.geoid),
    letters: arrangeLetters(tables.letters),
  };
}

function entityFacts(of: Jurisdiction): FactValue[] {
  const ground = {
    asserted_by: "reference/places",
    source: `${of.geoid}: the place's kind in the Census code list`,
    verification: "seen",
    in_force: unbounded,
  } as const;
  const kind = of.level === "state" ? "state" : "local";
  return [factOn(ground, "entity_is_federal_state_or_local", kind), factOn(ground, "recipient_type", kind)];
}

/** ICE's lists name agencies by county; only an agency of the county itself speaks for the county. */
function isTheCountys({ agency, agency_type }: Agreement287g): boolean {
  return /sheriff|county/i.test(`${agency} ${agency_type}`);
}

function agreementFacts(agreements: readonly Agreement287g[], day: Day): FactValue[] {
  return agreements
    .filter((one) => isTheCountys(one) && listingOn(one, day) === "listed")
    .map((one) =>
      factOn(
        {
          asserted_by: "U.S. Immigration and Customs Enforcement",
          source: `agreements-287g.csv: ${one.agency}, ${one.model}, on ICE's lists of ${one.first_listed_on} to ${one.last_listed_on}`,
          verification: "seen",
          in_force: { from: one.first_listed_on, to: one.last_listed_on },
        },
        "agreement_287g",
        "in_force",
      ),
    );
}

/**
 * What is known of a jurisdiction on a day, as facts that the tests ask for: from the provisions in force, from who runs the jail,
 * from agreements, lists and letters. A fact that nobody asserts is absent, never false.
 */
export function factsFor(of: Jurisdiction, day: Day, from: FactSources): FactSet {
  const codes = codesOf(of);
  const custodian = codes.map((code) => from.custodians.get(code)).find((one) => one !== undefined);
  const jail = {
    is_own: runsItsJail(custodian, of) === true,
    is_the_states: custodian?.operator_geoid === stateOf(of),
  };
  const values = [
    ...entityFacts(of),
    ...custodyFacts(custodian, of),
    ...instrumentFacts(from.instruments, of, day, jail),
    ...agreementFacts(
      codes.flatMap((code) => from.agreements.get(code) ?? []),
      day,
    ),
    ...listingFacts(
      from.lists,
      codes.flatMap((code) => from.list_entries.get(code) ?? []),
      day,
    ),
    ...letterFacts(from.letters, of, day),
  ];
  return {
    jurisdiction_geoid: of.geoid,
    jurisdiction_name: of.name,
    level: of.level,
    on: day,
    facts: Map.groupBy(values, (one) => one.fact_id),
    also_geoids: of.also_geoids,
  };
}

/** The same facts without those that were not checked so far; orders are held to the same grades when a test is asked. */
export function onlyVerified(known: FactSet, verifications: readonly Verification[]): FactSet {
  const kept = [...known.facts].flatMap(([id, values]) => {
    const rest = values.filter((one) => verifications.includes(one.verification));
    return rest.length === 0 ? [] : [[id, rest] as const];
  });
  return { ...known, facts: new Map(kept), verifications };
}

/** The same facts with one more that a person gives; it stands in place of what was known. */
export function withGiven(known: FactSet, given: FactValue): FactSet {
  return { ...known, facts: new Map([...known.facts, [given.fact_id, [given]]]) };
}
