import sql from "sql-template-tag";
import type { Transaction } from "../../db/db.ts";
import type { Actor } from "../organisations/actor.ts";

/**
 * Runs work with the rights of an actor: row-level security shows only what concerns the organisations that they act for. After
 * the work the transaction is the owner's again; when it throws, the transaction is over in any case.
 */
export async function asTenant<T>(tx: Transaction, actor: Actor, work: () => Promise<T>): Promise<T> {
  await tx.run(sql`
    select set_config('role', 'accord_tenant', true), set_config('accord.acts_for', ${actor.acts_for.join(",")}, true),
           set_config('accord.organisation_kind', ${actor.organisation_kind}, true)`);
  const answer = await work();
  await tx.run(sql`select set_config('role', 'none', true)`);
  return answer;
}
