import { slips } from "../base/slips.ts";
import { foldName, placeKeyOf, slug } from "./fold.ts";
import type { Facility, FacilityKind } from "./resolution.ts";
import type { RegistryTables, Row } from "./tables.ts";

/** A facility of the registry with the government whose place it is. */
export interface RegisteredFacility extends Facility {
  /** GEOID of that government, "US" for federal, empty where none is named. */
  readonly governed_geoid: string;
}

/** Stands for any city in a spelling whose name is known without it ("RIKERS ISLAND" in New York). */
export const anyCity = "*";

/** A spelling that is registered for a facility, with how that was decided. */
export interface Spelling {
  readonly facility: RegisteredFacility;
  readonly city: string;
  /** "hand" where a person decided, else the rule that did. */
  readonly decided_by: string;
  readonly reason: string;
}

/** A spelling that a person looked at and left open. */
export interface OpenCase {
  readonly reason: string;
  readonly candidate_geoids: readonly string[];
}

/** Our registry: facilities under permanent ids, the spellings and codes they are known by, and cases left open by hand. */
export class Registry {
  readonly #byId: ReadonlyMap<string, RegisteredFacility>;
  readonly #byNameState: ReadonlyMap<string, readonly Row[]>;
  readonly #byCode: ReadonlyMap<string, string>;
  readonly #open: ReadonlyMap<string, Row>;

  constructor(tables: RegistryTables) {
    this.#byId = new Map(tables.facilities.map((row) => [row.facility_id ?? "", facilityOf(row)]));
    this.#byNameState = Map.groupBy(tables.aliases, (row) => `${row.spelling}|${row.state_usps}`);
    this.#byCode = new Map(tables.codes.map((row) => [row.detloc ?? "", row.facility_id ?? ""]));
    this.#open = new Map(
      tables.open_cases.map((row) => [`${row.spelling}|${row.state_usps}|${row.city}`, row]),
    );
  }

  get(facilityId: string): RegisteredFacility | null {
    return this.#byId.get(facilityId) ?? null;
  }

  /** The registered facility that a derived one is: of its id in the same city, else of its id with the city; else itself. */
  sameAs(derived: RegisteredFacility): RegisteredFacility {
    const plain = this.get(derived.facility_id);
    if (!plain) return derived;
    if (sameCity(plain.city, derived.city) && plain.governed_geoid === derived.governed_geoid) return plain;
    const withCity = `${derived.facility_id}-${slug(derived.city ?? "no city recorded")}`;
    return this.get(withCity) ?? { ...derived, facility_id: withCity };
  }

  /** The facility of an ICE detention location code, or null for a code that is not in the list. */
  byCode(code: string): RegisteredFacility | null {
    return this.get(this.#byCode.get(foldName(code).replaceAll(" ", "")) ?? "");
  }

  /** The registered spelling with this name, state and city, or with a city one slip away; null where there is none. */
  byNameCityState(folded: string, usps: string, city: string): Spelling | null {
    const rows = this.#byNameState.get(`${folded}|${usps}`) ?? [];
    const exact = rows.find((row) => row.city === foldName(city)) ?? rows.find((row) => row.city === anyCity);
    if (exact || city === "") return exact ? this.#spelling(exact) : null;
    const near = rows.filter((row) => row.city && sameCity(city, row.city));
    return near.length === 1 ? this.#spelling(near[0] as Row) : null;
  }

  /** The registered spelling with this name and state where all of them are one facility; null where there is none or more. */
  byNameState(folded: string, usps: string): Spelling | null {
    const rows = this.#byNameState.get(`${folded}|${usps}`) ?? [];
    const ids = new Set(rows.map((row) => row.facility_id));
    return ids.size === 1 ? this.#spelling(rows[0] as Row) : null;
  }

  /** The case that a person left open under this name, state and city. */
  openCase(folded: string, usps: string, city: string): OpenCase | null {
    const row = this.#open.get(`${folded}|${usps}|${foldName(city)}`);
    return row
      ? {
          reason: row.reason ?? "",
          candidate_geoids: (row.candidate_geoids ?? "").split(";").filter(Boolean),
        }
      : null;
  }

  #spelling(row: Row): Spelling | null {
    const facility = this.get(row.facility_id ?? "");
    return (
      facility && {
        facility,
        city: row.city ?? "",
        decided_by: row.decided_by ?? "",
        reason: row.reason ?? "",
      }
    );
  }
}

function facilityOf(row: Row): RegisteredFacility {
  return {
    facility_id: row.facility_id ?? "",
    name: row.name ?? "",
    kind: (row.kind ?? "unknown") as FacilityKind,
    city: row.city || null,
    state_usps: row.state_usps ?? "",
    stands_in_geoid: row.stands_in_geoid || null,
    detloc: row.detloc || null,
    governed_geoid: row.governed_geoid ?? "",
  };
}

/** Whether two cities are written alike, one slip allowed in a long name; an unknown city goes with any. */
export function sameCity(one: string | null, other: string | null): boolean {
  if (!one || !other) return true;
  const [a, b] = [placeKeyOf(one), placeKeyOf(other)];
  return slips(a, b, 1) <= (a.length >= 5 ? 1 : 0);
}
