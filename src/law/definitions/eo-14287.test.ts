import assert from "node:assert/strict";
import { test } from "node:test";
import { ask, holds } from "../../../test/support/ask-definition.ts";
import { NoRuleInForce } from "../../base/errors.ts";

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
    // Whether it was on the DHS list is not known, so whether it is on any list is not either.
    ["eo14287", "35001", "2025-05-30", "not_determinable", "facts_missing"],
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
