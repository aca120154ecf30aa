import assert from "node:assert/strict";
import { globSync, readFileSync, statSync } from "node:fs";
import { test } from "node:test";
import { parseCsv } from "../base/csv.ts";
import { isDay } from "../base/day.ts";
import { projectPath } from "../base/paths.ts";
import { placeKeyOf } from "./fold.ts";
import { listOf, type Row, readRows } from "./tables.ts";

interface Column {
  readonly name: string;
  readonly type: "text" | "integer" | "date" | "reduced_date" | "list";
  readonly required: boolean;
  readonly description: string;
  readonly pattern?: string;
  readonly values?: readonly string[];
  readonly unique?: boolean;
  readonly refers_to?: string;
}

interface Schema {
  readonly table: string;
  readonly title: string;
  readonly row: string;
  readonly key: readonly string[];
  readonly order: readonly string[];
  readonly columns: readonly Column[];
  readonly validity?: { readonly from: string; readonly to: string };
  readonly sources: readonly string[];
  readonly licence: string;
  readonly verification: string;
}

const folders = [
  "agencies",
  "custodians",
  "facilities",
  "forms",
  "lift-reasons",
  "offences",
  "offices",
  "policies",
  "places",
];
const schemas = globSync(`{${folders.join(",")}}/*.schema.json`, { cwd: projectPath("reference") })
  .sort()
  .map((path) => JSON.parse(readFileSync(projectPath("reference", path), "utf8")) as Schema);
const tables = new Map<string, Row[]>(schemas.map((schema) => [schema.table, readRows(schema.table)]));

function rowsOf(table: string): Row[] {
  const rows = tables.get(table);
  assert.ok(rows, `no schema describes ${table}`);
  return rows;
}

/** What a column may refer to: the values of one column, or every GEOID there is. */
const known = new Map<string, Set<string>>();
function valuesOf(reference: string): Set<string> {
  const found = known.get(reference);
  if (found) return found;
  const [table = "", column = ""] = reference.split("#");
  const geoids = ["states", "counties", "municipalities", "county-subdivisions"].map(
    (name) => `places/${name}.csv#geoid`,
  );
  const values =
    reference === "geoid"
      ? new Set(["US", ...geoids.flatMap((one) => [...valuesOf(one)])])
      : new Set(rowsOf(table).map((row) => row[column] ?? ""));
  known.set(reference, values);
  return values;
}

/** Rows that break a rule, told by table and row number; an empty list is what every test below wants. */
function breaking(schema: Schema, breaks: (row: Row) => string | null): string[] {
  return rowsOf(schema.table).flatMap((row, at) => {
    const why = breaks(row);
    return why === null ? [] : [`${schema.table} row ${at + 2}: ${why}`];
  });
}

test("every table has a schema, and every schema a table", () => {
  const csv = globSync(`{${folders.join(",")}}/*.csv`, { cwd: projectPath("reference") }).sort();
  assert.deepEqual(schemas.map((schema) => schema.table).sort(), csv);
  assert.ok(csv.length >= 29, `saw only ${csv.length} tables`);
});

test("every schema says source, licence and how far it was checked", () => {
  for (const schema of schemas) {
    for (const text of [schema.title, schema.row, schema.licence, schema.verification, ...schema.sources])
      assert.ok(text, schema.table);
    assert.ok(
      schema.sources.length > 0 && schema.columns.every((column) => column.description),
      schema.table,
    );
  }
});

test("the reference stays under six megabytes", () => {
  const files = globSync(`{${folders.join(",")}}/*`, { cwd: projectPath("reference") });
  const bytes = files.reduce((sum, path) => sum + statSync(projectPath("reference", path)).size, 0);
  assert.ok(bytes > 4_000_000 && bytes < 6_500_000, `${bytes} bytes`);
});

