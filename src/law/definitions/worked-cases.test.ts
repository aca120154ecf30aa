import assert from "node:assert/strict";
import { test } from "node:test";
import { NoRuleInForce } from "../../base/errors.ts";
import { lawJurisdictions } from "../../records/law/jurisdictions.ts";
import { lawFacts } from "../../records/law/law-facts.ts";
import { lawCatalogue } from "../../records/law/law-tables.ts";
import { shippedInstruments } from "../../records/policies/shipped-instruments.ts";
import { findDefinition } from "./catalogue.ts";
import type { Evaluation, Result } from "./definition.ts";
import { evaluate } from "./evaluate.ts";
import { withGiven } from "./facts-for.ts";
import { givenValue } from "./flips.ts";

type Given = Readonly<Record<string, string>>;

/** One test asked about one place on a day, over the shipped instruments; facts given stand in place of the recorded ones. */
function ask(id: string, geoid: string, on: string, given: Given = {}): Evaluation {
  const of = lawJurisdictions().get(geoid) ?? assert.fail(`no jurisdiction ${geoid}`);
  const recorded = lawFacts(of, shippedInstruments(), on);
  const known = Object.entries(given).reduce(
    (set, [fact, value]) => withGiven(set, givenValue(fact, value)),
    recorded,
  );
  return evaluate(
    findDefinition(lawCatalogue(), id, () => []),
    known,
    lawCatalogue(),
  );
}

type Case = readonly [
  id: string,
  geoid: string,
  on: string,
  result: Result,
  detail: string | null,
  given?: Given,
];

function holds(cases: readonly Case[]): void {
  for (const [id, geoid, on, result, detail, given] of cases) {
    const found = ask(id, geoid, on, given);
    assert.deepEqual([found.result, found.detail], [result, detail], `${id} for ${geoid} on ${on}`);
    assert.ok(found.explanation.length > 0, `${id} says why`);
  }
}

const willful = { willfulness_evidence: "attributed_statement" } as const;
const silentOnStatus = { rule_send_status_to_dhs: "may", rule_receive_status_from_dhs: "may" } as const;
const forbidsSending = { ...silentOnStatus, rule_send_status_to_dhs: "must_not" } as const;

test("8 U.S.C. 1373(a): restricted, saved, open, read two ways, not known", () => {
  holds([
    // Tompkins County 2017-21: status information only on a judicial warrant; no savings clause.
    ["1373a", "36109", "2017-06-01", "meets", null],
    // Denver 28-250(a)(4): "except as required by law including 8 USC 1373".
    ["1373a", "0820000", "2018-06-01", "not_determinable", "facts_missing"],
    // San Francisco 12H.2: "unless required by federal or state law".
    ["1373a", "0667000", "2017-06-01", "contested", "savings_clause_disputed"],
    // Illinois Trust Act: status exchange preserved, and Cook County restricts release dates.
    ["1373a", "17031", "2018-06-01", "contested", "two_readings"],
    // Bernalillo County's resolution speaks of asking only.
    ["1373a", "35001", "2017-08-10", "not_determinable", "facts_missing"],
    // A local rule against sending, under a State ban on such rules (A.R.S. 11-1051(F)): nothing is chosen.
    ["1373a", "04013", "2018-06-01", "does_not_meet", null],
  ]);
});

test("8 U.S.C. 1373(a): a savings clause covers the text that it stands in, and no other", () => {
  const saved = ask("1373a", "0820000", "2018-06-01", { rule_receive_status_from_dhs: "may" });
  assert.equal(saved.result, "does_not_meet", saved.explanation.join(" "));
});

test("8 U.S.C. 1373: a court that held otherwise makes a restriction contested for those it covers, on its days", () => {
  holds([
    // E.D. Pa. 2018-06-06, not reached on appeal 2019-02-15 (916 F.3d 276).
    ["1373a", "4260000", "2018-06-05", "meets", null, forbidsSending],
    ["1373a", "4260000", "2018-06-06", "contested", "court_held_otherwise", forbidsSending],
    ["1373a", "4260000", "2019-02-14", "contested", "court_held_otherwise", forbidsSending],
    ["1373a", "4260000", "2019-02-15", "meets", null, forbidsSending],
    // N.D. Ill. withdrew its declaration on 2021-01-13 (513 F. Supp. 3d 828).
    ["1644", "1714000", "2021-01-12", "contested", "court_held_otherwise", forbidsSending],
    ["1644", "1714000", "2021-01-13", "meets", null, forbidsSending],
  ]);
});

