import sql, { raw, type Sql } from "sql-template-tag";
import { z } from "zod";
import { type Db, defineQuery, type Transaction } from "../../db/db.ts";
import { asTenant } from "../../records/exchange/tenant.ts";
import type { Actor } from "../../records/organisations/actor.ts";
import { concerns, forbiddenTo, type Walker } from "./member.ts";
import type { SeededTenants, Subject } from "./seed.ts";
import type { Leak } from "./walk.ts";

/** A row of a table; columns that it has not are not there. */
interface Row {
  readonly organisation_id?: string;
  readonly custodian_organisation_id?: string | null;
  readonly audience?: string;
  readonly request_id?: number | null;
  readonly is_shared?: boolean;
}

/** Every table that a tenant may read, and whether row-level security guards it. */
const readable = defineQuery(
  z.object({ name: z.string(), is_guarded: z.boolean() }),
  sql`select relname::text as name, relrowsecurity as is_guarded from pg_class
       where relkind in ('r', 'v', 'm', 'p') and relnamespace = 'public'::regnamespace
         and has_table_privilege('accord_tenant', oid, 'select')
       order by relname`,
);

const rowsOf = (table: string) =>
  defineQuery(
    z.object({ row: z.custom<Row>((value) => typeof value === "object" && value !== null) }),
    sql`select to_jsonb(t) as row from ${raw(table)} t`,
  );

/** Whether a row is an actor's to see, as the organisations of the seed have it, apart from the policies of the database. */
function isOwn(table: string, row: Row, actor: Actor, request: Subject | undefined): boolean {
  const acts = (id: string | null | undefined): boolean => actor.acts_for.includes(id ?? "");
  const isConcerned = request !== undefined && concerns(actor, request);
  if (table === "request_now")
    return row.audience === "custodian" ? acts(row.custodian_organisation_id) : isConcerned;
  if (table === "request_party")
    return acts(row.organisation_id) || actor.organisation_kind === "report_office";
  if (table === "exchange_event") return acts(row.organisation_id) || (row.is_shared === true && isConcerned);
  return acts(row.organisation_id);
}

async function readTables(db: Db, walker: Walker, seeded: SeededTenants): Promise<Leak[]> {
  const { actor } = walker;
  const requests = new Map(
    seeded.subjects.filter((one) => one.kind === "request").map((one) => [one.id, one]),
  );
  const { texts, nameOf } = forbiddenTo({ ...actor, roles: ["auditor"] }, seeded);
  const leaks: Leak[] = [];
  for (const { name: table, is_guarded } of await db.all(readable)) {
    const rows = await db.transaction((tx) => asTenant(tx, actor, () => tx.all(rowsOf(table))));
    const told = new Set<string>();
    for (const { row } of rows) {
      if (is_guarded && !isOwn(table, row, actor, requests.get(row.request_id ?? 0)))
        told.add("a row of another organisation");
      for (const [match] of JSON.stringify(row).matchAll(texts)) told.add(nameOf(match));
    }
    leaks.push(...[...told].map((what) => ({ login: actor.login, address: `select from ${table}`, what })));
  }
  return leaks;
}

interface Attempt {
  readonly what: string;
  readonly statement: Sql;
}

/** What no tenant may write: in another's name, and over what was written. */
function attemptsOf({ actor }: Walker, foreign: string, request: Subject | undefined): Attempt[] {
  const id = request?.id ?? 1;
  return [
    {
      what: "insert into exchange_event in another's name",
      statement: sql`
        insert into exchange_event (event_id, position, kind, request_id, organisation_id, member_id, occurred_at, recorded_at, is_shared, details)
        values (999999999999, 1, 'opinion_recorded', ${id}, ${foreign}, ${actor.member_id}, now(), now(), false, '{"text": "x"}'::jsonb)`,
    },
    {
      what: "insert into exchange_key in another's name",
      statement: sql`
        insert into exchange_key (organisation_id, idempotency_key, position, request_sha256, answer)
        values (${foreign}, 'walk-by-sql', 1, repeat('0', 64), '{}'::jsonb)`,
    },
    { what: "update booking_now", statement: sql`update booking_now set version = version + 1` },
    { what: "delete from request_now", statement: sql`delete from request_now` },
    {
      what: "insert into request_party",
      statement: sql`
        insert into request_party (request_id, organisation_id, position, capacity) values (${id}, ${actor.organisation_id}, 1, 'custodian')`,
    },
    { what: "select from journal", statement: sql`select from journal` },
    { what: "select from access_session", statement: sql`select from access_session` },
  ];
}

class RolledBack extends Error {}

/** Whether the database refuses a statement of an actor for want of a right; whatever it did is undone. */
async function isRefused(db: Db, actor: Actor, statement: Sql): Promise<boolean> {
  try {
    await db.transaction(async (tx: Transaction) => {
      await asTenant(tx, actor, () => tx.run(statement));
      throw new RolledBack();
    });
  } catch (error) {
    if (error instanceof RolledBack) return false;
    if ((error as { code?: string }).code === "42501") return true; // insufficient_privilege, row-level security included
    throw error;
  }
  return false;
}

/**
 * Reads the tables of the exchange with the rights of one member of each organisation, past the application, and tries what no
 * tenant may write; answers each row of another organisation that is seen, and each statement that is not refused.
 */
export async function checkBySql(
  db: Db,
  seeded: SeededTenants,
  walkers: readonly Walker[],
): Promise<readonly Leak[]> {
  const leaks: Leak[] = [];
  const one = new Map(walkers.map((walker) => [walker.actor.organisation_id, walker]));
  for (const walker of one.values()) {
    leaks.push(...(await readTables(db, walker, seeded)));
    const { actor } = walker;
    const side = actor.organisation_id.endsWith("-a") ? "b" : "a";
    const request = seeded.subjects.find(({ name }) => name === `request open-${side}`);
    for (const { what, statement } of attemptsOf(walker, `jail-${side}`, request))
      if (!(await isRefused(db, actor, statement)))
        leaks.push({ login: actor.login, address: what, what: "was not refused by the database" });
  }
  return leaks;
}
