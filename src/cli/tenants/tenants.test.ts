import assert from "node:assert/strict";
import { after, test } from "node:test";
import sql from "sql-template-tag";
import { z } from "zod";
import { openTestStore } from "../../../test/support/store.ts";
import { fixedClock } from "../../base/clock.ts";
import { defineQuery } from "../../db/db.ts";
import { exchangeFaces } from "../serve/exchange-parts.ts";
import { siteApp } from "../serve.ts";
import { checkBySql } from "./direct-sql.ts";
import { walkersOf } from "./member.ts";
import { seedTenants } from "./seed.ts";
import { walkTenants } from "./walk.ts";

const clock = fixedClock("2026-03-04T20:00:00.000Z");
const store = await openTestStore({ after });
const faces = exchangeFaces(store, clock, () => undefined);
const seeded = await seedTenants(store, faces.record.parts.services);
const walkers = await walkersOf(faces.access, ["a"]);
const app = siteApp(store, clock);
const some = (...logins: readonly string[]) => walkers.filter(({ actor }) => logins.includes(actor.login));
const clerk = some("jail-a-clerk");

test("no organisation is shown or changes what is another's, over the API, on the site, or by SQL", async () => {
  const few = some(
    "jail-a-clerk",
    "jail-a-administrator",
    "ero-a-officer",
    "report-a-editor",
    "observer-a-auditor",
  );
  const walked = await walkTenants(app, store.db, seeded, few);
  assert.deepEqual(walked.leaked, []);
  assert.ok(walked.routes >= 60 && walked.roles === 5 && walked.requests >= 600, JSON.stringify(walked));
  assert.deepEqual(await checkBySql(store.db, seeded, walkers), []);
});

interface Policy {
  readonly table: string;
  readonly command: "select" | "insert";
  readonly rule: string;
}

const policiesOf = ({ table, command }: Policy) =>
  defineQuery(
    z.object({ name: z.string(), rule: z.string() }),
    sql`select policyname::text as name, coalesce(qual, with_check) as rule from pg_policies
         where tablename = ${table} and cmd = ${command.toUpperCase()}`,
  );

/** Runs work while a wider policy stands in place of those of a table, which are put back afterwards. */
async function whileBroken(policy: Policy, work: () => Promise<void>): Promise<void> {
  const { table, command, rule } = policy;
  const kept = await store.db.all(policiesOf(policy));
  assert.ok(kept.length > 0, `${table} has no policy to break`);
  const put = (name: string, what: string): string =>
    `create policy ${name} on ${table} for ${command} to accord_tenant ${command === "select" ? "using" : "with check"} (${what});`;
  const drop = (name: string): string => `drop policy ${name} on ${table};`;
  const script = (text: string) => store.db.transaction((tx) => tx.script(text));
  await script(kept.map((one) => drop(one.name)).join("") + put("widened", rule));
  try {
    await work();
  } finally {
    await script(drop("widened") + kept.map((one) => put(one.name, one.rule)).join(""));
  }
}

const broken: readonly (readonly [what: string, policy: Policy, address: RegExp, shown: RegExp])[] = [
  [
    "every request to everybody",
    { table: "request_now", command: "select", rule: "true" },
    /^GET \/api\/v1\/exchange\/requests\/\{id\}$/,
    /^serve\.note, on request whole-b$/,
  ],
  [
    "every party what is not shared",
    {
      table: "exchange_event",
      command: "select",
      rule: "request_id is not null or organisation_id = any ((select acts_for())::text[])",
    },
    /^GET \/api\/v1\/exchange\/requests\/\{id\}\/events/,
    /^record_opinion\.text, on request relayed-b$/,
  ],
  [
    "the bookings of all jails",
    { table: "booking_now", command: "select", rule: "true" },
    /^GET \/exchange\/bookings\/\{id\}$/,
    /^booking whole-b was answered 200$/,
  ],
];
for (const [what, policy, address, shown] of broken) {
  test(`the walk and the look by SQL find a policy that shows ${what}`, async () => {
    await whileBroken(policy, async () => {
      const { leaked } = await walkTenants(app, store.db, seeded, clerk);
      const found = leaked.filter((leak) => address.test(leak.address) && shown.test(leak.what));
      assert.ok(found.length > 0, JSON.stringify(leaked.slice(0, 20), null, 1));
      const bySql = await checkBySql(store.db, seeded, clerk);
      assert.ok(
        bySql.some((leak) => leak.address === `select from ${policy.table}`),
        JSON.stringify(bySql),
      );
    });
  });
}

test("the look by SQL finds a right to write in another's name, and nothing once it is taken back", async () => {
  await whileBroken({ table: "exchange_event", command: "insert", rule: "true" }, async () => {
    assert.deepEqual(
      (await checkBySql(store.db, seeded, clerk)).map((leak) => leak.address),
      ["insert into exchange_event in another's name"],
    );
  });
  assert.deepEqual(await checkBySql(store.db, seeded, clerk), []);
});
