import type { FactReader } from "./fact-reader.ts";
import { contested, type Finding, notApplicable, notDeterminable } from "./finding.ts";

/** The finer words under which an order or a notice makes a test not applicable. */
export const barredDetails: readonly (string | null)[] = ["enjoined", "not_enforceable"];

/** The finding that follows, unless an order bars the test for the body, or puts its use in dispute. */
export function unlessBarred(facts: FactReader, inner: () => Finding, detail = "enjoined"): Finding {
  const said = facts.sentences("injunction_coverage");
  if (facts.says("injunction_coverage", "not_shown"))
    return notDeterminable(
      ["injunction_coverage"],
      ["An order that reaches this body was left out because of how far it was checked."],
    );
  if (facts.says("injunction_coverage", "covered")) return notApplicable(said, detail);
  const found = inner();
  if (!facts.says("injunction_coverage", "contested"))
    return { ...found, because: [...said, ...found.because] };
  return contested(
    [...said, `Were it usable, the result would be: ${found.result.replaceAll("_", " ")}.`, ...found.because],
    "enforceability_contested",
  );
}

/** The finding that follows, unless a grant condition could not be used against the body on the day. */
export function whereEnforceable(facts: FactReader, inner: () => Finding): Finding {
  return unlessBarred(facts, inner, "not_enforceable");
}

/** The finding that follows for a body that runs a jail; for another one, "not ours to answer" and who runs it. */
export function whereItRunsTheJail(facts: FactReader, inner: () => Finding): Finding {
  const known = facts.all("operates_custody_facility");
  if (known.length === 0)
    return notDeterminable(
      ["operates_custody_facility"],
      [`Whether ${facts.name} itself runs a jail is not recorded.`],
    );
  if (facts.says("operates_custody_facility", "true")) return inner();
  return notApplicable(
    [
      `${facts.name} runs no jail; this is not its question to answer.`,
      ...facts
        .all("custody_facility_operator")
        .map((one) => `Ask the body that runs the jail its arrestees go to: ${one.value} (${one.source}).`),
    ],
    "not_ours_to_answer",
  );
}

/** The finding that follows for a grantee of a fiscal year; that a body is one is taken as given unless something else is recorded. */
export function forGrantee(facts: FactReader, fiscalYear: string, inner: () => Finding): Finding {
  if (!facts.given("grant_fiscal_year", fiscalYear))
    return notApplicable([`The award recorded is not of fiscal year ${fiscalYear}.`], "other_fiscal_year");
  if (!facts.given("award_accepted", "true"))
    return notApplicable(["The award was not accepted."], "award_not_accepted");
  return inner();
}
