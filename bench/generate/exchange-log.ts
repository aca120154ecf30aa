import sql, { type Sql } from "sql-template-tag";
import { instantAfter } from "../../src/base/time.ts";
import type { Db, Transaction } from "../../src/db/db.ts";
import { withMilliseconds } from "../../src/records/exchange/input.ts";
import { appendEntry, reservePosition } from "../../src/records/journal/journal.ts";
import { jails, offices } from "./exchange-names.ts";
import {
  answerDetails,
  expectedDetails,
  leftDetails,
  madeShapes,
  noticeDetails,
  releasedDetails,
  type Shapes,
} from "./exchange-shapes.ts";

/** How many requests there are to be, and the instant (ISO UTC) before which all of them happened. */
export interface LogRecipe {
  readonly requests: number;
  readonly until: string;
}

const slots = 7; // numbers of events that each request takes
const perEntry = 1400; // requests of one entry, which has room for 10,000 events
const year = 365 * 24 * 3_600_000;

/** ISO UTC as the store gives it back. */
const iso = (at: Sql): Sql => sql`to_char(${at}, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** Of so many requests of a jail one is open: a twentieth where there are few, a hundredth where there are many. */
const openEach = (requests: number): number =>
  Math.max(5, Math.min(100, Math.round(requests / jails.length / 20)));

/** One row a request of this entry: its numbers, its times and what is said of it, all from its place in the whole. */
const drawn = (at: {
  position: number;
  from: number;
  to: number;
  recorded: string;
  recipe: LogRecipe;
}): Sql => sql`
  create temp table made on commit drop as
  select i, k, 'made-up-jail-' || i % ${jails.length} as jail, 'made-up-office-' || i % ${offices.length} as office,
         first as booking_id, first + 1 as request_id, 'M-' || lpad(k::text, 7, '0') as booking_number,
         encode(sha256(convert_to('made up ' || i, 'UTF8')), 'hex') as person_key,
         case when k % 13 = 0 then 'I-247N' else 'I-247A' end as form,
         is_open, is_open and (k / ${openEach(at.recipe.requests)}) % 5 = 0 as is_leaving,
         k % 10 < 7 as is_answered, k % 2 = 0 as is_notified, k % 2 = 0 or k % 7 <> 0 as is_told,
         booked, booked + interval '3 hours' as received, booked + interval '4 hours' as answered,
         booked + interval '6 days' as notified, booked + interval '9 days' as released,
         ${at.recipe.until}::timestamptz + make_interval(mins => 60 + (k * 97) % 4200) as expected, member_id
    from (select i, i / ${jails.length} as k, ${at.position * 10_000}::bigint + (i - ${at.from}) * ${slots} as first,
                 (i / ${jails.length}) % ${openEach(at.recipe.requests)} = 3 as is_open,
                 ${at.recorded}::timestamptz - interval '10 days' - make_interval(mins => (i * 13) % 1400) as booked
            from generate_series(${at.from}::int, ${at.to - 1}::int) as i) as numbered
    join (select organisation_id, min(member_id) as member_id from member group by 1) as desk
      on desk.organisation_id = 'made-up-jail-' || i % ${jails.length}`;

const issueDetails = sql`jsonb_build_object(
  'form', form, 'revision', null, 'entered_by', 'custodian', 'issuer_organisation_id', office, 'issuing_unit', office || ' (made up)',
  'ice_reference', null, 'facility_id', jail, 'addressee', jail || ' (made up)', 'booking_number', booking_number,
  'issued_on', to_char(received, 'YYYY-MM-DD'), 'basis_box', 'probable_cause', 'bases', jsonb_build_array('biometric_match'),
  'basis_wording', null, 'priority', null, 'asks_notify', true, 'notify_hours', 48, 'asks_hold', form = 'I-247A',
  'asks_serve', form = 'I-247A', 'asks_interview', false, 'asks_relay', form = 'I-247A', 'asks_event_notice', form = 'I-247A',
  'warrant', 'I-200', 'warrant_signed_on', null, 'warrant_reference', null, 'supersedes_request', null, 'is_synthetic', true)`;

const bookedDetails = sql`jsonb_build_object(
  'facility_id', jail, 'booking_number', booking_number, 'person_key', person_key, 'arrested_at', null, 'arresting_agency', null,
  'booked_at', ${iso(sql`booked`)}, 'is_juvenile', false, 'is_protected', false, 'source', 'csv')`;

const fixed = (details: object): Sql => sql`${JSON.stringify(details)}::jsonb`;
const expected = sql`jsonb_build_object('at', ${iso(sql`expected`)}) || ${fixed(expectedDetails)}`;
interface Kind {
  readonly kind: string;
  readonly slot: number;
  readonly of: "booking" | "request";
  readonly when: Sql;
  readonly at: Sql;
  readonly is_shared: Sql;
  readonly details: Sql;
}

/** The events of a request and its booking, in the order of a case. */
const kinds: readonly Kind[] = [
  {
    kind: "booked",
    slot: 0,
    of: "booking",
    when: sql`true`,
    at: sql`booked`,
    is_shared: sql`false`,
    details: bookedDetails,
  },
  {
    kind: "request_issued",
    slot: 1,
    of: "request",
    when: sql`true`,
    at: sql`received`,
    is_shared: sql`true`,
    details: issueDetails,
  },
  {
    kind: "received",
    slot: 2,
    of: "request",
    when: sql`true`,
    at: sql`received`,
    is_shared: sql`true`,
    details: sql`jsonb_build_object('channel', 'fax', 'receipt', null, 'by_desk', 'records desk', 'booking_id', booking_id)`,
  },
  {
    kind: "responded",
    slot: 3,
    of: "request",
    when: sql`is_answered`,
    at: sql`answered`,
    is_shared: sql`true`,
    details: fixed(answerDetails),
  },
  {
    kind: "notice_sent",
    slot: 4,
    of: "request",
    when: sql`is_notified`,
    at: sql`notified`,
    is_shared: sql`true`,
    details: fixed(noticeDetails),
  },
  {
    kind: "release_expected",
    slot: 5,
    of: "booking",
    when: sql`is_leaving`,
    at: sql`booked`,
    is_shared: sql`false`,
    details: expected,
  },
  {
    kind: "released",
    slot: 5,
    of: "booking",
    when: sql`not is_open`,
    at: sql`released`,
    is_shared: sql`false`,
    details: fixed(releasedDetails),
  },
  {
    kind: "person_released",
    slot: 6,
    of: "request",
    when: sql`not is_open`,
    at: sql`released`,
    is_shared: sql`is_told`,
    details: fixed(leftDetails),
  },
];

const eventsOf = (
  { kind, slot, of, when, at, is_shared, details }: Kind,
  position: number,
  recorded: string,
) =>
  sql`insert into exchange_event (event_id, position, kind, booking_id, request_id, organisation_id, member_id, occurred_at, recorded_at,
                                  is_shared, supersedes, details)
      select booking_id + ${slot}, ${position}, ${kind}, case when ${of === "booking"} then booking_id end,
             case when ${of === "request"} then request_id end, jail, member_id, ${at}, ${recorded}::timestamptz, ${is_shared}, null, ${details}
        from made where ${when} order by 1`;

const parties = (position: number, column: Sql, capacity: string): Sql =>
  sql`insert into request_party (request_id, organisation_id, position, capacity)
      select request_id, ${column}, ${position}, ${capacity} from made order by 1`;

const ofOpen = (is: string, not: string): Sql => sql`case when is_open then ${is} else ${not} end`;

const bookings = (position: number, shapes: Shapes): Sql => sql`
  insert into booking_now (booking_id, organisation_id, facility_id, booking_number, custody, expected_release_at, otherwise_released_at,
                           version, last_position, state)
  select booking_id, jail, jail, booking_number, ${ofOpen("held", "released")}, case when is_leaving then expected end, null, 1,
         ${position}::bigint,
         (shape || (${bookedDetails}) || jsonb_build_object('booking_id', booking_id, 'organisation_id', jail,
            'stays', jsonb_build_array(shape->'stays'->0 || jsonb_build_object('facility_id', jail, 'from_at', ${iso(sql`booked`)},
              'to_at', case when not is_open then ${iso(sql`released`)} end)))
          || case when is_leaving then jsonb_build_object('expected_release', ${expected}) else '{}' end
          || case when not is_open then jsonb_build_object('released_at', ${iso(sql`released`)}) else '{}' end) - 'source'
    from made, lateral (
      select ${JSON.stringify(shapes.bookings)}::jsonb -> case when is_leaving then 'leaving' when is_open then 'staying' else 'left' end) as s (shape)`;

/** What stands of each request for one side, who knows of the release where `left` says so. */
const requests = (position: number, audience: "custodian" | "issuer", left: Sql, shapes: Shapes): Sql => sql`
  insert into request_now (request_id, audience, issuer_organisation_id, custodian_organisation_id, facility_id, booking_id, form, state,
                           is_open, issued_on, due_at, has_incident, version, last_position, state_now)
  select request_id, ${audience}, office, jail, jail, case when ${audience === "custodian"} then booking_id end, form, shape->>'phase',
         not (${left}), (received at time zone 'UTC')::date, null, false, 1, ${position}::bigint,
         shape || jsonb_build_object('request_id', request_id, 'issue', ${issueDetails}, 'issuer_organisation_id', office,
           'custodian_organisation_id', jail, 'facility_id', jail, 'booking_id', case when ${audience === "custodian"} then booking_id end,
           'issued_at', ${iso(sql`received`)}, 'received_at', ${iso(sql`received`)})
         || case when is_answered then jsonb_build_object('answers', jsonb_build_object('notify', shape->'answers'->'notify'
              || jsonb_build_object('event_id', booking_id + 3, 'organisation_id', jail, 'at', ${iso(sql`answered`)}))) else '{}' end
         || case when is_notified then jsonb_build_object('notices', jsonb_build_array(shape->'notices'->0
              || jsonb_build_object('event_id', booking_id + 4, 'at', ${iso(sql`notified`)}))) else '{}' end
         || case when ${left} then jsonb_build_object('released_at', ${iso(sql`released`)}, 'ended_at', ${iso(sql`released`)}) else '{}' end
    from made, lateral (
      select ${JSON.stringify(shapes.requests)}::jsonb -> concat(is_answered::int, is_notified::int, (${left})::int)) as s (shape)`;

interface Part {
  readonly from: number;
  readonly to: number;
  readonly recipe: LogRecipe;
  readonly shapes: Shapes;
}

async function appendPart(tx: Transaction, { from, to, recipe, shapes }: Part): Promise<void> {
  const position = await reservePosition(tx);
  const share = 1 - to / recipe.requests;
  const recorded = withMilliseconds(instantAfter(recipe.until, -Math.round(3 * year * share) - 3_600_000));
  await tx.run(drawn({ position, from, to, recorded, recipe }));
  await tx.run(sql`analyze made`);
  for (const kind of kinds) await tx.run(eventsOf(kind, position, recorded));
  await tx.run(parties(position, sql`jail`, "custodian"));
  await tx.run(parties(position, sql`office`, "issuer"));
  await tx.run(bookings(position, shapes));
  await tx.run(requests(position, "custodian", sql`not is_open`, shapes));
  await tx.run(requests(position, "issuer", sql`not is_open and is_told`, shapes));
  await appendEntry(tx, {
    kind: "exchange",
    recorded_at: recorded,
    author: "bench",
    body: { what: "made_up_requests", requests: to - from, is_synthetic: true },
    content_sha256: null,
  });
}

/**
 * Fills an exchange with made-up requests, a hundredth of them open, over three years up to an instant: bookings, papers received,
 * answers, notices and releases, what stands of each for both sides, and sealed entries of the journal. `said` is told how many stand.
 */
export async function fillExchange(
  db: Db,
  recipe: LogRecipe,
  said: (requests: number) => void,
): Promise<void> {
  const shapes = madeShapes();
  for (let from = 0; from < recipe.requests; from += perEntry) {
    const to = Math.min(recipe.requests, from + perEntry);
    await db.transaction((tx) => appendPart(tx, { from, to, recipe, shapes }));
    said(to);
  }
}
