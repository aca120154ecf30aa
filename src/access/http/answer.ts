import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { millisecondsBetween } from "../../base/time.ts";
import { ProviderUnreachable } from "../oidc.ts";
import type { NewSession } from "../session.ts";
import type { SignInAnswer } from "../sign-in.ts";
import { dropCookie, giveCookie } from "./cookies.ts";
import { refusalPage } from "./pages/sign-in-page.ts";
import type { AccessPage, AccessParts } from "./parts.ts";
import { placeAsked } from "./sessions.ts";

/** Answers with a page that nobody keeps a copy of. */
export async function show(
  c: Context,
  parts: AccessParts,
  page: AccessPage,
  status: ContentfulStatusCode = 200,
): Promise<Response> {
  const rendered = await parts.render(c, page, status);
  const answer = new Response(rendered.body, rendered);
  answer.headers.set("cache-control", "no-store");
  answer.headers.set("referrer-policy", "same-origin");
  return answer;
}

/** Answers that a form cannot be taken: sent from another page, to another holder, or too late. */
export function formEnded(c: Context, parts: AccessParts): Promise<Response> {
  const { words } = parts;
  const text = placeAsked(c).origin === null ? words.no_origin : words.form_ended;
  return show(c, parts, refusalPage(words, words.form_ended_heading, text), 403);
}

/** Gives the browser its new session and sends it on. */
export function enter(c: Context, session: NewSession, next: string): Response {
  const { is_secure } = placeAsked(c);
  giveCookie(c, "session", session.token, is_secure);
  dropCookie(c, "form", is_secure);
  return c.redirect(next, 303);
}

/** Why a sign-in did not succeed, in words and as a status; `refused` is what is said of any other cause than a lock. */
export function refusalOf(
  c: Context,
  parts: AccessParts,
  answer: Extract<SignInAnswer, { ok: false }>,
  refused: string,
): { readonly text: string; readonly status: 403 | 429 } {
  if (answer.why === "refused") return { text: refused, status: 403 };
  const left = millisecondsBetween(parts.clock.now(), answer.locked_until_at);
  c.header("retry-after", String(Math.max(1, Math.ceil(left / 1000))));
  return { text: parts.words.locked(Math.max(1, Math.ceil(left / 60_000))), status: 429 };
}

/** Answers that the identity provider does not, and says so to who looks after the installation. */
export function providerSilent(c: Context, parts: AccessParts, error: unknown): Promise<Response> {
  if (!(error instanceof ProviderUnreachable)) throw error;
  parts.warn(`${error.message}: ${(error.cause as Error).message}`);
  const page = refusalPage(parts.words, parts.words.refused_heading, parts.words.provider_unreachable);
  return show(c, parts, page, 502);
}
