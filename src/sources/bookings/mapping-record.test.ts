import assert from "node:assert/strict";
import { after, test } from "node:test";
import sql from "sql-template-tag";
import { z } from "zod";
import { openTestStore } from "../../../test/support/store.ts";
import { InvalidInput, NotFound } from "../../base/errors.ts";
import { defineQuery } from "../../db/db.ts";
import { entriesBetween, headPosition } from "../../records/journal/journal.ts";
import { verifyJournal } from "../../records/journal/verify-journal.ts";
import { registerOrganisation } from "../../records/organisations/register-organisation.ts";
import { type BookingMapping, mappingOf } from "./mapping.ts";
import { mappingFor, mappingsOf, saveMapping } from "./mapping-record.ts";

const { db } = await openTestStore({ after });
const at = "2026-01-05T12:00:00.000Z";

async function register(id: string): Promise<void> {
  const organisation = {
    organisation_id: id,
    kind: "jail_operator" as const,
    name: "Made-up Sheriff",
    jurisdiction_geoid: "99001",
    contact_email: null,
    is_synthetic: true,
  };
  const facility = {
    facility_id: `${id}-jail`,
    name: "Main jail",
    kind: "county_jail",
    state_usps: "ZZ",
    jurisdiction_geoid: "99001",
    city: null,
    time_zone: "America/Chicago",
  };
  await db.transaction((tx) =>
    registerOrganisation(tx, { organisation, facilities: [facility], counsels_for: [] }, at, "test"),
  );
}
await register("one-county");
await register("other-county");

const mapping = (title = "First", facility_id = "one-county-jail", name = "nightly"): BookingMapping =>
  mappingOf({
    name,
    title,
    facility_id,
    zone: "America/Chicago",
    rows: "charge",
    columns: {
      booking_number: ["No"],
      person_id: ["Person"],
      booked_at: ["Booked"],
      charge_description: ["Charge"],
    },
    time_forms: ["M/D/YYYY H:mm"],
  });
const save = (made: BookingMapping, organisation_id = "one-county") =>
  db.transaction((tx) =>
    saveMapping(tx, { organisation_id, mapping: made, recorded_at: at, author: "one-county/admin-1" }),
  );

test("a mapping is saved, found again as it was, and each change is a version", async () => {
  const first = await save(mapping());
  assert.deepEqual(
    [first.version, first.mapping_id, first.position],
    [1, first.position, await headPosition(db)],
  );
  assert.deepEqual(await mappingFor(db, "one-county", "nightly"), first);
  const second = await save(mapping("Second"));
  assert.equal(second.version, 2);
  assert.deepEqual(await mappingFor(db, "one-county", "nightly"), second);
  assert.deepEqual(await mappingFor(db, "one-county", "nightly", 1), first);
  const other = await save(mapping("Other", "one-county-jail", "weekly"));
  assert.deepEqual(await mappingsOf(db, "one-county"), [second, other]);
  const [entry] = await db.all(entriesBetween(second.position, second.position));
  assert.deepEqual(
    [entry?.kind, entry?.body.what, entry?.body.name, entry?.body.version, entry?.author],
    ["organisation", "booking_mapping_saved", "nightly", 2, "one-county/admin-1"],
  );
});

test("the same mapping saved again is no new version, and nothing is appended", async () => {
  const head = await headPosition(db);
  assert.equal((await save(mapping("Second"))).version, 2);
  assert.equal(await headPosition(db), head);
  assert.equal((await save(mapping())).version, 3);
});

test("a facility that is not the organisation's is refused, with one that is", async () => {
  const head = await headPosition(db);
  await assert.rejects(
    save(mapping("x", "other-county-jail")),
    (error: Error) =>
      error instanceof InvalidInput &&
      /no facility of "one-county".*such as one-county-jail/.test(error.message),
  );
  await assert.rejects(save(mapping(), "nowhere"), InvalidInput);
  assert.equal(await headPosition(db), head);
});

test("a name that is not there is not found, with the nearest; nor is another organisation's", async () => {
  await assert.rejects(
    mappingFor(db, "one-county", "nightli"),
    (error: Error) => error instanceof NotFound && /did you mean nightly\?/.test(error.message),
  );
  await assert.rejects(mappingFor(db, "one-county", "nightly", 99), /of version 99/);
  await assert.rejects(mappingFor(db, "other-county", "nightly"), /none is saved yet/);
});

test("a member sees the mappings of whom it acts for, and may change none", async () => {
  const seen = defineQuery(
    z.object({ organisation_id: z.string() }),
    sql`select distinct organisation_id from booking_mapping`,
  );
  const as = (organisation: string) => sql`
    select set_config('role', 'accord_tenant', true), set_config('accord.acts_for', ${organisation}, true)`;
  const seenBy = (organisation: string) =>
    db.transaction(async (tx) => {
      await tx.run(as(organisation));
      return tx.all(seen);
    });
  assert.deepEqual(
    [await seenBy("one-county"), await seenBy("other-county"), await seenBy("")],
    [[{ organisation_id: "one-county" }], [], []],
  );
  await assert.rejects(
    db.transaction(async (tx) => {
      await tx.run(as("one-county"));
      await tx.run(
        sql`insert into booking_mapping select mapping_id + 1000, position, organisation_id, name, version + 1000, facility_id, mapping, mapping_sha256 from booking_mapping limit 1`,
      );
    }),
    { code: "42501" },
  );
});

test("what was saved stays as it was, and the journal verifies", async () => {
  await assert.rejects(
    db.transaction((tx) => tx.script("update booking_mapping set version = version")),
    { code: "23001" },
  );
  assert.equal((await verifyJournal(db)).ok, true);
});
