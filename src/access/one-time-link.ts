import sql from "sql-template-tag";
import { z } from "zod";
import type { Clock } from "../base/clock.ts";
import { sha256 } from "../base/hash.ts";
import { instantAfter } from "../base/time.ts";
import { type Db, defineQuery, type Reader, type Transaction } from "../db/db.ts";
import type { Member } from "../records/organisations/member.ts";
import { appendAccess } from "./access-entry.ts";
import { randomToken } from "./keys.ts";

/** What a link is for: to sign in from the machine itself, or to set up an account. */
export type LinkPurpose = "sign_in" | "enrol";

const minute = 60_000; // milliseconds
const lasts: Readonly<Record<LinkPurpose, number>> = { sign_in: 15 * minute, enrol: 72 * 60 * minute };
const pathOf: Readonly<Record<LinkPurpose, string>> = { sign_in: "/sign-in/link/", enrol: "/enrol/" };

/** Makes a link in a transaction of the caller's and returns its path; earlier unused ones of the account end. */
export async function makeLink(
  tx: Transaction,
  member: Pick<Member, "login" | "organisation_id">,
  purpose: LinkPurpose,
  at: string,
  author: string,
): Promise<string> {
  const token = randomToken();
  await tx.run(
    sql`delete from access_link where login = ${member.login} and purpose = ${purpose} and used_at is null`,
  );
  await tx.run(sql`
    insert into access_link (link_hash, login, purpose, created_at, expires_at)
    values (${sha256(token)}, ${member.login}, ${purpose}, ${at}::timestamptz, ${instantAfter(at, lasts[purpose])}::timestamptz)`);
  await appendAccess(tx, { what: "link_made", about: member, details: { purpose } }, at, author);
  return `${pathOf[purpose]}${token}`;
}

/** A path that signs an account in once, within 15 minutes, from the machine itself: for the demo's terminal. */
export async function createOneTimeLink(
  db: Db,
  member: Pick<Member, "login" | "organisation_id">,
  clock: Clock,
): Promise<string> {
  return db.transaction((tx) => makeLink(tx, member, "sign_in", clock.now(), "terminal"));
}

/** A path at which an account is set up once, within three days: for whoever runs the installation. */
export async function createEnrolLink(
  db: Db,
  member: Pick<Member, "login" | "organisation_id">,
  clock: Clock,
): Promise<string> {
  return db.transaction((tx) => makeLink(tx, member, "enrol", clock.now(), "terminal"));
}

const linked = z.object({ login: z.string() });

/** Whose link this is, without using it up; null for one that was used, has ended, or is for something else. */
export async function readLink(
  db: Reader,
  token: string,
  purpose: LinkPurpose,
  at: string,
): Promise<string | null> {
  const query = defineQuery(
    linked,
    sql`select login from access_link where link_hash = ${sha256(token)} and purpose = ${purpose}
           and used_at is null and expires_at > ${at}::timestamptz`,
  );
  return (await db.maybe(query))?.login ?? null;
}

/** Uses a link up and returns whose it was; null for one that was used, has ended, or is for something else. */
export async function useLink(
  tx: Transaction,
  token: string,
  purpose: LinkPurpose,
  at: string,
): Promise<string | null> {
  const query = defineQuery(
    linked,
    sql`update access_link set used_at = ${at}::timestamptz
         where link_hash = ${sha256(token)} and purpose = ${purpose} and used_at is null and expires_at > ${at}::timestamptz
        returning login`,
  );
  return (await tx.maybe(query))?.login ?? null;
}
