import { randomBytes } from "node:crypto";
import { instantAfter } from "../base/time.ts";
import type { Transaction } from "../db/db.ts";
import { isSame, type Keys } from "./keys.ts";
import { spend } from "./spent.ts";

const lasts = 5 * 60_000; // milliseconds

/**
 * A challenge for a passkey, for one use and for who holds one cookie or link. It carries its own end and seal, so that asking for a
 * page writes nothing; the store learns of it when it is used, so that it works once.
 */
export function newChallenge(keys: Keys, use: string, holder: string, at: string): string {
  const body = `${randomBytes(16).toString("base64url")}.${Date.parse(instantAfter(at, lasts))}`;
  return `${body}.${keys.mac("challenge", `${use} ${holder} ${body}`)}`;
}

/** Whether a challenge was made for this use and holder and has not ended. */
export function isChallenge(keys: Keys, use: string, holder: string, challenge: string, at: string): boolean {
  const [nonce = "", end = "", seal = ""] = challenge.split(".");
  const expected = keys.mac("challenge", `${use} ${holder} ${nonce}.${end}`);
  return isSame(seal, expected) && Number(end) > Date.parse(at);
}

/** Uses a challenge up; false when it was used before. */
export async function spendChallenge(tx: Transaction, challenge: string, at: string): Promise<boolean> {
  return spend(tx, `challenge ${challenge}`, instantAfter(at, lasts));
}
