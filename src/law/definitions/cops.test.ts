import { test } from "node:test";
import { holds } from "../../../test/support/ask-definition.ts";

test("COPS and SCAAP: points for a signature, and payment for days in custody", () => {
  holds([
    ["cops", "48453", "2018-06-01", "not_determinable", "facts_missing"],
    ["cops", "48453", "2018-06-01", "does_not_meet", "not_signed", { certification_signed: "false" }],
    ["cops", "48453", "2018-06-01", "meets", "signed", { certification_signed: "true" }],
    // C.D. Cal. 2018-04-11, reversed 2019-07-12 (929 F.3d 1163).
    ["cops", "0644000", "2018-04-10", "meets", "signed", { certification_signed: "true" }],
    ["cops", "0644000", "2018-04-11", "not_applicable", "not_enforceable", { certification_signed: "true" }],
    ["cops", "0644000", "2019-07-12", "meets", "signed", { certification_signed: "true" }],
    ["scaap", "36109", "2017-06-01", "meets", null],
    ["scaap", "35001", "2017-08-10", "not_determinable", "facts_missing"],
  ]);
});
