import type { Context } from "hono";
import { isFresh } from "../account.ts";
import type { Session } from "../session.ts";
import { formEnded, show } from "./answer.ts";
import { type Fields, readForm } from "./forms.ts";
import { refusalPage } from "./pages/sign-in-page.ts";
import type { AccessParts } from "./parts.ts";
import { sessionOf } from "./sessions.ts";

type Reads = (c: Context, session: Session) => Response | Promise<Response>;
type Writes = (c: Context, session: Session, fields: Fields) => Response | Promise<Response>;

const signInPath = (c: Context): string =>
  `/sign-in?next=${encodeURIComponent(c.req.method === "GET" ? c.req.path : "/account")}`;

/** Who may use a page, over and above being signed in at a browser; the words that are said to anyone else, or null. */
export type Condition = (session: Session, parts: AccessParts) => string | null;

/** Signed in within the last 15 minutes, and not by a provider that keeps its own credentials. */
export const mayChangeCredentials: Condition = (session, { words, clock }) => {
  if (session.method === "oidc") return words.account_provider;
  return isFresh(session, clock.now()) ? null : words.account_stale;
};

/** An administrator. */
export const administers: Condition = ({ actor }, { words }) =>
  actor.roles.includes("administrator") ? null : words.not_administrator;

/** An administrator who signed in within the last 15 minutes: for what lets others in. */
export const administersFreshly: Condition = (session, parts) =>
  administers(session, parts) ?? (isFresh(session, parts.clock.now()) ? null : parts.words.account_stale);

/** What keeps a request from going on: nobody is signed in at a browser, or the condition does not hold. */
async function stop(
  c: Context,
  parts: AccessParts,
  condition: Condition | null,
): Promise<Response | Session> {
  const session = sessionOf(c);
  if (session === null || session.kind !== "browser") return c.redirect(signInPath(c), 303);
  const why = condition?.(session, parts) ?? null;
  if (why === null) return session;
  return show(c, parts, refusalPage(parts.words, parts.words.account, why), 403);
}

/** A page for who is signed in at a browser; anyone else is sent to sign in. */
export function signedIn(parts: AccessParts, condition: Condition | null, read: Reads) {
  return async (c: Context): Promise<Response> => {
    const session = await stop(c, parts, condition);
    return session instanceof Response ? session : read(c, session);
  };
}

/** The same for a form, which must come from a page of theirs. */
export function signedInForm(parts: AccessParts, condition: Condition | null, write: Writes) {
  return async (c: Context): Promise<Response> => {
    const session = await stop(c, parts, condition);
    if (session instanceof Response) return session;
    const fields = await readForm(c, parts);
    return fields === null ? formEnded(c, parts) : write(c, session, fields);
  };
}
