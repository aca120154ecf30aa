import assert from "node:assert/strict";
import { after, test } from "node:test";
import { openExchangeApi } from "../../../test/support/exchange-api.ts";
import { InvalidInput } from "../../base/errors.ts";
import { verifyJournal } from "../../records/journal/verify-journal.ts";
import { problemSchema } from "../problem.ts";
import { batchSchema } from "./schemas.ts";

const exchange = await openExchangeApi({ after }, async (actor, mapping, bytes) => {
  if (mapping !== "our-export") throw new InvalidInput(`mapping: none is called ${mapping}`);
  const rows = new TextDecoder().decode(bytes).trim().split("\n").slice(1);
  return {
    facility_id: actor.organisation_id,
    bookings: rows.filter((row) => !row.startsWith("?")).map((row) => booking(row.split(",")[0] ?? "")),
    quarantined: rows.filter((row) => row.startsWith("?")).map(() => ({ line: 3, reason: "no number" })),
  };
});
const { post } = exchange;

const facility_id = "sample-il-jail";
const booking = (number: string) => ({
  booking_number: number,
  person_id: `P-${number}`,
  booked_at: "2026-03-01T08:00",
});
const batch = (numbers: readonly string[]) => ({ facility_id, bookings: numbers.map(booking) });
const send = (body: unknown, more: Record<string, string> = {}, path = "/bookings/batch") =>
  post("clerk", path, body, more);
const read = async (response: Response) => {
  assert.equal(response.status, 200);
  const body = await response.json();
  return { ...batchSchema.parse(body), is_repeat: response.headers.get("idempotency-replayed") };
};
const refused = async (response: Response, status: number) => {
  assert.equal(response.status, status);
  return problemSchema.parse(await response.json());
};

test("each booking of a batch is in one of the counts, and those of elsewhere are refused one by one", async () => {
  await read(await send(batch(["A-1"])));
  const other = { ...booking("A-9"), facility_id: "sample-tx-jail" };
  const wrong = { ...booking("A-8"), booked_at: "never" };
  const given = { facility_id, bookings: [...batch(["A-1", "A-2", "A-3"]).bookings, other, wrong, 7] };
  const done = await read(await send(given));
  assert.deepEqual([done.given, done.recorded, done.known, done.updated], [6, 2, 1, 0]);
  assert.deepEqual(done.refused.map((one) => one.booking_number).sort(), ["A-8", "A-9", "number 6"]);
  assert.equal(done.given, done.recorded + done.known + done.updated + done.refused.length);
});

test("a batch sent again under its key is answered the same and done once; another one under it is refused", async () => {
  const key = { "idempotency-key": "batch-key-1" };
  const once = await read(await send(batch(["B-1", "B-2"]), key));
  const again = await read(await send(batch(["B-1", "B-2"]), key));
  assert.deepEqual([once.recorded, again.recorded, once.is_repeat, again.is_repeat], [2, 2, null, "true"]);
  assert.equal((await refused(await send(batch(["B-3"]), key), 409)).code, "conflict");
  assert.equal((await post("clerk", "/actions/book", { facility_id, ...booking("B-3") }, key)).status, 409);
  const other = { "idempotency-key": "single-key-1" };
  assert.equal((await post("clerk", "/actions/book", { facility_id, ...booking("B-4") }, other)).status, 201);
  await refused(await send(batch(["B-5"]), other), 409);
});

test("a batch is for who may book, of a facility of theirs, and no longer than it may be", async () => {
  await refused(await post("officer", "/bookings/batch", batch(["C-1"])), 403);
  await refused(await post("texas_clerk", "/bookings/batch", batch(["C-1"])), 400);
  await refused(await post(null, "/bookings/batch", batch(["C-1"])), 401);
  const many = await refused(await send(batch(Array.from({ length: 5001 }, (_, n) => `M-${n}`))), 400);
  assert.match(many.detail, /at most 5000/);
  const missing = await refused(await send({ name: "x" }), 400);
  assert.deepEqual(
    missing.fields?.map((one) => one.field),
    ["facility_id", "bookings", "name"],
  );
  assert.equal(
    (await refused(await send(`{"bookings":"${"x".repeat(10_000_001)}"}`), 413)).code,
    "content_too_large",
  );
  await refused(await send("x", { "content-type": "text/plain" }), 415);
});

test("an export is read with a mapping that was saved, and says what of it is no booking", async () => {
  const csv = { "content-type": "text/csv; charset=utf-8", "idempotency-key": "csv-key-01" };
  const path = "/bookings/batch?mapping=our-export";
  const done = await read(await send("number,day\nD-1,x\n?,x\n", csv, path));
  assert.deepEqual([done.recorded, done.put_aside], [1, [{ line: 3, reason: "no number" }]]);
  const again = await read(await send("number,day\nD-1,x\n?,x\n", csv, path));
  assert.deepEqual({ ...again, is_repeat: null }, done);
  await refused(await send("number\nD-2\n", csv, path), 409);
  const fresh = { "content-type": "text/csv" };
  assert.equal((await refused(await send("number\nD-2\n", fresh), 400)).parameter, "mapping");
  await refused(await send("number\nD-2\n", fresh, "/bookings/batch?mapping=nothing"), 400);
});

test("nothing of all this was a fault of our own", () => {
  assert.deepEqual(exchange.warnings, []);
});

test("the journal holds after batches and their repeats", async () => {
  assert.equal((await verifyJournal(exchange.store.db)).first_wrong, null);
});
