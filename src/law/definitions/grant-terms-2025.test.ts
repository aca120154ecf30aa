import { test } from "node:test";
import { holds } from "../../../test/support/ask-definition.ts";

test("grant terms of 2025: not read, and barred for plaintiff States and their subdivisions only as the order says", () => {
  holds([
    ["dot", "06", "2025-06-18", "not_determinable", "facts_missing"],
    ["dot", "06", "2025-06-19", "not_applicable", "enjoined"],
    ["dhs-terms", "48", "2025-10-01", "contested", "text_not_read", { federal_funds_at_issue: "a grant" }],
  ]);
});
