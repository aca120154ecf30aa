import { randomBytes } from "node:crypto";
import { isSame, type Keys } from "./keys.ts";

const length = 32; // bytes of the secret, and of what it is hidden under

function hide(secret: Buffer): string {
  const pad = randomBytes(length);
  return Buffer.concat([pad, Buffer.from(secret.map((byte, at) => byte ^ (pad[at] ?? 0)))]).toString(
    "base64url",
  );
}

/**
 * A form token for who holds a cookie's value (a session's token, or the one of somebody who is not signed in yet). It is written anew
 * each time, so that a compressed page does not give it away letter by letter (BREACH).
 */
export function formToken(keys: Keys, cookie: string): string {
  return hide(Buffer.from(keys.mac("form token", cookie), "base64url"));
}

/** Whether a form token was made for who holds this cookie. */
export function isFormToken(keys: Keys, cookie: string, token: string): boolean {
  const bytes = Buffer.from(token, "base64url");
  if (bytes.length !== 2 * length) return false;
  const secret = bytes.subarray(length).map((byte, at) => byte ^ (bytes[at] ?? 0));
  return isSame(Buffer.from(secret).toString("base64url"), keys.mac("form token", cookie));
}

const reading = ["GET", "HEAD", "OPTIONS"];

/**
 * Whether a request that changes something comes from a page of our own, by what the browser says of itself: `Sec-Fetch-Site`, else
 * `Origin`. A request that says neither is not taken for ours; one that only reads is.
 */
export function isFromOwnPage(method: string, headers: Headers, ownOrigin: string | null): boolean {
  if (reading.includes(method)) return true;
  const site = headers.get("sec-fetch-site");
  const origin = headers.get("origin");
  if (site !== null && site !== "same-origin") return false;
  if (origin !== null && origin !== "null") return origin === ownOrigin;
  return site === "same-origin"; // under `no-referrer` a browser writes Origin: null even for our own forms
}
