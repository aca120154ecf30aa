import sql from "sql-template-tag";
import { z } from "zod";
import { defineQuery, type Reader } from "../../db/db.ts";
import type { Instrument } from "../../law/policies/instrument.ts";
import { policiesAsOf } from "../policies/policies-as-of.ts";

const lastPolicy = defineQuery(
  z.object({ position: z.number() }),
  sql`select coalesce(max(position), 0) as position from policy_instrument`,
);

/**
 * A reader of the policies as they stand, which reads them anew only when one was recorded since. What one transaction has read stands
 * for the rest of it: a page asks once, however many requests are on it.
 */
export function standingPolicies(): (db: Reader) => Promise<readonly Instrument[]> {
  let kept: { readonly position: number; readonly instruments: readonly Instrument[] } | null = null;
  const read = new WeakMap<Reader, readonly Instrument[]>();
  return async (db) => {
    const before = read.get(db);
    if (before !== undefined) return before;
    const { position } = await db.one(lastPolicy);
    if (kept?.position !== position) kept = { position, instruments: await policiesAsOf(db, position) };
    if ("run" in db) read.set(db, kept.instruments); // a transaction; the store itself reads on for ever
    return kept.instruments;
  };
}
