import type { FacilityQuery, Resolution } from "../../src/places/resolution.ts";
import type { Resolver } from "../../src/records/facilities/resolve-places.ts";
import type { GovernmentNames } from "../../src/reports/public/jurisdiction.ts";

/** A state, a county and a city that are nowhere, so that no made-up number is said of a real place. */
const names: Readonly<Record<string, string>> = {
  "99": "Made-up State",
  "99001": "Sample County",
  "99003": "Quiet County",
  "9900100": "Example City city",
};

export const madeUpPlaceNames: GovernmentNames = {
  nameOf: (geoid) => names[geoid] ?? null,
  uspsOf: (geoid) => (geoid.startsWith("99") ? "ZZ" : ""),
};

/** The GEOIDs by which an import places facilities of the made-up state. */
export const madeUpStates: ReadonlyMap<string, string> = new Map([
  ["ZZ", "99"],
  ["MADE-UP STATE", "99"],
]);

const open: Resolution = {
  status: "unresolved",
  facility: null,
  controlling_body: null,
  jurisdiction_geoid: null,
  method: "none",
  evidence: ["Nothing in the made-up tables has this name."],
  candidates: [],
};

function jail(name: string, geoid: string, body: string, kind: "sheriff" | "city"): Resolution {
  return {
    status: "resolved",
    facility: {
      facility_id: `zz-${name.toLowerCase().replaceAll(" ", "-")}`,
      name,
      kind: kind === "sheriff" ? "county_jail" : "city_jail",
      city: "Nowhere",
      state_usps: "ZZ",
      stands_in_geoid: "99001",
      detloc: null,
    },
    controlling_body: {
      body_id: `zz-${geoid}`,
      name: body,
      kind,
      jurisdiction_geoid: geoid,
      source: "made up for tests",
      verification: "general_knowledge",
    },
    jurisdiction_geoid: geoid,
    method: "name_state",
    evidence: [`The made-up tables have ${name} <in> ZZ & nowhere else.`, "Made up for tests."],
    candidates: [],
  };
}

const candidates = ["99001", "99003"].map((geoid) => ({
  facility: `Twin jail, ${names[geoid]}`,
  controlling_body: `${names[geoid]} Sheriff`,
  jurisdiction_geoid: geoid,
  why: "a made-up county has this name",
}));

/** What each made-up facility resolves to, by its name. */
function resolve({ name }: FacilityQuery): Resolution {
  if (name === "SAMPLE COUNTY JAIL" || name === "SAMPLE CO JAIL")
    return jail("Sample County jail", "99001", "Sample County Sheriff", "sheriff");
  if (name === "EXAMPLE CITY JAIL")
    return jail("Example City jail", "9900100", "Example City police", "city");
  if (name === "TWIN JAIL")
    return { ...open, status: "ambiguous", evidence: ["Two made-up counties have it."], candidates };
  return open;
}

/** A resolver that knows made-up places only. */
export const madeUpResolver: Resolver = {
  version: "made up for tests",
  resolveAll: (queries) => queries.map(resolve),
  controllingBody: () => null,
  changeDays: [],
};
