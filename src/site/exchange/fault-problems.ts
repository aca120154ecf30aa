import { AppError } from "../../base/errors.ts";
import type { Action } from "../../records/exchange/action.ts";
import { fieldNamed, type Problem } from "./form-input.ts";
import type { Words } from "./messages/en.ts";
import { localText } from "./times.ts";

const instant = /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z/g;

/** What a sentence of the record begins with where the page says the same. */
const subject = /^(?:this (?:request|correction)|(?:request|booking) \d+): /;

/** A sentence of the record with its instants on a zone's clock, as the rest of the page has them. */
function inZone(text: string, zone: string, words: Words): string {
  return text.replace(subject, "").replace(instant, (at) => localText(at, zone, words));
}

interface Told {
  readonly field: string;
  readonly message: string;
}

/** What a refused write says of its form, field by field where it names them; throws on what is no such refusal. */
export function faultProblems(error: unknown, action: Action, zone: string, words: Words): Problem[] {
  if (!(error instanceof AppError)) throw error;
  const { fields, field } = error.details as { fields?: readonly Told[]; field?: string };
  const told = fields ?? (field === undefined ? [] : [{ field, message: error.message }]);
  if (told.length === 0) return [{ field: null, text: inZone(error.message, zone, words) }];
  return told.map((one) => ({
    field: fieldNamed(action, one.field),
    text: inZone(one.message, zone, words),
  }));
}
