import type { Context, Hono } from "hono";
import { enrolmentOf, enrolWithPasskey, enrolWithPassword, offerTotp } from "../enrol.ts";
import { registrationOptions } from "../passkey.ts";
import type { NewSession } from "../session.ts";
import { signInWithLink } from "../sign-in-link.ts";
import { enter, formEnded, refusalOf, show } from "./answer.ts";
import { type Fields, type Problems, problemsOf, readForm, signInFrom, tokenFor } from "./forms.ts";
import { enrolPage } from "./pages/enrol-page.ts";
import { linkPage, refusalPage } from "./pages/sign-in-page.ts";
import type { AccessParts } from "./parts.ts";
import { placeAsked } from "./sessions.ts";

const tokenOf = (c: Context): string => c.req.param("token") ?? "";

function getLink(c: Context, parts: AccessParts): Promise<Response> {
  const { words } = parts;
  if (!placeAsked(c).is_this_machine)
    return show(c, parts, refusalPage(words, words.refused_heading, words.link_elsewhere), 403);
  return show(
    c,
    parts,
    linkPage(words, `/sign-in/link/${encodeURIComponent(tokenOf(c))}`, tokenFor(c, parts)),
  );
}

async function postLink(c: Context, parts: AccessParts): Promise<Response> {
  if ((await readForm(c, parts)) === null) return formEnded(c, parts);
  const { is_this_machine } = placeAsked(c);
  const answer = await signInWithLink(parts, tokenOf(c), { ...signInFrom(c), is_this_machine });
  if (answer.ok) return enter(c, answer.session, parts.home);
  const { words } = parts;
  const { text, status } = refusalOf(c, parts, answer, words.refused_otherwise);
  return show(c, parts, refusalPage(words, words.refused_heading, text), status);
}

function enrolEnded(c: Context, parts: AccessParts): Promise<Response> {
  const { words } = parts;
  return show(c, parts, refusalPage(words, words.enrol_heading, words.enrol_ended), 403);
}

async function showEnrol(
  c: Context,
  parts: AccessParts,
  problems: Problems = [],
  sealed: string | null = null,
): Promise<Response> {
  const login = await enrolmentOf(parts, tokenOf(c));
  if (login === null) return enrolEnded(c, parts);
  const { origin } = placeAsked(c);
  const place = origin === null ? null : { origin, holder: tokenOf(c) };
  const page = enrolPage(parts.words, {
    action: `/enrol/${encodeURIComponent(tokenOf(c))}`,
    form_token: tokenFor(c, parts),
    login,
    totp: offerTotp(parts, login, sealed),
    passkey: place === null ? null : await registrationOptions(parts, login, place),
    problems,
  });
  return show(c, parts, page, problems.length === 0 ? 200 : 400);
}

type Enrol = (fields: Fields) => Promise<NewSession | null>;

async function postEnrol(c: Context, parts: AccessParts, field: string, enrol: Enrol): Promise<Response> {
  const fields = await readForm(c, parts);
  if (fields === null) return formEnded(c, parts);
  try {
    const session = await enrol(fields);
    return session === null ? enrolEnded(c, parts) : enter(c, session, parts.home);
  } catch (error) {
    return showEnrol(c, parts, problemsOf(error, parts, field), fields.totp ?? null);
  }
}

const withPassword =
  (c: Context, parts: AccessParts): Enrol =>
  ({ password = "", totp = "", code = "" }) =>
    enrolWithPassword(parts, tokenOf(c), { password, totp, code }, signInFrom(c));

function withPasskey(c: Context, parts: AccessParts): Enrol {
  const origin = placeAsked(c).origin ?? "http://nowhere.invalid"; // a form without an origin was refused before
  const place = { origin, holder: tokenOf(c) };
  return ({ response = "", label = "" }) =>
    enrolWithPasskey(parts, tokenOf(c), { response, label }, place, signInFrom(c));
}

/** Adds what links open: the confirmation of a one-time sign-in, and the page that sets an account up. */
export function addLinks(app: Hono, parts: AccessParts): void {
  app.get("/sign-in/link/:token", (c) => getLink(c, parts));
  app.post("/sign-in/link/:token", (c) => postLink(c, parts));
  app.get("/enrol/:token", (c) => showEnrol(c, parts));
  app.post("/enrol/:token", (c) => postEnrol(c, parts, "password", withPassword(c, parts)));
  app.post("/enrol/:token/passkey", (c) => postEnrol(c, parts, "label", withPasskey(c, parts)));
}
