import sql from "sql-template-tag";
import { z } from "zod";
import { instantAfter } from "../base/time.ts";
import { defineQuery, type Transaction } from "../db/db.ts";
import type { Keys } from "./keys.ts";

export const lockMinutes = 10;
const minute = 60_000; // milliseconds

/** Failed tries in a row that lock an account, and failed tries within ten minutes that lock an address (an office may share one). */
export const mostTries = { login: 5, address: 25 } as const;

/** What is counted: an account's login as typed, and the address that it comes from. */
export interface TryKeys {
  readonly login: string | null;
  readonly address: string;
}

/** Whether a try may be looked at; `locks` tells whether it is the one that locks if it does not succeed. */
export type Taken =
  | { readonly is_locked: false; readonly locks: { readonly login: boolean; readonly address: boolean } }
  | { readonly is_locked: true; readonly locked_until_at: string };

const loginKey = (keys: Keys, login: string): string => keys.mac("try", `login ${login}`);
const addressKey = (keys: Keys, address: string): string => keys.mac("try", `address ${address}`);

const counted = (key: string, most: number, at: string, window_from: string | null) =>
  defineQuery(
    z.object({ failures: z.number() }),
    sql`insert into access_try as t (try_key, failures, counted_from_at, locked_until_at)
        values (${key}, 1, ${at}::timestamptz, null)
        on conflict (try_key) do update set
          failures = case when t.locked_until_at is not null or t.counted_from_at <= ${window_from}::timestamptz then 1 else t.failures + 1 end,
          counted_from_at = case when t.locked_until_at is not null or t.counted_from_at <= ${window_from}::timestamptz then ${at}::timestamptz else t.counted_from_at end,
          locked_until_at = case when t.locked_until_at is null and t.failures + 1 >= ${most}::integer
                                  and (t.counted_from_at <= ${window_from}::timestamptz) is not true
                                 then ${instantAfter(at, lockMinutes * minute)}::timestamptz end
        where t.locked_until_at is null or t.locked_until_at <= ${at}::timestamptz
        returning failures`,
  );

const lockOf = (key: string) =>
  defineQuery(
    z.object({ locked_until_at: z.string() }),
    sql`select locked_until_at from access_try where try_key = ${key}`,
  );

async function lockedBy(tx: Transaction, key: string): Promise<Taken> {
  return { is_locked: true, locked_until_at: (await tx.one(lockOf(key))).locked_until_at };
}

async function giveBack(tx: Transaction, key: string): Promise<void> {
  await tx.run(
    sql`update access_try set failures = greatest(failures - 1, 0), locked_until_at = null where try_key = ${key}`,
  );
}

/**
 * Counts a try before it is looked at, so that many at once cannot slip past the limit, and tells whether it may be: five in a row
 * lock a login for ten minutes, 25 within ten minutes an address. Logins that nobody has are counted alike. A success gives it back.
 */
export async function takeTry(tx: Transaction, keys: Keys, tried: TryKeys, at: string): Promise<Taken> {
  const login = tried.login === null ? null : loginKey(keys, tried.login);
  const ofLogin = login === null ? null : await tx.maybe(counted(login, mostTries.login, at, null));
  if (login !== null && ofLogin === null) return lockedBy(tx, login);
  const address = addressKey(keys, tried.address);
  const ofAddress = await tx.maybe(
    counted(address, mostTries.address, at, instantAfter(at, -lockMinutes * minute)),
  );
  if (ofAddress === null) {
    if (login !== null) await giveBack(tx, login);
    return lockedBy(tx, address);
  }
  return {
    is_locked: false,
    locks: {
      login: ofLogin?.failures === mostTries.login,
      address: ofAddress.failures === mostTries.address,
    },
  };
}

/** A try succeeded: the login's count begins anew, the address gets this one back. */
export async function clearTries(tx: Transaction, keys: Keys, tried: TryKeys): Promise<void> {
  if (tried.login !== null)
    await tx.run(sql`delete from access_try where try_key = ${loginKey(keys, tried.login)}`);
  await giveBack(tx, addressKey(keys, tried.address));
}