for (const schema of schemas) {
  const rows = rowsOf(schema.table);

  test(`${schema.table}: header, keys, order and white space`, () => {
    const text = readFileSync(projectPath("reference", schema.table), "utf8");
    assert.deepEqual(
      parseCsv(text)[0],
      schema.columns.map((column) => column.name),
    );
    assert.ok(text.endsWith("\n") && !text.includes("\r") && !text.includes("\t"));
    const cells = breaking(
      schema,
      (row) =>
        Object.entries(row).find(([, cell]) => cell !== cell.trim() || cell.includes("\n"))?.[0] ?? null,
    );
    assert.deepEqual(cells, [], "cells with white space around them or a line end in them");
    const keys = rows.map((row) => schema.key.map((name) => row[name]).join("\u0000"));
    assert.equal(new Set(keys).size, keys.length, "keys repeat");
    assert.equal(rows.length, parseCsv(text).length - 1, "rows read a line each are the rows of the file");
    assert.ok(rows.length > 0);
  });

  if (schema.order.length > 0)
    test(`${schema.table}: rows in canonical order`, () => {
      const keys = rows.map((row) => schema.order.map((name) => row[name] ?? ""));
      const wrong = keys.findIndex((key, at) => at > 0 && compareKeys(keys[at - 1] ?? [], key) > 0);
      assert.equal(wrong, -1, `row ${wrong + 2} comes too late`);
    });

  test(`${schema.table}: every cell is what its column says`, () => {
    assert.deepEqual(
      schema.columns
        .flatMap((column) => breaking(schema, (row) => cellFault(column, row[column.name] ?? "")))
        .slice(0, 10),
      [],
    );
    for (const column of schema.columns.filter((one) => one.unique)) {
      assert.equal(new Set(rows.map((row) => row[column.name])).size, rows.length, `${column.name} repeats`);
    }
  });

  const { validity } = schema;
  if (validity)
    test(`${schema.table}: first days come before last days`, () => {
      const { from, to } = validity;
      assert.deepEqual(
        breaking(schema, (row) =>
          row[from] && row[to] && row[from].slice(0, row[to].length) > row[to]
            ? `${row[from]} to ${row[to]}`
            : null,
        ),
        [],
      );
    });
}

function compareKeys(a: readonly string[], b: readonly string[]): number {
  for (const [at, one] of a.entries()) {
    const other = b[at] ?? "";
    if (one !== other) return one < other ? -1 : 1;
  }
  return 0;
}

function cellFault(column: Column, cell: string): string | null {
  if (cell === "") return column.required ? `${column.name} is empty` : null;
  const parts = column.type === "list" ? listOf(cell) : [cell];
  for (const part of parts) {
    if (column.pattern && !new RegExp(column.pattern).test(part))
      return `${column.name} "${part}" is not ${column.pattern}`;
    if (column.values && !column.values.includes(part))
      return `${column.name} "${part}" is not one of ${column.values.join(", ")}`;
    if (column.refers_to && !valuesOf(column.refers_to).has(part))
      return `${column.name} "${part}" is not in ${column.refers_to}`;
  }
  if (column.type === "integer" && !/^\d+$/.test(cell)) return `${column.name} "${cell}" is no whole number`;
  if (column.type === "date" && !isDay(cell)) return `${column.name} "${cell}" is no date`;
  if (column.type === "reduced_date" && !/^\d{4}(?:-\d{2}(?:-\d{2})?)?$/.test(cell))
    return `${column.name} "${cell}" is no date, month or year`;
  return null;
}

test("every lift reason is described and mapped, and none besides", () => {
  const mapped = new Set(rowsOf("lift-reasons/lift-reasons.csv").map((row) => row.ice_lift_reason));
  const described = new Set(rowsOf("lift-reasons/ice-lift-reasons.csv").map((row) => row.lift_reason));
  assert.deepEqual(
    [...described].filter((reason) => !mapped.has(reason)),
    [],
  );
  assert.deepEqual(
    [...mapped].filter((reason) => !described.has(reason)),
    ["(two further values)"],
  );
});

test("every body of custodians.csv is named in bodies.csv, and none besides", () => {
  const used = new Set(rowsOf("custodians/custodians.csv").map((row) => row.controlling_body));
  const named = new Set(rowsOf("custodians/bodies.csv").map((row) => row.controlling_body));
  assert.deepEqual(
    [...used].filter((body) => !named.has(body)),
    [],
  );
  assert.deepEqual(
    [...named].filter((body) => !used.has(body)),
    [],
  );
  const unnamed = rowsOf("custodians/bodies.csv").filter(
    (row) => (row.body_id === "") !== (row.not_used_because !== ""),
  );
  assert.deepEqual(unnamed, [], "a body without an id says why, and only such a one");
});

