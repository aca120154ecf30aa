import assert from "node:assert/strict";
import { test } from "node:test";
import { countiesOn, lawJurisdictions } from "../../records/law/jurisdictions.ts";
import { lawSources } from "../../records/law/law-facts.ts";
import { lawCatalogue } from "../../records/law/law-tables.ts";
import { shippedInstruments } from "../../records/policies/shipped-instruments.ts";
import { isInForce } from "./catalogue.ts";
import { evaluate } from "./evaluate.ts";
import { factsFor } from "./facts-for.ts";
import type { Jurisdiction } from "./jurisdiction.ts";
import { type Matrix, matrixOf } from "./matrix.ts";

const catalogue = lawCatalogue();

function matrix(of: readonly Jurisdiction[], on: string): Matrix {
  const sources = lawSources(of, shippedInstruments(), on);
  return matrixOf(
    catalogue,
    of.map((one) => factsFor(one, on, sources)),
    on,
  );
}

function named(...geoids: readonly string[]): Jurisdiction[] {
  return geoids.map((geoid) => lawJurisdictions().get(geoid) ?? assert.fail(geoid));
}

test("every test stands as a column; one that is not in force is not applicable and says so", () => {
  const { columns, rows } = matrix(named("35001", "3502000"), "2017-08-10");
  const local = catalogue.definitions.filter((one) => one.versions[0]?.row.kind !== "federal_duty");
  assert.deepEqual(
    columns.map((one) => one.definition),
    local.map((one) => one.id),
  );
  for (const row of rows)
    for (const [at, cell] of row.cells.entries()) {
      const isOn = isInForce(local[at] as (typeof local)[number], "2017-08-10");
      assert.equal(cell.version === null, !isOn, cell.definition);
      if (!isOn) assert.deepEqual([cell.result, cell.detail], ["not_applicable", "not_in_force"]);
    }
  assert.ok(
    rows[0]?.cells.some((cell) => cell.version === null) &&
      rows[0].cells.some((cell) => cell.version !== null),
  );
});

test("a cell is the evaluation, with the share of its facts that were read", () => {
  const [county] = named("06071") as [Jurisdiction];
  const { rows } = matrix([county], "2017-08-10");
  const known = factsFor(county, "2017-08-10", lawSources([county], shippedInstruments(), "2017-08-10"));
  for (const cell of rows[0]?.cells.filter((one) => one.version !== null) ?? []) {
    const definition = catalogue.definitions.find((one) => one.id === cell.definition);
    assert.ok(definition);
    const found = evaluate(definition, known, catalogue);
    assert.deepEqual(
      [cell.result, cell.detail, cell.facts_missing],
      [found.result, found.detail, found.facts_missing],
    );
    const { facts, seen, partly_seen, general_knowledge } = cell.verification;
    assert.equal(facts, found.facts_used.length);
    assert.equal(seen + partly_seen + general_knowledge, facts);
  }
  const custodian = rows[0]?.cells.find((cell) => cell.definition === "PSP-2017-08-03-Q2")?.verification;
  assert.equal(
    custodian?.general_knowledge,
    1,
    "who runs the jail of San Bernardino County is general knowledge",
  );
});

test("places on which the tests differ most come first", () => {
  const { rows } = matrix(named("35001", "48453", "53033", "06085", "36109", "17031"), "2025-09-01");
  const smaller = rows.map((row) => Math.min(row.counted_by, row.not_counted_by));
  assert.deepEqual(
    smaller,
    [...smaller].sort((a, b) => b - a),
  );
  assert.ok((smaller[0] as number) > (smaller.at(-1) as number), "and they do differ");
});

test("a place is counted by a test under the answer that its author counts, never under another", () => {
  const [row] = matrix(named("36109"), "2017-08-10").rows;
  const cell = (id: string) => row?.cells.find((one) => one.definition === id);
  assert.deepEqual([cell("USC-1373a")?.result, cell("USC-1373a")?.counts], ["meets", true]);
  assert.deepEqual(
    [cell("PSP-2017-08-03-Q3")?.result, cell("PSP-2017-08-03-Q3")?.counts],
    ["does_not_meet", true],
  );
  assert.deepEqual([cell("EO13768-9a")?.result, cell("EO13768-9a")?.counts], ["not_applicable", null]);
});

test("every test in force is answered for every county of a day, and no county is left out", () => {
  const { rows } = matrix(countiesOn("2025-09-01"), "2025-09-01");
  assert.ok(rows.length >= 3200, `saw ${rows.length} counties`);
  const undecided = rows.flatMap((row) => row.cells).filter((cell) => cell.result === "not_determinable");
  assert.ok(undecided.every((cell) => cell.facts_missing.length > 0));
});
