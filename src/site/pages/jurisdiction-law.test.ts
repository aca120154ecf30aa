import assert from "node:assert/strict";
import { after, test } from "node:test";
import { HtmlValidate } from "html-validate";
import { madeUpInstrument, madeUpProvision } from "../../../test/support/made-up-instrument.ts";
import { openEmptySite } from "../../../test/support/public-site.ts";
import { addPolicy, seedPolicies } from "../../records/policies/record-policy.ts";
import type { Jurisdiction } from "../../reports/public/jurisdiction.ts";
import type { JurisdictionLaw } from "../../reports/public/law/jurisdiction-law.ts";
import { renderPage } from "../layout/page.ts";
import { jurisdictionPage } from "./jurisdiction.ts";

const site = await openEmptySite({ after });
const by = { recorded_at: "2026-01-02T12:00:00.000Z", author: "a made-up office", reason: "a test" };
const made = madeUpInstrument({
  instrument_id: "wa-king-made-up",
  announced_on: "2023-12-01",
  adopted_on: "2024-01-15",
  effective_from: "2024-02-01",
  date_precision: "day",
  title: "Made-up <ordinance>",
  provisions: [
    madeUpProvision({
      provision_id: "wa-king-made-up-p01",
      act: "transfer_secure_area",
      modality: "must_not_unless",
      condition: { any: [{ fact: "judicial_warrant" }, { words: "an emergency" }] },
      condition_text: "a judge's warrant or an emergency",
      in_force_from: "2024-02-01",
    }),
  ],
});
await site.store.db.transaction((tx) => seedPolicies(tx, by));
await site.store.db.transaction((tx) => addPolicy(tx, made, by));

const king = "/jurisdictions/53033/law";
const pageAt = async (path: string, status = 200): Promise<string> => {
  const response = await site.app.request(path);
  assert.equal(response.status, status, path);
  return response.text();
};
const dataAt = async (path: string): Promise<JurisdictionLaw> =>
  (await site.app.request(`/api/v1${path}`)).json() as Promise<JurisdictionLaw>;

const validator = new HtmlValidate({
  extends: ["html-validate:recommended"],
  rules: { "valid-id": ["error", { relaxed: true }] },
});

