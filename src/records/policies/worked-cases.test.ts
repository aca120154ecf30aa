import assert from "node:assert/strict";
import { test } from "node:test";
import type { Day } from "../../base/day.ts";
import { NoRuleInForce } from "../../base/errors.ts";
import { evaluateCondition } from "../../law/policies/evaluate-condition.ts";
import { cite, inForce, type Standing } from "../../law/policies/in-force.ts";
import { instrumentsFor } from "../../law/policies/instruments-for.ts";
import { sectionThree } from "../../law/policies/section-three.ts";
import { areasOf, jurisdictionChain } from "./jurisdiction-chain.ts";
import { shippedInstruments } from "./shipped-instruments.ts";

const instruments = shippedInstruments();
const byId = new Map(instruments.map((one) => [one.instrument_id, one]));
const table = (day: Day) => sectionThree(instruments, day, areasOf);
const rowOf = (day: Day, id: string) => table(day).rows.find((row) => row.instrument_id === id);

function instrument(id: string) {
  const found = byId.get(id);
  assert.ok(found, id);
  return found;
}

/** Both sides of each boundary, as a county's counsel would ask it. */
const boundaries: readonly [id: string, day: Day, standing: Standing][] = [
  // King County: ordinance 17706 was enacted on 2013-12-10, 17886 took its place on 2014-09-05
  ["wa-king-17706", "2013-12-09", "not_in_force"],
  ["wa-king-17706", "2013-12-10", "in_force"],
  ["wa-king-17706", "2014-09-04", "in_force"],
  ["wa-king-17706", "2014-09-05", "not_in_force"],
  ["wa-king-17886", "2014-09-04", "not_in_force"],
  ["wa-king-17886", "2014-09-05", "in_force"],
  ["wa-king-17886", "2018-02-28", "in_force"],
  ["wa-king-17886", "2018-03-01", "uncertain"],
  ["wa-king-17886", "2019-01-01", "not_in_force"],
  ["wa-king-18665", "2018-02-28", "not_in_force"],
  ["wa-king-18665", "2018-12-30", "uncertain"],
  ["wa-king-18665", "2018-12-31", "in_force"],
  // Miami-Dade: the mayor's memorandum of 2017-01-26, the board's resolution of 2017-02-17
  ["fl-miami-dade-2013", "2013-11-30", "not_in_force"],
  ["fl-miami-dade-2013", "2013-12-03", "uncertain"],
  ["fl-miami-dade-2013", "2017-01-25", "in_force"],
  ["fl-miami-dade-2013", "2017-01-26", "not_in_force"],
  ["fl-miami-dade-2017-memo", "2017-01-25", "not_in_force"],
  ["fl-miami-dade-2017-memo", "2017-01-26", "in_force"],
  ["fl-miami-dade-2017-memo", "2017-02-16", "in_force"],
  ["fl-miami-dade-2017-memo", "2017-02-17", "not_in_force"],
  ["fl-miami-dade-2017-r163", "2017-02-16", "not_in_force"],
  ["fl-miami-dade-2017-r163", "2017-02-17", "in_force"],
  // Philadelphia: three executive orders in 21 months; the day of the second one in December 2015 is not known
  ["pa-philadelphia-eo1-14", "2014-04-15", "not_in_force"],
  ["pa-philadelphia-eo1-14", "2014-04-16", "in_force"],
  ["pa-philadelphia-eo1-14", "2015-11-30", "in_force"],
  ["pa-philadelphia-eo1-14", "2015-12-15", "uncertain"],
  ["pa-philadelphia-eo1-14", "2016-01-01", "not_in_force"],
  ["pa-philadelphia-eo7-15", "2015-11-30", "not_in_force"],
  ["pa-philadelphia-eo7-15", "2015-12-15", "uncertain"],
  ["pa-philadelphia-eo7-15", "2016-01-03", "in_force"],
  ["pa-philadelphia-eo7-15", "2016-01-04", "not_in_force"],
  ["pa-philadelphia-eo5-16", "2016-01-03", "not_in_force"],
  ["pa-philadelphia-eo5-16", "2016-01-04", "in_force"],
  // Rhode Island: the instruction of July 2014, the governor's policy of 2014-08-14
  ["ri-exec-policy-2014-07", "2014-06-30", "not_in_force"],
  ["ri-exec-policy-2014-07", "2014-07-15", "uncertain"],
  ["ri-exec-policy-2014-07", "2014-07-31", "in_force"],
  ["ri-exec-policy-2014-07", "2014-08-13", "in_force"],
  ["ri-exec-policy-2014-07", "2014-08-14", "not_in_force"],
  ["ri-exec-policy-2014-08-14", "2014-08-13", "not_in_force"],
  ["ri-exec-policy-2014-08-14", "2014-08-14", "in_force"],
  // Travis County: announced on 2017-01-20, in effect on 2017-02-01, until the state act of 2017-09-01
  ["tx-travis-2017", "2017-01-31", "not_in_force"],
  ["tx-travis-2017", "2017-02-01", "in_force"],
  ["tx-travis-2017", "2017-09-01", "not_in_force"],
];
for (const [id, day, standing] of boundaries)
  test(`${id} on ${day}: ${standing}`, () => {
    assert.equal(inForce(instrument(id), day), standing);
    if (standing === "not_in_force") assert.throws(() => cite(instrument(id), day), NoRuleInForce);
    else assert.equal(cite(instrument(id), day).standing, standing);
  });

