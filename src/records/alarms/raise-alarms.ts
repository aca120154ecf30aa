import sql from "sql-template-tag";
import { z } from "zod";
import type { Clock } from "../../base/clock.ts";
import { type Db, defineQuery, type Transaction } from "../../db/db.ts";
import { firstEvent } from "../exchange/event-rows.ts";
import { appendEntry, reservePosition } from "../journal/journal.ts";
import { type Actor, authorOf } from "../organisations/actor.ts";
import { alarmActor } from "./alarm-account.ts";
import { candidatesAmong, newOn, requestsToLookAt } from "./alarm-candidate.ts";
import { alarmBlock, alarmText, type PublicUrl } from "./alarm-text.ts";
import { en } from "./messages/en.ts";
import { type Found, openIncidents } from "./open-incidents.ts";
import { queueAlarms } from "./outbox.ts";

/** What one look brought; `is_elsewhere` where another process is looking, and this one left it to that. */
export interface RaisedAlarms {
  readonly alarms: number;
  readonly incidents: number;
  readonly mails: number;
  readonly is_elsewhere: boolean;
}

/** What the mails need: the site's address, for their links. */
export interface RaiseOptions {
  readonly public_url?: PublicUrl;
}

const lockKey = 4_118_023; // one process looks for alarms at a time
const partSize = 10; // requests in one transaction, so that no clerk's write waits long for the journal
const pageSize = 100; // requests looked at in one go, so that no page waits long for an answer

const nothing: RaisedAlarms = { alarms: 0, incidents: 0, mails: 0, is_elsewhere: false };
const elsewhere: RaisedAlarms = { ...nothing, is_elsewhere: true };

const turn = defineQuery(
  z.object({ mine: z.boolean() }),
  sql`select pg_try_advisory_xact_lock(${lockKey}) as mine`,
);

/** Appends the alarms that were not raised before, by anyone; returns the keys of those. */
async function insertAlarms(
  tx: Transaction,
  found: readonly Found[],
  position: number,
  now: string,
): Promise<Set<string>> {
  const rows = found.map(({ candidate, alarm }, at) => ({
    alarm_id: firstEvent(position) + at,
    alarm_key: alarm.key,
    kind: alarm.kind,
    request_id: alarm.request_id,
    booking_id: alarm.booking_id,
    organisation_id: candidate.organisation_id,
    due_at: alarm.since,
    about_at: alarm.about_at,
    text: alarmText(candidate, alarm),
  }));
  const inserted = await tx.all(
    defineQuery(
      z.object({ alarm_key: z.string() }),
      sql`insert into alarm (alarm_id, position, alarm_key, kind, request_id, booking_id, organisation_id, due_at, about_at, raised_at, text)
          select alarm_id, ${position}, alarm_key, kind, request_id, booking_id, organisation_id, due_at, about_at, ${now}::timestamptz, text
            from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as
              a (alarm_id bigint, alarm_key text, kind text, request_id bigint, booking_id bigint, organisation_id text,
                 due_at timestamptz, about_at timestamptz, text text)
           order by alarm_id
          on conflict (alarm_key) do nothing returning alarm_key`,
    ),
  );
  return new Set(inserted.map((row) => row.alarm_key));
}

async function queue(
  tx: Transaction,
  raised: readonly Found[],
  publicUrl: PublicUrl,
  now: string,
): Promise<number> {
  const [first] = raised;
  if (first === undefined || first.candidate.contact_email === null) return 0;
  const { organisation_id, organisation_name, contact_email: to_address, is_synthetic } = first.candidate;
  const parts = raised.map(({ candidate, alarm }) => ({
    key: alarm.key,
    subject: en.alarm_subject(alarm.kind, alarm.request_id),
    block: alarmBlock(candidate, alarm, publicUrl),
  }));
  return queueAlarms(tx, { organisation_id, organisation_name, to_address, is_synthetic }, parts, now);
}

const distinct = (ids: readonly (number | null)[]): number[] => [...new Set(ids.filter((id) => id !== null))];

