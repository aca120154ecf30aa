import { existsSync } from "node:fs";
import type { Day } from "../../base/day.ts";
import { InvalidInput, NotFound } from "../../base/errors.ts";
import { type Definition, findDefinition } from "../../law/definitions/catalogue.ts";
import type { Instrument } from "../../law/policies/instrument.ts";
import { knownAt } from "../../records/journal/as-of.ts";
import { type DatedJurisdiction, existsOn, lawJurisdictions } from "../../records/law/jurisdictions.ts";
import { lawCatalogue, lawTables } from "../../records/law/law-tables.ts";
import { policySetAsOf } from "../../records/policies/policies-as-of.ts";
import { shippedInstruments } from "../../records/policies/shipped-instruments.ts";
import { withStore } from "../services.ts";
import { nearestOf } from "./nearest.ts";

/** The test of an id or a short name; throws `NotFound` with the nearest names, `InvalidInput` for a text that is no test. */
export function definitionNamed(name: string): Definition {
  const wanted = name.trim().toLowerCase();
  const row = lawTables().definitions.find((one) => one.definition_id.toLowerCase() === wanted);
  if (row?.kind === "form" || row?.kind === "regulation")
    throw new InvalidInput(
      `${row.definition_id} is the text of a ${row.kind}, not a test of a jurisdiction; accord law show ${row.definition_id} has its words`,
    );
  return findDefinition(lawCatalogue(), name, nearestOf);
}

function sharedPrefix(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return at;
}

/** Codes of the same length that begin alike, the nearest number first; a code that lost its leading zero comes before all. */
function nearestCodes(text: string, all: readonly DatedJurisdiction[]): DatedJurisdiction[] {
  const padded = all.filter((one) => one.geoid === `0${text}`);
  const away = (one: DatedJurisdiction) => Math.abs(Number(one.geoid) - Number(text));
  const alike = all
    .filter((one) => one.geoid.length === text.length)
    .sort((a, b) => sharedPrefix(b.geoid, text) - sharedPrefix(a.geoid, text) || away(a) - away(b));
  return [...padded, ...alike].slice(0, 3);
}

const kindOfPlace = / (?:county|parish|borough|city|town|township|village)$/i;

/** Names with and without the word for the kind of place: "Bernalillo County" and "Bernalillo". */
function nearestNames(text: string, all: readonly DatedJurisdiction[]): DatedJurisdiction[] {
  const shortName = ({ name }: DatedJurisdiction) => (name.split(",")[0] as string).replace(/ \S+$/, "");
  const byName = Map.groupBy(all, shortName);
  const asked = text.split(",")[0] as string;
  return nearestOf(asked.replace(kindOfPlace, ""), byName.keys())
    .flatMap((name) => byName.get(name) ?? [])
    .sort((a, b) => a.geoid.length - b.geoid.length || (a.geoid < b.geoid ? -1 : 1))
    .slice(0, 3);
}

function nearestPlaces(text: string): string[] {
  const all = [...lawJurisdictions().values()];
  const near = /^\d+$/.test(text) ? nearestCodes(text, all) : nearestNames(text, all);
  return near.map((one) => `${one.geoid} (${one.name})`);
}

function unknown(text: string): NotFound {
  const near = nearestPlaces(text);
  const hint = near.length === 0 ? "" : `; the nearest: ${near.join(", ")}`;
  return new NotFound(
    `there is no state, county or place "${text.slice(0, 60)}"${hint}; give a GEOID: 2 digits for a state, 5 for a county, 7 for a place`,
  );
}

/** The jurisdiction of a GEOID; throws `NotFound` with the nearest ones, `InvalidInput` for a code not in use on the day. */
export function jurisdictionNamed(text: string, on: Day): DatedJurisdiction {
  const found = lawJurisdictions().get(text.trim());
  if (!found) throw unknown(text.trim());
  if (existsOn(found, on)) return found;
  const between = `from ${found.valid_from || "the beginning"} to ${found.valid_to || "today"}`;
  const next = found.successor_geoids.length === 0 ? "" : `; see ${found.successor_geoids.join(", ")}`;
  throw new InvalidInput(`${found.geoid} (${found.name}) was in use ${between}, not on ${on}${next}`);
}

/** The instruments that are asked with, and where they come from. */
export interface AskedPolicies {
  readonly origin: "recorded" | "shipped";
  /** The position of the record; null where there is no store. */
  readonly position: number | null;
  readonly told: string;
  readonly instruments: readonly Instrument[];
}

/** The instruments known at a position of the store, else its last one; the shipped set, and it says so, where none are recorded. */
export async function policiesAsked(data: string, asOf: string | undefined): Promise<AskedPolicies> {
  const hasStore = process.env.ACCORD_DATABASE_URL !== undefined || existsSync(`${data}/store`);
  if (hasStore)
    return withStore(data, async ({ db }) => {
      const { position, is_asked } = await knownAt(db, asOf);
      return policySetAsOf(db, is_asked ? position : null);
    });
  if (asOf !== undefined)
    throw new InvalidInput(
      `--as-of ${asOf} needs a store, and there is none in ${data}; leave it out to use the shipped set`,
    );
  return {
    origin: "shipped",
    position: null,
    told: `as shipped, not recorded: there is no store in ${data}`,
    instruments: shippedInstruments(),
  };
}
