import { type Day, parseDay } from "../../../base/day.ts";
import { InvalidInput, NotFound } from "../../../base/errors.ts";
import { factsFor, onlyVerified } from "../../../law/definitions/facts-for.ts";
import { codesOf } from "../../../law/definitions/jurisdiction.ts";
import type { Instrument, Verification } from "../../../law/policies/instrument.ts";
import { instrumentsFor } from "../../../law/policies/instruments-for.ts";
import type { KnownAt } from "../../../records/journal/as-of.ts";
import { custodianOn } from "../../../records/law/custodians.ts";
import { type DatedJurisdiction, existsOn, lawJurisdictions } from "../../../records/law/jurisdictions.ts";
import { lawSources } from "../../../records/law/law-facts.ts";
import type { PolicySet } from "../../../records/policies/policies-as-of.ts";
import { onlyCheckedInstruments } from "./checked.ts";
import { type LawAuthority, lawAuthority, settingAt } from "./law-authority.ts";
import { type LawInstrument, lawInstrument } from "./law-instrument.ts";
import { type LawTests, lawTests } from "./law-tests.ts";

/** What a reader asks of the rules of a jurisdiction: a day, today where it is left out, and how far rows must be checked. */
export interface LawQuestion {
  readonly on?: string | undefined;
  readonly verification?: string | undefined;
}

/** The rules and tests of one jurisdiction on a day: what the page and the API show. */
export interface JurisdictionLaw {
  readonly geoid: string;
  readonly name: string;
  readonly level: DatedJurisdiction["level"];
  readonly on: Day;
  readonly known: KnownAt;
  readonly policies: Pick<PolicySet, "origin" | "position" | "told">;
  /** The grades that were let in; null where all were. */
  readonly verification_filter: readonly Verification[] | null;
  /** How many instruments were left out because they were not checked as asked. */
  readonly instruments_left_out: number;
  /** From the narrowest level to the State's. */
  readonly instruments: readonly LawInstrument[];
  readonly tests: LawTests;
  readonly authority: LawAuthority;
}

/** The address of a jurisdiction's rules, for its last day where its code is no longer in use; null where none can be asked. */
export function lawAddress(geoid: string): string | null {
  const found = lawJurisdictions().get(geoid);
  if (found === undefined) return null;
  return `/jurisdictions/${geoid}/law${found.valid_to === "" ? "" : `?on=${found.valid_to}`}`;
}

/** The state, county or incorporated place of a GEOID; throws `NotFound` where it is none of them. */
export function lawJurisdiction(geoid: string): DatedJurisdiction {
  const found = lawJurisdictions().get(geoid);
  if (found !== undefined) return found;
  throw new NotFound(
    `rules and tests are kept for states, counties and incorporated places; "${geoid.slice(0, 40)}" is the GEOID of none of them`,
  );
}

function checkInUse(of: DatedJurisdiction, on: Day): void {
  if (existsOn(of, on)) return;
  const between = `from ${of.valid_from || "the beginning"} to ${of.valid_to || "today"}`;
  const next = of.successor_geoids.length === 0 ? "" : `; see ${of.successor_geoids.join(", ")}`;
  throw new InvalidInput(`${of.geoid} (${of.name}) was in use ${between}, not on ${on}${next}`, {
    field: "on",
  });
}

/** The day that a reader asks about, today where none is given; throws `InvalidInput` that names the parameter. */
export function dayAsked(text: string | undefined, today: Day): Day {
  const asked = text?.trim() ?? "";
  if (asked === "") return today;
  try {
    return parseDay(asked.slice(0, 40), "on");
  } catch (error) {
    throw error instanceof InvalidInput ? new InvalidInput(error.message, { field: "on" }) : error;
  }
}

/** Codes whose rules reach a jurisdiction and its jail: the jail's, then its own and the State's that are not among them. */
function reachOf(of: DatedJurisdiction, on: Day): string[] {
  const jail = settingAt(of.geoid, custodianOn(of.geoid, on)).geoids;
  const own = settingAt(of.geoid, null).geoids;
  return [...new Set([...codesOf(of), ...own, ...jail])].sort((a, b) => b.length - a.length);
}

function standing(of: DatedJurisdiction, on: Day, instruments: readonly Instrument[]): LawInstrument[] {
  return instrumentsFor(reachOf(of, on), instruments, on).map((one) => lawInstrument(one, on));
}

/**
 * What stood for a jurisdiction on a day: instruments, tests and authority, out of a set of policies, checked as asked. Throws
 * `InvalidInput` for a day on which the jurisdiction's code was not in use.
 */
export function jurisdictionLaw(
  of: DatedJurisdiction,
  on: Day,
  grades: readonly Verification[] | null,
  known: KnownAt,
  { instruments: all, origin, position, told }: PolicySet,
): JurisdictionLaw {
  checkInUse(of, on);
  const instruments = onlyCheckedInstruments(all, grades);
  const facts = factsFor(of, on, lawSources([of], all, on));
  const shown = standing(of, on, instruments);
  return {
    geoid: of.geoid,
    name: of.name,
    level: of.level,
    on,
    known,
    policies: { origin, position, told },
    verification_filter: grades,
    instruments_left_out: grades === null ? 0 : standing(of, on, all).length - shown.length,
    instruments: shown,
    tests: lawTests(grades === null ? facts : onlyVerified(facts, grades), on),
    authority: lawAuthority(of.geoid, on, custodianOn(of.geoid, on), instruments, grades),
  };
}
