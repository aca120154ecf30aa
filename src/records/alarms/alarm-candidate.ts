import sql from "sql-template-tag";
import { z } from "zod";
import { instantAfter } from "../../base/time.ts";
import { defineQuery, type Reader } from "../../db/db.ts";
import { type Alarm, alarmsFor } from "../../law/exchange/alarms.ts";
import type { BookingState } from "../../law/exchange/booking-state.ts";
import type { RequestState } from "../../law/exchange/request-state.ts";
import { organisationKinds } from "../organisations/role.ts";

const candidateRow = z.object({
  request_id: z.number(),
  version: z.number(),
  organisation_id: z.string(),
  organisation_kind: z.enum(organisationKinds),
  organisation_name: z.string(),
  contact_email: z.string().nullable(),
  is_synthetic: z.boolean(),
  zone: z.string(),
  raised: z.array(z.string()),
  state_now: z.custom<RequestState>((value) => typeof value === "object" && value !== null),
  booking: z.custom<BookingState | null>((value) => typeof value === "object"),
});

/** A request on which an alarm can be due, with its custodian's desk, its booking, and the keys of the alarms raised on it. */
export type AlarmCandidate = z.infer<typeof candidateRow>;

const hours = 3_600_000; // milliseconds
/** The farthest that an alarm of a hold, and one of a release, looks ahead. */
const holdAhead = 4 * hours;
const releaseAhead = 72 * hours;
/** A release that was expected longer ago and never recorded is a matter of the desk's own lists, not of an alarm. */
const lookBack = 7 * 24 * hours;

const candidates = (requests: readonly number[]) =>
  defineQuery(
    candidateRow,
    sql`select r.request_id, r.version, o.organisation_id, o.kind as organisation_kind, o.name as organisation_name, o.contact_email, o.is_synthetic,
               coalesce(f.time_zone, 'UTC') as zone, b.state as booking,
               array(select a.alarm_key from alarm a where a.request_id = r.request_id) as raised, r.state_now
          from request_now r
          join organisation o on o.organisation_id = r.custodian_organisation_id
          left join organisation_facility f on f.facility_id = r.facility_id
          left join booking_now b on b.booking_id = r.booking_id
         where r.audience = 'custodian' and r.is_open and r.request_id = any (${requests}::bigint[])
         order by o.organisation_id, r.request_id`,
  );

/** The requests, by number, whose hold runs and ends soon or has ended, and those of persons who leave soon, at an instant (ISO UTC). */
export async function requestsToLookAt(db: Reader, now: string): Promise<number[]> {
  const [past, ahead] = [instantAfter(now, -lookBack), instantAfter(now, releaseAhead)];
  const rows = await db.all(
    defineQuery(
      z.object({ request_id: z.number() }),
      sql`select request_id from request_now
           where audience = 'custodian' and due_at <= ${instantAfter(now, holdAhead)}::timestamptz
          union
          select r.request_id from organisation o
            join booking_now b on b.organisation_id = o.organisation_id and b.custody = 'held'
                              and b.expected_release_at between ${past}::timestamptz and ${ahead}::timestamptz
            join request_now r on r.booking_id = b.booking_id and r.audience = 'custodian' and r.is_open
          union
          select r.request_id from booking_now b
            join request_now r on r.booking_id = b.booking_id and r.audience = 'custodian' and r.is_open
           where b.custody = 'held' and b.otherwise_released_at >= ${past}::timestamptz
           order by request_id`,
    ),
  );
  return rows.map((row) => row.request_id);
}

/** What alarms are found from, for some requests as they stand now; those that ended are left out. */
export async function candidatesAmong(db: Reader, requests: readonly number[]): Promise<AlarmCandidate[]> {
  return db.all(candidates(requests));
}

/** One alarm that is due, under the key by which it is kept. */
export interface KeyedAlarm extends Alarm {
  /** The rule's key with whose desk it is: a request that was relayed can have the same moment at two desks. */
  readonly key: string;
}

const isOfRelease = ({ kind }: Alarm): boolean => kind === "no_answer_72h" || kind === "no_notice_48h";

/** The alarms that are due on a candidate at an instant (ISO UTC), raised or not; none of a release when the person has left. */
export function dueOn(candidate: AlarmCandidate, now: string): KeyedAlarm[] {
  const { state_now: request, booking, organisation_id } = candidate;
  const hasLeft = booking !== null && booking.custody !== "held";
  return alarmsFor(request, now, booking)
    .filter((alarm) => !(hasLeft && isOfRelease(alarm)))
    .map((alarm) => ({ ...alarm, key: `${organisation_id}/${alarm.alarm_key}` }));
}

/** Those of them that were not raised. */
export function newOn(candidate: AlarmCandidate, now: string): KeyedAlarm[] {
  return dueOn(candidate, now).filter(({ key }) => !candidate.raised.includes(key));
}
