import type { Decide } from "./decide.ts";
import { statusRestriction } from "./status-rule.ts";

/** State Criminal Alien Assistance Program: pays part of the cost of custody; section 1373 as applicable law since 2016-07-07. */
export const rules: Readonly<Record<string, Decide>> = {
  "SCAAP-1373": (facts) => {
    facts.given("inmate_days_claimed", "a claim was made");
    const status = statusRestriction(facts);
    return {
      ...status,
      because: [...status.because, "Days in custody that are paid for are not detainers."],
    };
  },
};
