import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { csvRecords } from "../../src/base/csv.ts";
import { weekOf } from "../../src/base/day.ts";
import { projectPath } from "../../src/base/paths.ts";
import { importFiles } from "../../src/cli/import.ts";
import { publishReport } from "../../src/cli/report.ts";
import { compileEdition } from "../../src/reports/compile.ts";
import type { Edition } from "../../src/reports/edition.ts";
import type { ReportRequest } from "../../src/reports/edition-id.ts";
import { requestsBehind, type SourcePopulation } from "../../src/reports/population/week-requests.ts";
import type { Trace } from "../../src/reports/sections/section-builder.ts";
import { numberOf, traceFigure } from "../../src/reports/trace/trace-figure.ts";
import { verifyFolder } from "../../src/reports/verify/verify-folder.ts";
import { realRecord, testClock } from "../support/real-record.ts";
import type { TestStore } from "../support/store.ts";
import { writeWideRelease } from "../support/wide-release.ts";

const week = weekOf("2015-02-01");
const request: ReportRequest = {
  template: "accord",
  week,
  position: 1,
  disclosure: "party",
  likely_duplicates: "leave-out",
};
const later: ReportRequest = { ...request, week: weekOf("2025-03-05"), position: 3 };
let store: TestStore;
let done: () => Promise<void> | void = () => undefined;
let first: { party: string; folder: string };

before(async () => {
  store = await realRecord(
    {
      after: (f: () => Promise<void> | void) => {
        done = f;
      },
    },
    "ice-detainers-fy2015.csv",
  );
  const published = await publishReport(store, testClock, {
    ...request,
    disclosure: "public",
    out: `${store.folder}/first`,
    replace: false,
    author: "test",
  });
  first = {
    party: JSON.stringify((await compileEdition(store.db, request)).edition),
    folder: published.answer.sha256,
  };
  writeWideRelease(`${store.folder}/wide.csv`, "2025-03-01", 900);
  await importFiles(
    store,
    testClock,
    [`${store.folder}/wide.csv`],
    { series: "made up", author: "test", is_synthetic: true },
    () => undefined,
  );
});
after(() => done());

const value = (edition: Edition, id: string): number | null => numberOf(edition, id)?.value ?? null;

test("the week's totals are those of the source file, counted apart", async () => {
  const rows = csvRecords(readFileSync(projectPath("samples", "ice-detainers-fy2015.csv"), "utf8")).filter(
    (r) => (r.prepare_date ?? "") >= week.from && (r.prepare_date ?? "") <= week.to,
  );
  const { edition } = await compileEdition(store.db, request);
  const count = (reason: string): number => rows.filter((r) => r.lift_reason === reason).length;
  assert.equal(value(edition, "requests.total"), rows.length);
  assert.equal(value(edition, "standing.open"), count(""));
  assert.equal(value(edition, "declined.total"), count("Detainer Declined by LEA"));
  assert.equal(value(edition, "outcomes-by-request.ice_custody.requests"), count("Booked into Detention"));
  assert.equal(
    value(edition, "requests-by-state.state_06.requests"),
    rows.filter((r) => r.facility_state === "CALIFORNIA").length,
  );
});

test("every number of a population is exactly the records behind it", async () => {
  for (const one of [request, later]) {
    const { edition, traces } = await compileEdition(store.db, one);
    const ids = [...traces.keys()].filter((id) => numberOf(edition, id) !== null && !id.endsWith("share"));
    const tried = ids.filter((_, at) => at % Math.ceil(ids.length / 25) === 0);
    assert.ok(tried.length >= 20);
    for (const id of tried) {
      const { population, where } = traces.get(id) as Trace;
      assert.notEqual(population, "exchange", "nothing of these weeks was worked in the exchange");
      const behind = await store.db.all(
        requestsBehind(population as SourcePopulation, one.week, one.position, where, 1_000_000),
      );
      assert.equal(behind.length, value(edition, id), id);
    }
  }
});

test("a figure leads to its source row, as written", async () => {
  const trace = await traceFigure(store.db, "accord.2015-01-31.p1.party", "declined.total", 2);
  const [row] = trace.sample;
  const lines = readFileSync(projectPath("samples", "ice-detainers-fy2015.csv"), "utf8").split("\n");
  assert.match(lines[(row?.row_no ?? 0) - 1] ?? "", /^2015-01-31,.*Detainer Declined by LEA$/);
  assert.equal(row?.file_name, "ice-detainers-fy2015.csv");
  await assert.rejects(
    traceFigure(store.db, "accord.2015-01-31.p1", "declined.nothing", 1),
    /has no figure "declined.nothing"; it has declined.total/,
  );
});

