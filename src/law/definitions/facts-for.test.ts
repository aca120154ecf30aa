import assert from "node:assert/strict";
import { test } from "node:test";
import type { Instrument, Provision } from "../policies/instrument.ts";
import type { FactSet } from "./definition.ts";
import { type FactTables, factSources, factsFor, onlyVerified } from "./facts-for.ts";
import type { Jurisdiction } from "./jurisdiction.ts";

const county: Jurisdiction = { geoid: "35001", name: "made-up county", level: "county", also_geoids: [] };
const city: Jurisdiction = { geoid: "3502000", name: "made-up city", level: "city", also_geoids: [] };

const provision: Provision = {
  provision_id: "made-up-p01",
  clause: "1",
  act: "hold_on_administrative_paper",
  modality: "must_not",
  condition: null,
  condition_text: "",
  applies_to: "jail",
  in_force_from: "2017-03-14",
  in_force_to: "2018-06-30",
  verification: "partly_seen",
  source_url: "https://example.org",
};

const instrument: Instrument = {
  instrument_id: "made-up",
  jurisdiction_level: "county",
  state_usps: "NM",
  jurisdiction_name: "made-up county",
  jurisdiction_geoid: "35001",
  issuer: "made-up board",
  instrument_type: "ordinance",
  title: "Made up",
  citation: "Ord. 1",
  binds: "the jail",
  binding: "yes",
  announced_on: null,
  adopted_on: null,
  effective_from: "2017-03-14",
  effective_to: "2018-06-30",
  date_precision: "day",
  supersedes: null,
  summary: "",
  source_name: "",
  source_url: "https://example.org",
  verification: "seen",
  excerpt: "",
  note: "",
  confirmed_on: null,
  confirmed_by: null,
  provisions: [provision],
};

const jail = {
  jurisdiction_geoid: "35001",
  operator: "made-up jail",
  operator_geoid: "35001",
  source: "made up",
  verification: "seen",
} as const;

const nothing: FactTables = {
  instruments: [],
  custodians: [],
  agreements: [],
  lists: [],
  list_entries: [],
  letters: [],
};

function facts(of: Jurisdiction, on: string, tables: Partial<FactTables>): FactSet {
  return factsFor(of, on, factSources({ ...nothing, ...tables }));
}

const values = (set: FactSet, id: string) => set.facts.get(id)?.map((one) => one.value) ?? [];

test("a provision tells a fact from its first to its last day, with issuer, clause, source and grade", () => {
  const at = (on: string) => facts(county, on, { instruments: [instrument] }).facts.get("rule_hold_on_admin");
  assert.equal(at("2017-03-13"), undefined);
  assert.deepEqual(at("2017-03-14"), [
    {
      fact_id: "rule_hold_on_admin",
      value: "must_not",
      asserted_by: "made-up board",
      source: "made-up-p01: Ord. 1, 1; https://example.org",
      verification: "partly_seen",
      in_force: { from: "2017-03-14", to: "2018-06-30" },
    },
  ]);
  assert.equal(at("2018-06-30")?.length, 1);
  assert.equal(at("2018-07-01"), undefined);
});

test("a day that was cut to a year is told with the doubt", () => {
  const cut = {
    ...instrument,
    effective_from: "2017",
    provisions: [{ ...provision, in_force_from: "2017" }],
  };
  const at = (on: string) =>
    facts(county, on, { instruments: [cut] }).facts.get("rule_hold_on_admin")?.[0]?.doubt;
  assert.match(at("2017-06-01") ?? "", /some day from 2017-01-01 to 2017-12-31/);
  assert.equal(at("2017-12-31"), undefined);
});

