import assert from "node:assert/strict";
import { after, test } from "node:test";
import type { z } from "zod";
import type { ActorName } from "../../../test/support/exchange.ts";
import { openExchangeApi } from "../../../test/support/exchange-api.ts";
import { formToken } from "../../access/csrf.ts";
import { openSession } from "../../access/session.ts";
import { actions } from "../../records/exchange/actions/catalogue.ts";
import { headPosition } from "../../records/journal/journal.ts";
import { apiRoot } from "../app.ts";
import { problemSchema, problemTitles } from "../problem.ts";
import { actionPath } from "./action-path.ts";
import { readRoutes } from "./readings.ts";
import { writtenSchema } from "./schemas.ts";

const exchange = await openExchangeApi({ after });
const { ask, post, store, clock } = exchange;

const root = `${apiRoot}/exchange`;
const booking = (number: string, facility_id = "sample-il-jail") => ({
  facility_id,
  booking_number: number,
  person_id: `P-${number}`,
  booked_at: "2026-03-01T08:00",
  charges: [{ description: "Driving while suspended" }],
  expected_release_at: "2026-03-03T09:00",
});
const paper = (number: string) => ({
  form: "I-247A",
  issued_on: "2026-03-02",
  facility_id: "sample-il-jail",
  booking_number: number,
  issuing_unit: "Sample field office",
  issuer_organisation_id: "sample-ero-office",
  received_at: "2026-03-02T08:30",
  channel: "fax",
  warrant: "I-200",
});
const body = async (response: Response): Promise<Record<string, unknown>> =>
  (await response.json()) as Record<string, unknown>;
const problem = async (response: Response, status: number) => {
  const read = problemSchema.parse(await response.json());
  assert.equal(response.status, status, read.detail);
  assert.equal(response.headers.get("content-type"), "application/problem+json; charset=utf-8");
  assert.deepEqual([read.status, read.title], [status, problemTitles[read.code]]);
  assert.ok(!/[\n\r]/.test(read.detail));
  return read;
};

/** A booking with a request on it, written over the API. */
async function begin(number: string): Promise<{ booking: number; request: number }> {
  const booked = await post("clerk", "/actions/book", booking(number));
  assert.equal(booked.status, 201);
  const logged = await post("clerk", "/actions/log_request", paper(number));
  assert.equal(logged.status, 201);
  return {
    booking: (await body(booked)).booking_id as number,
    request: (await body(logged)).request_id as number,
  };
}
const first = await begin("B-1");
const served = { at: "2026-03-02T08:45", manner: "in_person", language: "es" };
const match = (version: number) => ({ "if-match": `"v${version}"` });

const addresses: Readonly<Record<string, string>> = {
  "/requests/{request_id}": `/requests/${first.request}`,
  "/requests/{request_id}/events": `/requests/${first.request}/events`,
  "/requests/{request_id}/packet": `/requests/${first.request}/packet`,
  "/bookings/{booking_id}": `/bookings/${first.booking}`,
};
const readerOf = (path: string): ActorName => (path === "/audit" ? "auditor" : "clerk");

for (const route of readRoutes) {
  const path = addresses[route.path] ?? route.path;
  const who = readerOf(route.path);

  test(`GET ${route.path} answers what its description says, and nothing else`, async () => {
    const response = await ask(who, path);
    assert.equal(response.status, 200);
    assert.equal(response.headers.get("content-type"), "application/json; charset=utf-8");
    assert.equal(response.headers.get("cache-control"), "no-store");
    const read = await body(response);
    assert.deepEqual((route.answer.schema as z.ZodType).parse(read), read);
  });

  test(`GET ${route.path} refuses who is not signed in, what it does not take, and other methods`, async () => {
    const nobody = await ask(null, path);
    assert.match(nobody.headers.get("www-authenticate") ?? "", /^Bearer realm=/);
    assert.equal((await problem(nobody, 401)).code, "not_signed_in");
    const wrong = await ask(null, path, { headers: { authorization: "Bearer accord_nonsense" } });
    await problem(wrong, 401);
    assert.deepEqual((await problem(await ask(who, `${path}?nonsense=1`), 400)).parameter, "nonsense");
    for (const method of ["PUT", "DELETE", "PATCH"]) {
      const refused = await ask(who, path, { method });
      assert.equal(refused.headers.get("allow"), "GET, HEAD, OPTIONS");
      assert.equal((await problem(refused, 405)).code, "method_not_allowed");
    }
    const options = await ask(null, path, { method: "OPTIONS" });
    assert.deepEqual([options.status, options.headers.get("allow")], [204, "GET, HEAD, OPTIONS"]);
    await problem(await ask(who, `${path}?${"x".repeat(5000)}`), 414);
  });
}

