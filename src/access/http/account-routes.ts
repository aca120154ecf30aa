import type { Context, Hono } from "hono";
import {
  addPasskey,
  changePassword,
  changeTotp,
  dropPasskey,
  endSessions,
  newRecoveryCodes,
} from "../account.ts";
import { credentialOf } from "../credential.ts";
import { offerTotp } from "../enrol.ts";
import { type PasskeyPlace, passkeysOf, registrationOptions } from "../passkey.ts";
import { recoveryCodesLeft } from "../recovery-code.ts";
import { type Session, sessionsOf } from "../session.ts";
import { show } from "./answer.ts";
import { type Problems, problemsOf, tokenFor } from "./forms.ts";
import { accountPage, codesPage, passkeysPage, passwordPage, recoveryPage } from "./pages/account-page.ts";
import type { AccessPage, AccessParts } from "./parts.ts";
import { placeAsked } from "./sessions.ts";
import { mayChangeCredentials, signedIn, signedInForm } from "./signed-in.ts";

const saved = "/account?saved=1";

async function readAccount(c: Context, parts: AccessParts, session: Session): Promise<Response> {
  const { login } = session.actor;
  const page = accountPage(parts.words, {
    session,
    form_token: tokenFor(c, parts),
    credential: await parts.db.maybe(credentialOf(login)),
    recovery_left: await recoveryCodesLeft(parts.db, login),
    passkeys: await parts.db.all(passkeysOf(login)),
    sessions: await parts.db.all(sessionsOf(login, parts.clock.now())),
    closed: mayChangeCredentials(session, parts),
    is_saved: c.req.query("saved") !== undefined,
  });
  return show(c, parts, page);
}

/** Does what a form asks and goes back to the account, or shows the form again with what is wrong with it. */
async function attempt(
  c: Context,
  parts: AccessParts,
  field: string,
  work: () => Promise<unknown>,
  again: (problems: Problems) => AccessPage | Promise<AccessPage>,
): Promise<Response> {
  try {
    await work();
    return c.redirect(saved, 303);
  } catch (error) {
    return show(c, parts, await again(problemsOf(error, parts, field)), 400);
  }
}

function addPassword(app: Hono, parts: AccessParts): void {
  const page = (c: Context, { actor }: Session, problems: Problems = []): AccessPage =>
    passwordPage(parts.words, actor.login, tokenFor(c, parts), problems);
  app.get(
    "/account/password",
    signedIn(parts, mayChangeCredentials, (c, session) => show(c, parts, page(c, session))),
  );
  app.post(
    "/account/password",
    signedInForm(parts, mayChangeCredentials, (c, session, { password = "" }) =>
      attempt(
        c,
        parts,
        "password",
        () => changePassword(parts, session, password),
        (problems) => page(c, session, problems),
      ),
    ),
  );
}

function addCodes(app: Hono, parts: AccessParts): void {
  const page = (c: Context, { actor }: Session, sealed: string | null, problems: Problems): AccessPage =>
    codesPage(parts.words, actor.login, tokenFor(c, parts), offerTotp(parts, actor.login, sealed), problems);
  app.get(
    "/account/codes",
    signedIn(parts, mayChangeCredentials, (c, session) => show(c, parts, page(c, session, null, []))),
  );
  app.post(
    "/account/codes",
    signedInForm(parts, mayChangeCredentials, (c, session, { totp = "", code = "" }) =>
      attempt(
        c,
        parts,
        "code",
        () => changeTotp(parts, session, { totp, code }),
        (problems) => page(c, session, totp, problems),
      ),
    ),
  );
  app.post(
    "/account/recovery-codes",
    signedInForm(parts, mayChangeCredentials, async (c, session) =>
      show(c, parts, recoveryPage(parts.words, await newRecoveryCodes(parts, session))),
    ),
  );
}

const placeOfSession = (c: Context, { id }: Session): PasskeyPlace => ({
  origin: placeAsked(c).origin ?? "http://nowhere.invalid", // a form without an origin was refused before
  holder: `session ${id}`,
});

function addPasskeys(app: Hono, parts: AccessParts): void {
  const page = async (c: Context, session: Session, problems: Problems = []): Promise<AccessPage> => {
    const { login } = session.actor;
    const options =
      placeAsked(c).origin === null
        ? null
        : await registrationOptions(parts, login, placeOfSession(c, session));
    return passkeysPage(parts.words, login, tokenFor(c, parts), options, problems);
  };
  app.get(
    "/account/passkeys",
    signedIn(parts, mayChangeCredentials, async (c, session) => show(c, parts, await page(c, session))),
  );
  app.post(
    "/account/passkeys",
    signedInForm(parts, mayChangeCredentials, (c, session, { response = "", label = "" }) =>
      attempt(
        c,
        parts,
        "label",
        () => addPasskey(parts, session, { response, label }, placeOfSession(c, session)),
        (problems) => page(c, session, problems),
      ),
    ),
  );
  app.post(
    "/account/passkeys/remove",
    signedInForm(parts, mayChangeCredentials, async (c, session, { passkey_id = "" }) => {
      await dropPasskey(parts, session, passkey_id);
      return c.redirect(saved, 303);
    }),
  );
}

/** Adds the pages of one's own account. */
export function addAccount(app: Hono, parts: AccessParts): void {
  app.get(
    "/account",
    signedIn(parts, null, (c, session) => readAccount(c, parts, session)),
  );
  addPassword(app, parts);
  addCodes(app, parts);
  addPasskeys(app, parts);
  app.post(
    "/account/sessions",
    signedInForm(parts, null, async (c, session, { session_id = "" }) => {
      if (session_id === "others" || /^\d{1,15}$/.test(session_id))
        await endSessions(parts, session, session_id === "others" ? null : Number(session_id));
      return c.redirect(saved, 303);
    }),
  );
}