test("8 U.S.C. 1373(c), 1226 and 1231 bind the federal side and are never a local test", () => {
  for (const id of ["1373c", "USC-1226c", "USC-1231a", "USC-1357d", "USC-1357g10"])
    assert.deepEqual(ask(id, "35001", "2017-08-10").detail, "binds_federal_side_only", id);
  assert.throws(() => ask("USC-1226c3", "35001", "2025-01-28"), NoRuleInForce);
  assert.equal(ask("USC-1226c3", "35001", "2025-01-29").result, "not_applicable");
});

test("EO 13768 section 9(a): in force from 2017-01-25, enjoined for all from 2017-04-25, for two from 2018-08-01, revoked 2021-01-20", () => {
  assert.throws(() => ask("EO13768-9a", "06085", "2017-01-24"), NoRuleInForce);
  holds([
    ["EO13768-9a", "06085", "2017-04-24", "not_determinable", "facts_missing"],
    ["EO13768-9a", "06085", "2017-04-25", "not_applicable", "enjoined"],
    ["EO13768-9a", "06085", "2017-04-26", "not_applicable", "enjoined"],
    // Domain brief 5.8: Bernalillo County and Albuquerque on 2017-08-10.
    ["EO13768-9a", "35001", "2017-08-10", "not_applicable", "enjoined"],
    ["EO13768-9a", "3502000", "2017-08-10", "not_applicable", "enjoined"],
    // 897 F.3d 1225 (2018-08-01): nationwide reach vacated; what remand covered in California was not found.
    ["EO13768-9a", "35001", "2018-07-31", "not_applicable", "enjoined"],
    ["EO13768-9a", "35001", "2018-08-01", "not_determinable", "facts_missing"],
    ["EO13768-9a", "06085", "2018-08-01", "not_applicable", "enjoined"],
    ["EO13768-9a", "06075", "2021-01-19", "not_applicable", "enjoined"],
    ["EO13768-9a", "06071", "2019-06-01", "contested", "enforceability_contested"],
  ]);
  assert.throws(() => ask("EO13768-9a", "06085", "2021-01-20"), NoRuleInForce);
});

test("EO 13768 section 9(a): willfulness rests on an attributed statement, and both readings are shown", () => {
  holds([
    ["EO13768-9a", "36109", "2017-04-24", "meets", null, { ...willful, ...forbidsSending }],
    ["EO13768-9a", "36109", "2017-04-24", "does_not_meet", null, { ...willful, ...silentOnStatus }],
    ["EO13768-9a-HINDERS", "36109", "2017-04-24", "not_determinable", "facts_missing"],
    [
      "EO13768-9a-HINDERS",
      "36109",
      "2017-04-24",
      "contested",
      "words_not_defined",
      { hinders_federal_law_evidence: "attributed_statement" },
    ],
  ]);
  const { parts } = ask("EO13768-9a", "36109", "2017-04-24", { ...willful, ...forbidsSending });
  assert.deepEqual(
    parts?.map((one) => one.result),
    ["meets", "not_determinable"],
  );
});

test("an order's case is named, and what the result would be without it", () => {
  const found = ask("EO13768-9a", "06085", "2017-04-26", { ...willful, ...forbidsSending });
  assert.match(found.orders.join(" "), /County of Santa Clara v\. Trump.*2017-04-25/);
  assert.deepEqual(found.without_orders, { result: "meets", detail: null });
});

test("the memorandum of 2017-05-22 narrows to section 1373; detainer practice is irrelevant to it", () => {
  assert.throws(() => ask("ag-memo", "35001", "2017-05-21"), NoRuleInForce);
  holds([
    ["ag-memo", "35001", "2017-05-22", "not_determinable", "facts_missing"],
    ["ag-memo", "3502000", "2017-08-10", "not_determinable", "facts_missing"],
    ["ag-memo", "35001", "2017-08-10", "meets", null, { ...willful, ...forbidsSending }],
    ["ag-memo", "35001", "2017-08-10", "not_applicable", "other_funds", { federal_funds_at_issue: "other" }],
  ]);
  const read = ask("ag-memo", "35001", "2017-08-10").facts_used.map((one) => one.fact_id);
  assert.ok(!read.includes("rule_hold_on_admin"));
});

