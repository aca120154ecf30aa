import assert from "node:assert/strict";
import { test } from "node:test";
import { ask, holds } from "../../../test/support/ask-definition.ts";

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
