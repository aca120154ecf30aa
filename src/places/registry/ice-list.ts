import type { Settled } from "../finding.ts";
import { settled } from "../finding.ts";
import { placeKeyOf } from "../fold.ts";
import type { Gazetteer } from "../gazetteer.ts";
import type { FacilityKind } from "../resolution.ts";
import type { Row } from "../tables.ts";

/** What ICE's own kinds of place are in our words; the rest of its kinds are agreements and say nothing of the place. */
const federalKinds: Readonly<Record<string, FacilityKind>> = {
  BOP: "federal_prison",
  HOLD: "hold_room",
  SPC: "ice",
  CDF: "ice",
  DIGSA: "ice",
  FAMILY: "ice",
  STAGING: "ice",
  MIRP: "ice",
};

/** What ICE's list itself says of a place, before its name is read: federal kinds stand above a county in the name. */
export function federalInIceList(row: Row): Settled | null {
  const kind = federalKinds[row.type_detailed ?? ""];
  if (!kind || row.operator?.startsWith("COUNTY")) return null;
  return settled(kind, "US", "federal_agency", [
    `ICE's list gives ${row.detloc} the type ${row.type_detailed}.`,
  ]);
}

/** What ICE's list says where the name says nothing: hospitals, juvenile places, and who the operator was. */
export function restOfIceList(row: Row, gazetteer: Gazetteer): Settled {
  const evidence = [
    `ICE's list gives ${row.detloc} the type ${row.type_detailed || "none"} and the operator ${row.operator || "none"}.`,
  ];
  if (row.type_detailed === "HOSPITAL" || row.type_detailed === "HEALTH" || row.operator === "HOSPITAL")
    return settled("hospital", "", "none", evidence);
  if (row.operator === "HOTEL") return settled("hotel", "", "none", evidence);
  const city = row.operator === "CITY" ? cityOf(row, gazetteer) : null;
  if (city) return settled("city_jail", city, "place_in_name", evidence);
  const county = row.operator === "COUNTY (SHERIFF)" ? countyOf(row, gazetteer) : null;
  if (county) return settled("county_jail", county, "county_in_name", evidence);
  return settled(row.type_detailed === "JUVENILE" ? "juvenile" : "unknown", "", "none", evidence);
}

/** The one municipality in which a place stands that a city runs, by the address. */
function cityOf(row: Row, gazetteer: Gazetteer): string | null {
  const places = gazetteer.placesNamed(row.state_usps ?? "", placeKeyOf(row.city ?? ""));
  return places.length === 1 && places[0]?.geoid.length === 7 ? places[0].geoid : null;
}

/** The county in which a place stands that a sheriff runs, where the county as released and the city agree. */
function countyOf(row: Row, gazetteer: Gazetteer): string | null {
  const geoid = row.county_match === "exact" && !row.county_defect ? (row.county_geoid ?? "") : "";
  const county = gazetteer.county(geoid);
  const cities = gazetteer.countiesOfCity(row.state_usps ?? "", row.city ?? "");
  return county && county.kind !== "independent_city" && cities.size === 1 && cities.has(geoid)
    ? geoid
    : null;
}

const privateOperators: Readonly<Record<string, string>> = {
  GEO: "GEO Group",
  CCA: "Corrections Corporation of America",
  CEC: "Community Education Centers",
  "LASALLE CORRECTIONS": "LaSalle Corrections",
  "M&TC": "Management and Training Corporation",
};

/** Who ran a county's own place for it, where the list gives a private operator and the county as owner; else null. */
export function hiredOperator(row: Row): string | null {
  return row.owner === "COUNTY" ? (privateOperators[row.operator ?? ""] ?? null) : null;
}
