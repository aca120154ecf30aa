import { AppError } from "../../base/errors.ts";
import type { Action } from "../../records/exchange/action.ts";
import { fieldNamed, type Problem } from "./form-input.ts";
import { localWords } from "./local-words.ts";
import type { Words } from "./messages/en.ts";

/** What a sentence of the record begins with where the page says the same. */
const subject = /^(?:this (?:request|correction)|(?:request|booking) \d+): /;

const told = (text: string, zone: string, words: Words): string =>
  localWords(text.replace(subject, ""), zone, words);

interface Told {
  readonly field: string;
  readonly message: string;
}

/** What a refused write says of its form, field by field where it names them; throws on what is no such refusal. */
export function faultProblems(error: unknown, action: Action, zone: string, words: Words): Problem[] {
  if (!(error instanceof AppError)) throw error;
  const { fields, field } = error.details as { fields?: readonly Told[]; field?: string };
  const faults = fields ?? (field === undefined ? [] : [{ field, message: error.message }]);
  if (faults.length === 0) return [{ field: null, text: told(error.message, zone, words) }];
  return faults.map((one) => ({
    field: fieldNamed(action, one.field),
    text: told(one.message, zone, words),
  }));
}