test("PSP questions: a police department without a jail answers none of them, and is pointed to the operator", () => {
  const operators: Given = {
    "3502000": "Bernalillo County Metropolitan Detention Center",
    "2404000": "Maryland Department of Public Safety and Correctional Services",
    "0675000": "San Joaquin County Sheriff",
    "0665000": "San Bernardino County Sheriff",
  };
  for (const [geoid, operator] of Object.entries(operators))
    for (const question of ["psp-q1", "psp-q2", "psp-q3"]) {
      const found = ask(question, geoid, "2017-08-10");
      assert.deepEqual(
        [found.result, found.detail],
        ["not_applicable", "not_ours_to_answer"],
        `${geoid} ${question}`,
      );
      assert.ok(
        found.explanation.some((text) => text.includes(operator)),
        `${geoid} is pointed to ${operator}`,
      );
    }
});

test("PSP questions: answered by the body that runs the jail, from 2017-08-03 to 2017-08-18", () => {
  assert.throws(() => ask("psp-q3", "35001", "2017-08-02"), NoRuleInForce);
  holds([
    // Metropolitan Detention Center (2015): cannot hold once local cases are cleared; the statement's first day is not known.
    ["psp-q3", "35001", "2017-08-03", "does_not_meet", "dates_not_certain"],
    ["psp-q3", "35001", "2017-08-18", "does_not_meet", "dates_not_certain"],
    // It tells ICE after release: allowed, not ensured.
    ["psp-q2", "35001", "2017-08-10", "contested", "rule_allows"],
    ["psp-q1", "35001", "2017-08-10", "not_determinable", "facts_missing"],
    // California's Trust Act bars it: contested, not "no". The Truth Act lets ICE in with consent.
    ["psp-q3", "06071", "2017-08-10", "contested", "state_law_bars_compliance"],
    ["psp-q1", "06077", "2017-08-10", "contested", "rule_on_terms"],
    // Miami-Dade R-163-17 (2017-02-17): "to the extent permissible by law".
    ["psp-q3", "12086", "2017-08-10", "meets", null],
    // A place of which nobody wrote down who runs the jail.
    ["psp-q3", "0107000", "2017-08-10", "not_determinable", "facts_missing"],
  ]);
  assert.throws(() => ask("psp-q3", "35001", "2017-08-19"), NoRuleInForce);
});

test("PSP question 3: a State's bar makes the difference between no and contested", () => {
  holds([
    ["psp-q3", "35001", "2017-08-10", "does_not_meet", null, { rule_hold_on_admin: "must_not" }],
    [
      "psp-q3",
      "35001",
      "2017-08-10",
      "contested",
      "state_law_bars_compliance",
      { rule_hold_on_admin: "must_not", state_law_bars_compliance: "hold" },
    ],
    [
      "psp-q3",
      "35001",
      "2017-08-10",
      "does_not_meet",
      null,
      { rule_hold_on_admin: "must_not", state_law_bars_compliance: "notify" },
    ],
  ]);
});

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

test("JAG FY2016: papers for those named in 2016, on time or after 2017-06-30; the substance for all", () => {
  const notSent = { legal_opinion_submitted: "false" } as const;
  holds([
    ["jag-fy2016", "17031", "2017-07-01", "not_determinable", "facts_missing"],
    [
      "jag-fy2016",
      "17031",
      "2017-06-30",
      "meets",
      null,
      { ...notSent, ...silentOnStatus, rule_share_release_date: "may" },
    ],
    ["jag-fy2016", "17031", "2017-07-01", "does_not_meet", "papers_not_sent", notSent],
    [
      "jag-fy2016",
      "48453",
      "2017-07-01",
      "meets",
      null,
      { ...notSent, ...silentOnStatus, rule_share_release_date: "may" },
    ],
    ["jag-fy2016", "48453", "2017-07-01", "does_not_meet", "restriction_recorded", forbidsSending],
    [
      "jag-fy2016",
      "48453",
      "2017-07-01",
      "not_applicable",
      "award_not_accepted",
      { award_accepted: "false" },
    ],
  ]);
});