test("the table of 2017 names King County's ordinance of 2014 and not the one that it replaced", () => {
  const row = rowOf("2017-02-03", "wa-king-17886");
  assert.ok(row);
  assert.deepEqual(
    [row.jurisdiction, row.areas, row.date_enacted, row.date_is, row.verification],
    ["King County, WA", ["SEA"], "2014-09-02", "adopted", "seen"],
  );
  assert.deepEqual(row.criteria, [
    "No hold on a detainer or administrative warrant unless there is a federal criminal warrant (jail; K.C.C. 2.15.020).",
  ]);
  assert.equal(rowOf("2017-02-03", "wa-king-17706"), undefined);
  assert.ok(rowOf("2014-06-01", "wa-king-17706"));
  assert.equal(rowOf("2014-06-01", "wa-king-17886"), undefined);
});

test("the table of 2017 has Rhode Island's policy of August 2014", () => {
  assert.equal(rowOf("2017-02-03", "ri-exec-policy-2014-07"), undefined);
  assert.match(
    rowOf("2017-02-03", "ri-exec-policy-2014-08-14")?.criteria[0] ?? "",
    /a judge ordered deportation/,
  );
});

test("a memorandum that asks to hold is no limit, and a binding resolution is one", () => {
  assert.ok(rowOf("2017-01-25", "fl-miami-dade-2013"));
  assert.equal(rowOf("2017-01-26", "fl-miami-dade-2013"), undefined);
  const apart = table("2017-02-03").apart.find((row) => row.instrument_id === "fl-miami-dade-2017-memo");
  assert.equal(apart?.reason, "does_not_limit");
});

const apart: readonly [id: string, reason: string][] = [
  ["ri-providence-2011", "not_binding"],
  ["ia-iowa-city-17-27", "resolution"],
  ["ia-franklin-2014", "practice"],
  ["wa-snohomish-practice", "practice"],
  ["pa-no-statewide-rule", "none_found"],
  ["ca-sf-12i-2013", "replaced"],
  ["co-boulder-12-5", "does_not_limit"],
  ["mn-ramsey-2014", "no_operative_text"],
];
for (const [id, reason] of apart)
  test(`${id} stands apart from the table of 2017: ${reason}`, () => {
    assert.equal(rowOf("2017-02-03", id), undefined);
    assert.equal(table("2017-02-03").apart.find((row) => row.instrument_id === id)?.reason, reason);
  });

test("a policy that is announced but not yet in effect is not in the table", () => {
  assert.equal(rowOf("2017-01-28", "tx-travis-2017"), undefined);
  assert.equal(rowOf("2017-02-03", "tx-travis-2017")?.date_enacted, "2017-01-20");
});

test("the rules that reach a place go from the narrowest to the widest", () => {
  const ids = (geoid: string, day: Day) =>
    instrumentsFor(jurisdictionChain(geoid), instruments, day).map((one) => one.instrument.instrument_id);
  assert.deepEqual(ids("53033", "2014-06-01"), ["wa-king-17706"]);
  assert.deepEqual(ids("53033", "2020-01-01"), ["wa-king-18665", "wa-kww-2019"]);
  assert.deepEqual(ids("42101", "2014-06-01"), ["pa-philadelphia-eo1-14", "pa-no-statewide-rule"]);
  assert.deepEqual(ids("1938595", "2017-02-03"), ["ia-iowa-city-17-27", "ia-johnson-2014", "ia-aclu-2014"]);
});

test("a clause that a later version does not take up is in doubt, not gone", () => {
  const [stands] = instrumentsFor(["09"], instruments, "2025-12-01").filter(
    (one) => one.instrument.instrument_id === "ct-pa19-20",
  );
  assert.equal(stands?.standing, "uncertain");
  assert.deepEqual(
    stands?.provisions.map((one) => [one.provision.act, one.standing]),
    [
      ["jail_interview", "uncertain"],
      ["serve_copy", "uncertain"],
      ["report_to_public", "uncertain"],
    ],
  );
  assert.throws(() => cite(instrument("ct-pa19-20"), "2025-12-01"), NoRuleInForce);
});

test("Travis County's condition is answered by what is known, and by nothing else", () => {
  const [hold] = instrument("tx-travis-2017").provisions;
  assert.ok(hold);
  const on = "2017-02-03";
  const list = "capital murder, first degree murder, aggravated sexual assault, continuous smuggling";
  const paper = {
    detainer: true,
    administrative_warrant: true,
    judicial_warrant: false,
    judicial_order: false,
  };
  const none = { convictions: { [list]: false }, charges: { [list]: false } };
  assert.equal(evaluateCondition(hold.condition, { on, facts: paper }), "unknown");
  assert.equal(evaluateCondition(hold.condition, { on, facts: paper, ...none }), "false");
  assert.equal(
    evaluateCondition(hold.condition, { on, facts: paper, ...none, charges: { [list]: true } }),
    "true",
  );
  assert.equal(evaluateCondition(hold.condition, { on, facts: { judicial_warrant: true } }), "true");
});