test("each kind of organisation reads what its role allows, and is told so otherwise", async () => {
  const may = async (who: ActorName, path: string): Promise<number> => (await ask(who, path)).status;
  assert.deepEqual(
    await Promise.all([
      may("clerk", "/audit"),
      may("administrator", "/requests"),
      may("officer", "/bookings"),
    ]),
    [403, 403, 403],
  );
  assert.deepEqual(
    await Promise.all([may("officer", "/requests"), may("editor", "/requests"), may("counsel", "/desk")]),
    [200, 200, 200],
  );
  assert.equal((await problem(await ask("observer", "/requests"), 403)).code, "not_allowed");
});

test("what is another's is answered as what is not there", async () => {
  const text = async (who: ActorName, path: string, id: number): Promise<string> => {
    const response = await ask(who, path.replace("ID", String(id)));
    assert.equal(response.status, 404);
    return (await response.text()).replaceAll(String(id), "ID");
  };
  for (const path of ["/requests/ID", "/requests/ID/events"])
    for (const who of ["texas_clerk", "other_officer"] as const)
      assert.equal(await text(who, path, first.request), await text(who, path, 987_650_000));
  assert.equal(
    await text("texas_clerk", "/bookings/ID", first.booking),
    await text("texas_clerk", "/bookings/ID", 987_650_000),
  );
  for (const path of ["/requests/0", "/requests/abc", "/requests/9999999999999999999", "/bookings/-1"])
    await problem(await ask("clerk", path), 404);
  await problem(await ask("clerk", "/nothing"), 404);
});

test("the issuer's events never name the jail's booking", async () => {
  const read = (await body(await ask("officer", `/requests/${first.request}/events`))) as {
    events: { kind: string; booking_id: unknown; details: Record<string, unknown> }[];
  };
  assert.ok(read.events.some((event) => event.kind === "received"));
  assert.ok(!JSON.stringify(read).includes(String(first.booking)));
  const own = JSON.stringify(await body(await ask("clerk", `/requests/${first.request}/events`)));
  assert.ok(own.includes(String(first.booking)));
});

test("a request's ETag is its version: 304 to who has it, and the reading is written down all the same", async () => {
  const response = await ask("clerk", `/requests/${first.request}`);
  const etag = response.headers.get("etag") ?? "";
  assert.equal(etag, `"v${(await body(response)).version}"`);
  const before = await headPosition(store.db);
  for (const given of [etag, `W/${etag}`, `"other", ${etag}`, "*"]) {
    const again = await ask("clerk", `/requests/${first.request}`, { headers: { "if-none-match": given } });
    assert.deepEqual([again.status, again.headers.get("etag"), await again.text()], [304, etag, ""]);
  }
  assert.equal(await headPosition(store.db), before + 4);
  const stale = await ask("clerk", `/requests/${first.request}`, { headers: { "if-none-match": '"v99"' } });
  assert.equal(stale.status, 200);
});

test("what begins something says where it is, and what was sent twice is done once", async () => {
  const key = { "idempotency-key": "a-key-of-the-clerk" };
  const response = await post("clerk", "/actions/book", booking("B-2"), key);
  const made = await body(response);
  assert.equal(response.status, 201);
  assert.equal(response.headers.get("location"), `${root}/bookings/${made.booking_id}`);
  assert.equal(response.headers.get("etag"), '"v1"');
  assert.equal(response.headers.get("idempotency-replayed"), null);
  assert.deepEqual(writtenSchema.parse(made), made);
  const head = await headPosition(store.db);
  const again = await post("clerk", "/actions/book", booking("B-2"), key);
  assert.deepEqual(
    [
      again.status,
      again.headers.get("idempotency-replayed"),
      again.headers.get("location"),
      await body(again),
    ],
    [201, "true", `${root}/bookings/${made.booking_id}`, made],
  );
  assert.equal(await headPosition(store.db), head);
  await problem(await post("clerk", "/actions/book", booking("B-3"), key), 409);
  await problem(await post("clerk", "/actions/book", booking("B-2")), 409);
  const logged = await post("clerk", "/actions/log_request", paper("B-2"));
  assert.equal(logged.headers.get("location"), `${root}/requests/${(await body(logged)).request_id}`);
});

test("a write without a key, or with one that cannot be kept, is refused", async () => {
  const path = "/actions/book";
  const headers = { "content-type": "application/json" };
  const none = await ask("clerk", path, { method: "POST", headers, body: "{}" });
  assert.equal((await problem(none, 400)).parameter, "Idempotency-Key");
  for (const key of ["short", "a key with blanks", "x".repeat(201)])
    await problem(await post("clerk", path, booking("B-X"), { "idempotency-key": key }), 400);
});

