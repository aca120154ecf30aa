import assert from "node:assert/strict";
import { test } from "node:test";
import { shippedInstruments } from "../../records/policies/shipped-instruments.ts";
import { parseCondition } from "../policies/condition-text.ts";
import type { Instrument, Provision } from "../policies/instrument.ts";
import { factsTold, needsAJudge } from "./provision-facts.ts";

const all = new Map(
  shippedInstruments().flatMap((instrument) =>
    instrument.provisions.map((provision): [string, [Provision, Instrument]] => [
      provision.provision_id,
      [provision, instrument],
    ]),
  ),
);

/** What a shipped provision tells, as "fact=value" without the facts that every limit tells. */
function told(id: string): string[] {
  const [provision, instrument] = all.get(id) ?? assert.fail(`no provision ${id}`);
  return factsTold(provision, instrument)
    .filter((one) => one.fact_id !== "cooperation_limit_rule")
    .map((one) => `${one.fact_id}=${one.value}`);
}

test("a rule on holding keeps apart what needs a judge, what has other exceptions, and what has none", () => {
  // King County Ordinance 17886 (2014): a federal judicial warrant; its predecessor of 2013: listed convictions.
  assert.deepEqual(told("wa-king-17886-p01"), [
    "rule_hold_on_admin=judicial_only",
    "rule_hold_on_judicial=may",
  ]);
  assert.deepEqual(told("wa-king-17706-p01"), ["rule_hold_on_admin=conditional"]);
  // Philadelphia EO 1-14: a conviction AND a judicial warrant; New York City: a warrant AND (conviction OR database match).
  assert.deepEqual(told("pa-philadelphia-eo1-14-p01"), [
    "rule_hold_on_admin=judicial_only",
    "rule_hold_on_judicial=may",
  ]);
  // Connecticut 2019: a judicial warrant OR a conviction is not the same.
  assert.deepEqual(told("ct-pa19-20-p01"), [
    "rule_hold_on_admin=conditional",
    "state_law_bars_compliance=hold",
  ]);
  assert.deepEqual(told("or-multnomah-2014-p01"), ["rule_hold_on_admin=must_not"]);
  assert.deepEqual(told("tx-sb4-2017-p01"), ["rule_hold_on_admin=must_if"]);
  assert.deepEqual(told("ar-act1076-2019-p01"), ["rule_hold_on_admin=may_protected"]);
});

test("only State law can bar compliance; a county's own rule does not", () => {
  assert.ok(told("ma-lunn-2017-p01").includes("state_law_bars_compliance=hold"));
  assert.ok(told("il-way-forward-2021-p04").includes("state_law_bars_compliance=interview"));
  assert.ok(told("mn-ag-opinion-2025-02-06-p01").includes("state_law_bars_compliance=hold"));
  assert.ok(!told("nj-directive-2018-6-p04").some((one) => one.startsWith("state_law")), "consent is no bar");
  assert.ok(!told("ca-lasd-2020-moratorium-p01").some((one) => one.startsWith("state_law")));
});

test("a clause on addresses is no clause on status, and a savings clause is told apart from what law requires", () => {
  // Cal. Gov. Code 7284.6(a)(1)(D) with (e): addresses restricted, status exchange preserved.
  assert.deepEqual(told("ca-values-act-sb54-p06"), [
    "rule_share_home_address=conditional",
    "rule_send_status_to_dhs=may",
    "rule_receive_status_from_dhs=may",
    "rule_exchange_status_with_agencies=may",
    "rule_maintain_status=may",
  ]);
  assert.deepEqual(told("co-sb25-276-p03"), ["rule_share_home_address=conditional"]);
  assert.deepEqual(told("co-hb19-1124-p04"), ["rule_share_home_address=must_not"]);
  assert.deepEqual(told("co-denver-pseps-2017-p03"), [
    "rule_send_status_to_dhs=conditional",
    "rule_savings_clause_1373=true",
  ]);
  assert.deepEqual(told("ca-sf-12h-1989-p01"), [
    "rule_send_status_to_dhs=conditional",
    "rule_savings_clause_1373=general",
  ]);
  assert.deepEqual(told("ny-tompkins-2017-21-p02"), ["rule_send_status_to_dhs=conditional"]);
});

test("a ban on local limits reaches sending, receiving, exchanging and keeping", () => {
  assert.deepEqual(told("az-sb1070-2010-p01"), [
    "rule_send_status_to_dhs=may_protected",
    "rule_receive_status_from_dhs=may_protected",
    "rule_exchange_status_with_agencies=may_protected",
    "rule_maintain_status=may_protected",
  ]);
  assert.deepEqual(
    told("ny-nassau-2014-p03"),
    ["rule_send_status_to_dhs=may"],
    "records open to ICE say only that",
  );
});

test("access to a jail: ensured, open, with consent, with a lawyer, with a judge, not at all", () => {
  assert.deepEqual(told("ny-nassau-2014-p02"), ["rule_jail_access_dhs=open"]);
  assert.deepEqual(told("ca-truth-act-ab2792-p01"), ["rule_jail_access_dhs=consent"]);
  assert.ok(told("nj-directive-2018-6-p04").includes("rule_jail_access_dhs=lawyer"));
  assert.deepEqual(told("tx-travis-2017-p03"), ["rule_jail_access_dhs=judicial_order"]);
  assert.deepEqual(told("ca-lasd-2019-access-p01"), ["rule_jail_access_dhs=none"]);
});

test("a duty to tell the person what ICE was told is no notice to ICE", () => {
  assert.deepEqual(told("ca-truth-act-ab2792-p03"), []);
  assert.deepEqual(told("pa-lehigh-2014-p02"), ["rule_share_release_date=must"]);
  assert.ok(told("ca-values-act-sb54-p03").includes("rule_share_release_date=conditional"));
  assert.deepEqual(told("tn-shelby-2018-p02"), [
    "rule_share_release_date=may",
    "release_notice_practice=may",
  ]);
});

test("an agreement is in force where it is made, and barred where a law forbids it", () => {
  assert.deepEqual(told("md-frederick-287g-p01"), ["agreement_287g=in_force"]);
  assert.deepEqual(told("md-287g-ban-2026-p01"), ["agreement_287g=barred"]);
});

test("every way must go through a judge before a condition needs one", () => {
  const needs = (text: string) => needsAJudge(parseCondition(text));
  assert.ok(needs("judicial_warrant") && needs("judicial_order OR criminal_warrant"));
  assert.ok(needs("conviction(felony) AND judicial_warrant"));
  assert.ok(!needs("judicial_warrant OR conviction(felony)"));
  assert.ok(!needs("administrative_warrant") && !needs("federal_warrant") && !needs("warrant"));
  assert.ok(!needs("NOT judicial_warrant") && !needs("words(a judge)"));
});
