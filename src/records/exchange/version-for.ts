import type { Db } from "../../db/db.ts";
import type { Actor } from "../organisations/actor.ts";
import { standingBooking, standingRequest } from "./standing.ts";
import { asTenant } from "./tenant.ts";

/**
 * The version of a request or booking as an actor sees it, by which a page learns that it is old; null for what is not theirs. Nothing
 * of the case itself is told, so nothing is written to the audit log.
 */
export async function versionFor(
  db: Db,
  actor: Actor,
  subject: "request" | "booking",
  id: number,
): Promise<number | null> {
  return db.transaction(async (tx) => {
    const found = await asTenant(tx, actor, async () =>
      subject === "request" ? standingRequest(tx, id) : standingBooking(tx, id),
    );
    return found?.version ?? null;
  });
}
