import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Context, Hono } from "hono";
import { authenticationOptions } from "../passkey.ts";
import { type SignInAnswer, signInWithPassword, signOut } from "../sign-in.ts";
import { signInWithPasskey } from "../sign-in-passkey.ts";
import { enter, formEnded, refusalOf, show } from "./answer.ts";
import { dropCookie } from "./cookies.ts";
import { type Fields, holderOf, type Problems, readForm, safeNext, signInFrom, tokenFor } from "./forms.ts";
import { signInPage } from "./pages/sign-in-page.ts";
import type { AccessParts } from "./parts.ts";
import { placeAsked, sessionOf, sessionToken } from "./sessions.ts";

const script = readFileSync(fileURLToPath(new URL("passkey.js", import.meta.url)), "utf8");

interface Shown {
  readonly next: string;
  readonly login?: string;
  readonly problems?: Problems;
  readonly refusal?: { readonly text: string; readonly status: 403 | 429 };
}

async function showSignIn(c: Context, parts: AccessParts, shown: Shown): Promise<Response> {
  const holder = holderOf(c);
  const { origin } = placeAsked(c);
  const page = signInPage(parts.words, {
    form_token: tokenFor(c, parts),
    next: shown.next,
    login: shown.login ?? "",
    problems: shown.problems ?? [],
    refusal: shown.refusal?.text ?? null,
    signed_in: sessionOf(c)?.actor.login ?? null,
    passkey: origin === null ? null : await authenticationOptions(parts, { origin, holder }),
    has_provider: parts.oidc !== null,
  });
  const status = shown.refusal?.status ?? (shown.problems === undefined ? 200 : 400);
  return show(c, parts, page, status);
}

function missing(fields: Fields, { words }: AccessParts): Problems {
  const needed = [
    ["login", words.login_missing],
    ["password", words.password_missing],
    ["code", words.code_missing],
  ] as const;
  return needed
    .filter(([name]) => (fields[name] ?? "").trim() === "")
    .map(([field, text]) => ({ field, text }));
}

async function answerSignIn(
  c: Context,
  parts: AccessParts,
  answer: SignInAnswer,
  fields: Fields,
  refused: string,
): Promise<Response> {
  const next = safeNext(fields.next, parts.home);
  if (answer.ok) return enter(c, answer.session, next);
  const refusal = refusalOf(c, parts, answer, refused);
  return showSignIn(c, parts, { next, login: fields.login ?? "", refusal });
}

async function postPassword(c: Context, parts: AccessParts): Promise<Response> {
  const fields = await readForm(c, parts);
  if (fields === null) return formEnded(c, parts);
  const problems = missing(fields, parts);
  const { login = "", password = "", code = "" } = fields;
  if (problems.length > 0)
    return showSignIn(c, parts, { next: safeNext(fields.next, parts.home), login, problems });
  const answer = await signInWithPassword(parts, { login, password, code }, signInFrom(c));
  return answerSignIn(c, parts, answer, fields, parts.words.refused);
}

async function postPasskey(c: Context, parts: AccessParts): Promise<Response> {
  const fields = await readForm(c, parts);
  const { origin } = placeAsked(c);
  if (fields === null || origin === null) return formEnded(c, parts);
  const place = { origin, holder: holderOf(c) };
  const answer = await signInWithPasskey(parts, fields.response ?? "", place, signInFrom(c));
  return answerSignIn(c, parts, answer, fields, parts.words.refused_otherwise);
}

async function postSignOut(c: Context, parts: AccessParts): Promise<Response> {
  const token = sessionToken(c);
  if (token === null) return c.redirect("/sign-in", 303);
  if ((await readForm(c, parts)) === null) return formEnded(c, parts);
  await signOut(parts, token);
  dropCookie(c, "session", placeAsked(c).is_secure);
  c.header("clear-site-data", '"cache"');
  return c.redirect("/sign-in", 303);
}

/** Adds the pages to sign in and out: password with code, passkey, and the script that shows the passkey's button. */
export function addSignIn(app: Hono, parts: AccessParts): void {
  app.get("/sign-in", (c) => showSignIn(c, parts, { next: safeNext(c.req.query("next"), parts.home) }));
  app.post("/sign-in", (c) => postPassword(c, parts));
  app.post("/sign-in/passkey", (c) => postPasskey(c, parts));
  app.post("/sign-out", (c) => postSignOut(c, parts));
  app.get("/sign-in/passkey.js", (c) =>
    c.body(script, 200, { "content-type": "text/javascript; charset=utf-8", "cache-control": "no-cache" }),
  );
}
