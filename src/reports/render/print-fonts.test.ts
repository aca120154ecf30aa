import assert from "node:assert/strict";
import { test } from "node:test";
import { codePointsOf, printable, printFonts } from "./print-fonts.ts";

const covered = codePointsOf(printFonts()[0]!);

test("the print font has the letters of American place names and the signs of this report", () => {
  for (const sign of "AZaz09ñéüç’“”–—…§≤≥%&@") assert.ok(covered.has(sign.codePointAt(0)!), sign);
});

test("what the font lacks is spelled out or marked, never lost or left to a system font", () => {
  assert.equal(printable("Doña Ana → next", covered), "Doña Ana -> next");
  assert.equal(printable("县 jail 🏛", covered), "? jail ?");
});
