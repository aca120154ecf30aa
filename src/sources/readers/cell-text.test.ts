import assert from "node:assert/strict";
import { test } from "node:test";
import { CellText } from "./cell-text.ts";

test("texts that are looked up are never mistaken for each other", () => {
  const texts = Array.from({ length: 20_000 }, (_, i) => `a text of its own ${i}`);
  const cellText = new CellText("utf-8");
  for (const round of [texts, texts.toReversed()]) {
    const bytes = Buffer.from(round.join(""));
    cellText.turnTo(bytes);
    let at = 0;
    for (const text of round) {
      assert.equal(cellText.slice(at, at + text.length), text);
      at += text.length;
    }
  }
});

test("in a chunk with bytes beyond ASCII every cell is decoded by its own", () => {
  const utf8 = new CellText("utf-8");
  utf8.turnTo(Buffer.from("Muñoz,plain text of some length,€"));
  assert.deepEqual(
    [utf8.slice(0, 6), utf8.slice(7, 32), utf8.slice(33, 36)],
    ["Muñoz", "plain text of some length", "€"],
  );
  const western = new CellText("windows-1252");
  western.turnTo(Buffer.from("Mu\xf1oz,\x80\x92", "latin1"));
  assert.deepEqual([western.slice(0, 5), western.slice(6, 8)], ["Muñoz", "€’"]);
});
