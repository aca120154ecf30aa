import assert from "node:assert/strict";
import { test } from "node:test";
import { ask, forbidsSending, holds } from "../../../test/support/ask-definition.ts";

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
