import assert from "node:assert/strict";
import { after, test } from "node:test";
import sql from "sql-template-tag";
import { openTestStore } from "../../../test/support/store.ts";
import { type AppError, Conflict, InvalidInput, NotFound } from "../../base/errors.ts";
import type { Transaction } from "../../db/db.ts";
import { entriesBetween, headPosition } from "../journal/journal.ts";
import { verifyJournal } from "../journal/verify-journal.ts";
import { actorByLogin, actorOf } from "./actor-of.ts";
import { memberByLogin, memberOfVersion, membersOf } from "./member.ts";
import { exchangeFacility, facilitiesOf, organisationById, organisationsAsOf } from "./organisation.ts";
import { changeMember, registerMember } from "./register-member.ts";
import { type Registration, registerOrganisation } from "./register-organisation.ts";

const { db } = await openTestStore({ after });
const at = "2026-01-05T12:00:00.000Z";

const jail = (id = "made-up-county-jail"): Registration => ({
  organisation: {
    organisation_id: id,
    kind: "jail_operator",
    name: "Made-up County Sheriff",
    jurisdiction_geoid: "99001",
    contact_email: "records@jail.example",
    is_synthetic: true,
  },
  facilities: [
    {
      facility_id: `${id}-main`,
      name: "Main jail",
      kind: "county_jail",
      state_usps: "ZZ",
      jurisdiction_geoid: "99001",
      city: null,
      time_zone: "America/Chicago",
    },
  ],
  counsels_for: [],
});
const counsel = (id: string, counselsFor: string[]): Registration => ({
  organisation: { ...jail(id).organisation, kind: "county_counsel", name: "Made-up County Counsel" },
  facilities: [],
  counsels_for: counselsFor,
});
const write = <T>(work: (tx: Transaction) => Promise<T>): Promise<T> => db.transaction(work);
const register = (registration: Registration) =>
  write((tx) => registerOrganisation(tx, registration, at, "test"));

await register(jail());

test("an organisation is found with what it answers for, from its position on", async () => {
  const position = await headPosition(db);
  assert.equal((await db.maybe(organisationById("made-up-county-jail")))?.kind, "jail_operator");
  assert.equal((await db.maybe(exchangeFacility("made-up-county-jail-main")))?.time_zone, "America/Chicago");
  assert.equal((await db.all(facilitiesOf("made-up-county-jail"))).length, 1);
  assert.equal(await db.maybe(exchangeFacility("elsewhere")), null);
  assert.deepEqual(
    [(await db.all(organisationsAsOf(position))).length, (await db.all(organisationsAsOf(0))).length],
    [1, 0],
  );
});

const wrong: readonly [
  what: string,
  made: Registration,
  error: new (...a: never[]) => AppError,
  says: RegExp,
][] = [
  ["an id that is taken", jail(), Conflict, /"made-up-county-jail" is registered already/],
  ["a facility that is taken", { ...jail("other"), facilities: jail().facilities }, Conflict, /answered for/],
  [
    "a facility twice",
    { ...jail("other"), facilities: [...jail("other").facilities, ...jail("other").facilities] },
    InvalidInput,
    /named twice/,
  ],
  ["an id with a blank", jail("made up"), InvalidInput, /organisation_id is not an id/],
  [
    "an offset for a zone",
    { ...jail("other"), facilities: jail("other").facilities.map((f) => ({ ...f, time_zone: "-05:00" })) },
    InvalidInput,
    /facilities.0.time_zone is no IANA zone/,
  ],
  [
    "a jail that counsels",
    { ...jail("other"), counsels_for: ["made-up-county-jail"] },
    InvalidInput,
    /only a/,
  ],
  ["counsel of nobody known", counsel("other", ["nowhere"]), NotFound, /"nowhere", which is not registered/],
];
for (const [what, made, error, says] of wrong) {
  test(`refused, with nothing recorded: ${what}`, async () => {
    const head = await headPosition(db);
    await assert.rejects(register(made), (thrown: Error) => {
      assert.ok(thrown instanceof error, String(thrown));
      assert.match(thrown.message, says);
      return !thrown.message.includes("\n");
    });
    assert.equal(await headPosition(db), head);
  });
}

