import { NotFound } from "../../base/errors.ts";
import type { Reader } from "../../db/db.ts";
import type { PlaceNames } from "../../places/control.ts";
import { jurisdictionWeeks } from "../../records/detainers/jurisdiction-weeks.ts";
import {
  bodiesAsOf,
  type ControlledPlace,
  type ControllingBodyEntry,
  placesOfJurisdiction,
} from "../../records/facilities/jurisdictions.ts";
import type { KnownAt } from "../../records/journal/as-of.ts";
import type { Edition, Section } from "../edition.ts";
import { jurisdictionHistory } from "./jurisdiction-history.ts";
import { publishedWeeks } from "./published-cells.ts";

/** Names of governments by GEOID, and the postal code of their state. */
export type GovernmentNames = Pick<PlaceNames, "nameOf" | "uspsOf">;

/** A government one of whose bodies controls a facility that the record names. */
export interface JurisdictionEntry {
  readonly geoid: string;
  /** Its name with its state: "Travis County, TX". */
  readonly name: string;
  /** Postal code of its state; empty for the federal government. */
  readonly state: string;
  /** The state's name; "Federal government" for that. */
  readonly state_name: string;
  readonly bodies: readonly { readonly body_id: string; readonly name: string; readonly kind: string }[];
}

/** A facility as a source wrote it, and what says that a body controls it. */
export interface PlaceAsWritten {
  readonly name: string;
  readonly city: string;
  readonly state: string;
  readonly code: string;
  readonly facility: string;
  readonly facility_kind: string;
  readonly method: string;
  /** First day of this control, null where it is not bounded. */
  readonly from_on: string | null;
  /** The day on which another control began, null while it lasts. */
  readonly before_on: string | null;
  readonly verification: string;
  readonly evidence: readonly string[];
  readonly decided_by: string;
}

/** A body that controls facilities, with the facilities as written. */
export interface BodyAndPlaces {
  readonly body_id: string;
  readonly name: string;
  readonly kind: string;
  readonly places: readonly PlaceAsWritten[];
}

/** All that is shown of one jurisdiction. */
export interface Jurisdiction {
  readonly geoid: string;
  readonly name: string;
  readonly state: string;
  readonly known: KnownAt;
  readonly bodies: readonly BodyAndPlaces[];
  /** Its requests over time, small counts hidden; null where the record holds none. */
  readonly history: Section | null;
  readonly is_synthetic: boolean;
}

const geoidForm = /^(?:US|\d{2}|\d{5}|\d{7}|\d{10})$/;
const unbounded = "0001-01-01";

/** A jurisdiction's name with its state, as far as the tables know the code. */
export function jurisdictionName(geoid: string, names: GovernmentNames): string {
  if (geoid === "US") return "Federal government";
  const name = names.nameOf(geoid);
  if (name === null) return `GEOID ${geoid}`;
  return geoid.length === 2 ? name : `${name}, ${names.uspsOf(geoid)}`;
}

/** Every jurisdiction of the record at a position, by state and then by name; never by a count. */
export async function listJurisdictions(
  db: Reader,
  known: KnownAt,
  names: GovernmentNames,
): Promise<JurisdictionEntry[]> {
  const byGeoid = Map.groupBy(await db.all(bodiesAsOf(known.position)), (body) => body.jurisdiction_geoid);
  const entries = [...byGeoid].map(([geoid, bodies]) => entryOf(geoid, bodies, names));
  return entries.sort(
    (a, b) => compare(a.state, b.state) || compare(a.name, b.name) || compare(a.geoid, b.geoid),
  );
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function entryOf(
  geoid: string,
  bodies: readonly ControllingBodyEntry[],
  names: GovernmentNames,
): JurisdictionEntry {
  return {
    geoid,
    name: jurisdictionName(geoid, names),
    state: names.uspsOf(geoid),
    state_name: jurisdictionName(geoid.slice(0, 2), names),
    bodies: bodies.map((body) => ({ body_id: body.body_id, name: body.body_name, kind: body.body_kind })),
  };
}

/**
 * Reads what is shown of a jurisdiction at a position. Throws `NotFound` for text that is no GEOID and for a GEOID that neither
 * the tables nor the record know.
 */
export async function readJurisdiction(
  db: Reader,
  geoid: string,
  known: KnownAt,
  names: GovernmentNames,
  editions: readonly Edition[],
): Promise<Jurisdiction> {
  if (!geoidForm.test(geoid))
    throw new NotFound(
      `"${geoid.slice(0, 40)}" is no Census GEOID; a county's has 5 digits, a state's 2, a city's 7`,
    );
  const places = await db.all(placesOfJurisdiction(geoid, known.position));
  if (places.length === 0 && geoid !== "US" && names.nameOf(geoid) === null)
    throw new NotFound(
      `no government with the GEOID ${geoid} is known here; /jurisdictions lists those that are`,
    );
  const bodies = [...Map.groupBy(places, (place) => place.body_id)].map(([body_id, own]) => ({
    body_id,
    name: own[0]?.body_name ?? body_id,
    kind: own[0]?.body_kind ?? "",
    places: own.map(placeOf),
  }));
  const weeks = await db.all(jurisdictionWeeks(geoid, known.position));
  const published = publishedWeeks(editions, new Set(bodies.map((body) => body.body_id)));
  return {
    geoid,
    name: jurisdictionName(geoid, names),
    state: names.uspsOf(geoid),
    known,
    bodies,
    history: jurisdictionHistory(weeks, known, published),
    is_synthetic: weeks.some((week) => week.is_synthetic),
  };
}

function placeOf(row: ControlledPlace): PlaceAsWritten {
  const { name, city, state, code, method, facility_kind, before_on, evidence, decided_by } = row;
  return {
    name,
    city,
    state,
    code,
    facility: row.facility_name,
    facility_kind,
    method,
    from_on: row.from_on === unbounded ? null : row.from_on,
    before_on,
    verification: row.verification ?? "not said",
    evidence,
    decided_by,
  };
}

/** The jurisdictions whose name, or a body's name, has some words in it, in a state; order is kept. */
export function filterJurisdictions(
  entries: readonly JurisdictionEntry[],
  words: string | undefined,
  state: string | undefined,
): JurisdictionEntry[] {
  const wanted = (words ?? "").trim().toLowerCase();
  const usps = (state ?? "").trim().toUpperCase();
  return entries.filter(
    (entry) =>
      (usps === "" || entry.state === usps || entry.state_name.toUpperCase() === usps) &&
      [entry.name, entry.geoid, ...entry.bodies.map((body) => body.name)].some((name) =>
        name.toLowerCase().includes(wanted),
      ),
  );
}
