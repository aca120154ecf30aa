import { NotFound } from "../base/errors.ts";
import { type Actor, authorOf } from "../records/organisations/actor.ts";
import { type Member, memberByLogin } from "../records/organisations/member.ts";
import { changeMember, registerMember } from "../records/organisations/register-member.ts";
import { makeApiToken, revokeApiToken } from "./api-token.ts";
import { makeLink } from "./one-time-link.ts";
import { fieldProblem } from "./problem.ts";
import type { AccessServices } from "./services.ts";

/** An account of the administrator's own organisation; throws `NotFound` for any other, as for one that is not there. */
export async function ownMember(
  { db }: Pick<AccessServices, "db">,
  actor: Actor,
  login: string,
): Promise<Member> {
  const member = await db.maybe(memberByLogin(login));
  if (member === null || member.organisation_id !== actor.organisation_id)
    throw new NotFound(`your organisation has no account "${login.slice(0, 100)}"`);
  return member;
}

/** Adds an account to the administrator's organisation; returns it with the path that sets it up, to be shown once. */
export async function addMember(
  { db, clock }: AccessServices,
  actor: Actor,
  wanted: { readonly login: string; readonly roles: readonly string[] },
): Promise<{ readonly member: Member; readonly path: string }> {
  if (wanted.roles.length === 0) throw fieldProblem("roles", "roles_missing");
  const [at, author] = [clock.now(), authorOf(actor)];
  return db.transaction(async (tx) => {
    const asked = { ...wanted, organisation_id: actor.organisation_id };
    const member = await registerMember(tx, asked, at, author);
    return { member, path: await makeLink(tx, member, "enrol", at, author) };
  });
}

/** Changes the roles of an account or whether it may sign in; `member_id` is the version that the administrator saw. */
export async function changeOwnMember(
  services: AccessServices,
  actor: Actor,
  change: Pick<Member, "member_id" | "login" | "is_active"> & { readonly roles: readonly string[] },
): Promise<Member> {
  await ownMember(services, actor, change.login);
  if (change.roles.length === 0) throw fieldProblem("roles", "roles_missing");
  const { db, clock } = services;
  return db.transaction((tx) => changeMember(tx, change, clock.now(), authorOf(actor)));
}

/** Makes a link that sets an account up anew; returns its path, to be shown once. */
export async function renewMember(services: AccessServices, actor: Actor, login: string): Promise<string> {
  const member = await ownMember(services, actor, login);
  if (!member.is_active) throw new NotFound(`"${login}" is deactivated; activate it first`);
  const { db, clock } = services;
  return db.transaction((tx) => makeLink(tx, member, "enrol", clock.now(), authorOf(actor)));
}

/** Issues a token to an account of the administrator's organisation; returns it, to be shown once. */
export async function issueOwnToken(
  services: AccessServices,
  actor: Actor,
  wanted: { readonly login: string; readonly label: string; readonly days: number },
): Promise<string> {
  await ownMember(services, actor, wanted.login);
  const { db, clock } = services;
  return db.transaction((tx) => makeApiToken(tx, { ...wanted, issued_by: authorOf(actor) }, clock.now()));
}

/** Takes a token of an account of the administrator's organisation back. */
export async function revokeOwnToken(
  services: AccessServices,
  actor: Actor,
  login: string,
  tokenId: number,
): Promise<void> {
  await ownMember(services, actor, login);
  const { db, clock } = services;
  await db.transaction((tx) => revokeApiToken(tx, login, tokenId, clock.now(), authorOf(actor)));
}
