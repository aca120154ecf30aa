import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { projectPath } from "../../base/paths.ts";
import { listingOn } from "../../law/policies/agreement-287g.ts";
import { boundsOf } from "../../law/policies/bounds.ts";
import type { Condition } from "../../law/policies/condition.ts";
import { conditionFacts } from "../../law/policies/condition-facts.ts";
import { formatCondition, parseCondition } from "../../law/policies/condition-text.ts";
import { cite, inForce } from "../../law/policies/in-force.ts";
import { acts, modalities } from "../../law/policies/instrument.ts";
import { readPlainYaml } from "../../law/policies/plain-yaml.ts";
import { sectionThree } from "../../law/policies/section-three.ts";
import { setFaults } from "../../law/policies/set-faults.ts";
import { readRows } from "../../places/tables.ts";
import { areasOf, isJurisdiction, jurisdictionChain } from "./jurisdiction-chain.ts";
import { shippedAgreements } from "./shipped-agreements.ts";
import { shippedInstruments } from "./shipped-instruments.ts";

const instruments = shippedInstruments();
const provisions = instruments.flatMap((one) => one.provisions);
const countBy = (values: readonly string[]) =>
  Object.fromEntries([...Map.groupBy(values, (one) => one)].map(([key, all]) => [key, all.length]));

test("every row was carried in: 212 instruments, 355 provisions, checked as far as the rows said", () => {
  assert.deepEqual([instruments.length, provisions.length], [212, 355]);
  assert.deepEqual(countBy(instruments.map((one) => one.verification)), {
    seen: 118,
    partly_seen: 71,
    general_knowledge: 23,
  });
  assert.deepEqual(countBy(provisions.map((one) => one.verification)), {
    seen: 212,
    partly_seen: 99,
    general_knowledge: 44,
  });
});

test("ids are permanent and stand once; a file bears its instrument's name, in its state's folder", () => {
  assert.equal(new Set(instruments.map((one) => one.instrument_id)).size, 212);
  assert.equal(new Set(provisions.map((one) => one.provision_id)).size, 355);
  const files = globSync("*/*.yaml", { cwd: projectPath("reference", "policies") }).sort();
  assert.deepEqual(
    files,
    instruments.map((one) => `${one.state_usps.toLowerCase()}/${one.instrument_id}.yaml`).sort(),
  );
});

test("all 50 states and the District of Columbia have a row", () => {
  assert.equal(new Set(instruments.map((one) => one.state_usps)).size, 51);
});

test("every jurisdiction is in reference/places, in its own state", () => {
  const usps = new Map(readRows("places/states.csv").map((row) => [row.geoid, row.usps]));
  for (const { instrument_id, jurisdiction_geoid, state_usps } of instruments) {
    assert.ok(isJurisdiction(jurisdiction_geoid), instrument_id);
    assert.equal(usps.get(jurisdiction_geoid.slice(0, 2)), state_usps, instrument_id);
    assert.equal(jurisdictionChain(jurisdiction_geoid).at(-1), jurisdiction_geoid.slice(0, 2));
  }
});

test("no supersession runs in a ring, leads nowhere or overlaps", () => {
  assert.deepEqual(setFaults(instruments), []);
  assert.equal(instruments.filter((one) => one.supersedes !== null).length, 30);
});

test("first days come before last ones, and a provision stays within its instrument", () => {
  for (const one of [...instruments, ...provisions]) {
    const { begins, ends } = boundsOf(one);
    if (begins.first !== null && ends !== null) assert.ok(begins.first <= ends.last, JSON.stringify(one));
    assert.ok(begins.first === null || begins.last === null || begins.first <= begins.last);
  }
});

test("a provision's act and modality are those that rules know, and every one of them is met", () => {
  assert.deepEqual(Object.keys(countBy(provisions.map((one) => one.act))).sort(), [...acts].sort());
  assert.deepEqual(
    Object.keys(countBy(provisions.map((one) => one.modality))).sort(),
    [...modalities].sort(),
  );
});

function leaves(condition: Condition): Condition[] {
  if ("all" in condition) return condition.all.flatMap(leaves);
  if ("any" in condition) return condition.any.flatMap(leaves);
  return "not" in condition ? leaves(condition.not) : [condition];
}

