import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { parseCsv } from "../../base/csv.ts";
import { isDay } from "../../base/day.ts";
import { projectPath } from "../../base/paths.ts";
import { listOf, type Row, readRows } from "../../places/tables.ts";
import { lawTables } from "../../records/law/law-tables.ts";
import { ruleIds } from "./catalogue.ts";

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
  readonly key: readonly string[];
  readonly columns: readonly Column[];
  readonly sources: readonly string[];
  readonly licence: string;
  readonly verification: string;
}

const folder = projectPath("reference", "law");
const schemas = globSync("*.schema.json", { cwd: folder })
  .sort()
  .map((name) => JSON.parse(readFileSync(`${folder}/${name}`, "utf8")) as Schema);
const tables = new Map(schemas.map((schema) => [schema.table, readRows(schema.table)]));

const known = new Map<string, Set<string>>();
function valuesOf(reference: string): Set<string> {
  const found = known.get(reference);
  if (found) return found;
  const [table = "", column = "geoid"] = reference === "geoid" ? [] : reference.split("#");
  const files =
    reference === "geoid"
      ? ["places/states.csv", "places/counties.csv", "places/municipalities.csv"]
      : [table];
  const values = new Set(files.flatMap((file) => readRows(file).map((row) => row[column] ?? "")));
  known.set(reference, values);
  return values;
}

function partFault(column: Column, part: string): string | null {
  if (column.pattern && !new RegExp(column.pattern).test(part)) return `is not ${column.pattern}`;
  if (column.values && !column.values.includes(part)) return `is not one of ${column.values.join(", ")}`;
  if (column.refers_to && !valuesOf(column.refers_to).has(part)) return `is not in ${column.refers_to}`;
  if (column.type === "integer" && !/^\d+$/.test(part)) return "is no whole number";
  if (column.type === "date" && !isDay(part)) return "is no date";
  if (column.type === "reduced_date" && !/^\d{4}(?:-\d{2}(?:-\d{2})?)?$/.test(part)) return "is no date";
  return null;
}

function cellFaults(column: Column, cell: string): string[] {
  if (cell === "") return column.required ? [`${column.name} is empty`] : [];
  const parts = column.type === "list" ? listOf(cell) : [cell];
  return parts.flatMap((part) => {
    const fault = partFault(column, part);
    return fault === null ? [] : [`${column.name} "${part}" ${fault}`];
  });
}

test("every table of reference/law has a schema that says source, licence and verification", () => {
  const csv = globSync("*.csv", { cwd: folder }).sort();
  assert.deepEqual(
    schemas.map((schema) => schema.table),
    csv.map((name) => `law/${name}`),
  );
  assert.ok(csv.length >= 12, `saw only ${csv.length} tables`);
  for (const schema of schemas) {
    assert.ok(
      schema.title && schema.licence && schema.verification && schema.sources.length > 0,
      schema.table,
    );
    assert.ok(
      schema.columns.every((column) => column.description),
      schema.table,
    );
  }
});

for (const schema of schemas) {
  const rows = tables.get(schema.table) as Row[];

  test(`${schema.table}: header, key, white space and cells`, () => {
    const text = readFileSync(projectPath("reference", schema.table), "utf8");
    assert.deepEqual(
      parseCsv(text)[0],
      schema.columns.map((column) => column.name),
    );
    assert.ok(text.endsWith("\n") && !text.includes("\r") && !text.includes("\t"));
    const keys = rows.map((row) => schema.key.map((name) => row[name]).join("|"));
    assert.deepEqual(
      keys.filter((key, at) => keys.indexOf(key) !== at),
      [],
      "keys repeat",
    );
    const faults = rows.flatMap((row, at) =>
      schema.columns.flatMap((column) => {
        const cell = row[column.name] ?? "";
        const space = cell === cell.trim() ? [] : [`${column.name} has white space around it`];
        return [...space, ...cellFaults(column, cell)].map((fault) => `row ${at + 2}: ${fault}`);
      }),
    );
    assert.deepEqual(faults.slice(0, 5), []);
  });
}

const evaluable = lawTables().definitions.filter((row) => row.kind !== "form" && row.kind !== "regulation");

test("every test has a rule, and every rule a test", () => {
  assert.deepEqual([...new Set(evaluable.map((row) => row.definition_id))].sort(), ruleIds().sort());
});

