import type { Context } from "hono";
import { AppError, InvalidInput } from "../../base/errors.ts";
import { manySuffix } from "./form-field.ts";
import type { Typed } from "./form-input.ts";
import type { Words } from "./messages/en.ts";

/** A form as it was sent: what was typed, and what the page had put into it. */
export interface Posted {
  readonly typed: Typed;
  readonly version: number | null;
  readonly seen: number;
  readonly idempotency_key: string | null;
}

const formTypes = /^(application\/x-www-form-urlencoded|multipart\/form-data)\b/i;

function whole(text: string | undefined, words: Words): number | null {
  if (text === undefined || text === "") return null;
  if (!/^\d{1,15}$/.test(text)) throw new InvalidInput(words.faults.bad_version);
  return Number(text);
}

/** Throws where what was sent is no form. */
export function checkForm(c: Context, words: Words): void {
  if (!formTypes.test(c.req.header("content-type") ?? ""))
    throw new AppError("unsupported_media_type", words.faults.no_form);
}

/** Reads a form's fields, texts only; every value of a name is kept, in order. */
export async function readPosted(c: Context, words: Words): Promise<Posted> {
  const body = await c.req.parseBody({ all: true });
  const typed = Object.fromEntries(
    Object.entries(body).map(([name, value]) => [
      name.endsWith(manySuffix) ? name.slice(0, -manySuffix.length) : name,
      (Array.isArray(value) ? value : [value]).filter((each) => typeof each === "string"),
    ]),
  );
  const one = (name: string): string | undefined => typed[name]?.at(-1);
  return {
    typed,
    version: whole(one("version"), words),
    seen: whole(one("seen"), words) ?? 0,
    idempotency_key: one("idempotency_key")?.slice(0, 100) ?? null,
  };
}
