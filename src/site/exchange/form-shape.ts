import { z } from "zod";
import type { Action } from "../../records/exchange/action.ts";

/** What one field of an action takes, as its schema says. */
export interface FieldShape {
  readonly name: string;
  readonly kind:
    | "text"
    | "long"
    | "time"
    | "day"
    | "number"
    | "choice"
    | "choices"
    | "tick"
    | "yes_no"
    | "must_tick"
    | "rows";
  /** The codes of a choice; empty for any other kind. */
  readonly codes: readonly string[];
  readonly is_required: boolean;
  /** What stands where nothing is entered, as a form writes it. */
  readonly value: string;
  /** The fields of one row; empty for any other kind. */
  readonly row: readonly FieldShape[];
}

type Schema = z.ZodType;
interface Unwrapped {
  readonly base: Schema;
  readonly is_nullable: boolean;
  readonly value: unknown;
}

function unwrap(schema: Schema, is_nullable = false, value: unknown = undefined): Unwrapped {
  if (schema instanceof z.ZodDefault)
    return unwrap(schema.unwrap() as Schema, is_nullable, schema.def.defaultValue);
  if (schema instanceof z.ZodNullable) return unwrap(schema.unwrap() as Schema, true, value);
  return { base: schema, is_nullable, value };
}

const longText = 1000; // characters from which a text gets more than one line
const isTimeName = (name: string): boolean => name === "at" || name.endsWith("_at"); // instants end so (house rule)

function textKind(name: string, base: z.ZodString): FieldShape["kind"] {
  if (isTimeName(name)) return "time";
  return (base.maxLength ?? 0) >= longText ? "long" : "text";
}

function kindOf(name: string, { base, is_nullable }: Unwrapped): FieldShape["kind"] {
  if (base instanceof z.ZodISODate) return "day";
  if (base instanceof z.ZodString) return textKind(name, base);
  if (base instanceof z.ZodNumber) return "number";
  if (base instanceof z.ZodEnum) return "choice";
  if (base instanceof z.ZodLiteral) return "must_tick";
  if (base instanceof z.ZodBoolean) return is_nullable ? "yes_no" : "tick";
  if (base instanceof z.ZodArray) return base.element instanceof z.ZodObject ? "rows" : "choices";
  throw new TypeError(`no form control for the field "${name}"`);
}

function codesOf(base: Schema): readonly string[] {
  if (base instanceof z.ZodEnum) return base.options.map(String);
  return base instanceof z.ZodArray && base.element instanceof z.ZodEnum
    ? base.element.options.map(String)
    : [];
}

function fieldShape(name: string, schema: Schema): FieldShape {
  const unwrapped = unwrap(schema);
  const { base, is_nullable, value } = unwrapped;
  const kind = kindOf(name, unwrapped);
  const element = base instanceof z.ZodArray ? base.element : null;
  return {
    name,
    kind,
    codes: codesOf(base),
    is_required: kind === "must_tick" || (!is_nullable && value === undefined),
    value: typeof value === "string" || value === true ? String(value) : "",
    row: element instanceof z.ZodObject ? shapesOf(element) : [],
  };
}

const shapesOf = (object: z.ZodObject): FieldShape[] =>
  Object.entries(object.shape).map(([name, schema]) => fieldShape(name, schema as Schema));

const known = new WeakMap<z.ZodObject, readonly FieldShape[]>();

/** The fields that an action takes, in the order of its schema; throws for a schema that no form control fits. */
export function formShape({ input }: Pick<Action, "input">): readonly FieldShape[] {
  const found = known.get(input) ?? shapesOf(input);
  known.set(input, found);
  return found;
}
