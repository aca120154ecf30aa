import type { Context, MiddlewareHandler } from "hono";
import { NotAllowed, NotSignedIn } from "../../base/errors.ts";
import type { Actor } from "../../records/organisations/actor.ts";
import { findToken } from "../api-token.ts";
import { isFormToken, isFromOwnPage } from "../csrf.ts";
import { findSession, type Session } from "../session.ts";
import { readCookie } from "./cookies.ts";
import type { AccessParts } from "./parts.ts";
import { type Place, placeOf } from "./place.ts";

/** What is known of who sent a request. */
interface Asking {
  readonly session: Session | null;
  readonly place: Place;
  /** The session cookie's token; null for machines and for who is not signed in. */
  readonly token: string | null;
  readonly parts: AccessParts;
}

declare module "hono" {
  interface ContextVariableMap {
    asking: Asking;
  }
}

const bearer = (c: Context): string | null =>
  /^Bearer +(\S+)$/i.exec(c.req.header("authorization") ?? "")?.[1] ?? null;

async function findAsking(c: Context, parts: AccessParts): Promise<Asking> {
  const place = placeOf(c, parts);
  const machine = c.req.header("authorization") === undefined ? null : (bearer(c) ?? "");
  if (machine !== null) return { session: await findToken(parts, machine), place, token: null, parts };
  const token = readCookie(c, "session", place.is_secure);
  return { session: token === null ? null : await findSession(parts, token), place, token, parts };
}

/**
 * Middleware that reads who is asking, from a bearer token or else the session cookie. A request with a session that would change
 * something and does not come from a page of our own is taken as nobody's. Nobody is looked for on paths that `skips` names.
 */
export function readSessions(
  parts: AccessParts,
  skips: (path: string) => boolean = () => false,
): MiddlewareHandler {
  return async (c, next) => {
    if (skips(c.req.path)) return next();
    const asking = await findAsking(c, parts);
    const isForeign = !isFromOwnPage(c.req.method, c.req.raw.headers, asking.place.origin);
    c.set("asking", isForeign && asking.token !== null ? { ...asking, session: null, token: null } : asking);
    if (asking.place.is_secure) c.header("strict-transport-security", "max-age=63072000");
    await next();
  };
}

/** Who is asking; null when nobody is signed in. Reads what `readSessions` found. */
export function sessionOf(c: Context): Session | null {
  return c.get("asking")?.session ?? null;
}

/** Where the request comes from. */
export function placeAsked(c: Context): Place {
  return c.get("asking").place;
}

/** The token of the session cookie; null for machines and for who is not signed in. */
export function sessionToken(c: Context): string | null {
  return c.get("asking").token;
}

/** Who is asking; throws `NotSignedIn` when nobody is. */
export function requireActor(c: Context): Actor {
  const session = sessionOf(c);
  if (session === null)
    throw new NotSignedIn("nobody is signed in, or the session has ended; sign in at /sign-in");
  return session.actor;
}

/** Where a request that has no form carries its form token. */
const tokenHeader = "x-accord-form-token";

async function givenFormToken(c: Context): Promise<string> {
  const header = c.req.header(tokenHeader);
  if (header !== undefined) return header;
  const type = c.req.header("content-type") ?? "";
  if (!/^(application\/x-www-form-urlencoded|multipart\/form-data)/.test(type)) return "";
  const given = (await c.req.parseBody()).form_token;
  return typeof given === "string" ? given : "";
}

/**
 * Lets a request change something: from a page of our own, with the session's form token as field `form_token` or as header
 * `x-accord-form-token`; a machine's bearer token needs neither. Throws `NotSignedIn` or `NotAllowed`. Call it before the change.
 */
export async function requireChange(c: Context): Promise<Actor> {
  const actor = requireActor(c);
  const { session, token, place, parts } = c.get("asking");
  if (session?.kind === "token") return actor;
  const isOurs =
    token !== null &&
    isFromOwnPage(c.req.method, c.req.raw.headers, place.origin) &&
    isFormToken(parts.keys, token, await givenFormToken(c));
  if (!isOurs)
    throw new NotAllowed(
      "the form was sent from another page or has ended; nothing was changed. Load the page again and repeat what you did",
    );
  return actor;
}
