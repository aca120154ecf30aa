import assert from "node:assert/strict";
import { test } from "node:test";
import { sampleEdition } from "../../../../test/support/sample-edition.ts";
import type { Edition, Section } from "../../edition.ts";
import { drawCharts } from "./draw.ts";

const edition = sampleEdition();
const pictures = await drawCharts(edition);
const pictureOf = (id: string) => pictures.get(id) ?? assert.fail(`no picture ${id}`);

test("each chart of a table with rows is drawn for a wide and a narrow page", () => {
  assert.deepEqual([...pictures.keys()], ["requests.trend", "outcomes.bars", "outcomes.stacked"]);
  for (const { wide, narrow } of pictures.values()) {
    assert.match(wide, /^<svg [^>]*viewBox="0 0 720 /);
    assert.match(narrow, /^<svg [^>]*viewBox="0 0 320 /);
  }
});

test("the same edition gives the same text", async () => {
  assert.deepEqual(await drawCharts(sampleEdition()), pictures);
});

test("a picture has a role, a title and a description that it points to", () => {
  const { wide } = pictureOf("outcomes.bars");
  assert.match(wide, /role="img" aria-labelledby="outcomes\.bars-wide-title outcomes\.bars-wide-desc"/);
  assert.match(wide, /<title id="outcomes\.bars-wide-title">Requests by outcome<\/title>/);
  assert.match(wide, /<desc id="outcomes\.bars-wide-desc">Requests by outcome: the numbers/);
});

test("a picture holds nothing that a strict content security policy refuses, and no long float", () => {
  for (const { wide, narrow } of pictures.values())
    for (const svg of [wide, narrow]) {
      assert.doesNotMatch(svg, / style=|<style|<script| on[a-z]+=|href=/);
      assert.doesNotMatch(svg.replace(/>[^<]*</g, "><"), /\d\.\d{3,}/);
    }
});

test("the total row is never drawn beside its own parts", () => {
  assert.doesNotMatch(pictureOf("outcomes.bars").wide, /All requests of the week|1,200/);
});

test("a hidden value is a gap with its word, never a bar of no length", () => {
  const { wide, notes } = pictureOf("outcomes.stacked");
  assert.match(wide, />90 \+ suppressed</);
  assert.equal(
    [...wide.matchAll(/<rect [^>]*y="[^"]*" height/g)].filter((bar) => / width="0"/.test(bar[0])).length,
    0,
  );
  assert.deepEqual(notes, ["Not drawn where suppressed; a gap is not a zero."]);
});

test("a line breaks at a hidden value instead of bridging it", () => {
  const { wide } = pictureOf("requests.trend");
  const notices = [...wide.matchAll(/<path stroke="#e66f0e"[^>]* d="([^"]*)"/g)].map(
    (found) => found[1] ?? "",
  );
  assert.equal((notices[0] ?? "").match(/M/g)?.length, 2, notices.join());
  assert.match(wide, />suppressed</);
});

function withRows(
  rows: readonly (readonly [string, number | null | { readonly suppressed: true }])[],
): Edition {
  const section = edition.sections[1] as Section;
  const [table, chart] = [section.tables[0]!, section.charts[0]!];
  const bare = rows.map(([label, value], at) => ({ key: `r${at}`, cells: [label, "C", value, null] }));
  return {
    ...edition,
    sections: [{ ...section, tables: [{ ...table, rows: bare, total_row: null }], charts: [chart] }],
  };
}

test("words are escaped, whatever a source calls a place", async () => {
  const svg =
    (await drawCharts(withRows([['<script>alert("x")</script> & co', 12]]))).get("outcomes.bars")?.wide ?? "";
  assert.doesNotMatch(svg, /<script/);
  assert.match(svg, /&lt;script&gt;/);
});

test("of more rows than can be read the first are drawn, and the picture says so", async () => {
  const many = Array.from({ length: 51 }, (_, at): [string, number] => [`Place ${at}`, 100 - at]);
  const picture = (await drawCharts(withRows(many))).get("outcomes.bars");
  assert.deepEqual(picture?.notes, ["The first 24 of 51 rows are drawn; the table has them all."]);
  assert.doesNotMatch(picture?.wide ?? "", /Place 24/);
});

test("a table whose every value is hidden still gives a picture, of gaps", async () => {
  const picture = (
    await drawCharts(
      withRows([
        ["A", { suppressed: true }],
        ["B", null],
      ]),
    )
  ).get("outcomes.bars");
  assert.match(picture?.wide ?? "", />suppressed</);
  assert.match(picture?.wide ?? "", />not recorded</);
});

test("a chart of a table without rows is left out", async () => {
  assert.equal((await drawCharts(withRows([]))).size, 0);
});