test("a county answers for its own and its State's texts; a State agency's only where that agency runs its jail", () => {
  const state = { ...instrument, jurisdiction_geoid: "35", jurisdiction_level: "state" } as const;
  const agency = { ...instrument, jurisdiction_geoid: "35", jurisdiction_level: "agency" } as const;
  const other = { ...instrument, jurisdiction_geoid: "35049" };
  const held = (one: Instrument, custodians: FactTables["custodians"] = []) =>
    values(facts(county, "2017-08-10", { instruments: [one], custodians }), "rule_hold_on_admin").length;
  assert.deepEqual([held(instrument), held(state), held(agency), held(other)], [1, 1, 0, 0]);
  assert.equal(held(agency, [{ ...jail, operator_geoid: "35" }]), 1);
});

test("State law that does not allow an act is told as a bar to others, not to the State itself", () => {
  const statute = {
    ...instrument,
    jurisdiction_geoid: "35",
    jurisdiction_level: "state",
    instrument_type: "statute",
  } as const;
  const at = (of: Jurisdiction) =>
    values(facts(of, "2017-08-10", { instruments: [statute] }), "state_law_bars_compliance");
  assert.deepEqual(at(county), ["hold"]);
  assert.deepEqual(at({ ...county, geoid: "35", level: "state" }), []);
  const resolution = { ...statute, instrument_type: "resolution" } as const;
  assert.deepEqual(
    values(facts(county, "2017-08-10", { instruments: [resolution] }), "state_law_bars_compliance"),
    [],
  );
});

test("a bill whose enactment nobody saw, a search without a hit, and a text announced later tell nothing", () => {
  const bill = { ...instrument, instrument_type: "statute", binding: "unclear" } as const;
  const search = { ...instrument, none_found: true };
  const later = {
    ...instrument,
    effective_from: null,
    announced_on: "2019",
    provisions: [{ ...provision, in_force_from: null, in_force_to: null }],
  };
  for (const one of [bill, search, later])
    assert.deepEqual(values(facts(county, "2017-08-10", { instruments: [one] }), "rule_hold_on_admin"), []);
});

test("rules for jails speak to a city only where it runs one", () => {
  const own = { ...instrument, jurisdiction_geoid: "3502000", jurisdiction_level: "city" } as const;
  const held = (custodians: FactTables["custodians"]) =>
    values(facts(city, "2017-08-10", { instruments: [own], custodians }), "rule_hold_on_admin").length;
  assert.equal(held([]), 0);
  assert.equal(held([{ ...jail, jurisdiction_geoid: "3502000" }]), 0);
  assert.equal(held([{ ...jail, jurisdiction_geoid: "3502000", operator_geoid: "3502000" }]), 1);
});

test("who runs the jail: its own body, another government's, or nobody wrote it down", () => {
  const at = (custodians: FactTables["custodians"]) => facts(city, "2017-08-10", { custodians });
  const county = at([{ ...jail, jurisdiction_geoid: "3502000" }]);
  assert.deepEqual(values(county, "operates_custody_facility"), ["false"]);
  assert.deepEqual(values(county, "custody_facility_operator"), ["made-up jail"]);
  assert.deepEqual(values(at([]), "operates_custody_facility"), []);
  const twin = factsFor(
    { ...city, also_geoids: ["35001"] },
    "2017-08-10",
    factSources({ ...nothing, custodians: [jail] }),
  );
  assert.deepEqual(values(twin, "operates_custody_facility"), ["true"], "by its government's other code");
});

