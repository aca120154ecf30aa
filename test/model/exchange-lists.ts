import assert from "node:assert/strict";
import sql from "sql-template-tag";
import { z } from "zod";
import { defineQuery } from "../../src/db/db.ts";
import {
  bookingsLike,
  type RequestFilter,
  type RequestSide,
  requestsFor,
} from "../../src/records/exchange/desk.ts";
import { readAs } from "../../src/records/exchange/read-as.ts";
import type { ActorName, TestExchange } from "../support/exchange.ts";
import type { ExchangeModel } from "./exchange-model.ts";

const rows = (from: number) =>
  defineQuery(
    z.object({
      request_id: z.number(),
      audience: z.enum(["custodian", "issuer"]),
      custodian: z.string().nullable(),
      issuer: z.string().nullable(),
      state: z.string(),
      is_open: z.boolean(),
      has_incident: z.boolean(),
    }),
    sql`select request_id, audience, custodian_organisation_id as custodian, issuer_organisation_id as issuer, state, is_open, has_incident
          from request_now where request_id >= ${from} order by request_id desc`,
  );

const shown = { requests: [], bookings: [] }; // looked at by the test, not by the desk

/** What a list shows from an event's number on, read two at a time as its pages are. */
async function listed(
  { store, clock, actors }: TestExchange,
  who: ActorName,
  side: RequestSide,
  filter: Omit<RequestFilter, "most">,
  from: number,
): Promise<number[]> {
  const ids: number[] = [];
  for (let before: number | undefined; ; before = ids.at(-1)) {
    const page = await readAs(store.db, clock, actors[who], "test", async (db) => ({
      answer: await requestsFor(db, side, { ...filter, before, most: 2 }),
      shown,
    }));
    const own = page.map((one) => one.request_id).filter((id) => id >= from);
    ids.push(...own);
    if (own.length < 2) return ids;
  }
}

const filters: readonly Omit<RequestFilter, "most">[] = [
  {},
  { is_open: true },
  { is_open: false },
  { state: "active" },
  { has_incident: true },
  { has_incident: false },
];

/** Asserts that the lists of requests show what a plain look at every row finds, newest first, for a desk and for an office. */
export async function checkLists(exchange: TestExchange, model: ExchangeModel, from: number): Promise<void> {
  const all = await exchange.store.db.all(rows(from));
  for (const who of ["clerk", "texas_clerk", "officer"] as const) {
    const organisations = exchange.actors[who].acts_for;
    const audience = who === "officer" ? "issuer" : "custodian";
    for (const filter of filters) {
      const wanted = all.filter(
        (row) =>
          row.audience === audience &&
          organisations.includes(row[audience] ?? "") &&
          (filter.is_open ?? row.is_open) === row.is_open &&
          (filter.state ?? row.state) === row.state &&
          (filter.has_incident ?? row.has_incident) === row.has_incident,
      );
      assert.deepEqual(
        await listed(exchange, who, { audience, organisations }, filter, from),
        wanted.map((row) => row.request_id),
        `${who} ${JSON.stringify(filter)}`,
      );
    }
    if (audience === "issuer") continue;
    const passedOn = { audience: "issuer", organisations, is_passed_on: true } as const;
    const former = model.requests.filter((one) =>
      [...one.former].some((jail) => organisations.includes(jail)),
    );
    assert.deepEqual(
      await listed(exchange, who, passedOn, {}, from),
      former.map((one) => one.id).toSorted((a, b) => b - a),
      `passed on by ${who}`,
    );
  }
}

/** Asserts that a search by the beginning of a number finds the bookings of a jail that begin so, newest first, and no others. */
export async function checkSearch(exchange: TestExchange, model: ExchangeModel, name: string): Promise<void> {
  const { store, clock, actors } = exchange;
  for (const who of ["clerk", "texas_clerk"] as const) {
    const organisations = actors[who].acts_for;
    for (const number of [`${name}-1`, `${name}-`, `${name}%`, `${name}_`]) {
      const found = await readAs(store.db, clock, actors[who], "test", async (db) => ({
        answer: await bookingsLike(db, organisations, { number, most: 100 }),
        shown,
      }));
      const wanted = model.bookings.filter(
        (one) => organisations.includes(one.jail) && one.number.startsWith(number),
      );
      assert.deepEqual(
        found.map((one) => one.booking_id),
        wanted.map((one) => one.id).toSorted((a, b) => b - a),
        `${who} looks for ${number}`,
      );
    }
  }
}
