import { listOf, readRows } from "../../places/tables.ts";

interface Chains {
  /** Counties of a place, by its 7 digits. */
  readonly counties: ReadonlyMap<string, readonly string[]>;
  /** The city that is its county, by the county's 5 digits. */
  readonly consolidated: ReadonlyMap<string, string>;
  /** ICE areas, by the county's 5 digits. */
  readonly areas: ReadonlyMap<string, string>;
  /** Names with their state, by GEOID. */
  readonly names: ReadonlyMap<string, string>;
}

let read: Chains | undefined;

function chains(): Chains {
  if (read) return read;
  const states = readRows("places/states.csv");
  const counties = readRows("places/counties.csv");
  const places = readRows("places/municipalities.csv");
  const cities = readRows("custodians/consolidated.csv");
  const areas = readRows("offices/county-aor.csv");
  read = {
    counties: new Map(places.map((row) => [row.geoid ?? "", listOf(row.county_geoids)])),
    consolidated: new Map(cities.map((row) => [row.county_geoid ?? "", row.place_geoid ?? ""])),
    areas: new Map(areas.map((row) => [row.county_geoid ?? "", row.aor_code ?? ""])),
    names: new Map([
      ...states.map((row): [string, string] => [row.geoid ?? "", row.name ?? ""]),
      ...[...counties, ...places].map((row): [string, string] => [
        row.geoid ?? "",
        `${row.name_full}, ${row.state_usps}`,
      ]),
    ]),
  };
  return read;
}

/** The name of every state, county and incorporated place of reference/places, with its state, by GEOID. */
export function jurisdictionNames(): ReadonlyMap<string, string> {
  return chains().names;
}

/** Whether a GEOID is that of a state, county or incorporated place of reference/places. */
export function isJurisdiction(geoid: string): boolean {
  return chains().names.has(geoid);
}

/** Counties that a jurisdiction lies in: itself for a county, none for a state. */
function countiesOf(geoid: string): readonly string[] {
  return geoid.length === 5 ? [geoid] : (chains().counties.get(geoid) ?? []);
}

/**
 * The GEOIDs whose rules reach a place, narrowest first: place, county or counties, state. A county that is one with its city
 * has the city's rules before its own, because they are keyed by the city.
 */
export function jurisdictionChain(geoid: string): string[] {
  const counties = countiesOf(geoid);
  const cities = counties.flatMap((county) => chains().consolidated.get(county) ?? []);
  return [...new Set([...(geoid.length === 7 ? [geoid] : []), ...cities, ...counties, geoid.slice(0, 2)])];
}

/** Codes of the ICE areas that a state, county or place lies in, in order; the table has no dates of its own. */
export function areasOf(geoid: string): string[] {
  const { areas } = chains();
  const counties =
    geoid.length === 2 ? [...areas.keys()].filter((county) => county.startsWith(geoid)) : countiesOf(geoid);
  return [...new Set(counties.flatMap((county) => areas.get(county) || []))].sort();
}
