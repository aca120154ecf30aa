import { randomInt } from "node:crypto";
import sql from "sql-template-tag";
import { z } from "zod";
import { defineQuery, type Reader, type Transaction } from "../db/db.ts";
import type { Keys } from "./keys.ts";

const letters = "abcdefghjkmnpqrstuvwxyz23456789"; // none that is read for another
const codes = 10;

const normal = (code: string): string => code.toLowerCase().replace(/[^a-z0-9]/g, "");
const hashOf = (keys: Keys, login: string, code: string): string =>
  keys.mac("recovery code", `${login} ${normal(code)}`);

function newCode(): string {
  const part = (): string => Array.from({ length: 5 }, () => letters[randomInt(letters.length)]).join("");
  return `${part()}-${part()}-${part()}`;
}

/** Replaces an account's recovery codes and returns the new ones, which are shown once. */
export async function replaceRecoveryCodes(
  tx: Transaction,
  keys: Keys,
  login: string,
  at: string,
): Promise<string[]> {
  const made = Array.from({ length: codes }, newCode);
  await tx.run(sql`delete from access_recovery_code where login = ${login}`);
  await tx.run(sql`
    insert into access_recovery_code (code_hash, login, made_at)
    select hash, ${login}, ${at}::timestamptz
      from jsonb_array_elements_text(${JSON.stringify(made.map((code) => hashOf(keys, login, code)))}::jsonb) as hash`);
  return made;
}

/** Whether text can be a recovery code rather than a one-time code. */
export function looksLikeRecoveryCode(code: string): boolean {
  return normal(code).length === 15;
}

/** Uses up a recovery code; false when it is not one of the account's. */
export async function useRecoveryCode(
  tx: Transaction,
  keys: Keys,
  login: string,
  code: string,
): Promise<boolean> {
  const used = await tx.run(
    sql`delete from access_recovery_code where code_hash = ${hashOf(keys, login, code)} and login = ${login}`,
  );
  return used === 1;
}

const counted = (login: string) =>
  defineQuery(
    z.object({ left: z.number() }),
    sql`select count(*) as left from access_recovery_code where login = ${login}`,
  );

/** How many recovery codes an account has left. */
export async function recoveryCodesLeft(db: Reader, login: string): Promise<number> {
  return (await db.one(counted(login))).left;
}
