import assert from "node:assert/strict";
import { test } from "node:test";
import { coverageOf, coverageTables } from "./coverage.ts";
import type { Jurisdiction } from "./jurisdiction.ts";
import type { EnforceabilityRow, LawTables, OrderRow } from "./law-rows.ts";
import { intervalOf, standsOn } from "./stands-on.ts";

const county: Jurisdiction = { geoid: "36059", name: "made-up county", level: "county", also_geoids: [] };
const city: Jurisdiction = { geoid: "3601000", name: "made-up city", level: "city", also_geoids: [] };

const order: OrderRow = {
  definition_id: "T",
  case: "A v. B",
  court: "D. Made Up",
  docket_or_citation: "1",
  order_on: "2020-01-10",
  until: "2020-02-10",
  covers: "",
  covers_geoids: "all",
  reach: "everyone",
  clauses: "all",
  effect: "suspended",
  bearing: "bars",
  source_url: "https://example.org",
  verification: "seen",
};

const condition: EnforceabilityRow = {
  condition_id: "C",
  scope: "everyone",
  covers_geoids: "all",
  reach: "everyone",
  from_on: "2020-01-01",
  until: "",
  enforceable: "yes",
  case: "A v. B",
  source_url: "https://example.org",
  verification: "seen",
};

function tablesOf(
  orders: readonly Partial<OrderRow>[],
  conditions: readonly Partial<EnforceabilityRow>[] = [],
): LawTables {
  return {
    definitions: [],
    facts: [],
    orders: orders.map((one) => ({ ...order, ...one })),
    enforceability: conditions.map((one) => ({ ...condition, ...one })),
    parties: [{ group_id: "made-up", geoid: "36059" }],
    circuits: [{ state_geoid: "36", circuit: "2" }],
  };
}

function values(tables: LawTables, of: Jurisdiction, day: string, members: readonly string[] = []): string[] {
  const test = { id: "T", conditions: tables.enforceability.length === 0 ? [] : ["C"] };
  return coverageOf(coverageTables(tables), test, of, day, members).facts.map((one) => one.value);
}

test("an order stands from its day until, not including, the day it ends", () => {
  const at = (day: string) => values(tablesOf([{}]), county, day);
  assert.deepEqual(at("2020-01-09"), []);
  assert.deepEqual(at("2020-01-10"), ["covered"]);
  assert.deepEqual(at("2020-02-09"), ["covered"]);
  assert.deepEqual(at("2020-02-10"), []);
});

test("whom an order covers: a body, a State with its subdivisions, a circuit, a list of parties, nobody else", () => {
  const covers = (covers_geoids: string, reach: OrderRow["reach"] = "party", of = county) =>
    values(tablesOf([{ covers_geoids, reach }]), of, "2020-01-15").length === 1;
  assert.ok(covers("36059") && covers("36+") && covers("circuit:2", "circuit") && covers("group:made-up"));
  assert.ok(
    !covers("36061") &&
      !covers("36") &&
      !covers("06+") &&
      !covers("circuit:9", "circuit") &&
      !covers("unknown"),
  );
  assert.ok(!covers("group:made-up", "party", city) && covers("36+", "party", city));
  assert.ok(
    covers("3651000", "party", { ...county, also_geoids: ["3651000"] }),
    "by its government's other code",
  );
});

test("a party or member beats the circuit, which beats everyone; what still clashes is contested", () => {
  const everyone = { enforceable: "no" } as const;
  const circuit = { covers_geoids: "circuit:2", reach: "circuit", enforceable: "yes" } as const;
  const state = { covers_geoids: "36+", reach: "party", enforceable: "contested" } as const;
  const named = { covers_geoids: "36059", reach: "party", enforceable: "no" } as const;
  const at = (...rows: Partial<EnforceabilityRow>[]) => values(tablesOf([], rows), county, "2020-03-01");
  assert.deepEqual(at(everyone), ["covered"]);
  assert.deepEqual(at(everyone, circuit), ["not_covered"]);
  assert.deepEqual(at(everyone, circuit, state), ["contested"]);
  assert.deepEqual(at(everyone, circuit, state, named), ["covered"]);
  assert.deepEqual(at(everyone, { enforceable: "yes" }), ["contested", "contested"]);
});

test("membership counts only where it is shown, and an answer that hangs on it says so", () => {
  const tables = tablesOf(
    [],
    [{ covers_geoids: "us_conference_of_mayors", reach: "member", enforceable: "no" }],
  );
  assert.deepEqual(values(tables, city, "2020-03-01"), []);
  assert.deepEqual(values(tables, city, "2020-03-01", ["us_conference_of_mayors"]), ["covered"]);
  const asked = (of: Jurisdiction) =>
    coverageOf(coverageTables(tables), { id: "T", conditions: ["C"] }, of, "2020-03-01", [])
      .hangs_on_membership;
  assert.ok(asked(city));
  assert.ok(!asked(county), "counties are no members");
});

test("in the month to which a day was cut nobody can say: contested, not covered and not free", () => {
  const tables = tablesOf([{ order_on: "2020-01", until: "2020-03" }]);
  const at = (day: string) => values(tables, county, day);
  assert.deepEqual(at("2019-12-31"), []);
  assert.deepEqual(at("2020-01-30"), ["contested"]);
  assert.deepEqual(at("2020-01-31"), ["covered"]);
  assert.deepEqual(at("2020-02-29"), ["covered"]);
  assert.deepEqual(at("2020-03-01"), ["contested"]);
  assert.deepEqual(at("2020-03-31"), []);
});

test("an interval with full days has no uncertain day", () => {
  const interval = intervalOf("2020-01-10", "2020-02-10");
  assert.deepEqual(
    ["2020-01-09", "2020-01-10", "2020-02-09", "2020-02-10"].map((day) => standsOn(interval, day)),
    ["no", "yes", "yes", "no"],
  );
  assert.equal(standsOn(intervalOf("2020-01-10", ""), "2999-01-01"), "yes");
});

test("an order that is left out for how far it was checked is told, never taken for none", () => {
  const tables = coverageTables(tablesOf([{ verification: "partly_seen" }]));
  const found = coverageOf(tables, { id: "T", conditions: [] }, county, "2020-01-15", [], ["seen"]);
  assert.deepEqual(found.facts, []);
  assert.ok(found.left_out);
  assert.ok(!coverageOf(tables, { id: "T", conditions: [] }, county, "2020-03-01", [], ["seen"]).left_out);
});
