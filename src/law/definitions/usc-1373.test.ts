import assert from "node:assert/strict";
import { test } from "node:test";
import { ask, forbidsSending, holds } from "../../../test/support/ask-definition.ts";
import { lawCatalogue } from "../../records/law/law-tables.ts";
import { findDefinition } from "./catalogue.ts";
import { evaluate } from "./evaluate.ts";
import { givenValue } from "./flips.ts";

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

/** Two made-up texts: one restricts sending with a savings clause, the other restricts it too. */
function twoTexts(clauseOf: readonly string[], rulesOf: readonly string[]): string {
  const value = (fact_id: string, said: string, text: string) => ({
    ...givenValue(fact_id, said),
    source: `${text}: made up`,
  });
  const facts = new Map([
    ["rule_send_status_to_dhs", rulesOf.map((text) => value("rule_send_status_to_dhs", "conditional", text))],
    ["rule_receive_status_from_dhs", [value("rule_receive_status_from_dhs", "may", "other")]],
    [
      "rule_savings_clause_1373",
      clauseOf.map((text) => value("rule_savings_clause_1373", text === "c" ? "general" : "true", text)),
    ],
  ]);
  const known = {
    jurisdiction_geoid: "48453",
    jurisdiction_name: "made-up county",
    level: "county",
    on: "2017-08-10",
    facts,
  } as const;
  const catalogue = lawCatalogue();
  const definition = findDefinition(catalogue, "1373a", () => []);
  return evaluate(definition, known, catalogue).result;
}

test("8 U.S.C. 1373(a): each restriction needs a savings clause of its own text", () => {
  assert.equal(twoTexts(["a"], ["a"]), "does_not_meet");
  assert.equal(twoTexts(["a"], ["b"]), "meets", "a clause of another text saves nothing");
  assert.equal(twoTexts(["a"], ["a", "b"]), "meets", "one rule without a clause is enough");
  assert.equal(twoTexts(["a", "b"], ["a", "b"]), "does_not_meet");
  assert.equal(twoTexts(["a", "c"], ["a", "c"]), "contested", "a general clause is a question of reading");
});
