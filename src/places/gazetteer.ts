import type { Day } from "../base/day.ts";
import { slips } from "../base/slips.ts";
import { placeKey, placeKeyOf } from "./fold.ts";
import type { State } from "./state-words.ts";
import { type County, listOf, type Place, type PlaceTables, type Row } from "./tables.ts";

/** How a name was matched with a place of the tables. */
export type MatchHow = "exact" | "typing_slip" | "cut_short" | "former_name";

/** A place of the tables that a name was matched with. */
export interface Match<T> {
  readonly place: T;
  readonly how: MatchHow;
  /** The words as the name had them. */
  readonly words: string;
}

type PlacesByKey = ReadonlyMap<string, readonly Place[]>;

/** Counties, municipalities and towns by state and name; each state is indexed when it is first asked for. */
export class Gazetteer {
  readonly states: readonly State[];
  readonly #stateByUsps: ReadonlyMap<string, State>;
  readonly #counties: ReadonlyMap<string, readonly County[]>;
  readonly #countyByGeoid: ReadonlyMap<string, County>;
  readonly #municipalRows: ReadonlyMap<string, readonly Row[]>;
  readonly #townRows: ReadonlyMap<string, readonly Row[]>;
  readonly #places = new Map<string, { readonly cities: PlacesByKey; readonly towns: PlacesByKey }>();
  readonly #iceCities = new Map<string, Set<string>>();

  constructor(tables: PlaceTables) {
    this.states = tables.states.map((row) => ({
      geoid: row.geoid ?? "",
      usps: row.usps ?? "",
      name: row.name ?? "",
    }));
    this.#stateByUsps = new Map(this.states.map((state) => [state.usps, state]));
    const counties = tables.counties.map(countyOf);
    this.#counties = Map.groupBy(counties, (county) => county.state_usps);
    this.#countyByGeoid = new Map(counties.map((county) => [county.geoid, county]));
    this.#municipalRows = Map.groupBy(tables.municipalities, (row) => row.state_usps ?? "");
    this.#townRows = Map.groupBy(tables.county_subdivisions, (row) => row.state_usps ?? "");
    for (const row of tables.ice_facilities) this.#addIceCity(row);
  }

  state(usps: string): State | null {
    return this.#stateByUsps.get(usps) ?? null;
  }

  county(geoid: string): County | null {
    return this.#countyByGeoid.get(geoid) ?? null;
  }

  /** Counties of a state that exist on a day, without the planning regions that took the place of Connecticut's. */
  countiesOf(usps: string, on: Day): County[] {
    return (this.#counties.get(usps) ?? []).filter(
      (county) => county.kind !== "planning_region" && existsOn(county, on),
    );
  }

  /** Every county of a name in the whole country on a day: for telling what a name without a state could mean. */
  countiesNamed(key: string, on: Day): County[] {
    return this.states.flatMap((state) =>
      this.countiesOf(state.usps, on).filter((county) => county.key === key),
    );
  }

  /** Municipalities (7 digits) of a state with a name, else towns and townships (10 digits); the other way round on request. */
  placesNamed(usps: string, key: string, townsFirst = false): readonly Place[] {
    const { cities, towns } = this.#index(usps);
    const [first, second] = townsFirst ? [towns, cities] : [cities, towns];
    return first.get(key) ?? second.get(key) ?? [];
  }

  /** Every municipality and town of a state. */
  placesOf(usps: string): readonly Place[] {
    const { cities, towns } = this.#index(usps);
    return [
      ...cities.values(),
      ...[...towns].filter(([key]) => !cities.has(key)).map(([, places]) => places),
    ].flat();
  }

  /** What a county's code became or was, for a name of another time: Dade for Miami-Dade before November 1997. */
  counterpart(county: County, on: Day): County | null {
    const [successor, ...more] = county.successor_geoids;
    const next = successor && more.length === 0 ? this.county(successor) : null;
    if (next && county.valid_to !== "" && on > county.valid_to) return next;
    const before = (this.#counties.get(county.state_usps) ?? []).find(
      (one) => one.successor_geoids.join() === county.geoid,
    );
    return before && county.valid_from !== "" && on < county.valid_from ? before : null;
  }

  /** The county under its newest code, where one code only took its place: what a facility's permanent id is made with. */
  newest(county: County): County {
    const [successor, ...more] = county.successor_geoids;
    const next =
      successor && more.length === 0 && county.kind !== "independent_city" ? this.county(successor) : null;
    return next ?? county;
  }

  /** The code that a county bore on a day; null where neither it nor a counterpart existed. */
  countyCodeOn(geoid: string, on: Day): string | null {
    const county = this.county(geoid);
    if (!county) return null;
    return existsOn(county, on) ? geoid : (this.counterpart(county, on)?.geoid ?? null);
  }

