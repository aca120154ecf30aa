import assert from "node:assert/strict";
import { test } from "node:test";
import { HtmlValidate } from "html-validate";
import { sampleEdition } from "../../../test/support/sample-edition.ts";
import { projectPath } from "../../base/paths.ts";
import type { Edition } from "../edition.ts";
import { drawCharts } from "./charts/draw.ts";
import { renderHtml } from "./html.ts";

const edition = sampleEdition();
const parts = {
  pictures: await drawCharts(edition),
  downloads: [{ path: "report.pdf", title: "The whole report as PDF, for print", bytes: 123_456 }],
  key_fingerprint: "ab".repeat(32),
};
const page = await renderHtml(edition, parts);

test("the page of the sample edition is the golden one", (t) => {
  t.assert.fileSnapshot(page, projectPath("test", "golden", "edition.html"), {
    serializers: [(text: string) => text],
  });
});

test("the same edition gives the same page", async () => {
  assert.equal(await renderHtml(sampleEdition(), parts), page);
});

test("the page is valid HTML with a sound outline", async () => {
  // Ids are those of the contract, section.figure; HTML allows the dot, the validator's strict mode does not.
  const validator = new HtmlValidate({
    extends: ["html-validate:recommended"],
    rules: { "valid-id": ["error", { relaxed: true }] },
  });
  const report = await validator.validateString(page);
  assert.deepEqual(
    report.results.flatMap((result) => result.messages.map((m) => `${m.line}: ${m.ruleId}: ${m.message}`)),
    [],
  );
});

test("the page needs no script, no network and no other site", () => {
  assert.doesNotMatch(page, /<script| on[a-z]+="|javascript:/i);
  const outside = [...page.matchAll(/(?:href|src)="([^"]*)"/g)]
    .map((found) => found[1] ?? "")
    .filter((url) => /^[a-z]+:|^\//.test(url));
  assert.deepEqual(outside, ["data:,"]);
});

test("every link into the page finds its anchor", () => {
  const ids = new Set([...page.matchAll(/ id="([^"]*)"/g)].map((found) => found[1]));
  const broken = [...page.matchAll(/href="#([^"]*)"/g)]
    .map((found) => found[1])
    .filter((anchor) => !ids.has(anchor));
  assert.deepEqual(broken, []);
});

test("every figure and table has its anchor, and a figure its exact value", () => {
  for (const section of edition.sections) {
    for (const table of section.tables) assert.ok(page.includes(`id="${table.id}"`), table.id);
    for (const { id, value } of section.figures) {
      assert.ok(page.includes(`id="${id}"`), id);
      if (value !== null) assert.ok(page.includes(`<data value="${value}">`), id);
    }
  }
});

test("text from sources is escaped", () => {
  assert.ok(page.includes("Other-County “North” &lt;annex&gt;"));
  assert.ok(page.includes("Cañon &amp; Doña County"));
});

test("a synthetic edition and a party's view say so before anything else; a public one of real sources does not", async () => {
  const warningsOf = async (change: Partial<Edition>) =>
    [...(await renderHtml({ ...edition, ...change }, parts)).matchAll(/usa-alert__text">([^<]*)</g)].map(
      (found) => found[1] ?? "",
    );
  assert.match((await warningsOf({}))[0] ?? "", /^Synthetic data/);
  assert.match((await warningsOf({ disclosure: "party" }))[1] ?? "", /^Not for publication/);
  assert.deepEqual(await warningsOf({ is_synthetic: false }), []);
});

test("an empty table gives its sentence instead of an empty grid", () => {
  assert.match(page, /Policies in force in the week<\/h3><p class="empty-table">No policy has been entered/);
});
