import type { Decide } from "./decide.ts";
import { notApplicable } from "./finding.ts";

function duty(says: string): Decide {
  return (facts) => notApplicable([`${says} It asks nothing of ${facts.name}.`], "binds_federal_side_only");
}

/** 8 U.S.C. 1226(c), 1231(a), 1357(d) and (g)(10): they bind DHS or create no duty, and are never a local test. */
export const rules: Readonly<Record<string, Decide>> = {
  "USC-1226c": duty("8 U.S.C. 1226(c) says whom DHS takes into custody when a person is released."),
  "USC-1226c3": duty("8 U.S.C. 1226(c)(3) has DHS issue a detainer; it does not say that a jail must hold."),
  "USC-1231a": duty("8 U.S.C. 1231(a) is about federal custody in the removal period."),
  "USC-1357d": duty("8 U.S.C. 1357(d) has the federal side take custody on such a detainer."),
  "USC-1357g10": duty(
    "8 U.S.C. 1357(g)(10) rules out no cooperation without an agreement, and creates no duty; as a source of arrest power it is disputed.",
  ),
};
