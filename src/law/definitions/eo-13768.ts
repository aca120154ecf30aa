import { unlessBarred } from "./applicability.ts";
import type { Decide } from "./decide.ts";
import type { FactReader } from "./fact-reader.ts";
import { contested, type Finding, meets, notDeterminable } from "./finding.ts";
import { statusRestriction } from "./status-rule.ts";

/** First sentence: "jurisdictions that willfully refuse to comply with 8 U.S.C. 1373"; software never infers a will. */
export function willfulRefusal(facts: FactReader): Finding {
  const status = statusRestriction(facts);
  if (!facts.knows("willfulness_evidence"))
    return notDeterminable(
      ["willfulness_evidence", ...status.missing],
      [
        "The test asks for a willful refusal. Only an attributed statement can show that, and none is recorded.",
        ...status.because,
      ],
    );
  return { ...status, because: [...facts.sentences("willfulness_evidence"), ...status.because] };
}

/** Third sentence: "prevents or hinders the enforcement of Federal law", which nobody has defined. */
function hindersFederalLaw(facts: FactReader): Finding {
  if (!facts.knows("hinders_federal_law_evidence"))
    return notDeterminable(
      ["hinders_federal_law_evidence"],
      [
        "No attributed statement names an act that is said to prevent or hinder the enforcement of federal law.",
      ],
    );
  return contested(
    [
      ...facts.sentences("hinders_federal_law_evidence"),
      "The order does not say what prevents or hinders; a statement that something does is an assertion.",
    ],
    "words_not_defined",
  );
}

function bothReadings(facts: FactReader): Finding {
  const first = willfulRefusal(facts);
  const third = hindersFederalLaw(facts);
  return {
    ...first,
    parts: [
      { part: 'eligibility: "willfully refuse to comply with 8 U.S.C. 1373"', result: first.result },
      { part: 'enforcement: "prevents or hinders the enforcement of Federal law"', result: third.result },
    ],
  };
}

/** Executive Order 13768 section 9(a), with both readings, and 9(b); 2017-01-25 to 2021-01-19. */
export const rules: Readonly<Record<string, Decide>> = {
  "EO13768-9a": (facts) => unlessBarred(facts, () => bothReadings(facts)),
  "EO13768-9a-HINDERS": (facts) => unlessBarred(facts, () => hindersFederalLaw(facts)),
  /** 9(b) makes a list; an entry would be ICE's record of a decline, never a finding of law. */
  "EO13768-9b": (facts) =>
    facts.knows("detainer_record_declined_date")
      ? meets(facts.sentences("detainer_record_declined_date"), "listed_by_dhs")
      : notDeterminable(
          ["detainer_record_declined_date"],
          ["Whether ICE recorded a decline for it is a matter of ICE's records, not of its rules."],
        ),
};