test("JAG FY2018: notices that left conditions unused, to the month, and the one that they did not name", () => {
  const access = { rule_jail_access_dhs: "ensured" } as const;
  holds([
    ["JAG-FY2018-ACCESS", "06071", "2018-10-31", "meets", null, access],
    ["JAG-FY2018-ACCESS", "06071", "2018-11-15", "contested", "enforceability_contested", access],
    ["JAG-FY2018-ACCESS", "06071", "2018-11-30", "not_applicable", "not_enforceable", access],
    ["JAG-FY2018-NOTICE", "48453", "2018-12-01", "meets", null],
    [
      "JAG-FY2018-INFO",
      "48453",
      "2018-12-01",
      "meets",
      null,
      { certification_signed: "true", ...silentOnStatus },
    ],
    [
      "JAG-FY2018-DISCLOSURE",
      "48453",
      "2018-12-01",
      "contested",
      "enforceability_contested",
      { rule_public_disclosure_federal_le_info: "false" },
    ],
    ["JAG-FY2018-SUBINFO", "48453", "2018-12-01", "does_not_meet", null, { subrecipients: "not_collected" }],
    ["JAG-FY2018-SUBINFO", "48453", "2018-12-01", "meets", null, { subrecipients: "collected" }],
    ["JAG-FY2018-ACCESS", "3502000", "2018-12-01", "not_applicable", "not_ours_to_answer"],
  ]);
  assert.throws(() => ask("JAG-FY2018-INFO", "48453", "2018-06-27"), NoRuleInForce);
});

test("letters are told by addressee and status words; a letter is no finding", () => {
  holds([
    ["LTR-2017-04-21", "17031", "2017-04-21", "meets", "letter_potentially_violate"],
    ["LTR-2017-10-12", "17031", "2017-10-12", "meets", "letter_may_violate"],
    // "found no evidence that the following jurisdictions are currently out of compliance"
    ["LTR-2017-10-12", "55079", "2017-10-12", "does_not_meet", "letter_no_evidence"],
    ["LTR-2017-10-12", "09", "2017-10-27", "does_not_meet", "letter_no_evidence"],
    ["LTR-2017-11-15", "35001", "2017-12-08", "meets", "letter_may_violate"],
    ["LTR-2017-11-15", "48453", "2017-12-08", "does_not_meet", "no_letter"],
    ["LTR-2018-01-24", "0667000", "2018-02-23", "meets", "letter_concern_may_violate"],
    ["LTR-2018-01-24", "06065", "2018-02-23", "does_not_meet", "no_letter"],
    ["LTR-2025-08-13", "24005", "2025-08-19", "meets", "letter_demand"],
  ]);
  assert.throws(() => ask("LTR-2017-11-15", "35001", "2017-11-14"), NoRuleInForce);
  assert.throws(() => ask("LTR-2017-11-15", "35001", "2017-12-09"), NoRuleInForce);
  assert.match(ask("LTR-2017-11-15", "35001", "2017-12-08").explanation.join(" "), /no finding of law/);
});

test("the DOJ list: removals of Nevada 2025-09-26 and Baltimore County 2025-10-31; one government printed twice", () => {
  assert.throws(() => ask("doj-list", "32", "2025-08-04"), NoRuleInForce);
  holds([
    ["doj-list", "32", "2025-08-05", "meets", "listed_by_doj"],
    ["doj-list", "32", "2025-09-25", "meets", "listed_by_doj"],
    ["doj-list", "32", "2025-09-26", "does_not_meet", "removed_from_list"],
    ["doj-list", "24005", "2025-10-30", "meets", "listed_by_doj"],
    ["doj-list", "24005", "2025-10-31", "does_not_meet", "removed_from_list"],
    ["doj-list", "35001", "2025-09-01", "does_not_meet", "not_listed"],
    ["doj-list", "3502000", "2025-09-01", "meets", "listed_by_doj"],
    // San Francisco as county and as place, Denver by either code: one government each.
    ["doj-list", "06075", "2025-09-01", "meets", "listed_by_doj"],
    ["doj-list", "0667000", "2025-09-01", "meets", "listed_by_doj"],
    ["doj-list", "08031", "2025-09-01", "meets", "listed_by_doj"],
    ["doj-list", "11001", "2025-09-01", "meets", "listed_by_doj"],
  ]);
});

