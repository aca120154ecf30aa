import type { Settled } from "../finding.ts";
import { foldName } from "../fold.ts";
import { facilityOfFinding } from "../identity.ts";
import { anyCity } from "../registry.ts";
import type { PlaceTables, RegistryTables, Row } from "../tables.ts";
import { compare, Entries, type Entry } from "./entry.ts";
import { federalInIceList, hiredOperator, restOfIceList } from "./ice-list.ts";
import {
  cityOf,
  controllerRow,
  decidedFacility,
  facilityRow,
  iceReason,
  isIndependent,
  keyOf,
  openRow,
  sorted,
} from "./rows.ts";
import { type Sighting, Sightings } from "./sighting.ts";

/** What the registry is built from besides the reference tables. */
export interface RegistrySources {
  /** Rows of facilities/hand.csv: decisions of people, which stand above the rules. */
  readonly hand: readonly Row[];
  /** Rows of facilities/seen-names.csv: names as spelled in releases, with the rows of FY2015. */
  readonly seen: readonly Row[];
}

/** Builds the registry anew: the same sources and tables give the same rows, in the same order. */
export function buildRegistry(tables: PlaceTables, sources: RegistrySources): RegistryTables {
  const build = new RegistryBuild(tables, sources);
  build.enterHand();
  build.enterSeen();
  build.enterIceList();
  return build.tables();
}

class RegistryBuild {
  readonly #sightings: Sightings;
  readonly #tables: PlaceTables;
  readonly #sources: RegistrySources;
  readonly #entries = new Entries();
  readonly #aliases = new Map<string, Row>();
  readonly #open = new Map<string, Row>();
  readonly #codes = new Map<string, Entry>();

  constructor(tables: PlaceTables, sources: RegistrySources) {
    this.#sightings = new Sightings(tables);
    this.#tables = tables;
    this.#sources = sources;
  }

  enterHand(): void {
    for (const row of this.#sources.hand) {
      if (row.outcome === "open") this.#open.set(keyOf(row), row);
      else this.#enterDecision(row);
    }
  }

