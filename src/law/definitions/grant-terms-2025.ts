import { unlessBarred } from "./applicability.ts";
import type { Decide } from "./decide.ts";
import type { FactReader } from "./fact-reader.ts";
import { contested, type Finding, notDeterminable } from "./finding.ts";

function textNotRead(facts: FactReader): Finding {
  if (!facts.knows("federal_funds_at_issue"))
    return notDeterminable(
      ["federal_funds_at_issue"],
      ["Whether it receives funds under these terms is not recorded."],
    );
  return contested(
    [
      ...facts.sentences("federal_funds_at_issue"),
      "The text of the terms was not read; what they ask for is not settled here.",
    ],
    "text_not_read",
  );
}

/** Grant terms of 2025 on cooperation: U.S. DOT (2025-04-24) and DHS with FEMA (2025-04-18). */
export const rules: Readonly<Record<string, Decide>> = {
  "DOT-IEC-2025": (facts) => unlessBarred(facts, () => textNotRead(facts)),
  "DHS-TERMS-2025": (facts) => unlessBarred(facts, () => textNotRead(facts)),
};
