import sql from "sql-template-tag";
import { z } from "zod";
import { sha256 } from "../base/hash.ts";
import { instantAfter, millisecondsBetween } from "../base/time.ts";
import { defineQuery, type Transaction } from "../db/db.ts";
import type { Actor } from "../records/organisations/actor.ts";
import { actorByLogin } from "../records/organisations/actor-of.ts";
import type { Method } from "./access-entry.ts";
import { formToken } from "./csrf.ts";
import { randomToken } from "./keys.ts";
import type { AccessServices } from "./services.ts";

/** Milliseconds: without a request a session ends after the first, whatever happens after the second; sightings are noted to the third. */
export const sessionLengths = { idle: 30 * 60_000, whole: 12 * 3_600_000, noted: 30_000 } as const;

/** Who is asking: somebody at a browser, or a machine with a token. */
export interface Session {
  readonly actor: Actor;
  /** A browser's session needs a form token with everything that changes something; a machine's token needs none. */
  readonly kind: "browser" | "token";
  readonly method: Method | "token";
  readonly acr: string | null;
  /** The number of the session or of the token; opens nothing. */
  readonly id: number;
  readonly created_at: string;
  /** What a form sends back as `form_token`; null for machines. */
  readonly form_token: string | null;
}

const sessionRow = z.object({
  session_id: z.number(),
  login: z.string(),
  method: z.enum(["password", "passkey", "oidc", "link"]),
  acr: z.string().nullable(),
  created_at: z.string(),
  last_seen_at: z.string(),
});

/** One of an account's sessions, as its owner sees them. */
export type SessionRow = z.infer<typeof sessionRow>;

const idleSince = (at: string): string => instantAfter(at, -sessionLengths.idle);

const running = (token: string, at: string) =>
  defineQuery(
    sessionRow,
    sql`select session_id, login, method, acr, created_at, last_seen_at from access_session
         where token_hash = ${sha256(token)} and ends_at > ${at}::timestamptz and last_seen_at > ${idleSince(at)}::timestamptz`,
  );

/** The running sessions of an account, newest first. */
export function sessionsOf(login: string, at: string) {
  return defineQuery(
    sessionRow,
    sql`select session_id, login, method, acr, created_at, last_seen_at from access_session
         where login = ${login} and ends_at > ${at}::timestamptz and last_seen_at > ${idleSince(at)}::timestamptz
         order by session_id desc`,
  );
}

/** A new session's token, 256 random bits that only the browser keeps, and when the session ends whatever happens. */
export interface NewSession {
  readonly token: string;
  readonly ends_at: string;
}

/** Opens a session of an account, with a token that was never used before. */
export async function openSession(
  tx: Transaction,
  session: { readonly login: string; readonly method: Method; readonly acr: string | null },
  at: string,
): Promise<NewSession> {
  const made = { token: randomToken(), ends_at: instantAfter(at, sessionLengths.whole) };
  await tx.run(sql`
    insert into access_session (token_hash, login, method, acr, created_at, last_seen_at, ends_at)
    values (${sha256(made.token)}, ${session.login}, ${session.method}, ${session.acr}, ${at}::timestamptz, ${at}::timestamptz, ${made.ends_at}::timestamptz)`);
  return made;
}

async function noteSighting({ db }: AccessServices, row: SessionRow, at: string): Promise<void> {
  if (millisecondsBetween(row.last_seen_at, at) < sessionLengths.noted) return;
  await db.transaction((tx) =>
    tx.run(
      sql`update access_session set last_seen_at = greatest(last_seen_at, ${at}::timestamptz) where session_id = ${row.session_id}`,
    ),
  );
}

/** Whose session a cookie's token opens, noting that they were seen; null when it has ended, or its account may not sign in. */
export async function findSession(services: AccessServices, token: string): Promise<Session | null> {
  const at = services.clock.now();
  const row = await services.db.maybe(running(token, at));
  const actor = row === null ? null : await actorByLogin(services.db, row.login);
  if (row === null || actor === null) return null;
  await noteSighting(services, row, at);
  const { method, acr, created_at } = row;
  return {
    actor,
    kind: "browser",
    method,
    acr,
    id: row.session_id,
    created_at,
    form_token: formToken(services.keys, token),
  };
}

/** Ends the session of a token; returns whose it was, null when it had ended. */
export async function endSession(tx: Transaction, token: string): Promise<string | null> {
  const ended = defineQuery(
    z.object({ login: z.string() }),
    sql`delete from access_session where token_hash = ${sha256(token)} returning login`,
  );
  return (await tx.maybe(ended))?.login ?? null;
}

/** Ends an account's sessions, all or all but one; returns how many. */
export async function endSessionsOf(tx: Transaction, login: string, exceptId = 0): Promise<number> {
  return tx.run(sql`delete from access_session where login = ${login} and session_id <> ${exceptId}`);
}

/** Ends one of an account's sessions by its number; returns how many were ended, 0 or 1. */
export async function endSessionById(tx: Transaction, login: string, id: number): Promise<number> {
  return tx.run(sql`delete from access_session where login = ${login} and session_id = ${id}`);
}

/** Removes what has ended by itself: sessions, links, used challenges, old counts of tries. */
export async function sweep(tx: Transaction, at: string): Promise<void> {
  const old = instantAfter(at, -24 * 3_600_000);
  await tx.run(
    sql`delete from access_session where ends_at <= ${at}::timestamptz or last_seen_at <= ${idleSince(at)}::timestamptz`,
  );
  await tx.run(sql`delete from access_link where expires_at <= ${old}::timestamptz`);
  await tx.run(sql`delete from access_spent where expires_at <= ${at}::timestamptz`);
  await tx.run(
    sql`delete from access_try where counted_from_at <= ${old}::timestamptz and (locked_until_at is null or locked_until_at <= ${at}::timestamptz)`,
  );
}
