import sql from "sql-template-tag";
import { z } from "zod";
import { defineQuery, type Reader } from "../../db/db.ts";
import { bookingEvents } from "../../records/exchange/event-rows.ts";
import type { Actor } from "../../records/organisations/actor.ts";
import { lawInstant } from "../packet/law-item.ts";
import type { EvidencePacket } from "../packet/packet.ts";
import { packetOf } from "../packet/packet-of.ts";
import type { PacketOptions } from "../packet/view.ts";
import { authoritiesOn } from "./authorities-on.ts";
import { requestCase } from "./case.ts";
import type { ExchangeParts } from "./exchange-record.ts";

/** A position of the journal and the hash that seals it. */
export interface JournalHead {
  readonly position: number;
  readonly hash: string;
}

/** The last entry of the journal; position 0 with an empty hash for an empty record. The owner's query. */
export async function journalHead(db: Reader): Promise<JournalHead> {
  const last = defineQuery(
    z.object({ position: z.number(), hash: z.string() }),
    sql`select position, hash from journal order by position desc limit 1`,
  );
  return (await db.maybe(last)) ?? { position: 0, hash: "" };
}

const names = defineQuery(
  z.object({ id: z.string(), name: z.string() }),
  sql`select organisation_id as id, name from organisation union all select facility_id, name from organisation_facility
       where facility_id not in (select organisation_id from organisation)`,
);

/** The evidence packet of a request as the session of the reader may see it, with the law of the day it turned on; null where it does not concern them. */
export async function readPacket(
  db: Reader,
  parts: ExchangeParts,
  actor: Actor,
  requestId: number,
  head: JournalHead,
  options: PacketOptions,
): Promise<EvidencePacket | null> {
  const found = await requestCase(db, parts, actor, requestId);
  if (found === null) return null;
  const organisations = Object.fromEntries((await db.all(names)).map((one) => [one.id, one.name]));
  const authority = await authoritiesOn(db, parts, found.facility, found.state, lawInstant(found));
  const booking_events = found.booking === null ? [] : await db.all(bookingEvents(found.booking.booking_id));
  return packetOf(
    found,
    {
      now: parts.clock.now(),
      position: head.position,
      head_hash: head.hash,
      made_for: actor,
      organisations,
      booking_events,
      authority,
    },
    options,
  );
}
