import assert from "node:assert/strict";
import { test } from "node:test";
import {
  bytesText,
  cellWords,
  countText,
  dayText,
  disclosureWords,
  figureWords,
  instantText,
  shareText,
  unknownText,
} from "./wording.ts";

test("counts carry thousands separators", () => {
  assert.deepEqual([0, 7, 999, 1000, 79053, 1234567, -1234].map(countText), [
    "0",
    "7",
    "999",
    "1,000",
    "79,053",
    "1,234,567",
    "-1,234",
  ]);
});

test("a share never rounds a part to nothing or to all", () => {
  const cases: [number, string][] = [
    [0, "0.0%"],
    [0.0001, "<0.1%"],
    [0.0005, "0.1%"],
    [0.4549, "45.5%"],
    [0.9994, "99.9%"],
    [0.9996, ">99.9%"],
    [1, "100.0%"],
  ];
  for (const [share, text] of cases) assert.equal(shareText(share), text, String(share));
});

test("days and instants read as words", () => {
  assert.equal(dayText("2015-01-31"), "Saturday, January 31, 2015");
  assert.equal(instantText("2026-11-20T18:30:00.000Z"), "November 20, 2026, 18:30 UTC");
});

test("a hidden cell, an absent one and a blank one are three things", () => {
  assert.deepEqual(cellWords({ suppressed: true }, "count", false), {
    text: "suppressed",
    state: "suppressed",
  });
  assert.deepEqual(cellWords(null, "count", false), { text: "not recorded", state: "not_recorded" });
  assert.deepEqual(cellWords(null, "date", true), { text: "", state: "blank" });
  assert.deepEqual(cellWords(0, "count", false), { text: "0", state: "value" });
  assert.deepEqual(cellWords("", "text", false), { text: "", state: "blank" });
});

test("a figure without a value says why", () => {
  assert.equal(figureWords({ kind: "count", value: null, missing: "suppressed" }).state, "suppressed");
  assert.equal(figureWords({ kind: "count", value: null, missing: "not_recorded" }).state, "not_recorded");
  assert.equal(figureWords({ kind: "share", value: 0.5, missing: null }).text, "50.0%");
});

test("a share says how much of its population has no answer, or that nobody knows", () => {
  assert.equal(unknownText({ kind: "share", share_unknown: 0.081 }), "Share unknown: 8.1%");
  assert.equal(unknownText({ kind: "share", share_unknown: null }), "Share unknown: not recorded");
  assert.equal(unknownText({ kind: "count", share_unknown: null }), null);
});

test("a party's own view says that it is not for publication", () => {
  assert.match(disclosureWords({ disclosure: "party" }).long, /not for publication/);
  assert.match(disclosureWords({ disclosure: "public" }).short, /suppressed/);
});

test("sizes read as people say them", () => {
  assert.deepEqual([812, 3400, 1_200_000].map(bytesText), ["812 bytes", "3.4 kB", "1.2 MB"]);
});
