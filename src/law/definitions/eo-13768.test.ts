import assert from "node:assert/strict";
import { test } from "node:test";
import { ask, forbidsSending, holds, silentOnStatus, willful } from "../../../test/support/ask-definition.ts";
import { NoRuleInForce } from "../../base/errors.ts";

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
    ["EO13768-9a", "36109", "2017-04-24", "not_determinable", "facts_missing", forbidsSending],
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

test("EO 13768 section 9(b) would list what ICE recorded, and is not decided by a place's rules", () => {
  holds([
    ["9b", "35001", "2017-08-10", "not_determinable", "facts_missing"],
    ["9b", "35001", "2017-08-10", "meets", "listed_by_dhs", { detainer_record_declined_date: "2017-02-01" }],
  ]);
});

test("an order that stands can be thought away; an order to come is no change of fact", () => {
  const tried = (on: string) =>
    ask("EO13768-9a", "06085", on, { ...willful, ...forbidsSending }).flips.flatMap((flip) =>
      flip.change.map((one) => `${one.fact_id}: ${one.from} to ${one.to}, ${flip.result}`),
    );
  assert.deepEqual(tried("2017-04-26"), ["injunction_coverage: covered to not_covered, meets"]);
  assert.ok(!tried("2017-04-24").some((one) => one.startsWith("injunction_coverage")));
  assert.ok(tried("2017-04-24").length > 0);
});
