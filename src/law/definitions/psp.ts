import { whereItRunsTheJail } from "./applicability.ts";
import type { Decide } from "./decide.ts";
import { ensured } from "./jail-rule.ts";

function question(what: "access" | "notice" | "hold"): Decide {
  return (facts) => {
    const found = whereItRunsTheJail(facts, () => ensured(facts, what));
    return { ...found, because: [...found.because, ...facts.sentences("psp_answers")] };
  };
}

/** The three questions of 2017-08-03 to applicants for the Public Safety Partnership; reply by 2017-08-18. */
export const rules: Readonly<Record<string, Decide>> = {
  "PSP-2017-08-03-Q1": question("access"),
  "PSP-2017-08-03-Q2": question("notice"),
  "PSP-2017-08-03-Q3": question("hold"),
};
