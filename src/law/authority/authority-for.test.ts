import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { readReference } from "../../base/reference.ts";
import { shippedInstruments } from "../../records/policies/shipped-instruments.ts";
import { type Instrument, type Modality, modalities } from "../policies/instrument.ts";
import { requests } from "./authority.ts";
import { authorityFor, nonPerformance } from "./authority-for.ts";
import type { CaseRow, Setting } from "./sources-for.ts";

const cases = readReference("policies/cases.csv") as unknown as CaseRow[];
const jail = (state_usps: string, ...geoids: string[]): Setting => ({
  geoids,
  state_usps,
  applies_to: "jail",
});

const rows: [
  name: string,
  request: "hold" | "notify" | "interview" | "serve",
  on: string,
  setting: Setting,
  modality: string,
  by: RegExp | null,
][] = [
  [
    "King County before its second ordinance",
    "hold",
    "2014-09-01",
    jail("WA", "53033", "53"),
    "must_not_unless",
    /^wa-king-17706/,
  ],
  [
    "King County from its second ordinance",
    "hold",
    "2015-01-01",
    jail("WA", "53033", "53"),
    "must_not_unless",
    /^wa-king-17886/,
  ],
  ["Texas before SB 4", "hold", "2017-08-31", jail("TX", "48453", "48"), "must_not_unless", /^tx-travis/],
  ["Texas from SB 4", "hold", "2017-09-01", jail("TX", "48453", "48"), "must_if", /^tx-sb4/],
  ["a State without a rule found", "hold", "2015-02-01", jail("WY", "56021", "56"), "no_rule_found", null],
];
for (const [name, request, on, setting, modality, by] of rows) {
  test(`authority: ${name}`, () => {
    const found = authorityFor(request, on, setting, shippedInstruments(), cases);
    assert.equal(found.modality, modality, found.explanation.join(" "));
    if (by === null) assert.equal(found.decided_by, null);
    else assert.match(found.decided_by ?? "", by);
  });
}

function rule(id: string, level: "state" | "county", modality: Modality, text = ""): Instrument {
  const part = {
    provision_id: `${id}-p1`,
    clause: "",
    act: "hold_on_administrative_paper" as const,
    modality,
    condition: null,
    condition_text: text,
    applies_to: "jail" as const,
    in_force_from: "2010-01-01",
    in_force_to: null,
    verification: "seen" as const,
    source_url: "",
  };
  return {
    instrument_id: id,
    jurisdiction_level: level,
    state_usps: "WY",
    jurisdiction_name: id,
    jurisdiction_geoid: level === "state" ? "56" : "56021",
    issuer: "",
    instrument_type: level === "state" ? "statute" : "ordinance",
    title: id,
    citation: id,
    binds: "",
    binding: "yes",
    announced_on: null,
    adopted_on: null,
    effective_from: "2010-01-01",
    effective_to: null,
    date_precision: "day",
    supersedes: null,
    summary: id,
    source_name: "",
    source_url: "",
    verification: "seen",
    excerpt: "",
    note: "",
    confirmed_on: null,
    confirmed_by: null,
    none_found: false,
    provisions: [part],
  } as unknown as Instrument;
}
const wyoming = jail("WY", "56021", "56");
const weigh = (...instruments: Instrument[]) => authorityFor("hold", "2015-02-01", wyoming, instruments, []);

test("where the State says may, the county's rule decides", () => {
  assert.deepEqual(
    [
      weigh(rule("s", "state", "may"), rule("c", "county", "must_not")).modality,
      weigh(rule("s", "state", "may"), rule("c", "county", "must_not")).decided_by,
    ],
    ["must_not", "c-p1"],
  );
});

test("a State's duty against a county's ban is contested, with the conflict shown and nothing chosen", () => {
  const found = weigh(rule("s", "state", "must"), rule("c", "county", "must_not"));
  assert.equal(found.modality, "contested");
  assert.equal(found.decided_by, null);
  assert.deepEqual(found.conflicts[0]?.between, ["s-p1", "c-p1"]);
});

test("a State that bars local limits conflicts with a county that limits", () => {
  assert.equal(
    weigh(rule("s", "state", "may", "local_rule_may_not_restrict"), rule("c", "county", "must_not_unless"))
      .modality,
    "contested",
  );
});

test("an unsettled local source is no rule and is not nothing either", () => {
  assert.equal(weigh(rule("s", "state", "unsettled")).modality, "unsettled");
  assert.equal(weigh().modality, "no_rule_found");
});

test("what the law forbids, or its conditions did not allow, is never called declined", () => {
  assert.equal(nonPerformance(weigh(rule("s", "state", "must_not")), "unknown"), "NOT_PERMITTED_BY_LAW");
  assert.equal(nonPerformance(weigh(rule("s", "state", "must_not_unless")), "false"), "CONDITIONS_NOT_MET");
  assert.equal(nonPerformance(weigh(rule("s", "state", "must_not_unless")), "unknown"), "NOT_DONE");
  assert.equal(nonPerformance(weigh(rule("s", "state", "must")), "true"), "NOT_DONE");
});

test("every question has an answer, and one that decides is among its sources", () => {
  const day = fc
    .integer({ min: 10_000, max: 21_000 })
    .map((n) => new Date(n * 86_400_000).toISOString().slice(0, 10));
  const states = [...new Set(shippedInstruments().map((i) => i.state_usps))];
  const place = fc.constantFrom(
    ...states.map((usps) =>
      jail(
        usps,
        shippedInstruments()
          .find((i) => i.state_usps === usps)
          ?.jurisdiction_geoid.slice(0, 2) ?? "",
      ),
    ),
  );
  fc.assert(
    fc.property(fc.constantFrom(...requests), day, place, (request, on, setting) => {
      const found = authorityFor(request, on, setting, shippedInstruments(), cases);
      assert.ok(["contested", "no_rule_found", ...modalities].includes(found.modality));
      if (found.decided_by !== null) assert.ok(found.sources.some((s) => s.source_id === found.decided_by));
      for (const s of found.sources)
        assert.ok((s.in_force.from ?? "").slice(0, 4) <= on.slice(0, 4), s.source_id);
    }),
    { numRuns: 300 },
  );
});
