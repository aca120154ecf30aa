import type { Context, Hono } from "hono";
import { AppError } from "../../base/errors.ts";
import { membersOf } from "../../records/organisations/member.ts";
import { tokensOf } from "../api-token.ts";
import {
  addMember,
  changeOwnMember,
  issueOwnToken,
  ownMember,
  renewMember,
  revokeOwnToken,
} from "../members.ts";
import type { Session } from "../session.ts";
import { show } from "./answer.ts";
import { type Fields, type Problems, problemsOf, tokenFor } from "./forms.ts";
import { type MembersView, memberPage, membersPage, shownOncePage } from "./pages/members-page.ts";
import type { AccessParts } from "./parts.ts";
import { placeAsked } from "./sessions.ts";
import { administers, administersFreshly, type Condition, signedIn, signedInForm } from "./signed-in.ts";

const loginOf = (c: Context): string => c.req.param("login") ?? "";
const pathOf = (login: string): string => `/account/members/${encodeURIComponent(login)}`;
const rolesOf = (fields: Fields): string[] => (fields.roles ?? "").split(" ").filter((role) => role !== "");

const nothingTyped: MembersView["typed"] = { login: "", roles: [] };

async function showMembers(
  c: Context,
  parts: AccessParts,
  { actor }: Session,
  problems: Problems = [],
  typed = nothingTyped,
): Promise<Response> {
  const members = await parts.db.all(membersOf(actor.organisation_id));
  const view = { actor, form_token: tokenFor(c, parts), members, typed, problems };
  return show(c, parts, membersPage(parts.words, view), problems.length === 0 ? 200 : 400);
}

async function showMember(
  c: Context,
  parts: AccessParts,
  { actor }: Session,
  problems: Problems = [],
): Promise<Response> {
  const member = await ownMember(parts, actor, loginOf(c));
  const page = memberPage(parts.words, {
    actor,
    form_token: tokenFor(c, parts),
    member,
    tokens: await parts.db.all(tokensOf([member.login])),
    problems,
    is_saved: c.req.query("saved") !== undefined,
  });
  return show(c, parts, page, problems.length === 0 ? 200 : 400);
}

function showEnrolLink(c: Context, parts: AccessParts, login: string, path: string): Promise<Response> {
  const { words } = parts;
  const link = `${placeAsked(c).origin ?? ""}${path}`;
  const page = shownOncePage(
    words,
    words.enrolment_heading,
    words.enrolment_lead(login),
    link,
    "/account/members",
  );
  return show(c, parts, page);
}

async function postMember(
  c: Context,
  parts: AccessParts,
  session: Session,
  fields: Fields,
): Promise<Response> {
  const typed = { login: (fields.login ?? "").trim(), roles: rolesOf(fields) };
  try {
    const { member, path } = await addMember(parts, session.actor, typed);
    return showEnrolLink(c, parts, member.login, path);
  } catch (error) {
    return showMembers(c, parts, session, problemsOf(error, parts, "login"), typed);
  }
}

type Work = (session: Session, fields: Fields) => Promise<unknown>;

/** A form on the page of one account: does its work and shows the page again, with what was wrong if anything was. */
function memberForm(
  app: Hono,
  parts: AccessParts,
  name: string,
  condition: Condition,
  work: (c: Context) => Work,
) {
  app.post(
    `/account/members/:login/${name}`,
    signedInForm(parts, condition, async (c, session, fields) => {
      try {
        const answer = await work(c)(session, fields);
        if (answer instanceof Response) return answer;
        return c.redirect(`${pathOf(loginOf(c))}?saved=1`, 303);
      } catch (error) {
        if (error instanceof AppError && error.code === "not_found") throw error;
        return showMember(c, parts, session, problemsOf(error, parts, "roles"));
      }
    }),
  );
}

function addTokens(app: Hono, parts: AccessParts): void {
  memberForm(
    app,
    parts,
    "tokens",
    administersFreshly,
    (c) =>
      async ({ actor }, { label = "", days = "" }) => {
        const wanted = { login: loginOf(c), label, days: /^\d{1,4}$/.test(days.trim()) ? Number(days) : 0 };
        const token = await issueOwnToken(parts, actor, wanted);
        const { words } = parts;
        return show(
          c,
          parts,
          shownOncePage(words, words.token_heading, words.token_lead, token, pathOf(wanted.login)),
        );
      },
  );
  memberForm(
    app,
    parts,
    "tokens/revoke",
    administers,
    (c) =>
      ({ actor }, { token_id = "" }) =>
        revokeOwnToken(parts, actor, loginOf(c), /^\d{1,15}$/.test(token_id) ? Number(token_id) : 0),
  );
}

const versionOf = (fields: Fields): number =>
  /^\d{1,15}$/.test(fields.member_id ?? "") ? Number(fields.member_id) : 0;

/** Adds the pages on which an administrator looks after the accounts of their organisation. */
export function addMembers(app: Hono, parts: AccessParts): void {
  app.get(
    "/account/members",
    signedIn(parts, administers, (c, session) => showMembers(c, parts, session)),
  );
  app.post(
    "/account/members",
    signedInForm(parts, administersFreshly, (c, session, fields) => postMember(c, parts, session, fields)),
  );
  app.get(
    "/account/members/:login",
    signedIn(parts, administers, (c, session) => showMember(c, parts, session)),
  );
  memberForm(app, parts, "roles", administers, (c) => async ({ actor }, fields) => {
    const { is_active } = await ownMember(parts, actor, loginOf(c));
    const change = { member_id: versionOf(fields), login: loginOf(c), roles: rolesOf(fields), is_active };
    return changeOwnMember(parts, actor, change);
  });
  memberForm(app, parts, "state", administers, (c) => async ({ actor }, fields) => {
    const { roles } = await ownMember(parts, actor, loginOf(c));
    const is_active = fields.is_active === "yes";
    return changeOwnMember(parts, actor, {
      member_id: versionOf(fields),
      login: loginOf(c),
      roles,
      is_active,
    });
  });
  memberForm(
    app,
    parts,
    "link",
    administersFreshly,
    (c) =>
      async ({ actor }) =>
        showEnrolLink(c, parts, loginOf(c), await renewMember(parts, actor, loginOf(c))),
  );
  addTokens(app, parts);
}
