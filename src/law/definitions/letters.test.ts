import assert from "node:assert/strict";
import { test } from "node:test";
import { ask, holds } from "../../../test/support/ask-definition.ts";
import { NoRuleInForce } from "../../base/errors.ts";

test("letters are told by addressee and status words; a letter is no finding", () => {
  holds([
    ["LTR-2017-04-21", "17031", "2017-04-21", "meets", "letter_potentially_violate"],
    ["LTR-2017-10-12", "17031", "2017-10-12", "meets", "letter_may_violate"],
    // "found no evidence that the following jurisdictions are currently out of compliance"
    ["LTR-2017-10-12", "55079", "2017-10-12", "does_not_meet", "letter_no_evidence"],
    ["LTR-2017-10-12", "09", "2017-10-27", "does_not_meet", "letter_no_evidence"],
    ["LTR-2017-11-15", "35001", "2017-12-08", "meets", "letter_may_violate"],
    ["LTR-2017-11-15", "48453", "2017-12-08", "does_not_meet", "no_letter"],
    ["LTR-2018-01-24", "0667000", "2018-02-23", "meets", "letter_concern_may_violate"],
    ["LTR-2018-01-24", "06065", "2018-02-23", "does_not_meet", "no_letter"],
    ["LTR-2025-08-13", "24005", "2025-08-19", "meets", "letter_demand"],
  ]);
  assert.throws(() => ask("LTR-2017-11-15", "35001", "2017-11-14"), NoRuleInForce);
  assert.throws(() => ask("LTR-2017-11-15", "35001", "2017-12-09"), NoRuleInForce);
  assert.match(ask("LTR-2017-11-15", "35001", "2017-12-08").explanation.join(" "), /no finding of law/);
});
