import assert from "node:assert/strict";
import { test } from "node:test";
import { inflateSync } from "node:zlib";
import { sampleEdition } from "../../../test/support/sample-edition.ts";
import type { Edition } from "../edition.ts";
import { drawCharts } from "./charts/draw.ts";
import { renderPdf } from "./pdf.ts";

const edition = sampleEdition();
const pictures = await drawCharts(edition);
const fingerprint = "ab".repeat(32);
const pdf = await renderPdf(edition, pictures, fingerprint);
const source = sourceOf(pdf);

/** The PDF's objects as text, those in compressed streams among them. */
function sourceOf(bytes: Buffer): string {
  const raw = bytes.toString("latin1");
  const streams = [...raw.matchAll(/stream\r?\n/g)].map((found) => {
    const start = found.index + found[0].length;
    try {
      return inflateSync(bytes.subarray(start, raw.indexOf("endstream", start))).toString("latin1");
    } catch {
      return ""; // not a deflated stream; what is in the clear is in the raw text
    }
  });
  return [raw, ...streams].join("\n");
}

test("the same edition gives the same bytes", async () => {
  assert.ok((await renderPdf(sampleEdition(), pictures, fingerprint)).equals(pdf));
});

test("it says that it is PDF/UA-1, is tagged and has a language and a title", () => {
  assert.match(source, /<pdfuaid:part>1<\/pdfuaid:part>/);
  assert.match(source, /\/Marked true/);
  assert.match(source, /\/Lang \(en-US\)/);
  assert.match(source, /Detainer outcomes of the week, 2015-01-31 to 2015-02-06/);
});

test("tables have header cells, charts have words for those who do not see them, sections have bookmarks", () => {
  assert.ok((source.match(/\/S \/TH\b/g) ?? []).length >= 3 + 4 + 3 + 5);
  assert.equal((source.match(/\/Alt \(/g) ?? []).length >= 3, true);
  assert.match(source, /\/Outlines/);
});

test("only the bundled fonts are used", () => {
  const fonts = new Set([...source.matchAll(/\/FontName \/[A-Z]{6}\+([A-Za-z]+)/g)].map((found) => found[1]));
  assert.deepEqual([...fonts].toSorted(), ["PublicSans", "RobotoMono"]);
});

test("no date or clock of this machine enters it", () => {
  assert.doesNotMatch(source, /CreationDate|ModDate|xmp:CreateDate/);
});

test("signs that the fonts lack do not stop a publication", async () => {
  const odd: Edition = { ...edition, title: "县 → 🏛", sections: [] };
  assert.ok((await renderPdf(odd, new Map(), fingerprint)).length > 1000);
});