async function enter(
  tx: Transaction,
  actor: Actor,
  raised: readonly Found[],
  kinds: readonly string[],
  now: string,
): Promise<void> {
  await appendEntry(tx, {
    kind: "exchange",
    recorded_at: now,
    author: authorOf(actor),
    body: {
      what: "raise_alarms",
      organisation_id: actor.organisation_id,
      requests: distinct(raised.map(({ alarm }) => alarm.request_id)),
      bookings: distinct(raised.map(({ alarm }) => alarm.booking_id)),
      alarms: raised.length,
      kinds,
    },
    content_sha256: null,
  });
}

/** Raises what is due on some requests of one organisation, as they stand once the journal is ours. */
async function raisePart(
  tx: Transaction,
  clock: Clock,
  part: Part,
  publicUrl: PublicUrl,
): Promise<RaisedAlarms> {
  if (!(await tx.one(turn)).mine) return elsewhere;
  await reservePosition(tx); // from here on nobody else writes: what is read now stands when it is sealed
  const now = clock.now();
  const asked = await candidatesAmong(tx, part.requests);
  const found = asked
    .filter((one) => one.organisation_id === part.organisation_id)
    .flatMap((candidate) => newOn(candidate, now).map((alarm) => ({ candidate, alarm })));
  const [first] = found;
  if (first === undefined) return nothing;
  const actor = await alarmActor(tx, first.candidate, now);
  const position = await reservePosition(tx); // after the account's own entry, where one was made
  const keys = await insertAlarms(tx, found, position, now);
  const raised = found.filter(({ alarm }) => keys.has(alarm.key));
  if (raised.length === 0) return nothing;
  const events = await openIncidents(tx, actor, raised, position, now);
  const mails = await queue(tx, raised, publicUrl, now);
  await enter(
    tx,
    actor,
    raised,
    events.map((event) => event.kind),
    now,
  );
  return { alarms: raised.length, incidents: events.length, mails, is_elsewhere: false };
}

/** Some requests of one organisation on which there is something to raise. */
interface Part {
  readonly organisation_id: string;
  readonly requests: readonly number[];
}

function inPieces<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, at) =>
    all.slice(at * size, (at + 1) * size),
  );
}

/** What there is to raise; null where another process is looking. */
async function look(tx: Transaction, now: string): Promise<Part[] | null> {
  if (!(await tx.one(turn)).mine) return null;
  const desks = new Map<string, number[]>();
  for (const page of inPieces(await requestsToLookAt(tx, now), pageSize))
    for (const one of await candidatesAmong(tx, page)) {
      if (newOn(one, now).length === 0) continue;
      desks.set(one.organisation_id, [...(desks.get(one.organisation_id) ?? []), one.request_id]);
    }
  return [...desks].flatMap(([organisation_id, requests]) =>
    inPieces(requests, partSize).map((piece) => ({ organisation_id, requests: piece })),
  );
}

/**
 * Raises the alarms that are due and were not raised before: each is appended to the record once, with the incident where a hold
 * ran past its window, and put in the outbox of its desk in the same transaction. Of several processes one looks at a time. What
 * cannot be raised for one desk does not keep the others waiting; it is thrown when they are done, as one `AggregateError`.
 */
export async function raiseAlarms(db: Db, clock: Clock, options: RaiseOptions = {}): Promise<RaisedAlarms> {
  const now = clock.now();
  const parts = await db.transaction((tx) => look(tx, now));
  if (parts === null) return elsewhere;
  const errors: unknown[] = [];
  let total = nothing;
  for (const part of parts) {
    const done = await db
      .transaction((tx) => raisePart(tx, clock, part, options.public_url ?? null))
      .catch((error: unknown) => {
        errors.push(error);
        return nothing;
      });
    total = {
      alarms: total.alarms + done.alarms,
      incidents: total.incidents + done.incidents,
      mails: total.mails + done.mails,
      is_elsewhere: total.is_elsewhere || done.is_elsewhere,
    };
    if (done.is_elsewhere) break;
  }
  if (errors.length > 0)
    throw new AggregateError(errors, `alarms could not be raised: ${(errors[0] as Error).message}`);
  return total;
}
