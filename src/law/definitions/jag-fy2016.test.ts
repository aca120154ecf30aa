import { test } from "node:test";
import { forbidsSending, holds, silentOnStatus } from "../../../test/support/ask-definition.ts";

test("JAG FY2016: papers for those named in 2016, on time or after 2017-06-30; the substance for all", () => {
  const notSent = { legal_opinion_submitted: "false" } as const;
  holds([
    ["jag-fy2016", "17031", "2017-07-01", "not_determinable", "facts_missing"],
    [
      "jag-fy2016",
      "17031",
      "2017-06-30",
      "meets",
      null,
      { ...notSent, ...silentOnStatus, rule_share_release_date: "may" },
    ],
    ["jag-fy2016", "17031", "2017-07-01", "does_not_meet", "papers_not_sent", notSent],
    [
      "jag-fy2016",
      "48453",
      "2017-07-01",
      "meets",
      null,
      { ...notSent, ...silentOnStatus, rule_share_release_date: "may" },
    ],
    ["jag-fy2016", "48453", "2017-07-01", "does_not_meet", "restriction_recorded", forbidsSending],
    [
      "jag-fy2016",
      "48453",
      "2017-07-01",
      "not_applicable",
      "award_not_accepted",
      { award_accepted: "false" },
    ],
  ]);
});
