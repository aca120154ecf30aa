import { z } from "zod";
import type { Action } from "../../records/exchange/action.ts";

/** Who may see a text: those who act for an organisation, and those whom a request of the seed concerns; nobody where it names neither. */
export interface Audience {
  readonly organisation?: string;
  readonly request?: string;
}

/** A text that stands in one free-text field and nowhere else, so that whoever is shown it was shown that field. */
export interface Canary {
  readonly text: string;
  readonly field: string;
  readonly audience: Audience;
}

interface FieldSchema {
  readonly type?: string;
  readonly enum?: unknown;
  readonly format?: unknown;
  readonly pattern?: unknown;
  readonly const?: unknown;
  readonly anyOf?: readonly FieldSchema[];
}

const isText = (schema: FieldSchema): boolean =>
  schema.anyOf !== undefined
    ? schema.anyOf.some(isText)
    : schema.type === "string" &&
      [schema.enum, schema.format, schema.pattern, schema.const].every((each) => each === undefined);

/** Fields that name a moment or something else of the exchange; what is written into them is no free text. */
const isNamed = (name: string): boolean => /(^|_)at$|_id$/.test(name);

/** The names of an action's free-text fields. */
export function textFields({ input }: Pick<Action, "input">): string[] {
  const schema = z.toJSONSchema(input, { io: "input" }) as { properties?: Record<string, FieldSchema> };
  return Object.entries(schema.properties ?? {})
    .filter(([name, field]) => isText(field) && !isNamed(name))
    .map(([name]) => name);
}

/** Plants a text of its own in every field that it is given, and keeps who may see each. */
export class Planter {
  readonly canaries: Canary[] = [];
  readonly fields = new Set<string>();

  /** A new text for a field. */
  text(field: string, audience: Audience): string {
    const text = `zq${String(this.canaries.length).padStart(4, "0")}canary`;
    this.canaries.push({ text, field, audience });
    return text;
  }

  /** The input with a text of its own in every free-text field that it leaves out; `audienceOf` says who may see a field. */
  input(
    action: Action,
    given: Readonly<Record<string, unknown>>,
    audienceOf: (field: string) => Audience,
  ): Record<string, unknown> {
    const names = textFields(action);
    for (const name of names) this.fields.add(`${action.id}.${name}`);
    const planted = names
      .filter((name) => !(name in given))
      .map((name) => [name, this.text(`${action.id}.${name}`, audienceOf(name))]);
    return { ...Object.fromEntries(planted), ...given };
  }
}
