import sql from "sql-template-tag";
import { z } from "zod";
import { instantAfter } from "../../base/time.ts";
import { defineQuery, type Reader } from "../../db/db.ts";
import { type AlarmKind, alarmKinds } from "../../law/exchange/alarms.ts";
import { candidatesAmong, dueOn } from "./alarm-candidate.ts";

const alarmRow = z.object({
  alarm_id: z.number(),
  alarm_key: z.string(),
  kind: z.enum(alarmKinds),
  request_id: z.number(),
  booking_id: z.number().nullable(),
  organisation_id: z.string(),
  due_at: z.string(),
  about_at: z.string(),
  raised_at: z.string(),
  text: z.string(),
});
/** An alarm as it was raised; instants ISO UTC. */
export type RaisedAlarm = z.infer<typeof alarmRow>;

const columns = sql`alarm_id, alarm_key, kind, request_id, booking_id, organisation_id, due_at, about_at, raised_at, text`;

const lookBack = 90 * 86_400_000; // milliseconds; what stands longer is an incident, and listed as one

const isOfHold = (kind: AlarmKind): boolean => /^(hold|held)_/.test(kind);
/** The stages of one hold's end are one matter, of which the last raised is shown. */
const matterOf = (one: { kind: AlarmKind; request_id: number; about_at: string }, key: string): string =>
  isOfHold(one.kind) ? `hold/${one.request_id}/${Date.parse(one.about_at)}` : key;

/**
 * The alarms of some organisations whose cause still stands at an instant (ISO UTC), the nearest first: for the desk. One that was
 * answered, or whose hold has ended, is left out; it stays in the record. Shows what the session may see.
 */
export async function alarmsOf(
  db: Reader,
  organisations: readonly string[],
  now: string,
): Promise<RaisedAlarm[]> {
  const raised = await db.all(
    defineQuery(
      alarmRow,
      sql`select ${columns} from alarm a
           where organisation_id = any (${organisations}::text[]) and raised_at > ${instantAfter(now, -lookBack)}::timestamptz
             and exists (select from request_now r where r.request_id = a.request_id and r.audience = 'custodian' and r.is_open)
           order by raised_at, alarm_id`,
    ),
  );
  const requests = [...new Set(raised.map((one) => one.request_id))];
  const standing = new Set(
    (await candidatesAmong(db, requests)).flatMap((candidate) =>
      dueOn(candidate, now).map((alarm) => matterOf(alarm, alarm.key)),
    ),
  );
  const last = new Map(raised.map((one) => [matterOf(one, one.alarm_key), one]));
  return [...last.entries()]
    .filter(([matter]) => standing.has(matter))
    .map(([, alarm]) => alarm)
    .toSorted((a, b) =>
      a.about_at < b.about_at ? -1 : a.about_at > b.about_at ? 1 : a.alarm_id - b.alarm_id,
    );
}

/** Every alarm that was raised on a request, first first: for its page and the evidence packet. Shows what the session may see. */
export async function alarmsOnRequest(db: Reader, requestId: number): Promise<RaisedAlarm[]> {
  return db.all(
    defineQuery(
      alarmRow,
      sql`select ${columns} from alarm where request_id = ${requestId} order by alarm_id`,
    ),
  );
}
