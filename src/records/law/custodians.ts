import type { Day } from "../../base/day.ts";
import type { Custodian } from "../../law/definitions/custody-facts.ts";
import { Custody } from "../../places/control.ts";
import { Gazetteer } from "../../places/gazetteer.ts";
import type { ControllingBody } from "../../places/resolution.ts";
import { type CustodyTables, readRows } from "../../places/tables.ts";

interface Read {
  readonly custody: Custody;
  /** Places (7 digits) of which it is written who runs the jail; of others nothing is known. */
  readonly places: ReadonlySet<string>;
}

let read: Read | undefined;

function custodyTables(): CustodyTables {
  return {
    custodians: readRows("custodians/custodians.csv"),
    bodies: readRows("custodians/bodies.csv"),
    consolidated: readRows("custodians/consolidated.csv"),
    county_defaults: readRows("custodians/county-defaults.csv"),
    county_bodies: readRows("custodians/county-bodies.csv"),
    state_agencies: readRows("custodians/state-agencies.csv"),
    state_prison_words: [],
    federal_bodies: [],
  };
}

function tables(): Read {
  if (read) return read;
  const custody = custodyTables();
  const gazetteer = new Gazetteer({
    states: readRows("places/states.csv"),
    counties: readRows("places/counties.csv"),
    municipalities: readRows("places/municipalities.csv"),
    county_subdivisions: [],
    ice_facilities: [],
    custody,
    registry: { facilities: [], aliases: [], codes: [], controllers: [], open_cases: [] },
  });
  const places = custody.custodians.map((row) => row.jurisdiction_geoid ?? "");
  read = {
    custody: new Custody(custody, [], gazetteer),
    places: new Set(places.filter((one) => one.length === 7)),
  };
  return read;
}

function bodyFor(geoid: string, on: Day): ControllingBody | null {
  const { custody, places } = tables();
  if (geoid.length === 2) return custody.bodyOf({ kind: "state_prison", governed_geoid: geoid }, on);
  if (geoid.length === 7 && !places.has(geoid)) return null;
  return custody.bodyOf(
    { kind: geoid.length === 5 ? "county_jail" : "city_jail", governed_geoid: geoid },
    on,
  );
}

/**
 * Who runs the jail that a place's arrestees go to on a day; for a state, its prisons. Null where nobody wrote it down: of a city
 * that is not in reference/custodians nothing is assumed.
 */
export function custodianOn(geoid: string, on: Day): Custodian | null {
  const body = bodyFor(geoid, on);
  if (body === null) return null;
  return {
    jurisdiction_geoid: geoid,
    operator: body.name,
    operator_geoid: body.jurisdiction_geoid,
    source: body.source,
    verification: body.verification,
  };
}