test("the DHS list: three days, and a place that is not among the entries held may have been on it", () => {
  holds([
    ["dhs-list", "0666000", "2025-05-29", "meets", "listed_by_dhs"],
    ["dhs-list", "0666000", "2025-05-31", "meets", "listed_by_dhs"],
    ["dhs-list", "35001", "2025-05-30", "not_determinable", "facts_missing"],
    ["eo14287", "0666000", "2025-05-28", "does_not_meet", "no_list_stands"],
    ["eo14287", "0666000", "2025-05-29", "meets", "listed_by_dhs"],
    ["eo14287", "0666000", "2025-06-01", "does_not_meet", "no_list_stands"],
    ["eo14287", "0666000", "2025-08-05", "does_not_meet", "not_listed"],
  ]);
  assert.throws(() => ask("dhs-list", "0666000", "2025-06-01"), NoRuleInForce);
});

test("EO 14287 section 3(a): listed places only, and not those that an order covers", () => {
  holds([
    ["14287-3a", "24005", "2025-09-01", "meets", "funds_may_be_marked"],
    ["14287-3a", "35001", "2025-09-01", "not_applicable", "not_listed"],
    // First plaintiffs of San Francisco v. Trump from 2025-05-09; 34 more from 2025-08-22.
    ["14287-3a", "5363000", "2025-09-01", "not_applicable", "enjoined"],
    ["14287-3a", "3502000", "2025-08-21", "meets", "funds_may_be_marked"],
    ["14287-3a", "3502000", "2025-08-22", "not_applicable", "enjoined"],
  ]);
});

test("EO 14159 section 17: not defined, and enjoined for 16 plaintiffs from 2025-04-24 and 34 from 2025-08-22", () => {
  holds([
    ["EO14159-17", "06085", "2025-04-23", "not_determinable", "facts_missing"],
    ["EO14159-17", "06085", "2025-04-24", "not_applicable", "enjoined"],
    ["EO14159-17", "2507000", "2025-08-21", "not_determinable", "facts_missing"],
    ["EO14159-17", "2507000", "2025-08-22", "not_applicable", "enjoined"],
    [
      "EO14159-17",
      "35001",
      "2025-09-01",
      "contested",
      "words_not_defined",
      { hinders_federal_law_evidence: "attributed_statement" },
    ],
    ["eo14218", "06085", "2025-04-24", "not_applicable", "enjoined"],
    ["ag-memo-2025", "06085", "2025-04-24", "not_applicable", "enjoined"],
    ["ag-memo-2025", "36109", "2025-04-24", "meets", null],
    ["ag-memo-2025", "35001", "2025-04-24", "not_determinable", "facts_missing", silentOnStatus],
  ]);
});

test("the nine characteristics: read from our facts, DOJ named none for any place", () => {
  holds([
    ["c1", "35001", "2025-09-01", "not_determinable", "facts_missing"],
    ["c1", "35001", "2025-09-01", "contested", "intent_disputed", { declaration_of_sanctuary: "true" }],
    ["c1", "35001", "2025-09-01", "does_not_meet", null, { declaration_of_sanctuary: "false" }],
    ["c2", "53033", "2025-09-01", "meets", null],
    ["c3", "36109", "2025-09-01", "meets", null],
    ["c3", "06085", "2025-09-01", "does_not_meet", null],
    ["c4", "35001", "2025-09-01", "meets", null, { rule_use_of_local_funds: "true" }],
    ["c5", "35001", "2025-09-01", "does_not_meet", null, { training_or_instruction: "false" }],
    // King County: a criminal warrant of a federal court; Oregon's Act bars holds altogether.
    ["c6", "53033", "2025-09-01", "meets", null],
    ["c6", "41051", "2025-09-01", "meets", null],
    // New Jersey: listed convictions suffice.
    ["c6", "34013", "2025-09-01", "contested", "exceptions_without_warrant"],
    ["c6", "48453", "2025-09-01", "does_not_meet", null],
    ["c7", "06085", "2025-09-01", "meets", null],
    ["c7", "35001", "2025-09-01", "does_not_meet", null, { rule_jail_access_dhs: "open" }],
    ["c8", "35001", "2025-09-01", "meets", null, { immigrant_affairs_office: "true" }],
    ["c9", "35001", "2025-09-01", "not_determinable", "facts_missing"],
  ]);
  // DOJ lists Albuquerque and says nothing of any characteristic: the entry is no fact for C1 to C9.
  const used = ask("c2", "3502000", "2025-09-01").facts_used.map((one) => one.fact_id);
  assert.ok(!used.includes("listed_on"));
});