test("what was turned into data, what stays words and what only explains", () => {
  const data = provisions.flatMap((one) => (one.condition === null ? [] : [one.condition]));
  const withWords = data.filter((one) => leaves(one).some((leaf) => "words" in leaf));
  assert.deepEqual(
    [
      provisions.filter((one) => one.condition_text === "").length,
      provisions.filter((one) => one.condition_text !== "" && one.condition === null).length,
      data.length,
      withWords.length,
      data.filter((one) => "words" in one).length,
    ],
    [35, 131, 189, 17, 10],
  );
  for (const one of data) assert.deepEqual(parseCondition(formatCondition(one)), one);
});

test("every fact that conditions can name is named by one, or follows from one that is", () => {
  const used = provisions.flatMap((one) => (one.condition === null ? [] : leaves(one.condition)));
  const named = new Set(used.flatMap((leaf) => ("fact" in leaf ? [leaf.fact] : [])));
  assert.deepEqual(
    Object.keys(conditionFacts).filter((fact) => !named.has(fact)),
    [],
  );
});

test("a search without a hit is no rule: it is never in the table", () => {
  const none = instruments.filter((one) => one.none_found);
  assert.equal(none.length, 14);
  assert.ok(none.every((one) => one.instrument_type === "practice" && one.binding !== "yes"));
  const { rows, apart } = sectionThree(instruments, "2017-02-03");
  const reasons = apart.filter((row) => none.some((one) => one.instrument_id === row.instrument_id));
  assert.equal(reasons.length, 14);
  assert.ok(reasons.every((row) => row.reason === "none_found" && /not proof/.test(row.words)));
  assert.ok(rows.every((row) => none.every((one) => one.instrument_id !== row.instrument_id)));
});

test("on no day is an instrument in the table that is replaced or out of its range", () => {
  for (let year = 2010; year <= 2027; year++)
    for (const monthDay of ["01-01", "07-01", "12-15"]) {
      const day = `${year}-${monthDay}`;
      for (const row of sectionThree(instruments, day).rows) {
        const one = instruments.find((i) => i.instrument_id === row.instrument_id);
        assert.ok(one && inForce(one, day) !== "not_in_force", `${row.instrument_id} on ${day}`);
        assert.doesNotThrow(() => cite(one, day));
        assert.ok(row.criteria.length > 0);
      }
    }
});

test("rows come most recent first", () => {
  const dates = sectionThree(instruments, "2017-02-03").rows.map((row) => row.date_enacted ?? "");
  assert.deepEqual(
    dates,
    dates.toSorted((a, b) =>
      a.padEnd(10, "-01-01").slice(0, 10) < b.padEnd(10, "-01-01").slice(0, 10) ? 1 : -1,
    ),
  );
  assert.ok(dates.length > 30);
});

test("every file keeps to the plain part of YAML, which is read fast", () => {
  for (const file of globSync("reference/policies/*/*.yaml", { cwd: projectPath() }))
    assert.ok(readPlainYaml(readFileSync(projectPath(file), "utf8")), file);
});

test("a county that is one with its city has the city's rules; a place has its county's and its state's", () => {
  assert.deepEqual(jurisdictionChain("42101"), ["4260000", "42101", "42"]);
  assert.deepEqual(jurisdictionChain("36081"), ["3651000", "36081", "36"]);
  assert.deepEqual(jurisdictionChain("1938595"), ["1938595", "19103", "19"]);
  assert.deepEqual(jurisdictionChain("53033"), ["53033", "53"]);
  assert.deepEqual(jurisdictionChain("53"), ["53"]);
});

test("a jurisdiction has the ICE areas of its counties", () => {
  assert.deepEqual(areasOf("53033"), ["SEA"]);
  assert.deepEqual(areasOf("3638077"), areasOf("36109"));
  assert.ok(areasOf("48").length > 3);
});

test("the lists of 287(g) agreements tell of the days between the first and the last of them", () => {
  const agreements = shippedAgreements();
  assert.equal(agreements.length, 764);
  const [old] = agreements.filter(
    (one) => one.first_listed_on === "2025-05-16" && one.last_listed_on === "2025-07-03",
  );
  assert.ok(old);
  assert.deepEqual(
    ["2025-05-15", "2025-05-16", "2025-07-03", "2025-07-04"].map((day) => listingOn(old, day)),
    ["no_list", "listed", "listed", "no_list"],
  );
  const fresh = agreements.find((one) => one.first_listed_on === "2025-06-17");
  assert.ok(fresh);
  assert.deepEqual(
    [listingOn(fresh, "2025-06-06"), listingOn(fresh, "2025-06-17")],
    ["not_listed", "listed"],
  );
});
