import { fixedClock } from "../../base/clock.ts";
import type { Store } from "../../db/open-store.ts";
import { answer, type CommonOptions } from "../options.ts";
import { exchangeFaces } from "../serve/exchange-parts.ts";
import { siteApp } from "../serve.ts";
import { sides } from "./cast.ts";
import { checkBySql } from "./direct-sql.ts";
import { walkersOf } from "./member.ts";
import { withScratchStore } from "./scratch-store.ts";
import { seedTenants } from "./seed.ts";
import { type Leak, walkTenants } from "./walk.ts";

/** What a check of the tenants found; `leaked` is there where anything was. */
export interface TenantsAnswer {
  readonly routes: number;
  readonly roles: number;
  readonly requests: number;
  readonly leaks: number;
  readonly leaked?: readonly Leak[];
}

/**
 * Seeds an empty store with two made-up organisations of each kind, walks every address as every member, and reads the tables past
 * the application with their rights; answers what was shown or done that must not be.
 */
export async function checkTenants(store: Store): Promise<TenantsAnswer> {
  const faces = exchangeFaces(store, fixedClock("2026-03-04T20:00:00.000Z"), () => undefined);
  const seeded = await seedTenants(store, faces.record.parts.services);
  const clock = fixedClock(seeded.now);
  const walkers = await walkersOf({ ...faces.access, clock }, sides);
  const { leaked, ...walked } = await walkTenants(siteApp(store, clock), store.db, seeded, walkers);
  const all = [...leaked, ...(await checkBySql(store.db, seeded, walkers))];
  return { ...walked, leaks: all.length, ...(all.length === 0 ? {} : { leaked: all }) };
}

/** `accord check tenants`: prints what was found, and sets exit code 1 where anything was. */
export async function answerTenants(options: CommonOptions): Promise<void> {
  const found = await withScratchStore(process.env, async (store) => {
    process.stderr.write(`walking every address as every role, on ${store.db.engine}\n`);
    return checkTenants(store);
  });
  answer(options, found, () => [
    `${found.routes} routes, ${found.roles} roles, ${found.requests} requests, ${found.leaks} leaks`,
    ...(found.leaked ?? []).map(({ login, address, what }) => `${login}: ${address}: ${what}`),
  ]);
  if (found.leaks > 0) process.exitCode = 1;
}
