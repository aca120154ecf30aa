import type { Context } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";

/** What each cookie is for; behind TLS its name binds it to this host and path. */
const names = {
  session: { plain: "accord_session", secure: "__Host-accord" },
  form: { plain: "accord_form", secure: "__Host-accord-form" },
  oidc: { plain: "accord_oidc", secure: "__Host-accord-oidc" },
} as const;
export type CookieUse = keyof typeof names;

const nameOf = (use: CookieUse, isSecure: boolean): string => names[use][isSecure ? "secure" : "plain"];
const options = (isSecure: boolean) =>
  ({ path: "/", httpOnly: true, sameSite: "Lax", secure: isSecure }) as const;

/** A cookie's value; null when the browser sent none. */
export function readCookie(c: Context, use: CookieUse, isSecure: boolean): string | null {
  return getCookie(c, nameOf(use, isSecure)) ?? null;
}

/** Gives the browser a cookie that no script reads, for as long as it is open or so many seconds. */
export function giveCookie(
  c: Context,
  use: CookieUse,
  value: string,
  isSecure: boolean,
  seconds?: number,
): void {
  setCookie(c, nameOf(use, isSecure), value, {
    ...options(isSecure),
    ...(seconds === undefined ? {} : { maxAge: seconds }),
  });
}

/** Takes a cookie back. */
export function dropCookie(c: Context, use: CookieUse, isSecure: boolean): void {
  deleteCookie(c, nameOf(use, isSecure), options(isSecure));
}