test("every version of a test is dated to the day, and none overlaps the next", () => {
  for (const [id, versions] of Map.groupBy(evaluable, (row) => row.definition_id)) {
    const sorted = [...versions].sort((a, b) => (a.in_force_from < b.in_force_from ? -1 : 1));
    for (const [at, row] of sorted.entries()) {
      assert.ok(isDay(row.in_force_from), `${id} begins on ${row.in_force_from}`);
      assert.ok(row.in_force_before === "" || row.in_force_from < row.in_force_before, id);
      assert.ok((row.in_force_to === "") === (row.in_force_before === ""), `${id} ends twice or not at all`);
      const next = sorted[at + 1];
      assert.ok(
        !next || (row.in_force_before !== "" && row.in_force_before <= next.in_force_from),
        `${id} overlaps`,
      );
    }
  }
});

test("a revocation ends a test on its day, a reply date after it", () => {
  const ends = (id: string) => evaluable.find((row) => row.definition_id === id)?.in_force_before;
  assert.equal(ends("EO13768-9a"), "2021-01-20");
  assert.equal(ends("PSP-2017-08-03-Q1"), "2017-08-19");
  assert.equal(ends("LTR-2017-11-15"), "2017-12-09");
});

test("every test that can give an answer says what the answer means", () => {
  const silent = evaluable.filter(
    (row) => row.kind !== "federal_duty" && (row.meets_means === "" || row.does_not_meet_means === ""),
  );
  assert.deepEqual(
    silent.map((row) => row.definition_id),
    [],
  );
});

test("short names are given to one test only", () => {
  const names = [...Map.groupBy(evaluable, (row) => row.definition_id)].flatMap(([id, [row]]) => [
    id.toLowerCase(),
    ...listOf(row?.aliases),
  ]);
  assert.deepEqual(
    names.filter((name, at) => names.indexOf(name) !== at),
    [],
  );
});

test("our own words carry no verdict; words of others stand in quotation marks", () => {
  const loaded =
    /\b(?:illegal|alien|sanctuary|criminal alien|failed to honor|refuse[sd]? to honor|defian|inmate)/i;
  const unquoted = (text: string) =>
    text.replace(/"[^"]*"/g, "").replaceAll("Illegal Immigration Cooperation", "");
  const wrong = evaluable.flatMap((row) =>
    [row.what_it_tests, row.meets_means, row.does_not_meet_means].filter((text) =>
      loaded.test(unquoted(text)),
    ),
  );
  assert.deepEqual(wrong, []);
});

test("an order that covers a list of parties names one that parties.csv has", () => {
  const groups = new Set(lawTables().parties.map((row) => row.group_id));
  const tokens = [...lawTables().orders, ...lawTables().enforceability].flatMap((row) =>
    listOf(row.covers_geoids),
  );
  const form = /^(?:all|unknown|us_conference_of_mayors|circuit:\d+|group:[a-z0-9-]+|\d{2}\+?|\d{5}|\d{7})$/;
  for (const token of tokens) {
    assert.match(token, form);
    if (token.startsWith("group:")) assert.ok(groups.has(token.slice(6)), token);
  }
  assert.ok(tokens.length > 150);
});

test("the lists and letters that the domain knows are there in full", () => {
  const rows = (name: string) => tables.get(`law/${name}.csv`) as Row[];
  const doj = rows("lists").filter((row) => row.list_id === "DOJ-2025-08-05");
  assert.equal(doj.length, 35);
  const letters = Map.groupBy(rows("letters"), (row) => row.sent_on ?? "");
  assert.deepEqual(
    [...letters].map(([day, list]) => [day, list.length]),
    [
      ["2017-04-21", 9],
      ["2017-08-03", 4],
      ["2017-10-12", 7],
      ["2017-11-15", 29],
      ["2018-01-24", 23],
      ["2025-08-13", 35],
    ],
  );
});

test("letters name offices, not the persons who held them", () => {
  const letters = tables.get("law/letters.csv") as Row[];
  assert.deepEqual([...new Set(letters.map((row) => row.sender))].sort(), [
    "Acting Assistant Attorney General, OJP",
    "Attorney General",
    "OJP",
    "OJP (letterhead); AG statement same day",
    "OJP / BJA",
  ]);
  const chief = letters.find((row) => row.letter_id === "L2017-08-03-01");
  assert.equal(chief?.recipient, "Albuquerque Police Department (chief)");
});