test("every state has a default for its county jails and an agency for its prisons", () => {
  const states = rowsOf("places/states.csv").map((row) => row.usps);
  for (const table of ["custodians/county-defaults.csv", "custodians/state-agencies.csv"]) {
    const covered = new Set(rowsOf(table).map((row) => row.state_usps));
    assert.deepEqual(
      states.filter((usps) => !covered.has(usps)),
      [],
      table,
    );
  }
});

test("six pairs of a county and an independent city share a name in one state; Bedford was a seventh until 2013", () => {
  const key = (row: Row): string => `${row.state_usps} ${placeKeyOf(row.name ?? "")}`;
  const onDay = (day: string): string[] => {
    const living = rowsOf("places/counties.csv").filter(
      (row) =>
        row.kind !== "planning_region" &&
        (row.valid_from ?? "") <= day &&
        (!row.valid_to || row.valid_to >= day),
    );
    const groups = Map.groupBy(living, key);
    return [...groups]
      .filter(([, rows]) => rows.length > 1)
      .map(([name]) => name)
      .sort();
  };
  const pairs = ["MD BALTIMORE", "MO SAINTLOUIS", "VA FAIRFAX", "VA FRANKLIN", "VA RICHMOND", "VA ROANOKE"];
  assert.deepEqual(onDay("2015-02-01"), pairs);
  assert.deepEqual(onDay("2013-06-30"), [...pairs, "VA BEDFORD"].sort());
});

test("Connecticut is there in both vintages", () => {
  const kinds = Map.groupBy(
    rowsOf("places/counties.csv").filter((row) => row.state_usps === "CT"),
    (row) => row.kind,
  );
  assert.equal(kinds.get("county")?.length, 8);
  assert.equal(kinds.get("planning_region")?.length, 9);
  assert.ok(kinds.get("county")?.every((row) => row.valid_to === ""));
  assert.ok(kinds.get("planning_region")?.every((row) => row.valid_from === "2022-01-01"));
});

test("county names repeat across states as often as the Census says", () => {
  const named = (name: string): number =>
    rowsOf("places/counties.csv").filter((row) => row.name === name).length;
  assert.deepEqual([named("Franklin"), named("Montgomery"), named("Washington")], [26, 18, 31]);
});

test("every county has its ICE area, and the areas count their counties", () => {
  const rows = rowsOf("offices/county-aor.csv");
  assert.deepEqual(
    new Set(rows.map((row) => row.county_geoid)),
    new Set(rowsOf("places/counties.csv").map((row) => row.geoid)),
  );
  for (const area of rowsOf("offices/aor.csv")) {
    assert.equal(
      rows.filter((row) => row.aor_code === area.aor_code).length,
      Number(area.counties),
      area.aor_code,
    );
  }
});

test("no two bodies control one place at one time", () => {
  const tablesOfTerms: readonly (readonly [string, string, string, string])[] = [
    ["custodians/custodians.csv", "jurisdiction_geoid", "valid_from", "valid_to"],
    ["custodians/county-bodies.csv", "jurisdiction_geoid", "from_on", "to_on"],
    ["facilities/controllers.csv", "facility_id", "from_on", "to_on"],
    ["custodians/state-agencies.csv", "body_id", "from_on", "to_on"],
  ];
  for (const [table, key, from, to] of tablesOfTerms) {
    for (const [place, terms] of Map.groupBy(rowsOf(table), (row) => row[key] ?? "")) {
      const sorted = [...terms].sort((a, b) => ((a[from] ?? "") < (b[from] ?? "") ? -1 : 1));
      for (const [at, term] of sorted.slice(1).entries()) {
        const end = sorted[at]?.[to] ?? "";
        assert.ok(
          end !== "" && end < (term[from] ?? ""),
          `${table}: ${place} has two bodies from ${term[from]}`,
        );
      }
    }
  }
});

test("the names seen carry the 70,033 rows of FY2015 that name a facility and its state", () => {
  assert.equal(
    rowsOf("facilities/seen-names.csv").reduce((sum, row) => sum + Number(row.rows_fy2015), 0),
    70_033,
  );
});
