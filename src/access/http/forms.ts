import type { Context } from "hono";
import { AppError } from "../../base/errors.ts";
import { formToken, isFormToken, isFromOwnPage } from "../csrf.ts";
import { randomToken } from "../keys.ts";
import type { ProblemName } from "../messages/en.ts";
import type { SignInFrom } from "../sign-in.ts";
import { giveCookie, readCookie } from "./cookies.ts";
import type { AccessParts } from "./parts.ts";
import { placeAsked, sessionToken } from "./sessions.ts";

declare module "hono" {
  interface ContextVariableMap {
    form_cookie: string | undefined;
  }
}

/** Who holds the page: the session's token, or the value of a cookie for who is not signed in yet, which is given if need be. */
export function holderOf(c: Context): string {
  const { is_secure } = placeAsked(c);
  const held = sessionToken(c) ?? readCookie(c, "form", is_secure) ?? c.get("form_cookie");
  if (held !== undefined) return held;
  const value = randomToken();
  giveCookie(c, "form", value, is_secure);
  c.set("form_cookie", value); // a page may ask more than once before the browser has the cookie
  return value;
}

/** A form's fields by name, texts only. */
export type Fields = Readonly<Record<string, string>>;

/** The fields of a form that was sent from a page of our own to who holds it; null for any other. */
export async function readForm(c: Context, { keys }: AccessParts): Promise<Fields | null> {
  const { origin, is_secure } = placeAsked(c);
  if (!isFromOwnPage(c.req.method, c.req.raw.headers, origin)) return null;
  const held = sessionToken(c) ?? readCookie(c, "form", is_secure);
  const fields = await textFields(c);
  return held !== null && isFormToken(keys, held, fields.form_token ?? "") ? fields : null;
}

async function textFields(c: Context): Promise<Record<string, string>> {
  const body = await c.req.parseBody({ all: true });
  const texts = Object.entries(body).map(([name, value]): [string, string] => {
    const values = (Array.isArray(value) ? value : [value]).filter((each) => typeof each === "string");
    return [name, values.join(" ")];
  });
  return Object.fromEntries(texts);
}

/** A fresh form token for who holds the page. */
export function tokenFor(c: Context, { keys }: AccessParts): string {
  return formToken(keys, holderOf(c));
}

/** Where somebody signs in from. */
export function signInFrom(c: Context): SignInFrom {
  return { address: placeAsked(c).address, former_token: sessionToken(c) };
}

/** A place of this site to go on to, from what a link or form names; anything else is `home`. */
export function safeNext(text: string | undefined, home: string): string {
  if (text === undefined || text.length > 500 || !/^\/(?![/\\])[^\\\s]*$/.test(text)) return home;
  const url = URL.parse(text, "http://here");
  return url?.origin === "http://here" ? `${url.pathname}${url.search}` : home;
}

/** What is wrong with a form, field by field, in the page's words. */
export type Problems = readonly { readonly field: string; readonly text: string }[];

/** The problem that an error tells of a form, to be shown with it; any error that is our own fault is thrown on. */
export function problemsOf(error: unknown, { words }: AccessParts, fallbackField: string): Problems {
  if (!(error instanceof AppError)) throw error;
  const { field, problem } = error.details as { field?: string; problem?: ProblemName };
  return [
    {
      field: field ?? fallbackField,
      text: problem === undefined ? error.message : words.problems[problem],
    },
  ];
}