test("two writers on one request: the second is told, and nothing is overwritten", async () => {
  const { request } = await begin("B-4");
  const path = `/requests/${request}/actions`;
  const answer = { asked: "notify", answer: "will", reason_code: "follows_policy" };
  const missing = await problem(await post("clerk", `${path}/serve`, served), 428);
  assert.deepEqual([missing.code, missing.parameter], ["version_needed", "If-Match"]);
  for (const given of ["*", "v1", '"7"', '"v1", "v2"'])
    await problem(await post("clerk", `${path}/serve`, served, { "if-match": given }), 428);
  const done = await post("clerk", `${path}/serve`, served, match(1));
  assert.equal(done.status, 200);
  assert.equal(done.headers.get("location"), null);
  const late = await problem(await post("supervisor", `${path}/answer`, answer, match(1)), 412);
  assert.equal(late.code, "changed_since");
  const weak = await post("supervisor", `${path}/answer`, answer, { "if-match": 'W/"v2"' });
  assert.equal(weak.status, 200);
  const version = (await ask("clerk", `/requests/${request}`)).headers.get("etag");
  assert.equal(version, '"v3"');
});

test("the same write sent again is answered the same although its version is behind by then", async () => {
  const { request } = await begin("B-5");
  const path = `/requests/${request}/actions/serve`;
  const headers = { ...match(1), "idempotency-key": "serve-once-000" };
  const once = await body(await post("clerk", path, served, headers));
  const again = await post("clerk", path, served, headers);
  assert.equal(again.status, 200);
  assert.equal(again.headers.get("idempotency-replayed"), "true");
  assert.deepEqual(await body(again), once);
});

test("an action is sent to its own address, by who may do it", async () => {
  const { request, booking: held } = await begin("B-6");
  const near = await problem(await post("clerk", "/actions/bok", {}), 404);
  assert.match(near.detail, /nearest is book/);
  await problem(await post("clerk", `/requests/${request}/actions/book`, {}, match(1)), 404);
  await problem(await post("clerk", `/bookings/${held}/actions/serve`, served, match(1)), 404);
  await problem(await post("officer", `/requests/${request}/actions/serve`, served, match(1)), 403);
  await problem(await post("observer", "/actions/book", booking("B-7")), 403);
  await problem(await post(null, "/actions/book", booking("B-7")), 401);
  const get = await ask("clerk", "/actions/book");
  assert.equal(get.headers.get("allow"), "POST, OPTIONS");
  await problem(get, 405);
  const foreign = await post("texas_clerk", `/requests/${request}/actions/serve`, served, match(1));
  const absent = await post("texas_clerk", "/requests/987650000/actions/serve", served, match(1));
  const told = async (response: Response, id: number) =>
    JSON.stringify(await problem(response, 404)).replaceAll(String(id), "ID");
  assert.equal(await told(foreign, request), await told(absent, 987_650_000));
  await problem(
    await post("clerk", `/bookings/${held}/actions/release`, { at: "2026-03-02T08:50" }, match(1)),
    400,
  );
});

const hugeText = "x".repeat(10_000_000);
const faults: readonly (readonly [
  what: string,
  content: string,
  status: number,
  fields: readonly string[],
])[] = [
  ["no JSON", "{", 400, []],
  ["nothing", "", 400, []],
  ["a list", "[]", 400, []],
  ["a text", '"book"', 400, []],
  ["a field that is not known", JSON.stringify({ ...booking("F-1"), name: "x" }), 400, ["name"]],
  [
    "fields that are missing",
    JSON.stringify({ facility_id: "sample-il-jail" }),
    400,
    ["booking_number", "person_id", "booked_at"],
  ],
  [
    "a control character",
    JSON.stringify({ ...booking("F-1"), arresting_agency: "a\u0007b" }),
    400,
    ["arresting_agency"],
  ],
  [
    "a text of 6,000 characters",
    JSON.stringify({ ...booking("F-1"), arresting_agency: "x".repeat(6000) }),
    400,
    ["arresting_agency"],
  ],
  ["lists within lists", `{"a":${"[".repeat(200_000)}${"]".repeat(200_000)}}`, 400, []],
  ["a name with line breaks", JSON.stringify({ ...booking("F-1"), "odd\n\u0000name": 1 }), 400, ["odd name"]],
  ["a text of 10 MB", JSON.stringify({ ...booking("F-1"), arresting_agency: hugeText }), 413, []],
  ["another jail's facility", JSON.stringify(booking("F-1", "sample-tx-jail")), 400, ["facility_id"]],
  [
    "a time in the future",
    JSON.stringify({ ...booking("F-1"), booked_at: "2027-01-01T00:00" }),
    400,
    ["booked_at"],
  ],
];
for (const [what, content, status, fields] of faults) {
  test(`${what} is one clear line, and nothing is written`, async () => {
    const head = await headPosition(store.db);
    const read = await problem(await post("clerk", "/actions/book", content), status);
    assert.ok(read.detail.length <= 501);
    assert.deepEqual(
      (read.fields ?? []).map((one) => one.field),
      fields,
    );
    assert.equal(await headPosition(store.db), head);
  });
}

