import assert from "node:assert/strict";
import { test } from "node:test";
import type { ControllingBody, Resolution } from "../../places/resolution.ts";
import { type Resolver, resolvePlaces } from "./resolve-places.ts";

const body = (body_id: string): ControllingBody => ({
  body_id,
  name: body_id,
  kind: "state",
  jurisdiction_geoid: "24",
  source: "made up",
  verification: "seen",
});
const facility = {
  facility_id: "f",
  name: "F",
  kind: "county_jail",
  city: null,
  state_usps: "MD",
  stands_in_geoid: null,
  detloc: null,
} as const;
const place = { place_id: 1, name: "F", city: "", state: "MD", code: "" };

/** Body a until 2010, nobody in 2010, a again from 2011, b from 2015. */
function bodyOn(day: string): ControllingBody | null {
  if (day >= "2015-01-01") return body("b");
  return day >= "2010-01-01" && day < "2011-01-01" ? null : body("a");
}

const resolver: Resolver = {
  version: "made up",
  changeDays: ["2009-06-01", "2010-01-01", "2011-01-01", "2015-01-01"],
  controllingBody: (_, on) => bodyOn(on),
  resolveAll: (queries) =>
    queries.map(({ on }): Resolution => {
      const controlling_body = bodyOn(on);
      return {
        status: controlling_body ? "resolved" : "unresolved",
        facility,
        controlling_body,
        jurisdiction_geoid: controlling_body?.jurisdiction_geoid ?? null,
        method: "code",
        evidence: [`asked for ${on}`],
        candidates: [],
      };
    }),
};

test("a place has one resolution a period of control, a gap between two contracts among them", () => {
  const periods = resolvePlaces([place], resolver, "2014-10-01");
  assert.deepEqual(
    periods.map((p) => [p.from_on, p.resolution.controlling_body?.body_id ?? null]),
    [
      ["0001-01-01", "a"],
      ["2010-01-01", null],
      ["2011-01-01", "a"],
      ["2015-01-01", "b"],
    ],
  );
});

test("the period that holds the day asked for has that day's evidence", () => {
  const asked = resolvePlaces([place], resolver, "2014-10-01").find((p) => p.from_on === "2011-01-01");
  assert.deepEqual(asked?.resolution.evidence, ["asked for 2014-10-01"]);
});
