import sql from "sql-template-tag";
import { z } from "zod";
import { defineQuery, type Transaction } from "../db/db.ts";

const credentialRow = z.object({
  password_hash: z.string().nullable(),
  password_set_at: z.string().nullable(),
  totp_sealed: z.string().nullable(),
  totp_set_at: z.string().nullable(),
  totp_last_step: z.number().nullable(),
});

/** What a local account signs in with; every part is null until it is set. */
export type Credential = z.infer<typeof credentialRow>;

/** The name of the use under which one-time code secrets are sealed; an account's opens for that account only. */
export const totpUse = (login: string): string => `totp of ${login}`;

/** What an account signs in with; no row when it has neither password nor one-time codes. */
export function credentialOf(login: string) {
  return defineQuery(
    credentialRow,
    sql`select password_hash, password_set_at, totp_sealed, totp_set_at, totp_last_step from access_credential where login = ${login}`,
  );
}

/** Keeps the hash of an account's new password. */
export async function keepPassword(tx: Transaction, login: string, hash: string, at: string): Promise<void> {
  await tx.run(sql`
    insert into access_credential (login, password_hash, password_set_at) values (${login}, ${hash}, ${at}::timestamptz)
    on conflict (login) do update set password_hash = excluded.password_hash, password_set_at = excluded.password_set_at`);
}

/** Keeps an account's new sealed secret of one-time codes; codes up to `step` count as used. */
export async function keepTotp(
  tx: Transaction,
  login: string,
  sealed: string,
  step: number,
  at: string,
): Promise<void> {
  await tx.run(sql`
    insert into access_credential (login, totp_sealed, totp_set_at, totp_last_step) values (${login}, ${sealed}, ${at}::timestamptz, ${step}::bigint)
    on conflict (login) do update set totp_sealed = excluded.totp_sealed, totp_set_at = excluded.totp_set_at, totp_last_step = excluded.totp_last_step`);
}

/** Uses up the codes of a time step and those before it; false when that was done already, by a sign-in at the same time. */
export async function useTotpStep(tx: Transaction, login: string, step: number): Promise<boolean> {
  const used = await tx.run(sql`
    update access_credential set totp_last_step = ${step}::bigint
     where login = ${login} and (totp_last_step is null or totp_last_step < ${step}::bigint)`);
  return used === 1;
}

/** Takes away all that an account signs in with: password, one-time codes, recovery codes, passkeys. */
export async function forgetCredentials(tx: Transaction, login: string): Promise<void> {
  await tx.run(sql`delete from access_credential where login = ${login}`);
  await tx.run(sql`delete from access_recovery_code where login = ${login}`);
  await tx.run(sql`delete from access_passkey where login = ${login}`);
}
