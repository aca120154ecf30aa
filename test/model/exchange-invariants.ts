import assert from "node:assert/strict";
import sql from "sql-template-tag";
import { z } from "zod";
import { defineQuery } from "../../src/db/db.ts";
import { foldBooking } from "../../src/law/exchange/booking-state.ts";
import { bookingEvents, requestEvents } from "../../src/records/exchange/event-rows.ts";
import { readAs } from "../../src/records/exchange/read-as.ts";
import { firstCustodian, standingBooking, viewsOf } from "../../src/records/exchange/standing.ts";
import type { ActorName, TestExchange } from "../support/exchange.ts";
import { type ExchangeModel, type ModelRequest, viewFor } from "./exchange-model.ts";

/** What must not be in the log, by the domain brief's 3.8; every count is 0. From an event's number on. */
const faults = (from: number) =>
  defineQuery(
    z.object({ what: z.string(), n: z.number() }),
    sql`with e as (select * from exchange_event where event_id >= ${from}),
             standing as (select * from e where not exists (select from e later where later.supersedes = e.event_id)),
             holds as (select request_id, event_id, lead(event_id) over (partition by request_id order by event_id) as next from e where kind = 'hold_started')
        select 'a hold on a form for notice only' as what, count(*) as n
          from e join e issued on issued.request_id = e.request_id and issued.kind = 'request_issued'
         where e.kind in ('hold_started', 'hold_ended', 'incident_opened')
           and (issued.details->>'form' in ('I-247N', 'I-247G') or not (issued.details->>'asks_hold')::boolean)
        union all
        select 'two outcomes of one organisation', count(*) from (
          select from standing where kind = 'outcome_asserted' group by request_id, organisation_id having count(*) > 1) as twice
        union all
        select 'a hold while another runs', count(*) from holds
         where next is not null and not exists (
           select from e where e.request_id = holds.request_id and e.event_id between holds.event_id and holds.next
                           and e.kind in ('hold_ended', 'custody_assumed', 'person_released', 'relayed', 'cancelled'))
        union all
        select 'a hold before the time of otherwise release', count(*) from e
         where kind = 'hold_started' and (details->>'otherwise_released_at')::timestamptz > occurred_at
        union all
        select 'recorded before it happened', count(*) from e where recorded_at < occurred_at
        union all
        select 'events that their entry does not name', count(*) from (
          select j.position from journal j left join exchange_event x using (position)
           where j.kind = 'exchange' and j.position * 10000 >= ${from}
           group by j.position having jsonb_array_length(j.body->'kinds') <> count(x.event_id)) as halves`,
  );

const rows = (from: number) =>
  defineQuery(
    z.object({
      request_id: z.number(),
      audience: z.enum(["custodian", "issuer"]),
      version: z.number(),
      state_now: z.unknown(),
    }),
    sql`select request_id, audience, version, state_now from request_now where request_id >= ${from} order by request_id, audience`,
  );

/** What stands of each request for each side, by `request/audience`. */
export type Standing = ReadonlyMap<string, { readonly version: number; readonly state: unknown }>;

/** Every request's two views from an event's number on, with their versions. */
export async function standingFrom({ store }: TestExchange, from: number): Promise<Standing> {
  const all = await store.db.all(rows(from));
  return new Map(
    all.map((row) => [`${row.request_id}/${row.audience}`, { version: row.version, state: row.state_now }]),
  );
}

/** Asserts what the log must hold from an event's number on, whatever was written. */
export async function checkLog({ store }: TestExchange, from: number): Promise<void> {
  const found = await store.db.all(faults(from));
  assert.deepEqual(
    found.filter(({ n }) => n > 0),
    [],
  );
  assert.equal(found.length, 6);
}

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value ?? null));

/** Asserts that a version grew by one where a view changed and nowhere else; returns the requests that changed. */
export function checkVersions(before: Standing, after: Standing): number[] {
  const changed = new Set<number>();
  for (const [key, { version, state }] of after) {
    const old = before.get(key);
    const isSame = old !== undefined && JSON.stringify(old.state) === JSON.stringify(state);
    assert.equal(version, (old?.version ?? 0) + (isSame ? 0 : 1), `the version of ${key}`);
    if (!isSame) changed.add(Number(key.split("/")[0]));
  }
  return [...changed];
}

