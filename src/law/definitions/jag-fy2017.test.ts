import assert from "node:assert/strict";
import { test } from "node:test";
import { ask, forbidsSending, holds, silentOnStatus } from "../../../test/support/ask-definition.ts";
import { lawCatalogue } from "../../records/law/law-tables.ts";
import { findDefinition } from "./catalogue.ts";

test("JAG FY2017 on 2020-03-01: an Illinois grantee under the seventh circuit, a New York one in dispute", () => {
  const illinois = ask("JAG-FY2017-LOCAL", "17031", "2020-03-01");
  const newYork = ask("JAG-FY2017-LOCAL", "3651000", "2020-03-01");
  assert.deepEqual([illinois.result, illinois.detail], ["not_applicable", "not_enforceable"]);
  assert.deepEqual([newYork.result, newYork.detail], ["contested", "enforceability_contested"]);
  assert.match(illinois.orders.join(" "), /888 F\.3d 272/);
  assert.match(newYork.orders.join(" "), /951 F\.3d 84/);
});

test("JAG FY2017: who could be held to a condition, by grantee, circuit and day", () => {
  const rules = { rule_jail_access_dhs: "ensured", rule_share_release_date: "must" } as const;
  holds([
    // Announced 2017-07-25; enjoined for all from 2017-09-15 (264 F. Supp. 3d 933) until the stay of 2018-06-26.
    ["JAG-FY2017-LOCAL", "48453", "2017-09-14", "meets", null, rules],
    ["JAG-FY2017-LOCAL", "48453", "2017-09-15", "not_applicable", "not_enforceable", rules],
    ["JAG-FY2017-LOCAL", "48453", "2018-06-25", "not_applicable", "not_enforceable", rules],
    ["JAG-FY2017-LOCAL", "48453", "2018-06-26", "meets", null, rules],
    // Nassau as a subdivision of a plaintiff State: judgment 2018-11-30, set aside 2020-02-26, petitions dismissed 2021-03-04.
    ["JAG-FY2017-LOCAL", "36059", "2018-11-29", "meets", null, rules],
    ["JAG-FY2017-LOCAL", "36059", "2018-11-30", "not_applicable", "not_enforceable", rules],
    ["JAG-FY2017-LOCAL", "36059", "2020-02-25", "not_applicable", "not_enforceable", rules],
    ["JAG-FY2017-LOCAL", "36059", "2020-02-26", "contested", "enforceability_contested", rules],
    // Philadelphia runs its own jails, and is a party from 2017-11-15.
    ["JAG-FY2017-LOCAL", "4260000", "2020-03-01", "not_applicable", "not_enforceable", rules],
    // From 2020-04-30 the seventh circuit's ruling is program-wide (961 F.3d 882).
    ["JAG-FY2017-LOCAL", "48453", "2020-04-29", "meets", null, rules],
    ["JAG-FY2017-LOCAL", "48453", "2020-04-30", "not_applicable", "not_enforceable", rules],
    [
      "JAG-FY2017-LOCAL",
      "48453",
      "2017-09-14",
      "not_applicable",
      "other_fiscal_year",
      { ...rules, grant_fiscal_year: "2018" },
    ],
    ["JAG-FY2017-LOCAL", "3502000", "2020-03-01", "not_applicable", "not_ours_to_answer"],
    ["JAG-FY2017-LOCAL", "48", "2020-03-01", "not_applicable", "other_recipient_type"],
  ]);
});

