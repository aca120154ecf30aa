import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { projectPath } from "../../base/paths.ts";
import { createResolver } from "../resolver.ts";
import { readRows, readTables, readTablesWithoutRegistry } from "../tables.ts";
import { buildRegistry } from "./build.ts";
import { registryFiles } from "./files.ts";

const hand = readRows("facilities/hand.csv");
const seen = readRows("facilities/seen-names.csv");
const tables = readTables();
const resolver = createResolver(tables);
const on = "2015-02-02";

test("the committed registry is what its sources make, byte for byte", () => {
  const files = registryFiles(buildRegistry(readTablesWithoutRegistry(), { hand, seen }));
  for (const [path, text] of files)
    assert.ok(
      readFileSync(projectPath("reference", path), "utf8") === text,
      `${path} is stale: node src/places/registry/write.ts`,
    );
});

test("every code of ICE's list with a state leads to a facility in that state", () => {
  const missing = tables.ice_facilities.filter((row) => {
    if (row.state_usps === "" || row.type_detailed === "TRANSPORT") return false;
    return resolver.resolve({ code: row.detloc, on }).facility?.state_usps !== row.state_usps;
  });
  assert.deepEqual(
    missing.map((row) => row.detloc),
    [],
  );
});

test("every decision of a person is what the resolver answers", () => {
  for (const row of hand) {
    const city = row.city === "*" ? undefined : row.city;
    const answer = resolver.resolve({ name: row.name, city, state: row.state_usps, on });
    const said = `${row.name}, ${row.city}, ${row.state_usps}`;
    if (row.outcome === "open") assert.equal(answer.status, "ambiguous", said);
    else assert.deepEqual([answer.method, answer.facility?.kind], ["alias", row.kind], said);
  }
});

test("a spelling that is open by hand is no alias, and each is decided once", () => {
  const key = (row: Readonly<Record<string, string>>): string =>
    `${row.spelling}|${row.state_usps}|${row.city}`;
  const aliases = new Set(tables.registry.aliases.map(key));
  assert.deepEqual(
    tables.registry.open_cases.map(key).filter((one) => aliases.has(one)),
    [],
  );
});

test("every facility with a code or a spelling is in the registry once, and each is reached by one", () => {
  const reached = new Set(
    [...tables.registry.aliases, ...tables.registry.codes].map((row) => row.facility_id),
  );
  assert.deepEqual(
    tables.registry.facilities.map((row) => row.facility_id).filter((id) => !reached.has(id)),
    [],
  );
});

test("at least 97 in 100 rows of FY2015 that name a facility and its state get a controlling body", () => {
  const answers = resolver.resolveAll(
    seen.map((row) => ({ name: row.name, city: row.city, state: row.state_usps, on })),
  );
  const rows = (has: (at: number) => boolean): number =>
    seen.reduce((sum, row, at) => sum + (has(at) ? Number(row.rows_fy2015) : 0), 0);
  const all = rows(() => true);
  const withBody = rows((at) => answers[at]?.controlling_body !== null);
  assert.equal(all, 70_033);
  assert.ok(withBody / all >= 0.97, `${withBody} of ${all}`);
  assert.equal(
    withBody,
    69_104,
    "the published coverage; docs/methodology/facility-resolution.md tells it too",
  );
});
