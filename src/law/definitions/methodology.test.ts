import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { projectPath } from "../../base/paths.ts";
import { lawCatalogue, lawTables } from "../../records/law/law-tables.ts";
import { conditionFacts } from "../policies/condition-facts.ts";
import { listed } from "./law-rows.ts";

const text = readFileSync(projectPath("docs", "methodology", "definitions.md"), "utf8");
const named = new Set([...text.matchAll(/`([^`]+)`/g)].map(([, word]) => word as string));
const characteristics = Array.from({ length: 9 }, (_, at) => `DOJ-2025-C${at + 1}`);

test("the page names every test, and no test that there is not", () => {
  const ids = lawCatalogue().definitions.map((one) => one.id);
  const missing = ids.filter((id) => !named.has(id) && !characteristics.includes(id));
  assert.deepEqual(missing, []);
  const form = /^(?:USC|EO\d|AG-MEMO|JAG|PSP|LTR|COPS|SCAAP|DDOR|DHS|DOJ|DOT|ILRC)-?[A-Z0-9]/;
  assert.deepEqual(
    [...named].filter((word) => form.test(word) && !ids.includes(word)),
    [],
  );
});

test("the page says of every test when its author counts a place", () => {
  const rows = text.split("\n").filter((line) => line.startsWith("| `"));
  for (const { definition_id, counts_when, kind } of lawTables().definitions) {
    if (kind === "form" || kind === "regulation" || characteristics.includes(definition_id)) continue;
    const row = rows.find((line) => line.includes(`\`${definition_id}\``) && line.split("|").length === 5);
    const told = row?.split("|")[3]?.trim() ?? "";
    const wanted =
      counts_when === "meets"
        ? /it meets/
        : counts_when === "does_not_meet"
          ? /^it does not meet/
          : /never|^3\(a\)/;
    assert.match(told, wanted, definition_id);
  }
});

test("the page explains every finer word that the rules give", () => {
  const files = globSync("*.ts", { cwd: projectPath("src", "law", "definitions") }).filter(
    (name) => !name.endsWith(".test.ts"),
  );
  const code = files
    .map((name) => readFileSync(projectPath("src", "law", "definitions", name), "utf8"))
    .join("\n");
  const details = [...code.matchAll(/(?:^\s*|, )"([a-z]+(?:_[a-z]+)+)",?\s*\)[;,)]/gm)].map(
    ([, word]) => word as string,
  );
  assert.ok(details.length >= 25, `saw only ${details.length} finer words`);
  const others = new Set([
    ...lawTables().facts.flatMap((fact) => [fact.fact_id, ...listed(fact.values)]),
    ...Object.keys(conditionFacts),
    "not_shown", // an order that a filter left out, as the rules see it
  ]);
  assert.deepEqual(
    [...new Set(details)].filter((word) => !others.has(word) && !named.has(word)),
    [],
  );
});

test("the page names every kind of fact that is derived", () => {
  const derived = lawTables().facts.filter((fact) =>
    ["custodians", "agreements", "lists", "letters", "orders"].includes(fact.derived_from),
  );
  const silent = ["stated_reason_for_listing", "reply_to_letter", "agreement_boa_igsa"];
  assert.deepEqual(
    derived.map((fact) => fact.fact_id).filter((id) => !named.has(id) && !silent.includes(id)),
    [],
  );
});
