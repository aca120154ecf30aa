import { readFileSync } from "node:fs";
import type { Hono } from "hono";
import { addDays } from "../../base/day.ts";
import { projectPath } from "../../base/paths.ts";
import type { AccessParts } from "./parts.ts";
import { placeAsked } from "./sessions.ts";

const validDays = 180;

/**
 * The text of `/.well-known/security.txt` (RFC 9116): whom to tell of a weakness, until when this holds (half a year from a day), in
 * which language. Without a configured contact it is the page that says how.
 */
export function securityText(origin: string, contact: string | null, day: string): string {
  return [
    `Contact: ${contact ?? `${origin}/security`}`,
    `Expires: ${addDays(day, validDays)}T00:00:00Z`,
    "Preferred-Languages: en",
    `Canonical: ${origin}/.well-known/security.txt`,
    `Policy: ${origin}/security`,
    "",
  ].join("\n");
}

/** Adds where to tell of a weakness, for machines and for people. */
export function addSecurityText(app: Hono, parts: AccessParts): void {
  app.get("/.well-known/security.txt", (c) => {
    const origin = placeAsked(c).origin ?? new URL(c.req.url).origin;
    return c.text(securityText(origin, parts.config.security_contact, parts.clock.now().slice(0, 10)));
  });
  app.get("/security", (c) => c.text(readFileSync(projectPath("SECURITY.md"), "utf8")));
}