test("content of another kind is refused, and a length that is not told is counted", async () => {
  await problem(await post("clerk", "/actions/book", "a=b", { "content-type": "text/plain" }), 415);
  const stream = new ReadableStream<Uint8Array>({
    pull: (controller) => controller.enqueue(new Uint8Array(100_000).fill(32)),
  });
  const headers = { "content-type": "application/json", "idempotency-key": "a-long-stream" };
  const init = { method: "POST", headers, body: stream, duplex: "half" } as RequestInit;
  await problem(await ask("clerk", "/actions/book", init), 413);
});

test("lists are read page by page to their end, each once", async () => {
  for (let n = 0; n < 5; n++) await post("clerk", "/actions/book", booking(`PAGE-${n}`));
  const seen: string[] = [];
  let path: string | null = "/bookings?number=PAGE-&limit=2";
  while (path !== null) {
    const response: Response = await ask("clerk", path);
    const { bookings } = (await body(response)) as { bookings: { state: { booking_number: string } }[] };
    seen.push(...bookings.map((one) => one.state.booking_number));
    const next: RegExpExecArray | null = /^<([^>]+)>; rel="next"$/.exec(response.headers.get("link") ?? "");
    path = next === null ? null : (next[1] ?? "").slice(root.length);
  }
  assert.deepEqual(seen, ["PAGE-4", "PAGE-3", "PAGE-2", "PAGE-1", "PAGE-0"]);
  const audit = await ask("auditor", "/audit?limit=3");
  const { lines, next_before } = (await body(audit)) as {
    lines: { position: number }[];
    next_before: number;
  };
  assert.equal(lines.length, 3);
  assert.equal(next_before, lines.at(-1)?.position);
  assert.match(audit.headers.get("link") ?? "", new RegExp(`before=${next_before}`));
});

test("a browser's session reads, and writes only with its form token and from its own page", async () => {
  const login = "clerk";
  const session = await store.db.transaction((tx) =>
    openSession(tx, { login, method: "password", acr: null }, clock.now()),
  );
  const cookie = { cookie: `accord_session=${session.token}` };
  assert.equal((await ask(null, "/desk", { headers: cookie })).status, 200);
  const own = { ...cookie, "sec-fetch-site": "same-origin" };
  await problem(await post(null, "/actions/book", booking("W-1"), own), 403);
  const token = { "x-accord-form-token": formToken(exchange.access.keys, session.token) };
  await problem(await post(null, "/actions/book", booking("W-1"), { ...cookie, ...token }), 401);
  const foreign = { ...cookie, ...token, "sec-fetch-site": "cross-site" };
  await problem(await post(null, "/actions/book", booking("W-1"), foreign), 401);
  assert.equal((await post(null, "/actions/book", booking("W-1"), { ...own, ...token })).status, 201);
});

test("every address of the exchange and every action is in the description, which the catalogue is of one mind with", async () => {
  const document = (await body(await exchange.api.request(`${apiRoot}/openapi.json`))) as {
    openapi: string;
    paths: Record<string, Record<string, { operationId: string; security: unknown }>>;
    components: { schemas: Record<string, unknown> };
  };
  assert.match(document.openapi, /^3\.1\./);
  const described = Object.entries(document.paths)
    .filter(([path]) => path.startsWith("/exchange"))
    .flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method} ${path}`));
  assert.deepEqual(
    described.sort(),
    [
      ...readRoutes.map((route) => `get /exchange${route.path}`),
      ...actions.map((action) => `post /exchange${actionPath(action)}`),
      "post /exchange/bookings/batch",
    ].sort(),
  );
  const operations = Object.values(document.paths).flatMap((methods) => Object.values(methods));
  const ids = operations.map((one) => one.operationId);
  assert.equal(new Set(ids).size, ids.length);
  const { actions: listed } = (await body(await ask("clerk", "/actions"))) as {
    actions: { action: string; is_allowed: boolean; input: { properties: Record<string, unknown> } }[];
  };
  assert.deepEqual(
    listed.map((one) => one.action),
    actions.map((action) => action.id),
  );
  const by = new Map(listed.map((one) => [one.action, one]));
  assert.deepEqual([by.get("book")?.is_allowed, by.get("issue_request")?.is_allowed], [true, false]);
  assert.ok("booking_number" in (by.get("book")?.input.properties ?? {}));
});

test("nothing of all this was a fault of our own", () => {
  assert.deepEqual(exchange.warnings, []);
});
