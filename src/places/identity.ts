import type { Settled } from "./finding.ts";
import { foldName, slug } from "./fold.ts";
import type { Gazetteer } from "./gazetteer.ts";
import type { ParsedName } from "./parsed-name.ts";
import type { RegisteredFacility } from "./registry.ts";
import { isPlainWord } from "./words.ts";

/** What a rule found, with the row's own words: enough to derive a permanent id. */
export interface Sighting {
  readonly name: ParsedName;
  /** The name as written. */
  readonly written: string;
  readonly city: string;
  readonly usps: string;
}

/**
 * The facility that a settled finding describes, under an id made only of its state and its name by rule, so that the
 * registry and a row seen later come to the same id. "TRAVIS CTY JAIL" and "TRAVIS COUNTY SHERIFF" are both the
 * Travis County jail; words that are left over ("LERDO", "TWIN TOWER") make a place of its own.
 */
export function facilityOfFinding(found: Settled, seen: Sighting, gazetteer: Gazetteer): RegisteredFacility {
  const rest = found.label === null ? [] : wordsLeft(seen, found.label);
  const name = found.label === null ? tidy(seen.written) : [found.label, ...rest].join(" ");
  return {
    facility_id: `us-${seen.usps.toLowerCase()}-${slug(name)}`,
    name,
    kind: found.kind,
    city: seen.city || null,
    state_usps: seen.usps,
    stands_in_geoid: standsIn(found, seen, gazetteer),
    detloc: null,
    governed_geoid: found.governed_geoid,
  };
}

/** The words of a name that neither its rule name, nor its city, nor a kind word accounts for. */
function wordsLeft(seen: Sighting, label: string): string[] {
  const known = new Set([...foldName(label).split(" "), ...foldName(seen.city).split(" ")]);
  const words = seen.name.words.map((word) => word.text);
  const start = words.findIndex((word, at) => at > 0 && isPlainWord(word));
  if (start === -1) return [];
  return words.slice(start).filter((word) => !known.has(word) && !isPlainWord(word) && word.length > 2);
}

function tidy(written: string): string {
  return written.trim().replace(/\s+/g, " ");
}

/** The county in which it stands, where the city lies in one county only; unknown where an independent city is named. */
function standsIn(found: Settled, seen: Sighting, gazetteer: Gazetteer): string | null {
  const cities = [...gazetteer.countiesOfCity(seen.usps, seen.city)];
  if (
    found.kind === "county_jail" &&
    found.governed_geoid.length === 5 &&
    cities.includes(found.governed_geoid)
  )
    return found.governed_geoid;
  const [only] = cities;
  const isIndependent = only !== undefined && gazetteer.county(only)?.kind === "independent_city";
  return cities.length === 1 && only && !(isIndependent && only !== found.governed_geoid) ? only : null;
}
