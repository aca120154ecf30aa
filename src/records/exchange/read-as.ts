import type { Clock } from "../../base/clock.ts";
import type { Db, Reader } from "../../db/db.ts";
import { appendEntry, reservePosition } from "../journal/journal.ts";
import { type Actor, authorOf } from "../organisations/actor.ts";
import { asTenant } from "./tenant.ts";

/** What a reading showed of single persons' cases: the requests and bookings, by number. */
export interface Shown {
  readonly requests: readonly number[];
  readonly bookings: readonly number[];
}

/**
 * Reads for an actor with their rights only, and writes down in the same transaction who read which requests and bookings, and
 * on which page. A reading that showed none is not written down.
 */
export async function readAs<T>(
  db: Db,
  clock: Clock,
  actor: Actor,
  page: string,
  work: (reader: Reader) => Promise<{ readonly answer: T; readonly shown: Shown }>,
): Promise<T> {
  return db.transaction(async (tx) => {
    const { answer, shown } = await asTenant(tx, actor, () => work(tx));
    if (shown.requests.length + shown.bookings.length > 0) {
      await reservePosition(tx);
      await appendEntry(tx, {
        kind: "access",
        recorded_at: clock.now(),
        author: authorOf(actor),
        body: { what: "read", organisation_id: actor.organisation_id, page, ...shown },
        content_sha256: null,
      });
    }
    return answer;
  });
}
