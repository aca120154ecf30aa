import type { Day } from "../../base/day.ts";
import { type Jurisdiction, levelOf } from "../../law/definitions/jurisdiction.ts";
import { type Row, readRows } from "../../places/tables.ts";

/** A jurisdiction with the days between which its code was in use; empty where not bounded. */
export interface DatedJurisdiction extends Jurisdiction {
  readonly valid_from: string;
  readonly valid_to: string;
  /** The codes that took its place. */
  readonly successor_geoids: readonly string[];
}

let read: ReadonlyMap<string, DatedJurisdiction> | undefined;

/** Codes of one and the same government: city and county in one, independent cities, and the District of Columbia. */
function sameGovernments(
  counties: readonly Row[],
  places: readonly Row[],
): ReadonlyMap<string, readonly string[]> {
  const cities = new Map(places.map((row) => [`${row.state_usps} ${row.name}`, row.geoid ?? ""]));
  const independent = counties
    .filter((row) => row.kind === "independent_city")
    .map((row) => [row.geoid ?? "", cities.get(`${row.state_usps} ${row.name}`) ?? ""]);
  const consolidated = readRows("custodians/consolidated.csv").map((row) => [
    row.county_geoid ?? "",
    row.place_geoid ?? "",
  ]);
  // A city that is five counties is none of them alone.
  const counts = Map.groupBy(consolidated, ([, place]) => place);
  const groups = [
    ["11", "11001", "1150000"],
    ...independent,
    ...consolidated.filter(([, place]) => counts.get(place)?.length === 1),
  ].filter((codes) => codes.every((code) => code !== ""));
  return new Map(
    groups.flatMap((codes) => codes.map((code) => [code as string, codes.filter((one) => one !== code)])),
  );
}

function dated(row: Row, name: string, also_geoids: readonly string[]): DatedJurisdiction {
  const geoid = row.geoid ?? "";
  const successors = row.successor_geoids ? row.successor_geoids.split(";") : [];
  return {
    geoid,
    name,
    level: levelOf(geoid),
    also_geoids,
    valid_from: row.valid_from ?? "",
    valid_to: row.valid_to ?? "",
    successor_geoids: successors,
  };
}

/** Every state, county and incorporated place of reference/places by GEOID, each with the other codes of its government; read once. */
export function lawJurisdictions(): ReadonlyMap<string, DatedJurisdiction> {
  if (read) return read;
  const [states, counties, places] = ["states", "counties", "municipalities"].map((name) =>
    readRows(`places/${name}.csv`),
  ) as [Row[], Row[], Row[]];
  const same = sameGovernments(counties, places);
  const make = (row: Row, name: string) => dated(row, name, same.get(row.geoid ?? "") ?? []);
  const all = [
    ...states.map((row) => make(row, row.name ?? "")),
    ...[...counties, ...places].map((row) => make(row, `${row.name_full}, ${row.state_usps}`)),
  ];
  read = new Map(all.map((one) => [one.geoid, one]));
  return read;
}

/** Whether a jurisdiction's code was in use on a day. */
export function existsOn({ valid_from, valid_to }: DatedJurisdiction, on: Day): boolean {
  return (valid_from === "" || valid_from <= on) && (valid_to === "" || on <= valid_to);
}

/** The counties whose codes were in use on a day, planning regions of Connecticut left out. */
export function countiesOn(on: Day): DatedJurisdiction[] {
  const regions = /Planning Region/;
  return [...lawJurisdictions().values()].filter(
    (one) => one.level === "county" && existsOn(one, on) && !regions.test(one.name),
  );
}