test("an account has the roles of its kind, a login once, and every change is a version", async () => {
  const add = (login: string, roles: string[]) =>
    write((tx) => registerMember(tx, { organisation_id: "made-up-county-jail", login, roles }, at, "test"));
  const made = await add("intake-desk-1", ["clerk"]);
  await assert.rejects(add("intake-desk-1", ["clerk"]), /is taken/);
  await assert.rejects(add("Intake Desk", ["clerk"]), /login "Intake Desk" cannot be used/);
  await assert.rejects(add("intake-desk-2", ["officer"]), /role "officer" is not one of a jail_operator/);
  await assert.rejects(add("intake-desk-2", []), /no role is given/);
  await assert.rejects(
    write((tx) =>
      registerMember(tx, { organisation_id: "nowhere", login: "a", roles: ["clerk"] }, at, "test"),
    ),
    NotFound,
  );
  const change = {
    member_id: made.member_id,
    login: made.login,
    roles: ["supervisor", "clerk"],
    is_active: true,
  };
  const changed = await write((tx) => changeMember(tx, change, at, "test"));
  assert.deepEqual([changed.roles, changed.member_id > made.member_id], [["clerk", "supervisor"], true]);
  await assert.rejects(
    write((tx) => changeMember(tx, change, at, "test")),
    /was changed by someone else meanwhile/,
  );
  assert.deepEqual(await db.maybe(memberByLogin("intake-desk-1")), changed);
  assert.deepEqual(await db.maybe(memberOfVersion(made.member_id)), changed);
  const [entry] = await db.all(entriesBetween(await headPosition(db), await headPosition(db)));
  assert.deepEqual(
    [entry?.kind, entry?.body.what, entry?.body.login],
    ["organisation", "member_changed", "intake-desk-1"],
  );
});

test("the last administrator stays, another one may go", async () => {
  const add = (login: string) =>
    write((tx) =>
      registerMember(
        tx,
        { organisation_id: "made-up-county-jail", login, roles: ["administrator"] },
        at,
        "test",
      ),
    );
  const first = await add("admin-1");
  const leave = { member_id: first.member_id, login: "admin-1", roles: ["administrator"], is_active: false };
  await assert.rejects(
    write((tx) => changeMember(tx, leave, at, "test")),
    /"admin-1" is the last administrator/,
  );
  await assert.rejects(
    write((tx) => changeMember(tx, { ...leave, roles: ["clerk"], is_active: true }, at, "test")),
    Conflict,
  );
  await add("admin-2");
  await write((tx) => changeMember(tx, leave, at, "test"));
  assert.equal(await actorByLogin(db, "admin-1"), null);
  await assert.rejects(actorOf(db, first.member_id), (error: AppError) => error.code === "not_allowed");
  assert.equal((await db.all(membersOf("made-up-county-jail"))).length, 3);
});

test("an actor sees its own organisation, and counsel those that it acts for", async () => {
  await register(counsel("made-up-counsel", ["made-up-county-jail"]));
  const made = await write((tx) =>
    registerMember(
      tx,
      { organisation_id: "made-up-counsel", login: "counsel-1", roles: ["counsel"] },
      at,
      "test",
    ),
  );
  assert.deepEqual(await actorOf(db, made.member_id), {
    member_id: made.member_id,
    login: "counsel-1",
    organisation_id: "made-up-counsel",
    organisation_kind: "county_counsel",
    roles: ["counsel"],
    acts_for: ["made-up-counsel", "made-up-county-jail"],
  });
  assert.deepEqual((await actorByLogin(db, "intake-desk-1"))?.acts_for, ["made-up-county-jail"]);
  await assert.rejects(actorOf(db, 999_999), NotFound);
});

test("what was registered stays as it was, and the journal verifies", async () => {
  for (const table of ["organisation", "organisation_facility", "organisation_counsel", "member"])
    await assert.rejects(
      write((tx) => tx.script(`update ${table} set position = position`)),
      { code: "23001" },
    );
  assert.equal((await verifyJournal(db)).ok, true);
  await assert.rejects(
    write((tx) => tx.run(sql`delete from member`)),
    { code: "23001" },
  );
});
