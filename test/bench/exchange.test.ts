import assert from "node:assert/strict";
import { after, test } from "node:test";
import sql from "sql-template-tag";
import { z } from "zod";
import { load, percentiles } from "../../bench/cases/exchange-load.ts";
import { checkStanding } from "../../bench/generate/exchange-check.ts";
import { fillExchange } from "../../bench/generate/exchange-log.ts";
import { registerAccounts, registerParties } from "../../bench/generate/exchange-parties.ts";
import { systemClock } from "../../src/base/clock.ts";
import { defineQuery } from "../../src/db/db.ts";
import { verifyJournal } from "../../src/records/journal/verify-journal.ts";
import { openTestStore, testEngine } from "../support/store.ts";

const begun = "2020-01-01T00:00:00.000Z";
const requests = 1500; // two entries

const isServer = testEngine() === "postgres";
const people = isServer ? 200 : 70;

const store = await openTestStore({ after });
await registerParties(store.db, begun);
await registerAccounts(store.db, people, begun);
await fillExchange(store.db, { requests, until: systemClock().now() }, () => undefined);

const open = defineQuery(
  z.object({ custodian: z.number(), issuer: z.number(), jails: z.number(), all: z.number() }),
  sql`select count(*) filter (where audience = 'custodian' and is_open) as custodian,
             count(*) filter (where audience = 'issuer' and is_open) as issuer,
             count(distinct custodian_organisation_id) filter (where is_open) as jails,
             count(*) as "all" from request_now`,
);

test("made-up requests stand as their log folds, for both sides, and their journal holds", async () => {
  assert.equal(await checkStanding(store.db, 300), 300);
  const { first_wrong, entries } = await verifyJournal(store.db);
  assert.equal(first_wrong, null);
  assert.equal(entries, 50 + 5 + people + 2);
  const found = await store.db.one(open);
  assert.equal(found.all, 2 * requests);
  assert.equal(found.jails, 50, "every desk has something to do");
  assert.ok(found.issuer > found.custodian, "an issuer is not told of every release");
});

test("percentiles are values that were measured", () => {
  const hundred = Array.from({ length: 100 }, (_, n) => ({ ms: 100 - n }));
  assert.deepEqual(percentiles(hundred), { p50: 50, p95: 95, p99: 99 });
  assert.deepEqual(percentiles([{ ms: 7 }]), { p50: 7, p95: 7, p99: 7 });
});

const pages = ["desk", "home", "requests", "request", "bookings", "request after a write"];
const forms = ["log_request", "serve", "answer", "log_notice"];

test("every page and form that the benchmark's people use is answered", {
  skip: isServer ? false : "people work on a server",
}, async () => {
  const plan = {
    ...{ is_full: false, runs: 1, seed: 1, csv_rows: 0, xlsx_rows: 0, store_rows: 0 },
    exchange_requests: requests,
    exchange_seconds: 5,
    folder: store.folder,
    say: () => undefined,
  };
  const { answer, entries } = await load(plan, store.db, store.url ?? "");
  assert.deepEqual(answer.errors, []);
  const kinds = new Set(answer.timed.map((one) => one.kind));
  for (const kind of [...pages, ...forms]) assert.ok(kinds.has(kind), kind);
  assert.ok(entries >= answer.timed.length, "each was written down");
  assert.equal((await verifyJournal(store.db)).first_wrong, null);
});

test("what stands and is not what its log folds to stops the benchmark", async () => {
  const wrong = sql`update request_now set state_now = jsonb_set(state_now, '{released_at}', '"2020-01-01T00:00:00.000Z"')
                     where audience = 'issuer' and request_id = (select min(request_id) from request_now)`;
  await store.db.transaction((tx) => tx.run(wrong));
  await assert.rejects(checkStanding(store.db, requests), /what stands is not what its log folds to/);
});
