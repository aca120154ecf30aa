import { unlessBarred } from "./applicability.ts";
import type { Decide } from "./decide.ts";
import type { FactReader } from "./fact-reader.ts";
import { contested, type Finding, notDeterminable } from "./finding.ts";

function notDefined(facts: FactReader): Finding {
  if (!facts.knows("hinders_federal_law_evidence"))
    return notDeterminable(
      ["hinders_federal_law_evidence"],
      [
        "The order does not define the places it speaks of, and no attributed statement about this one is recorded.",
      ],
    );
  return contested(
    [...facts.sentences("hinders_federal_law_evidence"), "The order does not define its words."],
    "words_not_defined",
  );
}

/** Executive Orders 14159 section 17 (2025-01-20) and 14218 section 2(a)(ii) (2025-02-19). */
export const rules: Readonly<Record<string, Decide>> = {
  "EO14159-17": (facts) => unlessBarred(facts, () => notDefined(facts)),
  "EO14218-2aii": (facts) => unlessBarred(facts, () => notDefined(facts)),
};
