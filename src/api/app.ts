import { type Context, Hono } from "hono";
import { NotFound } from "../base/errors.ts";
import { checkReadingRequest, readingMethods, statusOf } from "../base/http.ts";
import type { PublicRecord } from "../reports/public/public-record.ts";
import { createExchangeApi, type ExchangeApiParts } from "./exchange/app.ts";
import { exchangeRoot } from "./exchange/route.ts";
import { inputOf } from "./input.ts";
import { openApiDocument } from "./openapi.ts";
import { problemOf, problemResponse } from "./problem.ts";
import type { Answer, Route } from "./route.ts";
import { editionRoutes } from "./routes/editions.ts";
import { lawRoutes } from "./routes/law.ts";
import { placeRoutes } from "./routes/places.ts";
import { recordRoutes } from "./routes/record.ts";

/** Where the API is mounted. */
export const apiRoot = "/api/v1";

/** Every route of the API, in the order in which its description has them. */
export const apiRoutes: readonly Route[] = [...editionRoutes, ...recordRoutes, ...placeRoutes, ...lawRoutes];

/** What the API needs besides the record. */
export interface ApiParts {
  readonly record: PublicRecord;
  readonly version: string;
  /** The exchange, for who is signed in; left out by a server that only publishes. */
  readonly exchange?: ExchangeApiParts;
  /** Told of each fault of our own, in one line. */
  readonly warn: (line: string) => void;
}

/** The API as an application to mount at `apiRoot`: every answer JSON, every error a problem (RFC 9457). */
export function createApi(parts: ApiParts): Hono {
  const api = new Hono().basePath(apiRoot);
  api.onError((error, c) => {
    if (statusOf(error) === 500) parts.warn(`GET ${c.req.path}: ${error.message}`);
    return problemResponse(problemOf(error, c.req.path));
  });
  if (parts.exchange !== undefined)
    api.route(exchangeRoot, createExchangeApi(parts.exchange, `${apiRoot}${exchangeRoot}`));
  api.use(async (c, next) => {
    checkReadingRequest(c.req.raw);
    if (c.req.method === "OPTIONS") return c.body(null, 204, { allow: readingMethods });
    await next();
  });
  for (const route of apiRoutes)
    api.get(route.path.replaceAll(/\{(\w+)\}/g, ":$1"), (c) => answer(c, route, parts.record));
  api.get("/openapi.json", (c) => json(c, { body: openApiDocument(apiRoutes, parts.version) }));
  api.all("*", (c) => {
    throw new NotFound(
      `there is nothing at ${c.req.path.slice(0, 100)}; ${apiRoot}/openapi.json lists what there is`,
    );
  });
  return api;
}

async function answer(c: Context, route: Route, record: PublicRecord): Promise<Response> {
  const input = inputOf(route, c.req.param(), new URL(c.req.url).searchParams);
  return json(c, await route.handle(record, input));
}

function json(c: Context, { body, next }: Answer): Response {
  const link = next ? { link: `<${c.req.path}?${new URLSearchParams(next)}>; rel="next"` } : {};
  return c.body(`${JSON.stringify(body)}\n`, 200, {
    "content-type": "application/json; charset=utf-8",
    "cache-control": "no-cache",
    ...link,
  });
}
