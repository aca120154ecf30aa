import sql from "sql-template-tag";
import { z } from "zod";
import { systemClock } from "../../src/base/clock.ts";
import { startTestServer, type TestServer } from "../../src/cli/tooling/postgres-server.ts";
import { type Db, defineQuery } from "../../src/db/db.ts";
import { openStore, type Store } from "../../src/db/open-store.ts";
import { verifyJournal } from "../../src/records/journal/verify-journal.ts";
import { seedPolicies } from "../../src/records/policies/record-policy.ts";
import { checkStanding } from "../generate/exchange-check.ts";
import { fillExchange } from "../generate/exchange-log.ts";
import { registerAccounts, registerParties } from "../generate/exchange-parties.ts";
import type { Plan } from "../plan.ts";

/** As an office would run it: nothing that was acknowledged is lost with the power. */
const kept = {
  fsync: "on",
  synchronous_commit: "on",
  full_page_writes: "on",
  shared_buffers: "1GB",
  max_wal_size: "4GB",
} as const;

const begun = "2020-01-01T00:00:00.000Z"; // before everything that is made up
const compared = 1000;

/** The PostgreSQL server of a run: the one that `ACCORD_DATABASE_URL` names, whose database must be empty, else one started for it in a folder that its own user passes through. */
export async function benchServer(folder: string): Promise<Pick<TestServer, "url" | "stop">> {
  const url = process.env.ACCORD_DATABASE_URL;
  if (url !== undefined) return { url, stop: () => Promise.resolve() };
  return startTestServer(folder, kept);
}

const standing = defineQuery(
  z.object({ n: z.number() }),
  sql`select count(*) as n from request_now where audience = 'issuer'`,
);

async function check(db: Db, plan: Plan): Promise<void> {
  plan.say(`exchange: comparing ${compared.toLocaleString("en-US")} requests with a fresh fold of their log`);
  await checkStanding(db, compared);
  plan.say("exchange: verifying the journal");
  const { first_wrong } = await verifyJournal(db);
  if (first_wrong !== null) throw new Error(`the made-up journal does not hold: ${first_wrong}`);
}

/**
 * Opens an exchange with so many made-up requests and accounts, and checks before anything is timed that what stands is what its log
 * folds to and that its journal holds. A database that has requests is refused.
 */
export async function madeExchange(plan: Plan, url: string, accounts: number): Promise<Store> {
  const store = await openStore(`${plan.folder}/exchange`, url);
  const { db } = store;
  const { n } = await db.one(standing);
  if (n > 0) throw new Error(`ACCORD_DATABASE_URL: the database has ${n} requests; name an empty one`);
  plan.say(`exchange: making ${plan.exchange_requests.toLocaleString("en-US")} requests up`);
  await registerParties(db, begun);
  await registerAccounts(db, accounts, begun);
  await db.transaction((tx) =>
    seedPolicies(tx, { recorded_at: begun, author: "bench", reason: "the shipped set" }),
  );
  const every = 140_000;
  await fillExchange(db, { requests: plan.exchange_requests, until: systemClock().now() }, (made) => {
    if (made % every === 0) plan.say(`exchange: ${made.toLocaleString("en-US")} requests`);
  });
  await db.transaction((tx) => tx.script("analyze"));
  await check(db, plan);
  return store;
}
