import { foldName, slug } from "../fold.ts";
import { facilityOfFinding } from "../identity.ts";
import { anyCity, type RegisteredFacility } from "../registry.ts";
import type { FacilityKind } from "../resolution.ts";
import type { Row } from "../tables.ts";
import { compare, type Entry } from "./entry.ts";
import type { Sightings } from "./sighting.ts";

/** The key under which a spelling is decided once: name, state and city, folded. */
export function keyOf(row: Row): string {
  return `${foldName(row.name ?? "")}|${row.state_usps}|${cityOf(row)}`;
}

/** A row's city, folded; the mark for any city stays. */
export function cityOf(row: Row): string {
  return row.city === anyCity ? anyCity : foldName(row.city ?? "");
}

/** What ICE's list says of a row, as the reason of a spelling. */
export function iceReason(row: Row): string {
  return `ICE's list: ${row.detloc}, type ${row.type_detailed || "not given"}, operator ${row.operator || "not given"}.`;
}

/** Whether a row's county is an independent city: an address there says nothing of where a county's jail stands. */
export function isIndependent(row: Row, sightings: Sightings): boolean {
  return sightings.gazetteer.county(row.county_geoid ?? "")?.kind === "independent_city";
}

/** A facility that a person described, under an id made of its state and its name. */
export function decidedFacility(row: Row, sightings: Sightings): RegisteredFacility {
  const name = row.facility_name || (row.name ?? "").replace(/\s+/g, " ");
  const finding = {
    status: "settled",
    kind: row.kind as FacilityKind,
    governed_geoid: row.governed_geoid ?? "",
    method: "alias",
    evidence: [],
    label: null,
  } as const;
  const seen = {
    name: sightings.parse(name),
    written: name,
    city: row.city === anyCity ? "" : (row.city ?? ""),
    usps: row.state_usps ?? "",
  };
  return { ...facilityOfFinding(finding, seen, sightings.gazetteer), name };
}

/** The row of controllers.csv for a facility whose body a person or ICE's list named. */
export function controllerRow(row: Row, facility: RegisteredFacility): Row {
  return {
    facility_id: facility.facility_id,
    body_id: `us-${facility.governed_geoid === "US" ? "" : `${facility.state_usps.toLowerCase()}-`}${slug(row.body_name ?? "")}`,
    name: row.body_name ?? "",
    kind: row.body_kind ?? "",
    jurisdiction_geoid: facility.governed_geoid,
    from_on: row.from_on ?? "",
    to_on: row.to_on ?? "",
    source: row.reason ?? "",
    verification: row.verification ?? "",
  };
}

/** The row of facilities.csv for an entry. */
export function facilityRow({ facility }: Entry): Row {
  const { facility_id, name, kind, state_usps, governed_geoid } = facility;
  return {
    facility_id,
    name,
    kind,
    city: facility.city ?? "",
    state_usps,
    stands_in_geoid: facility.stands_in_geoid ?? "",
    detloc: facility.detloc ?? "",
    governed_geoid,
  };
}

/** The row of open-cases.csv for a decision to leave a spelling open. */
export function openRow(row: Row): Row {
  const { candidate_geoids = "", reason = "", author = "" } = row;
  return {
    spelling: foldName(row.name ?? ""),
    state_usps: row.state_usps ?? "",
    city: cityOf(row),
    candidate_geoids,
    reason,
    author,
  };
}

/** Rows in the order of some columns, by code unit. */
export function sorted(rows: readonly Row[], keys: readonly string[]): Row[] {
  const text = (row: Row): string => keys.map((key) => row[key]).join("\u0000");
  return [...rows].sort((a, b) => compare(text(a), text(b)));
}
