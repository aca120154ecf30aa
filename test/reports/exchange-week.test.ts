import assert from "node:assert/strict";
import { after, test } from "node:test";
import { weekOf } from "../../src/base/day.ts";
import { tenCases } from "../../src/cli/replay/case-file.ts";
import { seedCases } from "../../src/cli/replay/seed.ts";
import { standingPolicies } from "../../src/records/exchange/standing-policies.ts";
import { reportPosition } from "../../src/records/journal/journal.ts";
import { compileEdition } from "../../src/reports/compile.ts";
import type { Edition, Table } from "../../src/reports/edition.ts";
import { exchangeCases } from "../../src/reports/population/exchange-week.ts";
import { traceFigure } from "../../src/reports/trace/trace-figure.ts";
import { openTestStore } from "../support/store.ts";

const store = await openTestStore({ after });
const services = { person_secret: "a secret of this test", instruments: standingPolicies() };
const file = tenCases();
const seeded = await seedCases(store.db, services, file, "test");
const position = await reportPosition(store.db);
const week = weekOf("2026-03-02");
const asked = { template: "accord", week, position, likely_duplicates: "leave-out" } as const;
const party = (await compileEdition(store.db, { ...asked, disclosure: "party" })).edition;

const tableOf = (edition: Edition, id: string): Table | undefined =>
  edition.sections.flatMap((section) => section.tables).find((table) => table.id === id);
const cellOf = (edition: Edition, table: string, row: string): unknown =>
  tableOf(edition, table)?.rows.find((one) => one.key === row)?.cells[1];

test("the week's report tells each of the ten cases as what it was", async () => {
  const cases = await exchangeCases(store.db, week, position);
  assert.equal(cases.length, 10);
  for (const one of file.cases) {
    const id = seeded.find((each) => each.id === one.id)?.request_id;
    const found = cases.find((each) => each.state.request_id === id);
    assert.equal(found?.finding.finding, one.expect.finding, one.id);
    assert.equal(found?.finding.disagreement, one.expect.disagreement, one.id);
  }
  const expected = Map.groupBy(file.cases, (one) => one.expect.finding.toLowerCase());
  for (const [finding, of] of expected)
    assert.equal(cellOf(party, "exchange-findings", finding), of.length, finding);
  assert.equal(cellOf(party, "exchange-findings", "total"), 10);
});

test("of the five situations that were wrongly merged, one counts as declined, and says what was", () => {
  assert.deepEqual(
    tableOf(party, "exchange-declined")?.rows.map((row) => [row.key, row.cells[1]]),
    [
      ["hold", 1],
      ["total", 1],
    ],
  );
});

test("the edition says that the cases are made up, and the rule by which they were found", () => {
  assert.equal(party.is_synthetic, true);
  assert.ok(party.rules.some((rule) => rule.id === "finding.exchange"));
  assert.match(
    party.sections.find((section) => section.id === "exchange")?.lead.join(" ") ?? "",
    /Synthetic: all of these/,
  );
});

test("a public edition shows no small count of them", async () => {
  const { edition } = await compileEdition(store.db, { ...asked, disclosure: "public" });
  const cells = tableOf(edition, "exchange-findings")?.rows.flatMap((row) => row.cells.slice(1)) ?? [];
  assert.ok(cells.length > 0);
  assert.deepEqual(
    cells.filter((cell) => typeof cell === "number" && cell > 0 && cell < 10),
    [],
  );
});

test("an earlier position is the report as it was known then", async () => {
  const early = await compileEdition(store.db, { ...asked, position: position - 20, disclosure: "party" });
  const total = cellOf(early.edition, "exchange-findings", "total");
  assert.ok(typeof total === "number" && total < 10, String(total));
});

test("a week in which nothing was worked has no such section, and a week without any source is refused", async () => {
  await assert.rejects(
    compileEdition(store.db, { ...asked, week: weekOf("2026-06-01"), disclosure: "party" }),
    /no source of the record covers the week/,
  );
});

test("a number of the section is traced to its condition and how many cases meet it", async () => {
  const trace = await traceFigure(store.db, party.id, "exchange-findings.declined.requests", 5);
  assert.deepEqual([trace.value, trace.records, trace.sample], [1, 1, []]);
  assert.match(trace.condition ?? "", /DECLINED/);
});
