import sql from "sql-template-tag";
import { z } from "zod";
import { defineQuery, type Reader } from "../../db/db.ts";
import type { Instrument } from "../../law/policies/instrument.ts";
import { policiesAsOf } from "../policies/policies-as-of.ts";

const lastPolicy = defineQuery(
  z.object({ position: z.number() }),
  sql`select coalesce(max(position), 0) as position from policy_instrument`,
);

/** A reader of the policies as they stand, which reads them anew only when one was recorded since. */
export function standingPolicies(): (db: Reader) => Promise<readonly Instrument[]> {
  let kept: { readonly position: number; readonly instruments: readonly Instrument[] } | null = null;
  return async (db) => {
    const { position } = await db.one(lastPolicy);
    if (kept?.position !== position) kept = { position, instruments: await policiesAsOf(db, position) };
    return kept.instruments;
  };
}
