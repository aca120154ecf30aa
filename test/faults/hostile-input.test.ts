import assert from "node:assert/strict";
import { after, test } from "node:test";
import sql from "sql-template-tag";
import { z } from "zod";
import { InvalidInput } from "../../src/base/errors.ts";
import { defineQuery } from "../../src/db/db.ts";
import { headPosition } from "../../src/records/journal/journal.ts";
import { verifyJournal } from "../../src/records/journal/verify-journal.ts";
import { openExchange } from "../support/exchange.ts";

const { act, store } = await openExchange({ after });
const at = "2026-03-02T14:30:00Z";
const booking = {
  facility_id: "sample-il-jail",
  booking_number: "H-1",
  person_id: "made up",
  booked_at: at,
};
await act("clerk", "book", null, booking);
const paper = {
  form: "I-247A",
  issued_on: "2026-03-02",
  facility_id: "sample-il-jail",
  booking_number: "H-1",
  issuing_unit: "a made-up office",
  received_at: at,
  channel: "fax",
};
const { request_id } = await act("clerk", "log_request", null, paper);

const written = defineQuery(
  z.object({ events: z.number(), standing: z.number() }),
  sql`select (select count(*) from exchange_event) as events, (select coalesce(sum(version), 0) from request_now) as standing`,
);
const present = async () => ({
  head: await headPosition(store.db),
  ...(await store.db.one(written)),
});

/** Asserts that an input is refused in one short line that names its field, and that nothing was written. */
async function refused(
  action: string,
  subject: number | null,
  input: object,
  field: string,
  why: RegExp,
): Promise<void> {
  const before = await present();
  await assert.rejects(act("clerk", action, subject, input), (error: unknown) => {
    assert.ok(error instanceof InvalidInput, `${action} ${field}: ${String(error).slice(0, 300)}`);
    assert.match(error.message, why);
    assert.equal(error.message.split("\n").length, 1);
    assert.ok(error.message.length < 300, `${error.message.length} characters`);
    assert.equal(error.details.field, field);
    return true;
  });
  assert.deepEqual(await present(), before);
}

const answer = { asked: "notify", answer: "will", reason_code: "follows_policy" };
const notice = { at, channel: "phone", reached: "duty officer", answer: "will_come" };
const served = { at, manner: "in_person", language: "es" };

/** Every field of text of the actions that a desk uses most. */
const texts: readonly (readonly [action: string, on: "request" | "none", input: object, fields: string[]])[] =
  [
    ["book", "none", { ...booking, booking_number: "H-2" }, ["booking_number", "person_id", "booked_at"]],
    ["book", "none", { ...booking, booking_number: "H-2" }, ["arresting_agency", "facility_id"]],
    ["log_request", "none", paper, ["issuing_unit", "receipt", "by_desk", "basis_wording", "ice_reference"]],
    ["log_request", "none", paper, ["form", "issued_on", "received_at", "booking_number"]],
    ["serve", "request", served, ["note", "by_role", "at"]],
    ["answer", "request", answer, ["note", "provision", "reason_code"]],
    ["log_notice", "request", notice, ["note", "reached", "release_at"]],
    [
      "assert_outcome",
      "request",
      { outcome: "ICE_CUSTODY", evidence: "a log" },
      ["evidence", "outcome", "happened_at"],
    ],
  ];

const subjectOf = (on: "request" | "none"): number | null => (on === "none" ? null : request_id);
const tenMegabytes = "x".repeat(10 * 1024 * 1024);

test("a text of ten megabytes is refused in any field, in one line", async () => {
  for (const [action, on, input, fields] of texts)
    for (const field of fields)
      await refused(
        action,
        subjectOf(on),
        { ...input, [field]: tenMegabytes },
        field,
        /has 10485760 characters; at most \d+ are kept/,
      );
  const charges = [{ description: "one" }, { description: tenMegabytes }];
  await refused(
    "book",
    null,
    { ...booking, booking_number: "H-2", charges },
    "charges.1.description",
    /10485760/,
  );
});

const controls = [...Array(0x20).keys(), ...Array.from({ length: 0x21 }, (_, n) => 0x7f + n)].filter(
  (code) => ![0x09, 0x0a, 0x0d].includes(code),
);

test("a control character is refused in any field, and named", async () => {
  for (const code of controls)
    await refused(
      "answer",
      request_id,
      { ...answer, note: `so${String.fromCharCode(code)}it is` },
      "note",
      new RegExp(`U\\+00${code.toString(16).padStart(2, "0").toUpperCase()}`),
    );
  for (const [action, on, input, fields] of texts)
    for (const field of fields)
      await refused(action, subjectOf(on), { ...input, [field]: "a\0b" }, field, /U\+0000/);
});

test("half a character, as no text has, is refused", async () => {
  for (const text of ["\ud800", "a\udc00b", "\udfff\ud800"])
    await refused("answer", request_id, { ...answer, note: text }, "note", /half a character/);
});

test("what is nested without end, or has fields without end, is refused", async () => {
  let deep: unknown = "x";
  for (let level = 0; level < 200_000; level++) deep = [deep];
  await refused("answer", request_id, { ...answer, note: deep }, "note", /is nested too deep/);
  const many = Object.fromEntries(Array.from({ length: 50_000 }, (_, n) => [`field ${n}`, "x"]));
  await refused("answer", request_id, { ...answer, ...many }, "field 0", /is not a field of this/);
  const charges = Array.from({ length: 51 }, () => ({ description: "one" }));
  await refused("book", null, { ...booking, booking_number: "H-2", charges }, "charges", /50|too big|<=50/i);
});

test("a name that objects have by themselves is no field", async () => {
  for (const field of ["__proto__", "constructor", "toString"])
    await refused(
      "answer",
      request_id,
      JSON.parse(`{"asked":"notify","answer":"will","reason_code":"other","${field}":"x"}`),
      field,
      /is not a field of this/,
    );
});

test("text that looks like SQL, HTML or a formula is kept as it is", async () => {
  const note = `'); drop table journal; -- <script>alert(1)</script> =1+1 \u202e "quoted" \\ %s \u{1f512}`;
  await act("clerk", "answer", request_id, { ...answer, note });
  const kept = defineQuery(
    z.object({ note: z.string() }),
    sql`select details->>'note' as note from exchange_event where kind = 'responded' order by event_id desc limit 1`,
  );
  assert.equal((await store.db.one(kept)).note, note);
  assert.equal((await verifyJournal(store.db)).first_wrong, null);
});
