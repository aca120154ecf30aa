import assert from "node:assert/strict";
import { test } from "node:test";
import { filterJurisdictions, type JurisdictionEntry, jurisdictionName } from "./jurisdiction.ts";

const names = {
  nameOf: (geoid: string) => ({ "99": "Made-up State", "99001": "Sample County" })[geoid] ?? null,
  uspsOf: () => "ZZ",
};

const entry = (geoid: string, name: string, body: string): JurisdictionEntry => ({
  geoid,
  name,
  state: "ZZ",
  state_name: "Made-up State",
  bodies: [{ body_id: `zz-${geoid}`, name: body, kind: "sheriff" }],
});
const entries = [
  entry("99001", "Sample County, ZZ", "Sample County Sheriff"),
  entry("99003", "Quiet County, ZZ", "Corrections of Quiet"),
];

test("a government is named with its state, a state by itself, and an unknown code as it is", () => {
  assert.deepEqual(
    ["99001", "99", "US", "98765"].map((geoid) => jurisdictionName(geoid, names)),
    ["Sample County, ZZ", "Made-up State", "Federal government", "GEOID 98765"],
  );
});

test("jurisdictions are found by a part of a name, of a body's name, or of a GEOID, and by state in either form", () => {
  const found = (words?: string, state?: string): string[] =>
    filterJurisdictions(entries, words, state).map((each) => each.geoid);
  assert.deepEqual(found("COUNTY"), ["99001", "99003"]);
  assert.deepEqual(found("corrections"), ["99003"]);
  assert.deepEqual(found("99001"), ["99001"]);
  assert.deepEqual(found(undefined, "zz"), ["99001", "99003"]);
  assert.deepEqual(found("", "made-up state"), ["99001", "99003"]);
  assert.deepEqual(found("", "TX"), []);
});
