import { test } from "node:test";
import { holds, silentOnStatus } from "../../../test/support/ask-definition.ts";

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
