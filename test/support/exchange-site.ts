import type { Hono } from "hono";
import { readAccessConfig } from "../../src/access/config.ts";
import type { AccessParts } from "../../src/access/http/parts.ts";
import { keysOf } from "../../src/access/keys.ts";
import { en } from "../../src/access/messages/en.ts";
import { openSession } from "../../src/access/session.ts";
import { apiRoot, apiRoutes, createApi } from "../../src/api/app.ts";
import { exchangeEntries } from "../../src/api/exchange/entries.ts";
import { problemTitles } from "../../src/api/problem.ts";
import { versionFor } from "../../src/records/exchange/version-for.ts";
import { headPosition } from "../../src/records/journal/journal.ts";
import { organisationsAsOf } from "../../src/records/organisations/organisation.ts";
import { ExchangeRecord } from "../../src/reports/exchange/exchange-record.ts";
import { publicRecord } from "../../src/reports/public/public-record.ts";
import { createApp } from "../../src/site/app.ts";
import type { ExchangeSite } from "../../src/site/exchange/parts.ts";
import { type ActorName, openExchange, type TestExchange } from "./exchange.ts";
import type { Lifetime } from "./folder.ts";
import { madeUpPlaceNames, madeUpResolver } from "./made-up-places.ts";
import { testKey } from "./test-key.ts";

/** The whole site over an exchange of made-up organisations, with sign-ins for its members. */
export interface TestExchangeSite extends TestExchange {
  readonly app: Hono;
  /** What the site said of faults of its own. */
  readonly warnings: readonly string[];
  /** The cookie of a fresh session of a member, `name=value`. */
  cookie(who: ActorName): Promise<string>;
}

/** Names of organisations and versions of cases, as the pages ask for them. */
const pagesOf = ({ store }: TestExchange): Required<Pick<ExchangeSite, "directory" | "versionOf">> => ({
  directory: async () => store.db.all(organisationsAsOf(await headPosition(store.db))),
  versionOf: (actor, subject, id) => versionFor(store.db, actor, subject, id),
});

/** Opens the site over a fresh exchange; the clock stands at 2026-03-02T15:00Z until it is moved. */
export async function openExchangeSite(t: Lifetime, at?: string): Promise<TestExchangeSite> {
  const exchange = await openExchange(t, at);
  const { store, clock, services } = exchange;
  const warnings: string[] = [];
  const warn = (line: string): void => void warnings.push(line);
  const access: Omit<AccessParts, "render"> = {
    db: store.db,
    clock,
    keys: keysOf("cd".repeat(32)), // a key of the tests
    config: readAccessConfig({}),
    words: en,
    oidc: null,
    remoteAddress: () => "127.0.0.1",
    home: "/exchange",
    warn,
  };
  const record = publicRecord({
    db: store.db,
    folder: store.folder,
    clock,
    resolver: () => madeUpResolver,
    placeNames: () => madeUpPlaceNames,
    quality: async () => [],
  });
  const api = createApi({ record, version: "0.0.0", warn });
  const app = createApp({
    record,
    version: "0.0.0",
    warn,
    exchange: {
      record: new ExchangeRecord({ db: store.db, clock, services, signingKey: async () => testKey() }),
      access,
      ...pagesOf(exchange),
    },
    api: {
      root: apiRoot,
      fetch: (request) => api.fetch(request),
      entries: apiRoutes,
      exchange_entries: exchangeEntries,
      problems: problemTitles,
    },
  });
  return {
    ...exchange,
    app,
    warnings,
    async cookie(who) {
      const session = { login: who, method: "password", acr: null } as const;
      const { token } = await store.db.transaction((tx) => openSession(tx, session, clock.now()));
      return `accord_session=${token}`;
    },
  };
}
