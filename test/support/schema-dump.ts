import sql, { type Sql } from "sql-template-tag";
import { z } from "zod";
import { defineQuery, type Reader } from "../../src/db/db.ts";

const line = z.object({ owner: z.string(), text: z.string() });

const linesOf = (query: Sql) => defineQuery(line, query);

/** Types are written in full, so that a collation or a default that one engine has and the other has not is seen. */
const columns = linesOf(sql`
  select c.relname::text as owner,
         a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
           || case when a.attnotnull then ' not null' else '' end
           || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '') as text
    from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
   where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
   order by c.relname collate "C", a.attnum`);

/** From PostgreSQL 18 on "not null" is a constraint of its own; it stands with its column here. */
const constraints = linesOf(sql`
  select c.relname::text as owner, 'constraint ' || k.conname || ' ' || pg_get_constraintdef(k.oid) as text
    from pg_constraint k join pg_class c on c.oid = k.conrelid
   where c.relnamespace = 'public'::regnamespace and k.contype in ('p', 'u', 'f', 'c', 'x')
   order by c.relname collate "C", k.contype, k.conname collate "C"`);

const indexes = linesOf(sql`
  select c.relname::text as owner, pg_get_indexdef(i.indexrelid) as text
    from pg_index i join pg_class c on c.oid = i.indrelid join pg_class x on x.oid = i.indexrelid
   where c.relnamespace = 'public'::regnamespace
     and not exists (select from pg_constraint k where k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x'))
   order by c.relname collate "C", x.relname collate "C"`);

const triggers = linesOf(sql`
  select c.relname::text as owner, pg_get_triggerdef(t.oid) as text
    from pg_trigger t join pg_class c on c.oid = t.tgrelid
   where c.relnamespace = 'public'::regnamespace and not t.tgisinternal
   order by c.relname collate "C", t.tgname collate "C"`);

const security = linesOf(sql`
  select c.relname::text as owner, 'alter table ' || c.relname || ' enable row level security' as text
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relrowsecurity
  union all
  select tablename::text, 'create policy ' || policyname || ' on ' || tablename || ' for ' || lower(cmd) || ' to ' || array_to_string(roles, ', ')
           || coalesce(' using ' || qual, '') || coalesce(' with check ' || with_check, '')
    from pg_policies where schemaname = 'public'
   order by 1, 2`);

const grants = linesOf(sql`
  select table_name::text as owner, 'grant ' || string_agg(lower(privilege_type), ', ' order by privilege_type) || ' on ' || table_name || ' to accord_tenant' as text
    from information_schema.role_table_grants
   where table_schema = 'public' and grantee = 'accord_tenant' group by table_name order by 1`);

const views = linesOf(sql`
  select c.relname::text as owner, pg_get_viewdef(c.oid, true) as text from pg_class c
   where c.relnamespace = 'public'::regnamespace and c.relkind in ('v', 'm') order by c.relname collate "C"`);

const functions = linesOf(sql`
  select p.proname::text as owner, pg_get_functiondef(p.oid) as text from pg_proc p
   where p.pronamespace = 'public'::regnamespace
     and not exists (select from pg_depend e where e.objid = p.oid and e.deptype = 'e')
   order by p.proname collate "C", pg_get_function_identity_arguments(p.oid) collate "C"`);

/** The schema of a store as text for people: each table with all that hangs on it, then views, then functions. */
export async function dumpSchema(db: Reader): Promise<string> {
  const inside = [...(await db.all(columns)), ...(await db.all(constraints))];
  const beside = [
    ...(await db.all(indexes)),
    ...(await db.all(triggers)),
    ...(await db.all(security)),
    ...(await db.all(grants)),
  ];
  const of = (owner: string, lines: readonly z.infer<typeof line>[]): string[] =>
    lines.filter((one) => one.owner === owner).map((one) => one.text);
  const tables = [...new Set(inside.map((one) => one.owner))].map((table) =>
    [
      `create table ${table} (\n${of(table, inside)
        .map((text) => `  ${text}`)
        .join(",\n")}\n);`,
      ...of(table, beside).map((text) => `${text};`),
    ].join("\n"),
  );
  const seen = (await db.all(views)).map(({ owner, text }) => `create view ${owner} as\n${text.trim()}`);
  const made = (await db.all(functions)).map(({ text }) => `${text.trim()};`);
  return `${[...tables, ...seen, ...made].join("\n\n")}\n`;
}