test("ICE's own criterion: the words of each edition, the version in force, and the jail's operator", () => {
  const version = (id: string, on: string) => ask(id, "53033", on).version;
  assert.deepEqual(
    [
      version("ddor-sec3", "2017-03-20"),
      version("ddor-sec3", "2017-04-05"),
      version("ddor-sec3", "2017-04-06"),
    ],
    ["1", "1", "2"],
  );
  assert.deepEqual([version("ddor-sec1", "2017-03-28"), version("ddor-sec1", "2017-03-29")], ["1", "2"]);
  assert.throws(() => ask("ddor-sec3", "53033", "2017-04-11"), NoRuleInForce);
  // King County: the ordinance of 2014, not the one of 2013 that the report printed.
  const king = ask("ddor-sec3", "53033", "2017-03-20").explanation.join(" ");
  assert.match(king, /wa-king-17886/);
  assert.doesNotMatch(king, /wa-king-17706/);
  // Ithaca was printed in section III, and runs no jail; Franklin County PA stood in section I until ICE corrected it.
  const printed = (id: string, geoid: string, on: string) => ask(id, geoid, on).parts?.[1]?.result;
  assert.equal(printed("ddor-sec3", "3638077", "2017-03-20"), "meets");
  assert.equal(printed("ddor-sec1", "42055", "2017-03-20"), "meets");
  assert.equal(printed("ddor-sec3", "09", "2017-03-28"), "not_determinable", "edition 2 came on 2017-03-29");
  assert.equal(printed("ddor-sec3", "09", "2017-03-29"), "meets");
  holds([
    ["ddor-sec3", "3638077", "2017-03-20", "not_applicable", "not_ours_to_answer"],
    ["ddor-sec3", "36109", "2017-03-20", "meets", null],
    ["ddor-sec1", "12086", "2017-03-20", "not_determinable", "facts_missing"],
  ]);
});

test("COPS and SCAAP: points for a signature, and payment for days in custody", () => {
  holds([
    ["cops", "48453", "2018-06-01", "not_determinable", "facts_missing"],
    ["cops", "48453", "2018-06-01", "does_not_meet", "not_signed", { certification_signed: "false" }],
    ["cops", "48453", "2018-06-01", "meets", "signed", { certification_signed: "true" }],
    // C.D. Cal. 2018-04-11, reversed 2019-07-12 (929 F.3d 1163).
    ["cops", "0644000", "2018-04-10", "meets", "signed", { certification_signed: "true" }],
    ["cops", "0644000", "2018-04-11", "not_applicable", "not_enforceable", { certification_signed: "true" }],
    ["cops", "0644000", "2019-07-12", "meets", "signed", { certification_signed: "true" }],
    ["scaap", "36109", "2017-06-01", "meets", null],
    ["scaap", "35001", "2017-08-10", "not_determinable", "facts_missing"],
  ]);
});

test("grant terms of 2025: not read, and barred for plaintiff States and their subdivisions only as the order says", () => {
  holds([
    ["dot", "06", "2025-06-18", "not_determinable", "facts_missing"],
    ["dot", "06", "2025-06-19", "not_applicable", "enjoined"],
    ["dhs-terms", "48", "2025-10-01", "contested", "text_not_read", { federal_funds_at_issue: "a grant" }],
  ]);
});

test("EO 13768 section 9(b) would list what ICE recorded, and is not decided by a place's rules", () => {
  holds([
    ["9b", "35001", "2017-08-10", "not_determinable", "facts_missing"],
    ["9b", "35001", "2017-08-10", "meets", "listed_by_dhs", { detainer_record_declined_date: "2017-02-01" }],
  ]);
});

test("the seven-factor scale gives a range where factors are not recorded, and its version of the day", () => {
  const at = (on: string) => ask("ilrc", "06085", on);
  assert.deepEqual([at("2019-11-12").version, at("2019-11-13").version], ["2018-09-11", "2019-11-13"]);
  assert.throws(() => at("2018-09-10"), NoRuleInForce);
  const found = at("2020-01-01");
  assert.deepEqual(
    [found.result, found.detail, found.parts?.length],
    ["not_determinable", "score_5_to_7_of_7", 7],
  );
  const all = { agreement_boa_igsa: "none", rule_use_of_local_funds: "true" } as const;
  holds([
    ["ilrc", "06085", "2020-01-01", "meets", "score_7_of_7", all],
    ["ilrc", "06085", "2020-01-01", "does_not_meet", "score_6_of_7", { ...all, agreement_287g: "in_force" }],
  ]);
});
