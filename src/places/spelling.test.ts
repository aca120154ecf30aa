import assert from "node:assert/strict";
import { test } from "node:test";
import { slips } from "../base/slips.ts";
import { foldedWords, foldName, placeKeyOf, slug } from "./fold.ts";
import { parseName } from "./parsed-name.ts";
import { StateWords } from "./state-words.ts";
import { readRows } from "./tables.ts";

const states = new StateWords(
  readRows("places/states.csv").map((row) => ({
    geoid: row.geoid ?? "",
    usps: row.usps ?? "",
    name: row.name ?? "",
  })),
);
const claimed = (name: string): string | null => parseName(name, states).claimed_state?.usps ?? null;

test("names fold to capitals, single blanks and joined initials", () => {
  assert.equal(foldName("BECKLEY  FED.CORR.INST."), "BECKLEY FED CORR INST");
  assert.equal(foldName("F.C.I. HERLONG"), "FCI HERLONG");
  assert.equal(foldName("MINN.C.F, OAK PARK HGTS"), "MINN CF OAK PARK HGTS");
  assert.equal(foldName("Prince George’s Co."), "PRINCE GEORGES CO");
  assert.equal(foldName("Doña Ana & Sons"), "DONA ANA AND SONS");
  assert.equal(foldName("US MARSHALS, E.DIST.PA"), "US MARSHALS E DIST PA");
  assert.equal(foldName("…—?"), "");
});

test("a comma, slash, bracket or hyphen starts a segment, a dot does not", () => {
  const marks = foldedWords("HORRY COUNTY-J RUBEN LONG (SC) X. YES").map((word) =>
    word.starts_segment ? `|${word.text}` : word.text,
  );
  assert.deepEqual(marks, ["|HORRY", "COUNTY", "|J", "RUBEN", "LONG", "|SC", "|X", "YES"]);
});

test("places are one key however saint, fort and mount are written", () => {
  for (const [one, other] of [
    ["ST. LOUIS", "Saint Louis"],
    ["FT WORTH", "Fort Worth"],
    ["MT. PLEASANT", "MOUNT PLEASANT"],
    ["DE KALB", "DeKalb"],
    ["BROADVIEW HTS.", "Broadview Heights"],
    ["N. LAS VEGAS", "North Las Vegas"],
  ] as const) {
    assert.equal(placeKeyOf(one), placeKeyOf(other));
  }
  assert.notEqual(placeKeyOf("NASHUA ST"), placeKeyOf("NASHUA SAINT"), "a street at the end is no saint");
  assert.equal(slug("St. John's County jail"), "st-johns-county-jail");
});

test("slips count wrong, missing, extra and swapped letters, and stop at the most", () => {
  assert.equal(slips("TRAVIS", "TRAVIS", 2), 0);
  assert.equal(slips("SCHNECTADY", "SCHENECTADY", 2), 1);
  assert.equal(slips("AJIL", "JAIL", 2), 1);
  assert.equal(slips("HENNIPEN", "HENNEPIN", 2), 2);
  assert.equal(slips("CLARK", "CLAY", 1), 2);
  assert.equal(slips("", "ABC", 1), 2);
});

test("a name claims a state where it ends with one, stands under one or is a state's agency", () => {
  assert.equal(claimed("BUCKS CNTY JAIL, PA"), "PA");
  assert.equal(claimed("MECKLENBURG (NC) CO JAIL"), "NC");
  assert.equal(claimed("HAMILTON CO. JAIL (TENN)"), "TN");
  assert.equal(claimed("N.C. DEPT OF CORRECTIONS"), "NC");
  assert.equal(claimed("CLAY CO. MINNESOTA"), "MN");
  assert.equal(claimed("RIKERS ISLAND, QUEENS, NY"), "NY");
});

test("a county, city or district that is called like a state claims none", () => {
  for (const name of [
    "OKLAHOMA COUNTY JAIL",
    "TEXAS COUNTY SHERIFF",
    "IOWA CITY POLICE DEPT",
    "CITY OF WASHINGTON",
    "TRAVIS CO",
    "PHILADELPHIA DETENTION CT",
    "US MARSHAL'S, ND",
    "NEVADA COUNTY JAIL",
  ]) {
    assert.equal(claimed(name), null, name);
  }
});
