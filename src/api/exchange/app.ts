import { type Context, Hono } from "hono";
import type { AccessParts } from "../../access/http/parts.ts";
import { readSessions, requireActor, requireChange } from "../../access/http/sessions.ts";
import { AppError, NotFound } from "../../base/errors.ts";
import { checkReadingRequest, readingMethods, statusOf } from "../../base/http.ts";
import type { Action, Subject } from "../../records/exchange/action.ts";
import { actionNamed } from "../../records/exchange/actions/catalogue.ts";
import type { WriteAnswer } from "../../records/exchange/perform.ts";
import type { ExchangeRecord } from "../../reports/exchange/exchange-record.ts";
import { inputOf } from "../input.ts";
import { problemOf, problemResponse } from "../problem.ts";
import { actionPath } from "./action-path.ts";
import { type ReadBookingFile, takeBatch } from "./batch.ts";
import { longestBody, readJson } from "./body.ts";
import { etagOf, hasVersion, idempotencyKey, versionRead } from "./conditions.ts";
import { readRoutes, subjectId } from "./readings.ts";
import type { ReadRoute } from "./route.ts";

/** What the exchange's part of the API is made from. */
export interface ExchangeApiParts {
  readonly record: ExchangeRecord;
  /** Who is asking: a machine's bearer token, or the session of a browser. */
  readonly access: Omit<AccessParts, "render">;
  /** Reads an export of a jail system with a saved mapping; without it, batches are JSON only. */
  readonly readBookings?: ReadBookingFile;
}

interface Wired extends ExchangeApiParts {
  /** The path at which the exchange is mounted, for the addresses that answers name. */
  readonly root: string;
}

const writingMethods = "POST, OPTIONS";
const longestUrl = 4096; // characters, path and query

const headers = { "content-type": "application/json; charset=utf-8", "cache-control": "no-store" };

async function read(c: Context, { record }: Wired, route: ReadRoute): Promise<Response> {
  checkReadingRequest(c.req.raw);
  const actor = requireActor(c);
  const input = inputOf(route, c.req.param(), new URL(c.req.url).searchParams);
  const { body, next, version } = await route.handle(record, actor, input);
  const etag = version === undefined ? {} : { etag: etagOf(version) };
  if (version !== undefined && hasVersion(c.req.raw.headers, version))
    return c.body(null, 304, { ...etag, "cache-control": "no-store" });
  const link = next ? { link: `<${c.req.path}?${new URLSearchParams(next)}>; rel="next"` } : {};
  return c.body(`${JSON.stringify(body)}\n`, 200, { ...headers, ...etag, ...link });
}

/** Where what an action began can be read, with its first version; nothing for one on what was there. */
function placeOf({ subject }: Action, answer: WriteAnswer, root: string): Record<string, string> {
  if (subject !== "none") return {};
  const { request_id, booking_id } = answer;
  const path = request_id === null ? `bookings/${booking_id}` : `requests/${request_id}`;
  return { location: `${root}/${path}`, etag: etagOf(1) };
}

const repeated = (isRepeat: boolean): Record<string, string> =>
  isRepeat ? { "idempotency-replayed": "true" } : {};

function actionAsked(c: Context, subject: Subject): Action {
  const action = actionNamed(c.req.param("action") ?? "");
  if (action.subject === subject) return action;
  throw new NotFound(`${action.id} is not sent here; its address is /exchange${actionPath(action)}`);
}

async function write(c: Context, { record, root }: Wired, subject: Subject): Promise<Response> {
  const actor = await requireChange(c);
  const key = idempotencyKey(c.req.raw.headers);
  const action = actionAsked(c, subject);
  const isNew = subject === "none";
  const subject_id = isNew ? null : subjectId(c.req.param("id") ?? "", subject);
  const version = isNew ? null : versionRead(c.req.raw.headers);
  const input = await readJson(c.req.raw, longestBody.write);
  const answer = await record.write(actor, { action, subject_id, version, idempotency_key: key, input });
  const { is_repeat, ...written } = answer;
  return c.body(`${JSON.stringify({ action: action.id, ...written })}\n`, isNew ? 201 : 200, {
    ...headers,
    ...placeOf(action, answer, root),
    ...repeated(is_repeat),
  });
}

async function batch(c: Context, { record, readBookings }: Wired): Promise<Response> {
  const actor = await requireChange(c);
  const key = idempotencyKey(c.req.raw.headers);
  const parts = { record, readBookings: readBookings ?? null };
  const { body, is_repeat } = await takeBatch(parts, actor, key, c.req.raw);
  return c.body(`${JSON.stringify(body)}\n`, 200, { ...headers, ...repeated(is_repeat) });
}

/** Answers what a path takes to OPTIONS, and refuses every other method. */
const otherMethods = (allow: string) => (c: Context) => {
  if (c.req.method === "OPTIONS") return c.body(null, 204, { allow });
  const error = new AppError(
    "method_not_allowed",
    `${c.req.method} is not answered at this address, which takes ${allow}`,
  );
  return problemResponse(problemOf(error, c.req.path), { allow });
};

function tell(c: Context, error: Error, warn: (line: string) => void): Response {
  const status = statusOf(error);
  if (status === 500) warn(`${c.req.method} ${c.req.path}: ${error.message}`);
  const challenge = status === 401 ? { "www-authenticate": 'Bearer realm="Accord exchange"' } : {};
  return problemResponse(problemOf(error, c.req.path), challenge);
}

/** The exchange's part of the API, to be mounted at `root`: what stands and what can be done, for who is signed in. */
export function createExchangeApi(parts: ExchangeApiParts, root: string): Hono {
  const wired: Wired = { ...parts, root };
  const app = new Hono();
  app.onError((error, c) => tell(c, error, parts.access.warn));
  app.use(async (c, next) => {
    if (c.req.url.length > longestUrl)
      throw new AppError(
        "uri_too_long",
        `the address has ${c.req.url.length} characters; at most ${longestUrl} are read`,
      );
    await next();
  });
  app.use(readSessions({ ...parts.access, render: (c) => c.body(null, 404) })); // the API shows no pages
  app.post("/bookings/batch", (c) => batch(c, wired));
  app.options("/bookings/batch", otherMethods(writingMethods));
  for (const [path, subject] of [
    ["/actions/:action", "none"],
    ["/requests/:id/actions/:action", "request"],
    ["/bookings/:id/actions/:action", "booking"],
  ] as const) {
    app.post(path, (c) => write(c, wired, subject));
    app.all(path, otherMethods(writingMethods));
  }
  for (const route of readRoutes) {
    const path = route.path.replaceAll(/\{(\w+)\}/g, ":$1");
    app.get(path, (c) => read(c, wired, route));
    app.all(path, otherMethods(readingMethods));
  }
  app.all("*", (c) => {
    throw new NotFound(
      `there is nothing at ${c.req.path.slice(0, 100)}; /api/v1/openapi.json lists what there is`,
    );
  });
  return app;
}
