import assert from "node:assert/strict";
import { test } from "node:test";
import { Custody, inForce } from "./control.ts";
import { Gazetteer } from "./gazetteer.ts";
import { readTables } from "./tables.ts";

const tables = readTables();
const gazetteer = new Gazetteer(tables);
const custody = new Custody(tables.custody, tables.registry.controllers, gazetteer);
const on = "2015-02-02";

test("bounds that are cut to a year or month open on its first and close on its last day", () => {
  assert.equal(inForce("2014", "2015", "2015-12-31"), true);
  assert.equal(inForce("2014", "2015", "2016-01-01"), false);
  assert.equal(inForce("2014", "", "2013-12-31"), false);
  assert.equal(inForce("", "2018-06-30", "2018-06-30"), true);
  assert.equal(inForce("", "2018-06", "2018-06-30"), true);
  assert.equal(inForce("", "2018-06", "2018-07-01"), false);
});

test("every county of every state and day has one body for its jail", () => {
  for (const state of gazetteer.states) {
    for (const county of gazetteer.countiesOf(state.usps, on)) {
      const body = custody.bodyOf({ kind: "county_jail", governed_geoid: county.geoid }, on);
      assert.ok(body?.body_id && body.source && body.name, `${county.name_full}, ${state.usps}`);
    }
  }
});

test("a default is general knowledge and says so; a row that was read says that", () => {
  const default_ = custody.bodyOf({ kind: "county_jail", governed_geoid: "48323" }, on);
  assert.deepEqual([default_?.kind, default_?.verification], ["sheriff", "general_knowledge"]);
  const read = custody.bodyOf({ kind: "county_jail", governed_geoid: "48453" }, on);
  assert.deepEqual([read?.name, read?.verification], ["Travis County Sheriff", "seen"]);
});

test("state prisons and state jails of one state may have different bodies", () => {
  const bodies = (["state_prison", "regional_jail"] as const).map(
    (kind) => custody.bodyOf({ kind, governed_geoid: "54" }, on)?.name,
  );
  assert.deepEqual(bodies, [
    "West Virginia Division of Corrections",
    "West Virginia Regional Jail and Correctional Facility Authority",
  ]);
});

test("a place of no named government has no body", () => {
  assert.equal(custody.bodyOf({ kind: "hotel", governed_geoid: "" }, on), null);
  assert.equal(
    custody.bodyOf({ kind: "county_jail", governed_geoid: "09110" }, on),
    null,
    "a planning region that does not exist yet",
  );
});

test("a named body of a facility stands only in its days", () => {
  const moshannon = {
    kind: "federal_prison",
    governed_geoid: "US",
    facility_id: "us-pa-moshannon-valley-correctional-center",
  } as const;
  const onDay = (day: string): string | undefined => custody.bodyOf(moshannon, day)?.name;
  assert.equal(onDay("2021-03-31"), "GEO Group for Federal Bureau of Prisons");
  assert.equal(onDay("2021-04-01"), undefined, "between two contracts nobody is named");
  assert.equal(onDay("2021-09-01"), "GEO Group for U.S. Immigration and Customs Enforcement");
});