test("JAG FY2017: access and notice must both be ensured, by local or State rule; a hold is not asked", () => {
  const one = { rule_jail_access_dhs: "ensured" } as const;
  holds([
    [
      "JAG-FY2017-LOCAL",
      "48453",
      "2018-09-01",
      "does_not_meet",
      null,
      { ...one, rule_share_release_date: "must_not" },
    ],
    [
      "JAG-FY2017-LOCAL",
      "48453",
      "2018-09-01",
      "contested",
      "rule_allows",
      { ...one, rule_share_release_date: "may" },
    ],
    // Texas SB 4 has jails tell DHS where the request asks (art. 2.251); access of federal officers is in no recorded clause.
    ["JAG-FY2017-LOCAL", "48453", "2018-09-01", "not_determinable", "facts_missing"],
    ["JAG-FY2017-LOCAL", "48453", "2018-09-01", "meets", null, one],
  ]);
  const listed = findDefinition(lawCatalogue(), "JAG-FY2017-LOCAL", () => []).versions[0]?.facts_listed;
  assert.ok(!listed?.has("rule_hold_on_admin"), "the award imposes no requirement as to detention");
});

test("JAG FY2017 for States: condition 55 asks a State's own rule", () => {
  holds([
    ["jag-fy2017-access", "48", "2018-09-01", "not_determinable", "facts_missing"],
    ["jag-fy2017-access", "06", "2018-10-04", "contested", "rule_on_terms"],
    ["jag-fy2017-access", "06", "2018-10-05", "not_applicable", "not_enforceable"],
    // A State's own law is its own choice: no, where a county under it would be contested.
    ["jag-fy2017-notice", "06", "2018-10-04", "does_not_meet", null],
    ["jag-fy2017-notice", "48", "2018-09-01", "meets", null],
    ["jag-fy2017-notice", "48453", "2018-09-01", "not_applicable", "other_recipient_type"],
  ]);
});

test("JAG FY2017: the certificate, and section 1373 within the funded program", () => {
  const signed = { certification_signed: "true" } as const;
  holds([
    ["JAG-FY2017-CERT", "48453", "2018-08-01", "not_determinable", "facts_missing"],
    [
      "JAG-FY2017-CERT",
      "48453",
      "2018-08-01",
      "does_not_meet",
      "certificate_not_signed",
      { certification_signed: "false" },
    ],
    [
      "JAG-FY2017-CERT",
      "48453",
      "2018-08-01",
      "does_not_meet",
      "certificate_not_signed",
      { ...signed, ...silentOnStatus, subrecipient_certificates: "false" },
    ],
    ["JAG-FY2017-CERT", "48453", "2018-08-01", "meets", null, { ...signed, ...silentOnStatus }],
    [
      "JAG-FY2017-CERT",
      "48453",
      "2018-08-01",
      "does_not_meet",
      "restriction_recorded",
      { ...signed, ...forbidsSending },
    ],
    // The first injunction left the certificate in place: contested for all until 2018-07-27.
    [
      "JAG-FY2017-CERT",
      "48453",
      "2018-07-26",
      "contested",
      "enforceability_contested",
      { ...signed, ...silentOnStatus },
    ],
    // A member city of the U.S. Conference of Mayors from 2018-08-29, once membership is shown.
    ["JAG-FY2017-CERT", "4260000", "2017-11-15", "not_applicable", "not_enforceable", signed],
    [
      "JAG-FY2017-CERT",
      "4835000",
      "2018-08-28",
      "contested",
      "enforceability_contested",
      { party_or_member_status: "us_conference_of_mayors" },
    ],
    [
      "JAG-FY2017-CERT",
      "4835000",
      "2018-08-29",
      "not_applicable",
      "not_enforceable",
      { party_or_member_status: "us_conference_of_mayors" },
    ],
    ["JAG-FY2017-CERT", "4835000", "2018-08-29", "not_determinable", "facts_missing"],
  ]);
});

test("JAG FY2017: membership of the Conference of Mayors is a fact that would change the answer for a city, not for a county", () => {
  const given = { certification_signed: "true", ...silentOnStatus } as const;
  const flips = (geoid: string) =>
    ask("JAG-FY2017-CERT", geoid, "2018-08-29", given).flips.map((flip) => [
      flip.change[0]?.fact_id,
      flip.result,
    ]);
  const membership = ["party_or_member_status", "not_applicable"];
  assert.ok(flips("4835000").some((one) => one.join() === membership.join()));
  assert.ok(!flips("48453").some((one) => one.join() === membership.join()));
});