for (const path of [
  `${king}?on=2025-06-01`,
  `${king}?on=2017-08-10&verification=seen`,
  "/jurisdictions/06075/law?on=2025-09-01",
  "/jurisdictions/17031/law?on=2012-01-01",
  "/jurisdictions/09/law?on=2020-01-01",
  "/jurisdictions/3502000/law?on=2017-08-10",
  "/jurisdictions/56/law?on=1950-01-01",
])
  test(`${path} is sound HTML, asks no script, and links only to anchors that are there`, async () => {
    const html = await pageAt(path);
    const { results } = await validator.validateString(html);
    assert.deepEqual(
      results.flatMap((one) => one.messages.map((m) => `${m.line}: ${m.ruleId}: ${m.message}`)),
      [],
    );
    assert.doesNotMatch(html, /<script| on[a-z]+="|javascript:| style="/i);
    const ids = new Set([...html.matchAll(/ id="([^"]+)"/g)].map((found) => found[1]));
    for (const [, anchor] of html.matchAll(/ href="#([^"]+)"/g)) assert.ok(ids.has(anchor), anchor);
    assert.match(html, /Decision support, not legal advice/);
  });

test("an instrument stands with each of its dates apart, its condition in words, its clause, its check and its source", async () => {
  const html = await pageAt(`${king}?on=2024-06-01`);
  const [, own = ""] =
    /<article class="instrument" id="wa-king-made-up">([\s\S]*?)<\/article>/.exec(html) ?? [];
  assert.match(own, /Made-up &lt;ordinance&gt;/);
  for (const [term, said] of [
    ["Announced", "2023-12-01"],
    ["Adopted", "2024-01-15"],
    ["Effective", "2024-02-01"],
    ["Last day", "none found"],
  ])
    assert.match(own, new RegExp(`<dt>${term}</dt><dd>${said}</dd>`));
  assert.match(
    own,
    /Transfer to ICE in a secure area:<\/strong> must not, unless [^<]*warrant[^<]*, or “an emergency”/,
  );
  assert.match(own, /\(1; jail\)/);
  assert.match(own, /general knowledge, no source seen yet<\/span> <a href="https:\/\/example.org"/);
});

test("a day before an instrument began does not show it, and a position before it was recorded does not know it", async () => {
  assert.doesNotMatch(await pageAt(`${king}?on=2024-01-20`), /id="wa-king-made-up"/);
  const before = await pageAt(`${king}?on=2024-06-01&as_of=1`);
  assert.doesNotMatch(before, /id="wa-king-made-up"/);
  assert.match(before, /As known at position 1 of the record/);
  assert.match(before, /<input type="hidden" name="as_of" value="1">/);
  await pageAt(`${king}?as_of=99`, 404);
});

test("the day is today by the clock where none is given", async () => {
  assert.match(await pageAt(king), /What stood on <strong>2026-01-05<\/strong>/);
  assert.equal((await dataAt(king)).on, "2026-01-05");
});

test("verification=seen leaves out whatever was not seen at its source, rows, facts and sources alike", async () => {
  const all = await dataAt(`${king}?on=2024-06-01`);
  const seen = await dataAt(`${king}?on=2024-06-01&verification=seen`);
  const grades = (law: JurisdictionLaw) =>
    new Set([
      ...law.instruments.flatMap((one) => [one.verification, ...one.provisions.map((p) => p.verification)]),
      ...law.tests.rows.flatMap((one) => one.facts_used.map((fact) => fact.verification)),
      ...law.authority.requests.flatMap((one) => one.sources.map((source) => source.verification)),
    ]);
  assert.ok(grades(all).has("general_knowledge"));
  assert.deepEqual([...grades(seen)], ["seen"]);
  assert.equal(seen.instruments_left_out, all.instruments.length - seen.instruments.length);
  assert.ok(seen.instruments_left_out > 0);
  const partly = await dataAt(`${king}?on=2024-06-01&verification=partly_seen`);
  assert.deepEqual([...grades(partly)].sort(), ["partly_seen", "seen"]);
  await pageAt(`${king}?verification=rumour`, 400);
});

test("where a search found no rule the page says so, and that it is no proof", async () => {
  const html = await pageAt("/jurisdictions/21/law?on=2018-01-01");
  assert.match(html, /A search found no rule\.<\/strong> That is not proof that there is none/);
});

test("tests come where they differ first, each in force once, those not in force folded", async () => {
  const { tests } = await dataAt("/jurisdictions/35001/law?on=2017-08-10");
  const counted = (counts: boolean) => tests.rows.filter((one) => one.counts === counts).length;
  assert.deepEqual([counted(true), counted(false)], [tests.counted_by, tests.not_counted_by]);
  const results = tests.rows.map((one) => one.result);
  const silent = results.findIndex((one) => one === "not_determinable" || one === "not_applicable");
  assert.ok(results.lastIndexOf("contested") < silent || silent === -1);
  assert.equal(new Set(tests.rows.map((one) => one.definition)).size, tests.rows.length);
  const html = await pageAt("/jurisdictions/35001/law?on=2017-08-10");
  assert.match(html, new RegExp(`Tests not in force on this day \\(${tests.not_in_force.length}\\)`));
  for (const one of tests.rows) assert.ok(html.includes(`id="test-${one.definition}"`), one.definition);
});

test("all five requests stand with their standing, and the rules that bind are those of who runs the jail", async () => {
  const { authority } = await dataAt(`${king}?on=2024-06-01`);
  assert.deepEqual(
    authority.requests.map((one) => one.request),
    ["notify", "hold", "serve", "interview", "transfer"],
  );
  assert.deepEqual(authority.geoids, ["53033", "53"]);
  const transfer = authority.requests.find((one) => one.request === "transfer");
  assert.deepEqual([transfer?.modality, transfer?.decided_by], ["must_not_unless", "wa-king-made-up-p01"]);
  const state = await dataAt("/jurisdictions/53/law?on=2024-06-01");
  assert.equal(state.authority.applies_to, "state_prison");
});

test("a day that cannot be used is shown again with what is wrong; a place that is none is not there", async () => {
  const html = await pageAt(`${king}?on=2024-02-30`, 400);
  assert.match(html, /value="2024-02-30" aria-describedby="on-hint on-error" aria-invalid="true"/);
  assert.match(await pageAt("/jurisdictions/02261/law?on=2024-01-01", 400), /02063, 02066/);
  await pageAt("/jurisdictions/98765/law", 404);
  await pageAt("/jurisdictions/US/law?on=never", 404);
});

test("a jurisdiction's page leads to its rules, at the position that was asked for; one without rules does not", async () => {
  const known = { position: 1, recorded_at: by.recorded_at, is_asked: true };
  const found = { geoid: "53033", name: "King County, WA", state: "WA", known, bodies: [], history: null };
  const frame = { stylesheet: "/site.css", version: "0" };
  const drawn = (geoid: string) =>
    renderPage(
      jurisdictionPage({ ...found, geoid, is_synthetic: false } satisfies Jurisdiction, null),
      frame,
    );
  assert.match(
    await drawn("53033"),
    /href="\/jurisdictions\/53033\/law\?as_of=1">Rules and tests on a date</,
  );
  assert.match(await drawn("02261"), /href="\/jurisdictions\/02261\/law\?on=2019-01-01&amp;as_of=1"/);
  assert.doesNotMatch(await drawn("US"), /Rules and tests/);
});