  /** Names of releases, those of most rows first, so that the plain id goes to the place most often met. */
  enterSeen(): void {
    const rows = [...this.#sources.seen].sort(
      (a, b) => Number(b.rows_fy2015) - Number(a.rows_fy2015) || compare(keyOf(a), keyOf(b)),
    );
    for (const row of rows) {
      if (this.#aliases.has(keyOf(row)) || this.#open.has(keyOf(row))) continue;
      const sighting = this.#sightings.settle(row.name ?? "", row.city ?? "", row.state_usps ?? "");
      if (sighting) this.#addAlias(row, this.#entries.at(sighting.facility), sighting.rule, "");
    }
  }

  enterIceList(): void {
    for (const row of this.#tables.ice_facilities) {
      const code = row.detloc ?? "";
      if (this.#codes.has(code) || row.state_usps === "" || row.type_detailed === "TRANSPORT") continue;
      const entry = this.#entryOfIceRow(row);
      if (entry) this.#addCode(code, entry, row);
    }
  }

  tables(): RegistryTables {
    const entries = this.#entries.all();
    return {
      facilities: entries.map((entry) => facilityRow(entry)),
      aliases: sorted([...this.#aliases.values()], ["state_usps", "spelling", "city"]),
      codes: sorted(
        [...this.#codes].map(([detloc, entry]) => ({ detloc, facility_id: entry.facility.facility_id })),
        ["detloc"],
      ),
      controllers: sorted(
        entries.flatMap((entry) => entry.controllers),
        ["facility_id", "from_on"],
      ),
      open_cases: sorted([...this.#open.values()].map(openRow), ["state_usps", "spelling", "city"]),
    };
  }

  #enterDecision(row: Row): void {
    const entry = this.#entries.at(decidedFacility(row, this.#sightings));
    this.#addAlias(row, entry, "hand", row.reason ?? "");
    if (row.facility_name && !/ jail$/.test(row.facility_name)) this.#addName(row, entry);
    const term = row.body_name ? controllerRow(row, entry.facility) : null;
    if (term && !entry.controllers.some((one) => one.from_on === term.from_on)) entry.controllers.push(term);
    for (const code of (row.detlocs ?? "").split(";").filter(Boolean))
      this.#addCode(code, entry, this.#iceRow(code));
  }

  /** The name that a person gave a facility is one of its spellings too, in whatever city; the rules read "… jail" themselves. */
  #addName(row: Row, entry: Entry): void {
    const named = { ...row, name: row.facility_name ?? "", city: anyCity };
    if (!this.#aliases.has(keyOf(named))) this.#addAlias(named, entry, "hand", row.reason ?? "");
  }

  #iceRow(code: string): Row | null {
    return this.#tables.ice_facilities.find((row) => row.detloc === code) ?? null;
  }

  /** The entry of a row of ICE's list: by its spelling, by its kind in the list, by the rules, by its operator. */
  #entryOfIceRow(row: Row): Entry | null {
    if (this.#open.has(keyOf(row)))
      return this.#entryOf(row, restOfIceList({ ...row, operator: "" }, this.#sightings.gazetteer));
    const known = this.#aliases.get(keyOf(row)) ?? this.#aliases.get(keyOf({ ...row, city: anyCity }));
    if (known)
      return this.#entries.all().find((entry) => entry.facility.facility_id === known.facility_id) ?? null;
    const federal = federalInIceList(row);
    const byRule = this.#sightings.settle(row.name ?? "", row.city ?? "", row.state_usps ?? "");
    const isCounty = row.type_detailed === "HOLD" && byRule?.rule === "county_in_name";
    const operator = byRule && !federal ? hiredOperator(row) : null;
    if (byRule && operator) return this.#hiredEntry(row, byRule, operator);
    if (byRule && (!federal || isCounty)) return this.#entries.at(byRule.facility);
    return this.#entryOf(row, federal ?? restOfIceList(row, this.#sightings.gazetteer));
  }

  /** A county's place that a company runs for it is a place of its own, beside the jail of the sheriff. */
  #hiredEntry(row: Row, { finding, facility }: Sighting, operator: string): Entry {
    const entry = this.#entryOf(row, { ...finding, label: null });
    const county = this.#sightings.gazetteer.nameOf(facility.governed_geoid) ?? facility.governed_geoid;
    const hired = {
      body_kind: "private_for_government",
      body_name: `${operator} for ${county}`,
      reason: iceReason(row),
      verification: "partly_seen",
    };
    if (entry.controllers.length === 0) entry.controllers.push(controllerRow(hired, entry.facility));
    return entry;
  }

  #entryOf(row: Row, finding: Settled): Entry {
    const { name: written = "", city = "", state_usps: usps = "" } = row;
    const name = this.#sightings.parse(written);
    return this.#entries.at(
      facilityOfFinding(finding, { name, written, city, usps }, this.#sightings.gazetteer),
    );
  }

  #addCode(code: string, entry: Entry, row: Row | null): void {
    this.#codes.set(code, entry);
    entry.codes.push(code);
    if (!row) return;
    const stands =
      row.county_match === "exact" && !isIndependent(row, this.#sightings) ? (row.county_geoid ?? "") : "";
    entry.facility = {
      ...entry.facility,
      detloc: entry.facility.detloc ?? code,
      stands_in_geoid: entry.facility.stands_in_geoid ?? (stands || null),
    };
    if (entry.facility.kind !== "unknown" && !this.#aliases.has(keyOf(row)) && !this.#open.has(keyOf(row)))
      this.#addAlias(row, entry, "ice_list", iceReason(row));
  }

  #addAlias(row: Row, entry: Entry, decidedBy: string, reason: string): void {
    this.#aliases.set(keyOf(row), {
      spelling: foldName(row.name ?? ""),
      state_usps: row.state_usps ?? "",
      city: cityOf(row),
      facility_id: entry.facility.facility_id,
      decided_by: decidedBy,
      reason,
      author: decidedBy === "hand" ? (row.author ?? "") : "",
    });
  }
}
