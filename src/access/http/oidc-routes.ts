import type { Context, Hono } from "hono";
import { callbackPath, type OidcClient } from "../oidc.ts";
import { signInWithOidc } from "../sign-in-oidc.ts";
import { enter, providerSilent, refusalOf, show } from "./answer.ts";
import { dropCookie, giveCookie, readCookie } from "./cookies.ts";
import { safeNext, signInFrom } from "./forms.ts";
import { refusalPage } from "./pages/sign-in-page.ts";
import type { AccessParts } from "./parts.ts";
import { placeAsked } from "./sessions.ts";

const flowSeconds = 600;

async function start(c: Context, parts: AccessParts, client: OidcClient): Promise<Response> {
  const next = safeNext(c.req.query("next"), parts.home);
  try {
    const { url, sealed } = await client.start(next, parts.clock.now());
    giveCookie(c, "oidc", sealed, placeAsked(c).is_secure, flowSeconds);
    return c.redirect(url, 303);
  } catch (error) {
    return providerSilent(c, parts, error);
  }
}

async function comeBack(c: Context, parts: AccessParts, client: OidcClient): Promise<Response> {
  const { is_secure } = placeAsked(c);
  const back = { callback: new URL(c.req.url), sealed: readCookie(c, "oidc", is_secure) };
  dropCookie(c, "oidc", is_secure);
  try {
    const { answer, next } = await signInWithOidc(parts, client, back, signInFrom(c));
    if (answer.ok) return enter(c, answer.session, safeNext(next, parts.home));
    const { text, status } = refusalOf(c, parts, answer, parts.words.refused_otherwise);
    return show(c, parts, refusalPage(parts.words, parts.words.refused_heading, text), status);
  } catch (error) {
    return providerSilent(c, parts, error);
  }
}

/** Adds the way over the identity provider, where one is configured. */
export function addOidc(app: Hono, parts: AccessParts): void {
  const client = parts.oidc;
  if (client === null) return;
  app.get("/sign-in/oidc", (c) => start(c, parts, client));
  app.get(callbackPath, (c) => comeBack(c, parts, client));
}