/** Asserts that what is kept of some requests, and of the bookings given, is what their log folds to for each side. */
export async function checkFold(
  { store: { db } }: TestExchange,
  standing: Standing,
  requests: readonly number[],
  bookings: readonly number[] = [],
): Promise<void> {
  for (const id of requests) {
    const events = await db.all(requestEvents(id));
    const views = viewsOf(events, await firstCustodian(db, events));
    assert.deepEqual(standing.get(`${id}/custodian`)?.state, plain(views?.custodian), `custodian of ${id}`);
    assert.deepEqual(
      standing.get(`${id}/issuer`)?.state,
      plain({ ...views?.issuer, booking_id: null }),
      `issuer of ${id}`,
    );
  }
  for (const id of bookings)
    assert.deepEqual(
      (await standingBooking(db, id))?.state,
      plain(foldBooking(await db.all(bookingEvents(id)))),
      `booking ${id}`,
    );
}

/** Asserts that what the store has of a request is what the model, which folds nothing, has of it. */
export function checkModel(standing: Standing, request: ModelRequest): void {
  for (const [audience, view] of [
    ["custodian", request.custodian_view],
    ["issuer", request.issuer_view],
  ] as const) {
    const state = standing.get(`${request.id}/${audience}`)?.state as {
      phase: string;
      hold: { ended_at: string | null } | null;
      custodian_organisation_id: string;
    };
    const hold = state.hold === null ? "none" : state.hold.ended_at === null ? "running" : "over";
    const kept = { phase: state.phase, hold };
    assert.deepEqual(kept, { phase: view.phase, hold: view.hold }, `${audience} of ${request.id}`);
    if (audience === "custodian") assert.equal(state.custodian_organisation_id, request.custodian);
  }
}

/** Who looks: those that could be concerned, and those that never are. */
export const lookers = [
  "clerk",
  "texas_clerk",
  "officer",
  "other_officer",
  "counsel",
  "editor",
  "observer",
  "grant_editor",
] as const satisfies readonly ActorName[];

const seen = (from: number) =>
  defineQuery(
    z.object({ what: z.string(), id: z.number() }),
    sql`select audience as what, request_id as id from request_now where request_id >= ${from}
        union all select 'booking', booking_id from booking_now where booking_id >= ${from}
        union all select 'event', event_id from exchange_event where event_id >= ${from} order by 1, 2`,
  );

const allEvents = (from: number) =>
  defineQuery(
    z.object({
      event_id: z.number(),
      request_id: z.number().nullable(),
      organisation_id: z.string(),
      is_shared: z.boolean(),
    }),
    sql`select event_id, request_id, organisation_id, is_shared from exchange_event where event_id >= ${from} order by event_id`,
  );

async function expected(exchange: TestExchange, model: ExchangeModel, who: ActorName, from: number) {
  const { acts_for, organisation_kind } = exchange.actors[who];
  const isReport = organisation_kind === "report_office";
  const isParty = (request: ModelRequest): boolean => isReport || viewFor(request, acts_for) !== null;
  const concerned = new Set(model.requests.filter(isParty).map((one) => one.id));
  const events = await exchange.store.db.all(allEvents(from));
  return {
    custodian: model.requests.filter((one) => acts_for.includes(one.custodian)).map((one) => one.id),
    issuer: [...concerned],
    booking: model.bookings.filter((one) => acts_for.includes(one.jail)).map((one) => one.id),
    event: events
      .filter(
        (one) =>
          acts_for.includes(one.organisation_id) || (one.is_shared && concerned.has(one.request_id ?? 0)),
      )
      .map((one) => one.event_id),
  };
}

const ordered = (ids: readonly number[]): number[] => ids.toSorted((a, b) => a - b);

/**
 * Asserts that an actor sees exactly what the model says concerns them: the custodian's view for who has the person, the shared one for
 * every party, each event that is theirs or shared with them, and nothing else.
 */
export async function checkSeen(
  exchange: TestExchange,
  model: ExchangeModel,
  who: ActorName,
  from: number,
): Promise<void> {
  const { store, clock, actors } = exchange;
  const shown = { requests: [], bookings: [] }; // looked at by the test, not by the desk
  const found = await readAs(store.db, clock, actors[who], "test", async (db) => ({
    answer: await db.all(seen(from)),
    shown,
  }));
  const wanted = await expected(exchange, model, who, from);
  for (const [what, ids] of Object.entries(wanted))
    assert.deepEqual(
      found.filter((row) => row.what === what).map((row) => row.id),
      ordered(ids),
      `${what} as ${who} sees it`,
    );
}
