import type { Day } from "../base/day.ts";
import type { BodyKind, ControllingBody, FacilityKind, Verification } from "./resolution.ts";
import type { CustodyTables, Row } from "./tables.ts";

/** What decides who controls a place of custody: what kind of place it is and whose it is. */
export interface Governed {
  readonly kind: FacilityKind;
  /** GEOID of the government whose place it is; "US" for federal; empty where nobody can be named. */
  readonly governed_geoid: string;
  readonly facility_id?: string;
}

/** Names of places by GEOID, for the names of bodies that no table spells out. */
export interface PlaceNames {
  /** Name with legal type ("Travis County", "Anaheim city"), or null for an unknown GEOID. */
  nameOf(geoid: string): string | null;
  uspsOf(geoid: string): string;
  /** The code that a county bore on a day ("12025" for Miami-Dade before 1997-11-13); null where it did not exist. */
  countyCodeOn(geoid: string, on: Day): string | null;
}

const bodyKinds = new Set<string>(
  "sheriff county_corrections city metro_police regional_authority state federal tribal private_for_government".split(
    " ",
  ),
);

/** Whether a day lies in a row's interval; a bound cut to a year or month opens on its first and ends on its last day. */
export function inForce(from: string, to: string, on: Day): boolean {
  return (from === "" || on >= from) && (to === "" || on.slice(0, to.length) <= to);
}

/** Who controls which place of custody on a day, from the tables under `reference/custodians` and the registry. */
export class Custody {
  readonly #names: PlaceNames;
  readonly #tables: CustodyTables;
  readonly #bodies: ReadonlyMap<string, Row>;
  readonly #consolidated: ReadonlyMap<string, string>;
  readonly #controllers: ReadonlyMap<string, Row[]>;

