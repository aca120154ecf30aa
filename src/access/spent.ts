import sql from "sql-template-tag";
import { sha256 } from "../base/hash.ts";
import type { Transaction } from "../db/db.ts";

/** Uses up something that works once, known until `expires_at`; false when it was used before. */
export async function spend(tx: Transaction, what: string, expires_at: string): Promise<boolean> {
  const added = await tx.run(sql`
    insert into access_spent (spent_hash, expires_at) values (${sha256(what)}, ${expires_at}::timestamptz)
    on conflict (spent_hash) do nothing`);
  return added === 1;
}
