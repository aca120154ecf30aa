import { slug } from "../fold.ts";
import { type RegisteredFacility, sameCity } from "../registry.ts";
import type { Row } from "../tables.ts";

/** A facility being entered, with everything that is known it by. */
export interface Entry {
  facility: RegisteredFacility;
  readonly codes: string[];
  readonly controllers: Row[];
}

/** The registry as it is built: each facility once, under an id that only its own state, name and city decide. */
export class Entries {
  readonly #byId = new Map<string, Entry>();

  /** The entry for a facility: the one of its id where the city is the same, else a new one whose id has the city added. */
  at(facility: RegisteredFacility): Entry {
    const known = this.#byId.get(facility.facility_id);
    if (!known) return this.#add(facility);
    if (
      sameCity(known.facility.city, facility.city) &&
      known.facility.governed_geoid === facility.governed_geoid
    )
      return known;
    const id = `${facility.facility_id}-${slug(facility.city ?? "no city recorded")}`;
    return this.#byId.get(id) ?? this.#add({ ...facility, facility_id: id });
  }

  /** Every entry in the order of ids. */
  all(): Entry[] {
    return [...this.#byId.values()].sort((a, b) => compare(a.facility.facility_id, b.facility.facility_id));
  }

  #add(facility: RegisteredFacility): Entry {
    const entry: Entry = { facility, codes: [], controllers: [] };
    this.#byId.set(facility.facility_id, entry);
    return entry;
  }
}

/** The order of texts by code unit, the same on every machine. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
