import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { openTestStore } from "../../../test/support/store.ts";
import { fixedClock } from "../../base/clock.ts";
import { exchangeFaces } from "../serve/exchange-parts.ts";
import { siteApp } from "../serve.ts";
import { checkBySql } from "./direct-sql.ts";
import { walkersOf } from "./member.ts";
import { seedTenants } from "./seed.ts";
import { walkTenants } from "./walk.ts";

const clock = fixedClock("2026-03-04T20:00:00.000Z");

/** A seeded store with its application; `break_` is SQL that widens what its policies show. */
async function open(t: TestContext, break_: string | null = null) {
  const store = await openTestStore(t);
  const faces = exchangeFaces(store, clock, () => undefined);
  const seeded = await seedTenants(store, faces.record.parts.services);
  if (break_ !== null) await store.db.transaction((tx) => tx.script(break_));
  const walkers = await walkersOf(faces.access, ["a"]);
  const some = (...logins: readonly string[]) => walkers.filter(({ actor }) => logins.includes(actor.login));
  return { store, seeded, walkers, some, app: siteApp(store, clock) };
}

test("no organisation is shown or changes what is another's, over the API, on the site, or by SQL", async (t) => {
  const { store, seeded, walkers, some, app } = await open(t);
  const few = some(
    "jail-a-clerk",
    "jail-a-administrator",
    "counsel-a-counsel",
    "ero-a-officer",
    "report-a-editor",
    "grant-a-approver",
    "observer-a-auditor",
  );
  assert.equal(few.length, 7);
  const walked = await walkTenants(app, store.db, seeded, few);
  assert.deepEqual(walked.leaked, []);
  assert.ok(walked.routes >= 60 && walked.roles === 7 && walked.requests >= 800, JSON.stringify(walked));
  assert.deepEqual(await checkBySql(store.db, seeded, walkers), []);
});

/** Takes the policies away that say which rows of a table are seen, and puts a wider one in their place. */
const widened = (table: string, using: string): string => `
  do $$ declare one record; begin
    for one in select policyname from pg_policies where tablename = '${table}' and cmd = 'SELECT' loop
      execute format('drop policy %I on ${table}', one.policyname);
    end loop;
  end $$;
  create policy widened on ${table} for select to accord_tenant using (${using})`;

const broken: readonly (readonly [what: string, script: string, address: RegExp, shown: RegExp])[] = [
  [
    "a policy that shows every request to everybody",
    widened("request_now", "true"),
    /^GET \/api\/v1\/exchange\/requests\/\{id\}$/,
    /^serve\.note, on request whole-b$/,
  ],
  [
    "a policy that shows every party what is not shared",
    widened(
      "exchange_event",
      "request_id is not null or organisation_id = any ((select acts_for())::text[])",
    ),
    /^GET \/api\/v1\/exchange\/requests\/\{id\}\/events/,
    /^record_opinion\.text, on request relayed-b$/,
  ],
  [
    "a policy that shows the bookings of all jails",
    widened("booking_now", "true"),
    /^GET \/api\/v1\/exchange\/bookings\/\{id\}/,
    /^booking whole-b was answered 200$/,
  ],
];
for (const [what, script, address, shown] of broken) {
  test(`the walk finds ${what}`, async (t) => {
    const { store, seeded, some, app } = await open(t, script);
    const { leaked } = await walkTenants(app, store.db, seeded, some("jail-a-clerk"));
    const found = leaked.filter((leak) => address.test(leak.address) && shown.test(leak.what));
    assert.ok(found.length > 0, JSON.stringify(leaked.slice(0, 20), null, 1));
    const bySql = await checkBySql(store.db, seeded, some("jail-a-clerk"));
    assert.ok(
      bySql.some((leak) => leak.address.startsWith("select from ")),
      JSON.stringify(bySql),
    );
  });
}

test("the check finds a right to write in another's name", async (t) => {
  const { store, seeded, some } = await open(
    t,
    `drop policy exchange_event_write on exchange_event;
     create policy exchange_event_write on exchange_event for insert to accord_tenant with check (true)`,
  );
  assert.deepEqual(
    (await checkBySql(store.db, seeded, some("jail-a-clerk"))).map((leak) => leak.address),
    ["insert into exchange_event in another's name"],
  );
});
