import type { Transaction } from "../../db/db.ts";
import type { ExchangeEvent } from "../../law/exchange/event.ts";
import { checkRequestEvent } from "../../law/exchange/transition.ts";
import { firstEvent, insertEvents } from "../exchange/event-rows.ts";
import { saveRequest } from "../exchange/standing.ts";
import { asTenant } from "../exchange/tenant.ts";
import type { Actor } from "../organisations/actor.ts";
import type { AlarmCandidate, KeyedAlarm } from "./alarm-candidate.ts";

/** An alarm with the request that it is about. */
export interface Found {
  readonly candidate: AlarmCandidate;
  readonly alarm: KeyedAlarm;
}

/** The incident of a hold whose window has ended, if it can follow what stands; it happened when the window ended, whenever it was found. */
function draftOf({ candidate, alarm }: Found) {
  const draft = {
    kind: "incident_opened",
    organisation_id: candidate.organisation_id,
    occurred_at: alarm.about_at,
    supersedes: null,
    details: { what: alarm.opens_incident ?? "held_past_window", ends_at: alarm.about_at },
  } as const;
  checkRequestEvent(candidate.state_now, { ...draft, organisation_side: "custodian" });
  return { ...draft, request_id: candidate.request_id };
}

/**
 * Opens the incidents that newly raised alarms call for, under a position that is reserved, as a member would: checked by the state
 * machine, written with the custodian's rights, folded anew for each side. Returns the events.
 */
export async function openIncidents(
  tx: Transaction,
  actor: Actor,
  raised: readonly Found[],
  position: number,
  now: string,
): Promise<ExchangeEvent[]> {
  const drafts = raised.filter(({ alarm }) => alarm.opens_incident !== null).map(draftOf);
  const events = drafts.map(
    (draft, at): ExchangeEvent => ({
      ...draft,
      event_id: firstEvent(position) + at,
      position,
      booking_id: null,
      member_id: actor.member_id,
      recorded_at: now,
      is_shared: true,
    }),
  );
  if (events.length === 0) return events;
  await asTenant(tx, actor, () => insertEvents(tx, events));
  for (const { request_id } of events) await saveRequest(tx, request_id as number, position);
  return events;
}