test("an entry is on a list from its day until the day it is taken off; only a whole list says who is not on it", () => {
  const list = {
    list_id: "DOJ-2025-08-05",
    definition_id: "DOJ-LIST-2025-08-05",
    publisher: "made up",
    published_on: "2025-08-05",
    withdrawn_on: "",
    complete: "yes",
    source_url: "https://example.org",
    verification: "seen",
  } as const;
  const entry = {
    list_id: "DOJ-2025-08-05",
    entry_as_printed: "Made up",
    geoid: "35001",
    listed_on: "2025-08-05",
    removed_on: "2025-09-26",
    stated_reason: "",
    source_url: "https://example.org",
    verification: "seen",
  } as const;
  const at = (on: string, of = county) => facts(of, on, { lists: [list], list_entries: [entry] });
  assert.deepEqual(values(at("2025-08-04"), "listed_on"), ["DOJ-2025-08-05 not_yet_published"]);
  assert.deepEqual(values(at("2025-09-25"), "removed_on"), []);
  assert.deepEqual(values(at("2025-09-25"), "designation_by_dhs_or_ag"), ["DOJ-2025-08-05"]);
  assert.deepEqual(values(at("2025-09-26"), "removed_on"), ["DOJ-2025-08-05 2025-09-26"]);
  assert.deepEqual(values(at("2025-09-26"), "designation_by_dhs_or_ag"), []);
  assert.deepEqual(values(at("2025-09-26", city), "listed_on"), ["DOJ-2025-08-05 not_listed"]);
  const referral = { lists: [{ ...list, definition_id: "" }], list_entries: [entry] };
  assert.deepEqual(values(facts(county, "2025-09-01", referral), "designation_by_dhs_or_ag"), []);
  const part = facts(city, "2025-09-26", { lists: [{ ...list, complete: "no" }], list_entries: [entry] });
  assert.deepEqual(values(part, "listed_on"), []);
  const gone = facts(county, "2025-09-01", {
    lists: [{ ...list, withdrawn_on: "2025-09-01" }],
    list_entries: [entry],
  });
  assert.deepEqual(values(gone, "listed_on"), ["DOJ-2025-08-05 withdrawn"]);
});

test("a letter is known from the day it was sent; to others, that none is recorded", () => {
  const letter = {
    letter_id: "L1",
    definition_id: "LTR-2017-11-15",
    sent_on: "2017-11-15",
    sender: "made up",
    recipient: "made up",
    recipient_geoid: "35001",
    status: "letter_may_violate",
    source_url: "https://example.org",
    verification: "seen",
  } as const;
  const at = (on: string, of = county) => values(facts(of, on, { letters: [letter] }), "received_letter");
  assert.deepEqual(at("2017-11-14"), []);
  assert.deepEqual(at("2017-11-15"), ["LTR-2017-11-15 letter_may_violate"]);
  assert.deepEqual(at("2017-11-15", city), ["LTR-2017-11-15 no_letter"]);
});

test("an agreement of a county's own agency is told on the days of the lists that name it, and on no others", () => {
  const agreement = {
    state_usps: "NM",
    county_geoid: "35001",
    county_name: "made up",
    agency: "made-up county sheriff",
    ori: null,
    model: "Warrant Service Officer",
    agency_type: "(001) Sheriff",
    first_listed_on: "2025-05-20",
    last_listed_on: "2025-06-20",
  } as const;
  const police = { ...agreement, agency: "made-up city police", agency_type: "(003) Local Police" };
  const at = (on: string, one: FactTables["agreements"][number] = agreement) =>
    values(facts(county, on, { agreements: [one] }), "agreement_287g");
  assert.deepEqual(at("2025-05-19"), []);
  assert.deepEqual(at("2025-05-20"), ["in_force"]);
  assert.deepEqual(at("2025-06-20"), ["in_force"]);
  assert.deepEqual(at("2025-06-21"), [], "lists without it say nothing of an end");
  assert.deepEqual(at("2025-05-20", police), []);
});

test("a filter leaves out what was not checked so far, and says which grades it let in", () => {
  const known = facts(county, "2017-08-10", { instruments: [instrument], custodians: [jail] });
  const seen = onlyVerified(known, ["seen"]);
  assert.deepEqual(values(seen, "rule_hold_on_admin"), []);
  assert.deepEqual(values(seen, "operates_custody_facility"), ["true"]);
  assert.deepEqual(seen.verifications, ["seen"]);
  assert.deepEqual(values(onlyVerified(known, ["seen", "partly_seen"]), "rule_hold_on_admin"), ["must_not"]);
});
