import { InvalidInput } from "../base/errors.ts";
import { en, type ProblemName } from "./messages/en.ts";

/** What is wrong with one field of a form, as an error that carries the name of its words so that a page can say it in its language. */
export function fieldProblem(field: string, problem: ProblemName): InvalidInput {
  return new InvalidInput(en.problems[problem], { field, problem });
}