  constructor(tables: CustodyTables, controllers: readonly Row[], names: PlaceNames) {
    this.#tables = tables;
    this.#names = names;
    this.#bodies = new Map(tables.bodies.map((row) => [row.controlling_body ?? "", row]));
    this.#consolidated = new Map(
      tables.consolidated.map((row) => [row.county_geoid ?? "", row.place_geoid ?? ""]),
    );
    this.#controllers = Map.groupBy(controllers, (row) => row.facility_id ?? "");
  }

  /** The body that controls a place of custody on a day, or null where no row and no rule names one. */
  bodyOf(place: Governed, on: Day): ControllingBody | null {
    const own = this.#controllers.get(place.facility_id ?? "");
    if (own) return this.#ownController(own, on);
    return place.governed_geoid === "" ? null : this.#byKind(place, on);
  }

  #ownController(rows: readonly Row[], on: Day): ControllingBody | null {
    const row = rows.find((one) => inForce(one.from_on ?? "", one.to_on ?? "", on));
    return row
      ? body(row.body_id, row.name, row.kind, row.jurisdiction_geoid, row.source, row.verification)
      : null;
  }

  #byKind(place: Governed, on: Day): ControllingBody | null {
    const geoid =
      place.governed_geoid.length === 5
        ? this.#names.countyCodeOn(place.governed_geoid, on)
        : place.governed_geoid;
    if (geoid === null) return null;
    if (geoid === "US") return this.#federal(place.kind);
    if (geoid.length === 2) return this.#state(geoid, place.kind, on);
    if (place.kind === "police") return this.#police(geoid);
    if (place.kind === "juvenile") return geoid.length === 5 ? this.#juvenile(geoid, on) : null;
    if (geoid.length === 5) return this.#jailOfCounty(geoid, on);
    return this.#jailOfCity(geoid, on);
  }

  #federal(kind: FacilityKind): ControllingBody | null {
    const runs = kind === "hold_room" ? "ice" : kind;
    const row = this.#tables.federal_bodies.find((one) => one.runs === runs);
    return row ? body(row.body_id, row.name, "federal", "US", row.source, row.verification) : null;
  }

  #state(geoid: string, kind: FacilityKind, on: Day): ControllingBody | null {
    const usps = this.#names.uspsOf(geoid);
    const name = this.#names.nameOf(geoid);
    if (kind === "juvenile" && !unifiedStates.has(usps)) {
      return body(
        `us-${usps.toLowerCase()}-juvenile`,
        `${name} state juvenile agency`,
        "state",
        geoid,
        generalKnowledge.state,
        "general_knowledge",
      );
    }
    if (kind === "police")
      return body(
        `us-${usps.toLowerCase()}-police`,
        `${name} state police`,
        "state",
        geoid,
        generalKnowledge.state,
        "general_knowledge",
      );
    return this.#stateAgency(geoid, on, kind !== "state_prison");
  }

  #stateAgency(geoid: string, on: Day, forJails: boolean): ControllingBody | null {
    const usps = this.#names.uspsOf(geoid);
    const rows = this.#tables.state_agencies.filter(
      (one) => one.state_usps === usps && inForce(one.from_on ?? "", one.to_on ?? "", on),
    );
    const jails = rows.find((one) => one.kind === "regional_authority");
    const row = (forJails ? jails : rows.find((one) => one !== jails)) ?? rows[0];
    return row ? body(row.body_id, row.name, row.kind, geoid, row.source, row.verification) : null;
  }

  #police(geoid: string): ControllingBody | null {
    const name = this.#names.nameOf(geoid);
    if (!name) return null;
    const id = `us-${this.#names.uspsOf(geoid).toLowerCase()}-${geoid}-police`;
    const kind = geoid.length === 5 && !isCityName(name) ? "metro_police" : "city";
    return body(id, `${name} police`, kind, geoid, generalKnowledge.police, "general_knowledge");
  }

  #juvenile(geoid: string, on: Day): ControllingBody | null {
    const jail = this.#jailOfCounty(geoid, on);
    if (!jail || jail.kind === "state" || jail.kind === "city") return jail;
    const name = `${this.#names.nameOf(geoid)} juvenile detention`;
    const id = `us-${this.#names.uspsOf(geoid).toLowerCase()}-${geoid}-juvenile`;
    return body(id, name, "county_corrections", geoid, generalKnowledge.juvenile, "general_knowledge");
  }

  #jailOfCounty(geoid: string, on: Day): ControllingBody | null {
    const place = this.#consolidated.get(geoid);
    return (
      this.#custodian(geoid, on) ??
      (place ? this.#custodian(place, on) : null) ??
      this.#countyBody(geoid, on) ??
      this.#countyDefault(geoid, on)
    );
  }

  #custodian(geoid: string, on: Day): ControllingBody | null {
    for (const row of this.#tables.custodians) {
      if (row.jurisdiction_geoid !== geoid || !inForce(row.valid_from ?? "", row.valid_to ?? "", on))
        continue;
      const known = this.#bodies.get(row.controlling_body ?? "");
      if (!known?.body_id) continue;
      const source = `${row.source_url} (custodians.csv)`;
      return body(known.body_id, known.name, known.kind, known.jurisdiction_geoid, source, row.verification);
    }
    return null;
  }

  #countyBody(geoid: string, on: Day): ControllingBody | null {
    const row = this.#tables.county_bodies.find(
      (one) => one.jurisdiction_geoid === geoid && inForce(one.from_on ?? "", one.to_on ?? "", on),
    );
    return row
      ? body(
          this.#countyBodyId(geoid, row.kind ?? ""),
          row.name,
          row.kind,
          geoid,
          row.source,
          row.verification,
        )
      : null;
  }

  #countyDefault(geoid: string, on: Day): ControllingBody | null {
    const usps = this.#names.uspsOf(geoid);
    const row = this.#tables.county_defaults.find((one) => one.state_usps === usps);
    const name = this.#names.nameOf(geoid);
    if (!row || !name) return null;
    if (row.kind === "state") return this.#stateAgency(geoid.slice(0, 2), on, true);
    const named = (row.name_pattern ?? "").replace("{name_full}", name);
    return body(
      this.#countyBodyId(geoid, row.kind ?? ""),
      named,
      row.kind,
      geoid,
      row.source,
      row.verification,
    );
  }

  #countyBodyId(geoid: string, kind: string): string {
    return `us-${this.#names.uspsOf(geoid).toLowerCase()}-${geoid}-${kind.replaceAll("_", "-")}`;
  }

  #jailOfCity(geoid: string, on: Day): ControllingBody | null {
    const known = this.#custodian(geoid, on);
    if (known) return known;
    const name = this.#names.nameOf(geoid);
    if (!name) return null;
    const id = `us-${this.#names.uspsOf(geoid).toLowerCase()}-${geoid}-jail`;
    return body(id, `${name} jail`, "city", geoid, generalKnowledge.cityJail, "general_knowledge");
  }
}

const unifiedStates = new Set(["AK", "CT", "DE", "HI", "RI", "VT"]);

const generalKnowledge = {
  state: "general knowledge: a state institution is controlled by its state, whichever county it stands in",
  police: "general knowledge: a police department belongs to the government in its name",
  juvenile:
    "general knowledge: a county's juvenile detention is the county's; which office runs it was not looked up",
  cityJail: "general knowledge: a jail named for a city is run by that city's police or jail department",
} as const;

function isCityName(name: string): boolean {
  return / city$/.test(name) || name === "Carson City";
}

function body(id = "", name = "", kind = "", geoid = "", source = "", verification = ""): ControllingBody {
  if (!bodyKinds.has(kind))
    throw new TypeError(`reference/custodians: "${kind}" is no kind of body (${name})`);
  return {
    body_id: id,
    name,
    kind: kind as BodyKind,
    jurisdiction_geoid: geoid,
    source,
    verification: verification as Verification,
  };
}
