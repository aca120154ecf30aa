import sql from "sql-template-tag";
import { z } from "zod";
import { NotFound } from "../base/errors.ts";
import { sha256 } from "../base/hash.ts";
import { instantAfter, millisecondsBetween } from "../base/time.ts";
import { type Db, defineQuery, type Transaction } from "../db/db.ts";
import { actorByLogin } from "../records/organisations/actor-of.ts";
import { memberByLogin } from "../records/organisations/member.ts";
import { appendAccess } from "./access-entry.ts";
import { randomToken } from "./keys.ts";
import { fieldProblem } from "./problem.ts";
import type { AccessServices } from "./services.ts";
import { type Session, sessionLengths } from "./session.ts";

const day = 86_400_000; // milliseconds
const mark = "accord_"; // so that scanners for leaked secrets can know one
const mostDays = 366;

const tokenRow = z.object({
  token_id: z.number(),
  login: z.string(),
  label: z.string(),
  issued_by: z.string(),
  created_at: z.string(),
  expires_at: z.string(),
  revoked_at: z.string().nullable(),
  last_used_at: z.string().nullable(),
});

/** A token as its administrators see it. */
export type ApiToken = z.infer<typeof tokenRow>;

/** What a token is to be: the account that it acts as, what it is for, how many days it lasts, and who issues it. */
export interface NewApiToken {
  readonly login: string;
  readonly label: string;
  readonly days: number;
  readonly issued_by: string;
}

/** The tokens of some accounts, ended ones included, newest first. */
export function tokensOf(logins: readonly string[]) {
  return defineQuery(
    tokenRow,
    sql`select token_id, login, label, issued_by, created_at, expires_at, revoked_at, last_used_at from access_token
         where login in (select jsonb_array_elements_text(${JSON.stringify(logins)}::jsonb)) order by token_id desc`,
  );
}

function checkToken({ label, days }: NewApiToken): void {
  if (label.trim() === "" || label.length > 100) throw fieldProblem("label", "token_label");
  if (!Number.isInteger(days) || days < 1 || days > mostDays) throw fieldProblem("days", "token_days");
}

/** Issues a token for a machine that acts as an account, in a transaction of the caller's; returns it, to be shown once. */
export async function makeApiToken(tx: Transaction, wanted: NewApiToken, at: string): Promise<string> {
  checkToken(wanted);
  const member = await tx.maybe(memberByLogin(wanted.login));
  if (member === null || !member.is_active)
    throw new NotFound(`there is no active account "${wanted.login.slice(0, 100)}"`);
  const token = `${mark}${randomToken()}`;
  const expires_at = instantAfter(at, wanted.days * day);
  const label = wanted.label.trim();
  await tx.run(sql`
    insert into access_token (token_hash, login, label, issued_by, created_at, expires_at)
    values (${sha256(token)}, ${wanted.login}, ${label}, ${wanted.issued_by}, ${at}::timestamptz, ${expires_at}::timestamptz)`);
  await appendAccess(
    tx,
    { what: "token_issued", about: member, details: { label, expires_at } },
    at,
    wanted.issued_by,
  );
  return token;
}

/** Issues a token for a machine that acts as an account; returns it, to be shown once. Throws `InvalidInput` or `NotFound`. */
export async function issueApiToken(db: Db, wanted: NewApiToken, at: string): Promise<string> {
  return db.transaction((tx) => makeApiToken(tx, wanted, at));
}

/** Takes a token of an account back; throws `NotFound` when there is none of that number that still works. */
export async function revokeApiToken(
  tx: Transaction,
  login: string,
  tokenId: number,
  at: string,
  author: string,
): Promise<void> {
  const revoked = await tx.run(
    sql`update access_token set revoked_at = ${at}::timestamptz where token_id = ${tokenId} and login = ${login} and revoked_at is null`,
  );
  if (revoked === 0) throw new NotFound(`"${login}" has no token ${tokenId} that could be taken back`);
  const about = await tx.maybe(memberByLogin(login));
  await appendAccess(tx, { what: "token_revoked", about, details: { token_id: tokenId } }, at, author);
}

const standing = (token: string, at: string) =>
  defineQuery(
    tokenRow,
    sql`select token_id, login, label, issued_by, created_at, expires_at, revoked_at, last_used_at from access_token
         where token_hash = ${sha256(token)} and revoked_at is null and expires_at > ${at}::timestamptz`,
  );

async function noteUse({ db }: AccessServices, row: ApiToken, at: string): Promise<void> {
  if (row.last_used_at !== null && millisecondsBetween(row.last_used_at, at) < sessionLengths.noted) return;
  await db.transaction((tx) =>
    tx.run(sql`update access_token set last_used_at = ${at}::timestamptz where token_id = ${row.token_id}`),
  );
}

/** Whom a bearer token acts as; null when it was never issued, was taken back, has ended, or its account may not sign in. */
export async function findToken(services: AccessServices, token: string): Promise<Session | null> {
  if (!token.startsWith(mark)) return null;
  const at = services.clock.now();
  const row = await services.db.maybe(standing(token, at));
  const actor = row === null ? null : await actorByLogin(services.db, row.login);
  if (row === null || actor === null) return null;
  await noteUse(services, row, at);
  return {
    actor,
    kind: "token",
    method: "token",
    acr: null,
    id: row.token_id,
    created_at: row.created_at,
    form_token: null,
  };
}
