import assert from "node:assert/strict";
import { test } from "node:test";
import { ask, holds, silentOnStatus } from "../../../test/support/ask-definition.ts";
import { NoRuleInForce } from "../../base/errors.ts";

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
