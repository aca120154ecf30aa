import type { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { AppError } from "../../base/errors.ts";
import { addAccount } from "./account-routes.ts";
import { addLinks } from "./link-routes.ts";
import { addMembers } from "./members-routes.ts";
import { addOidc } from "./oidc-routes.ts";
import type { AccessParts } from "./parts.ts";
import { addSecurityText } from "./security-txt.ts";
import { readSessions } from "./sessions.ts";
import { addSignIn } from "./sign-in-routes.ts";

const largestForm = 64 * 1024; // bytes; a passkey's answer is a few thousand

const limit = bodyLimit({
  maxSize: largestForm,
  onError: () => {
    throw new AppError("content_too_large", `a form to sign in has at most ${largestForm} bytes`);
  },
});

/**
 * Adds signing in to an application: reads who is asking before anything that is added later (`sessionOf`, `requireActor`,
 * `requireChange`), and answers `/sign-in…`, `/sign-out`, `/enrol…`, `/account…`, `/security` and `/.well-known/security.txt`. Faults
 * are told to the application's own `onError`. Nobody is looked for on paths that `skips` names: files that everyone may have, and what
 * another application answers that reads who is asking by itself. Pages with a passkey need `script-src 'self'`, and `img-src data:` for QR codes.
 */
export function mountAccess(app: Hono, parts: AccessParts, skips?: (path: string) => boolean): void {
  app.use(readSessions(parts, skips));
  for (const path of ["/sign-in", "/sign-in/*", "/sign-out", "/enrol/*", "/account", "/account/*"])
    app.use(path, limit);
  addSignIn(app, parts);
  addLinks(app, parts);
  addOidc(app, parts);
  addMembers(app, parts);
  addAccount(app, parts);
  addSecurityText(app, parts);
}