  /** Counties of a state under a name they bore at another time, each as the county it is on the day asked about. */
  countiesOnceNamed(usps: string, key: string, on: Day): County[] {
    const others = (this.#counties.get(usps) ?? []).filter(
      (county) => county.key === key && !existsOn(county, on),
    );
    return others
      .flatMap((county) => this.counterpart(county, on) ?? [])
      .filter((county) => county.kind !== "independent_city");
  }

  /** The counties in which a city of a state is known to lie, by the place tables and ICE's addresses; empty when unknown. */
  countiesOfCity(usps: string, city: string): ReadonlySet<string> {
    const key = placeKeyOf(city);
    const { cities, towns } = this.#index(usps);
    const known = [...(cities.get(key) ?? []), ...(towns.get(key) ?? [])].flatMap(
      (place) => place.county_geoids,
    );
    return new Set([...known, ...(this.#iceCities.get(`${usps}|${key}`) ?? [])]);
  }

  /** Name with its legal type of any GEOID of 2, 5, 7 or 10 digits. */
  nameOf(geoid: string): string | null {
    if (geoid.length === 2) return this.states.find((state) => state.geoid === geoid)?.name ?? null;
    if (geoid.length === 5) return this.county(geoid)?.name_full ?? null;
    const usps = this.uspsOf(geoid);
    const rows = geoid.length === 7 ? this.#municipalRows.get(usps) : this.#townRows.get(usps);
    return rows?.find((row) => row.geoid === geoid)?.name_full ?? null;
  }

  /** Postal code of the state that a GEOID begins with; empty for "US". */
  uspsOf(geoid: string): string {
    return this.states.find((state) => state.geoid === geoid.slice(0, 2))?.usps ?? "";
  }

  #index(usps: string): { readonly cities: PlacesByKey; readonly towns: PlacesByKey } {
    const known = this.#places.get(usps);
    if (known) return known;
    const index = {
      cities: Map.groupBy((this.#municipalRows.get(usps) ?? []).map(municipality), (place) => place.key),
      towns: Map.groupBy((this.#townRows.get(usps) ?? []).map(town), (place) => place.key),
    };
    this.#places.set(usps, index);
    return index;
  }

  #addIceCity(row: Row): void {
    if (!row.city || !row.county_geoid || row.county_match !== "exact") return;
    const key = `${row.state_usps}|${placeKeyOf(row.city)}`;
    const counties = this.#iceCities.get(key) ?? new Set<string>();
    this.#iceCities.set(key, counties.add(row.county_geoid));
  }
}

function existsOn(county: County, on: Day): boolean {
  return (
    (county.valid_from === "" || on >= county.valid_from) && (county.valid_to === "" || on <= county.valid_to)
  );
}

function countyOf(row: Row): County {
  return {
    geoid: row.geoid ?? "",
    state_usps: row.state_usps ?? "",
    name: row.name ?? "",
    key: placeKeyOf(row.name ?? ""),
    name_full: row.name_full ?? "",
    kind: row.kind ?? "",
    valid_from: row.valid_from ?? "",
    valid_to: row.valid_to ?? "",
    successor_geoids: listOf(row.successor_geoids),
  };
}

function municipality(row: Row): Place {
  const { geoid = "", state_usps = "", name = "", name_full = "" } = row;
  return {
    geoid,
    state_usps,
    name,
    key: placeKeyOf(name),
    name_full,
    county_geoids: listOf(row.county_geoids),
  };
}

function town(row: Row): Place {
  const { geoid = "", state_usps = "", name = "", name_full = "" } = row;
  return { geoid, state_usps, name, key: placeKeyOf(name), name_full, county_geoids: [geoid.slice(0, 5)] };
}

/** Matches the words of a name with one of some places: letter for letter, else by a slip or a cut that fits only one. */
export function matchName<T extends { readonly key: string }>(
  words: readonly string[],
  places: readonly T[],
): Match<T>[] {
  const key = placeKey(words);
  const text = words.join(" ");
  const exact = places.filter((place) => place.key === key);
  if (exact.length > 0) return exact.map((place) => ({ place, how: "exact", words: text }));
  const near = nearest(key, places);
  if (near.length > 0) return near.map((place) => ({ place, how: "typing_slip", words: text }));
  const cut = key.length >= 6 ? places.filter((place) => place.key.startsWith(key)) : [];
  return cut.length === 1 ? cut.map((place) => ({ place, how: "cut_short", words: text })) : [];
}

/** Places whose name is one slip away (five letters and more) or two (eight and more), only where none is as near. */
function nearest<T extends { readonly key: string }>(key: string, places: readonly T[]): T[] {
  const most = key.length >= 8 ? 2 : key.length >= 5 ? 1 : 0;
  if (most === 0) return [];
  const found = places
    .map((place) => ({ place, away: slips(key, place.key, most) }))
    .filter((one) => one.away <= most)
    .sort((a, b) => a.away - b.away);
  const best = found.filter((one) => one.away === found[0]?.away);
  return best.length === 1 ? [(best[0] as { place: T }).place] : [];
}
