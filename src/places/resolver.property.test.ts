import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { resolveFacility } from "./resolver.ts";
import { readRows } from "./tables.ts";

const counties = readRows("places/counties.csv");
const states = readRows("places/states.csv");
const repeated = [...Map.groupBy(counties, (row) => row.name)]
  .filter(([, rows]) => rows.length > 1)
  .map(([name]) => name ?? "");
const kinds = [
  "COUNTY JAIL",
  "CNTY JAIL",
  "CO. SHERIFF",
  "COUNTY DET CTR",
  "JAIL",
  "SHERIFF",
  "ADC",
  "CO.JAIL",
];
const codes = states.map((row) => row.usps ?? "");

test("a name that counties of several states bear is never resolved without a state", () => {
  fc.assert(
    fc.property(fc.constantFrom(...repeated), fc.constantFrom(...kinds), fc.string(), (name, kind, city) => {
      const answer = resolveFacility({ name: `${name} ${kind}`, city, on: "2015-02-02" });
      assert.notEqual(answer.status, "resolved");
      assert.equal(answer.jurisdiction_geoid, null);
    }),
    { numRuns: 300 },
  );
});

test("a county in the name is looked up in the row's state and nowhere else", () => {
  const proper = counties.filter((row) => row.kind === "county" || row.kind === "parish");
  fc.assert(
    fc.property(fc.constantFrom(...proper), fc.constantFrom(...codes), (county, usps) => {
      const word = usps === "LA" ? "PARISH" : "COUNTY";
      const answer = resolveFacility({ name: `${county.name} ${word} JAIL`, state: usps, on: "2015-02-02" });
      const geoid = answer.jurisdiction_geoid;
      const ofState = states.find((row) => row.usps === usps)?.geoid ?? "";
      assert.ok(geoid === null || geoid.startsWith(ofState), `${county.name} in ${usps}: ${geoid}`);
    }),
    { numRuns: 300 },
  );
});

test("every county's jail, written out with its state, is that county's or its state's or city's", () => {
  const proper = counties.filter((row) => row.kind === "county" && row.in_2017_list === "Y");
  for (const county of proper) {
    const answer = resolveFacility({
      name: `${county.name_full} Jail`,
      state: county.state_usps,
      on: "2017-02-01",
    });
    assert.equal(answer.status, "resolved", county.name_full);
    const geoid = answer.jurisdiction_geoid ?? "";
    assert.ok(
      geoid === county.geoid ||
        geoid === county.state_fips ||
        geoid.length === 7 ||
        answer.controlling_body?.kind === "regional_authority",
      `${county.name_full}, ${county.state_usps}: ${geoid}`,
    );
  }
});

test("resolution is total and deterministic over any texts", () => {
  const text = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.constantFrom(...kinds, "OTHER-OTHER FACILITY", "constructor", "__proto__", "*"),
  );
  fc.assert(
    fc.property(text, text, fc.oneof(text, fc.constantFrom(...codes)), text, (name, city, state, code) => {
      const query = { name, city, state, code, on: "2015-02-02" };
      const answer = resolveFacility(query);
      assert.deepEqual(resolveFacility(query), answer);
      assert.equal(answer.status === "resolved", answer.facility !== null && answer.status !== "unresolved");
      assert.ok(answer.evidence.length > 0);
      assert.ok(
        answer.controlling_body === null ||
          answer.jurisdiction_geoid === answer.controlling_body.jurisdiction_geoid,
      );
    }),
    { numRuns: 500 },
  );
});
