import sql from "sql-template-tag";
import { z } from "zod";
import { Conflict, InvalidInput, NotFound } from "../../base/errors.ts";
import { defineQuery, type Transaction } from "../../db/db.ts";
import { appendEntry, reservePosition } from "../journal/journal.ts";
import { type Member, memberByLogin, membersOf } from "./member.ts";
import { organisationById } from "./organisation.ts";
import { type OrganisationKind, type Role, rolesOf } from "./role.ts";

/** An account to be made. */
export interface NewMember {
  readonly organisation_id: string;
  readonly login: string;
  readonly roles: readonly string[];
}

/** What an account is to be from now on, and the version that whoever changes it has seen. */
export interface MemberChange {
  readonly member_id: number;
  readonly login: string;
  readonly roles: readonly string[];
  readonly is_active: boolean;
}

const loginForm = /^[a-z0-9]+([._@-][a-z0-9]+)*$/;

function checkLogin(login: string): void {
  if (!loginForm.test(login) || login.length > 100)
    throw new InvalidInput(
      `login "${login.slice(0, 100)}" cannot be used; write a desk or badge handle of small letters and digits, parted by . _ @ or -, for example intake-desk-1`,
    );
}

function checkRoles(given: readonly string[], kind: OrganisationKind): Role[] {
  const allowed = rolesOf[kind];
  const wrong = given.find((role) => !(allowed as readonly string[]).includes(role));
  if (wrong !== undefined)
    throw new InvalidInput(`role "${wrong}" is not one of a ${kind}; choose from ${allowed.join(", ")}`);
  if (given.length === 0) throw new InvalidInput(`no role is given; choose from ${allowed.join(", ")}`);
  return allowed.filter((role) => given.includes(role));
}

async function kindOf(tx: Transaction, organisationId: string): Promise<OrganisationKind> {
  const organisation = await tx.maybe(organisationById(organisationId));
  if (organisation === null)
    throw new NotFound(`organisation "${organisationId}" is not registered; register it first`);
  return organisation.kind;
}

const nextMemberId = defineQuery(
  z.object({ member_id: z.number() }),
  sql`select coalesce(max(member_id), 0) + 1 as member_id from member`,
);

async function insertVersion(
  tx: Transaction,
  position: number,
  member: Omit<Member, "member_id">,
  supersedes: number | null,
): Promise<Member> {
  const { member_id } = await tx.one(nextMemberId); // the journal's lock is held, so no one else takes the number
  await tx.run(sql`
    insert into member (member_id, position, organisation_id, login, roles, is_active, supersedes)
    values (${member_id}, ${position}, ${member.organisation_id}, ${member.login},
            array(select jsonb_array_elements_text(${JSON.stringify(member.roles)}::jsonb)), ${member.is_active}, ${supersedes})`);
  return { ...member, member_id };
}

const entry = (what: string, member: Member, recordedAt: string, author: string) => ({
  kind: "organisation" as const,
  recorded_at: recordedAt,
  author,
  body: { what, ...member },
  content_sha256: null,
});

/**
 * Appends an active account of an organisation and returns it. Throws `InvalidInput` for a login or role that cannot be,
 * `NotFound` for an organisation that is not registered, `Conflict` for a login that is taken.
 */
export async function registerMember(
  tx: Transaction,
  member: NewMember,
  recordedAt: string,
  author: string,
): Promise<Member> {
  checkLogin(member.login);
  const position = await reservePosition(tx);
  const roles = checkRoles(member.roles, await kindOf(tx, member.organisation_id));
  if ((await tx.maybe(memberByLogin(member.login))) !== null)
    throw new Conflict(`login "${member.login}" is taken; logins are never given twice, choose another one`);
  const { organisation_id, login } = member;
  const made = await insertVersion(tx, position, { organisation_id, login, roles, is_active: true }, null);
  await appendEntry(tx, entry("member_registered", made, recordedAt, author));
  return made;
}

const administers = (member: Member): boolean => member.is_active && member.roles.includes("administrator");

/** An organisation that has an administrator keeps one, or nobody could mend its accounts. */
async function checkAdministratorStays(tx: Transaction, before: Member, after: Member): Promise<void> {
  if (!administers(before) || administers(after)) return;
  const others = (await tx.all(membersOf(before.organisation_id))).filter(
    (member) => member.login !== before.login && administers(member),
  );
  if (others.length === 0)
    throw new Conflict(
      `"${before.login}" is the last administrator of "${before.organisation_id}"; make another account administrator first`,
    );
}

/**
 * Appends a new version of an account (its roles, whether it may sign in) and returns it. Throws `NotFound` for a login that is
 * not there, `Conflict` when the account changed since the version given, or would leave its organisation without administrator.
 */
export async function changeMember(
  tx: Transaction,
  change: MemberChange,
  recordedAt: string,
  author: string,
): Promise<Member> {
  const position = await reservePosition(tx);
  const before = await tx.maybe(memberByLogin(change.login));
  if (before === null) throw new NotFound(`there is no account "${change.login.slice(0, 100)}"`);
  if (before.member_id !== change.member_id)
    throw new Conflict(
      `"${change.login}" was changed by someone else meanwhile; look at it again and repeat the change`,
    );
  const roles = checkRoles(change.roles, await kindOf(tx, before.organisation_id));
  const after = { ...before, roles, is_active: change.is_active };
  await checkAdministratorStays(tx, before, after);
  const made = await insertVersion(tx, position, after, before.member_id);
  await appendEntry(tx, entry("member_changed", made, recordedAt, author));
  return made;
}
