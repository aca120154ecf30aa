import { unlessBarred } from "./applicability.ts";
import type { Decide } from "./decide.ts";
import { willfulRefusal } from "./eo-13768.ts";
import type { FactReader } from "./fact-reader.ts";
import { type Finding, notApplicable, notDeterminable } from "./finding.ts";
import { statusRestriction } from "./status-rule.ts";

/** 2017: "applied solely to federal grants administered by DOJ or DHS". */
function memo2017(facts: FactReader): Finding {
  if (!facts.given("federal_funds_at_issue", "grants of DOJ or DHS"))
    return notApplicable(["The funds at issue are not grants of DOJ or DHS."], "other_funds");
  return willfulRefusal(facts);
}

/** 2025: section 1373 for certain grants; its term "sanctuary jurisdictions" is not defined. */
function memo2025(facts: FactReader): Finding {
  const status = statusRestriction(facts);
  if (status.result !== "does_not_meet") return status;
  return notDeterminable(
    ["federal_funds_at_issue"],
    [
      ...status.because,
      "Beyond section 1373 the memorandum does not say what makes a place one that it speaks of.",
    ],
  );
}

/** The Attorney General's memoranda of 2017-05-22 and 2025-02-05. */
export const rules: Readonly<Record<string, Decide>> = {
  "AG-MEMO-2017-05-22": memo2017,
  "AG-MEMO-2025-02-05": (facts) => unlessBarred(facts, () => memo2025(facts)),
};
