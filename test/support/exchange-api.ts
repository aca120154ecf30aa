import type { Hono } from "hono";
import { issueApiToken } from "../../src/access/api-token.ts";
import { readAccessConfig } from "../../src/access/config.ts";
import type { AccessParts } from "../../src/access/http/parts.ts";
import { keysOf } from "../../src/access/keys.ts";
import { en } from "../../src/access/messages/en.ts";
import { apiRoot, createApi } from "../../src/api/app.ts";
import type { ReadBookingFile } from "../../src/api/exchange/batch.ts";
import { ExchangeRecord } from "../../src/reports/exchange/exchange-record.ts";
import { publicRecord } from "../../src/reports/public/public-record.ts";
import { type ActorName, openExchange, type TestExchange } from "./exchange.ts";
import type { Lifetime } from "./folder.ts";
import { madeUpPlaceNames, madeUpResolver } from "./made-up-places.ts";
import { testKey } from "./test-key.ts";

/** The API over an exchange of made-up organisations, asked with the bearer token of one of its members. */
export interface ExchangeApi extends TestExchange {
  readonly api: Hono;
  readonly access: Omit<AccessParts, "render">;
  /** What the API said of faults of its own. */
  readonly warnings: readonly string[];
  readonly tokens: Readonly<Record<ActorName, string>>;
  /** Asks as a member, or with no token at all; the path is below `/api/v1/exchange`. */
  ask(who: ActorName | null, path: string, init?: RequestInit): Promise<Response>;
  /** Writes as a member with a key of its own; `more` are further headers, such as If-Match. */
  post(who: ActorName | null, path: string, body: unknown, more?: Record<string, string>): Promise<Response>;
}

/** Opens the API over a fresh exchange. */
export async function openExchangeApi(t: Lifetime, readBookings?: ReadBookingFile): Promise<ExchangeApi> {
  const exchange = await openExchange(t);
  const { store, clock, services, actors } = exchange;
  const warnings: string[] = [];
  const warn = (line: string): void => void warnings.push(line);
  const access = {
    db: store.db,
    clock,
    keys: keysOf("ab".repeat(32)), // a key of the tests
    config: readAccessConfig({}),
    words: en,
    oidc: null,
    remoteAddress: () => "127.0.0.1",
    home: "/exchange",
    warn,
  };
  const record = new ExchangeRecord({ db: store.db, clock, services, signingKey: async () => testKey() });
  const api = createApi({
    record: publicRecord({
      db: store.db,
      folder: store.folder,
      clock,
      resolver: () => madeUpResolver,
      placeNames: () => madeUpPlaceNames,
      quality: async () => [],
    }),
    version: "0.0.0",
    warn,
    exchange: { record, access, ...(readBookings === undefined ? {} : { readBookings }) },
  });
  const tokens: Record<string, string> = {};
  for (const name of Object.keys(actors))
    tokens[name] = await issueApiToken(
      store.db,
      { login: name, label: "test", days: 30, issued_by: "test" },
      clock.now(),
    );
  const asked = tokens as Record<ActorName, string>;
  const ask: ExchangeApi["ask"] = async (who, path, init = {}) => {
    const headers = new Headers(init.headers);
    if (who !== null) headers.set("authorization", `Bearer ${asked[who]}`);
    return api.request(`${apiRoot}/exchange${path}`, { ...init, headers });
  };
  let keys = 0;
  return {
    ...exchange,
    api,
    access,
    warnings,
    tokens: asked,
    ask,
    post: (who, path, body, more = {}) =>
      ask(who, path, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          "idempotency-key": `test-key-${String(++keys).padStart(6, "0")}`,
          ...more,
        },
        body: typeof body === "string" ? body : JSON.stringify(body),
      }),
  };
}
