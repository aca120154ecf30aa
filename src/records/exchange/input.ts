import type { z } from "zod";
import { InvalidInput } from "../../base/errors.ts";
import { instantAfter, millisecondsBetween, readZonedTime } from "../../base/time.ts";

/** One field that cannot be used as it is, by its path in the input. */
export interface FieldFault {
  readonly field: string;
  readonly message: string;
}

const longestText = 5000; // characters of one field; the longest that an event keeps is 4,000

const deepest = 20; // levels of lists and objects; an action's input has three

/** What is wrong with one text, in words that go after the field's name; null where nothing is. */
function textFault(text: string): string | null {
  if (text.length > longestText) return `has ${text.length} characters; at most ${longestText} are kept`;
  if (!text.isWellFormed()) return "holds half a character (a lone surrogate); write the text again";
  const control = [...text].find((c) => /\p{Cc}/u.test(c) && !/[\n\r\t]/.test(c));
  if (control === undefined) return null;
  const code = control.charCodeAt(0).toString(16).padStart(4, "0").toUpperCase();
  return `holds the control character U+${code}; take it out`;
}

function textFaults(value: unknown, path: readonly string[]): FieldFault[] {
  if (typeof value === "string") {
    const message = textFault(value);
    return message === null ? [] : [{ field: path.join("."), message }];
  }
  if (value === null || typeof value !== "object") return [];
  if (path.length > deepest)
    return [{ field: path[0] ?? "", message: "is nested too deep; no field of this is" }];
  return Object.entries(value).flatMap(([key, inner]) => textFaults(inner, [...path, key]));
}

/** The error of one or more fields, with the first in its message and all in `details.fields`. */
export function fieldError(fields: readonly FieldFault[]): InvalidInput {
  const [first] = fields;
  const more = fields.length > 1 ? `, and ${fields.length - 1} more` : "";
  return new InvalidInput(`${first?.field}: ${first?.message}${more}`, { field: first?.field, fields });
}

/** The input of an action as its shape reads it; throws `InvalidInput` that names every field which cannot be used. */
export function readInput<I extends z.ZodObject>(shape: I, raw: unknown): z.output<I> {
  const faults = textFaults(raw, []);
  if (faults.length > 0) throw fieldError(faults);
  const read = shape.safeParse(raw);
  if (read.success) return read.data;
  throw fieldError(
    read.error.issues.flatMap((issue) => {
      const keys = issue.code === "unrecognized_keys" ? issue.keys : [];
      if (keys.length > 0)
        return keys.map((key) => ({ field: key, message: "is not a field of this; leave it out" }));
      return [{ field: issue.path.join(".") || "input", message: issue.message }];
    }),
  );
}

const skew = 60_000; // milliseconds that a desk's clock may run ahead of ours

/**
 * The instant (ISO UTC) of a time as written on a facility's clock, which must not lie in the future; throws `InvalidInput` that
 * names the field. A time that came twice when the clocks went back is the first of the two, unless an offset says otherwise.
 */
export function pastInstant(text: string, zone: string, field: string, now: string): string {
  const at = anyInstant(text, zone, field);
  if (millisecondsBetween(instantAfter(now, skew), at) > 0)
    throw fieldError([
      { field, message: `${text} is after the present minute; enter what has happened when it has` },
    ]);
  return millisecondsBetween(now, at) > 0 ? now : at;
}

/** An instant as the store gives it back, so that two that are equal are equal as text. */
export const withMilliseconds = (at: string): string => new Date(at).toISOString();

/** The instant (ISO UTC) of a time as written on a facility's clock; throws `InvalidInput` that names the field. */
export function anyInstant(text: string, zone: string, field: string): string {
  const read = readZonedTime(text.replace(" ", "T").replace(/\.\d{1,9}(?=Z|[+-]|$)/, ""), zone); // machines write fractions of a second
  if (read === null)
    throw fieldError([
      {
        field,
        message: `"${text.slice(0, 40)}" is no time; write it as 2026-03-14T17:05, on the clock of ${zone}`,
      },
    ]);
  return withMilliseconds(read.at);
}