test("the same position gives the same bytes, whatever was appended or published since", async () => {
  const again = await compileEdition(store.db, request);
  assert.equal(JSON.stringify(again.edition), first.party);
  const other = await publishReport(store, testClock, {
    ...request,
    disclosure: "public",
    out: `${store.folder}/again`,
    replace: false,
    author: "test",
  });
  assert.equal(other.answer.sha256, first.folder);
  assert.equal((await verifyFolder(`${store.folder}/again`)).ok, true);
});

test("declines recorded in the week are counted apart from those prepared in it, with backlog", async () => {
  const { edition } = await compileEdition(store.db, later);
  const rows = csvRecords(readFileSync(`${store.folder}/wide.csv`, "utf8")).filter(
    (r) =>
      r.Detainer_Lift_Reason === "Detainer Declined by LEA" &&
      (r.Detainer_Lift_Date ?? "") >= later.week.from &&
      (r.Detainer_Lift_Date ?? "") <= later.week.to,
  );
  const old = rows.filter(
    (r) =>
      Date.parse(r.Detainer_Lift_Date ?? "") - Date.parse(r.Detainer_Prepare_Date ?? "") > 30 * 86_400_000,
  );
  assert.ok(rows.length > 50 && old.length > 20 && old.length < rows.length);
  assert.equal(value(edition, "declined.recorded"), rows.length);
  assert.equal(value(edition, "declined.backlog"), old.length);
  assert.notEqual(value(edition, "declined.total"), rows.length);
  assert.equal(edition.is_synthetic, true);
});

test("values that nobody maps and values withheld are counted as such, superseded forms set aside", async () => {
  const { edition } = await compileEdition(store.db, later);
  assert.ok((value(edition, "open_cases.unmapped") ?? 0) > 0);
  assert.ok((value(edition, "requests.set_aside") ?? 0) > 0);
  assert.ok((value(edition, "outcomes-by-request.redacted.requests") ?? 0) > 0);
});

test("a form that asks only for notice is never counted among the holds", async () => {
  const { edition } = await compileEdition(store.db, later);
  const [all, hold, notice] = ["requests.total", "requests.asks_hold", "requests.notice_only"].map(
    (id) => value(edition, id) ?? 0,
  ) as [number, number, number];
  assert.ok(notice > 0);
  assert.equal(all, hold + notice);
});

test("the form of 2017 has its four sections, lists nobody as restricting, and prints rows to a party only", async () => {
  const { edition } = await compileEdition(store.db, { ...later, template: "ddor-2017" });
  assert.deepEqual(
    edition.sections.map((s) => s.number),
    ["I", "II", "III", "IV"],
  );
  const tables = new Map(edition.sections.flatMap((s) => s.tables.map((t) => [t.id, t])));
  assert.equal(tables.get("section-1-restrict")?.rows.length, 0);
  assert.equal(tables.get("section-2-rows")?.rows.length, value(edition, "section_2.declined"));
  const shown = await compileEdition(store.db, { ...later, template: "ddor-2017", disclosure: "public" });
  assert.ok(!shown.edition.sections.some((s) => s.tables.some((t) => t.id === "section-2-rows")));
});

test("a later edition of the same week says what was appended since, and what it counted before", async () => {
  const { edition } = await compileEdition(store.db, { ...request, position: 3, disclosure: "public" });
  const changes = edition.sections.find((s) => s.id === "changes");
  assert.match(changes?.lead[0] ?? "", /The last edition of this week is accord\.2015-01-31\.p1/);
  assert.equal(value(edition, "changes.import"), 1);
  assert.equal(
    value(edition, "changes-in-counts.total.last_edition"),
    value(edition, "changes-in-counts.total.now"),
  );
});

test("a week that no source covers, and a position that is not there, are refused in one line", async () => {
  await assert.rejects(
    compileEdition(store.db, { ...request, week: weekOf("2020-01-01") }),
    /no source of the record covers the week from 2019-12-28 to 2020-01-03; it covers 2014-10-01 to 2015-07-19/,
  );
  await assert.rejects(
    compileEdition(store.db, { ...request, position: 99 }),
    /position 99 is not in the record/,
  );
});
