import sql from "sql-template-tag";
import { z } from "zod";
import { type Db, defineQuery } from "../../db/db.ts";
import { factPosition } from "../journal/journal.ts";
import { verifyJournal } from "../journal/verify-journal.ts";

/** One published check: a fail breaks the tests, an info has no target. */
export interface QualityRow {
  readonly check: string;
  readonly status: "pass" | "fail" | "info";
  readonly measured: string;
  readonly target: string | null;
  readonly note: string;
}

const count = (n: number): string => n.toLocaleString("en-US");
const share = (part: number, whole: number): string =>
  whole === 0
    ? "nothing to measure"
    : `${count(part)} of ${count(whole)} (${((100 * part) / whole).toFixed(2)} %)`;
const oneNumber = z.object({ n: z.number() });

const leaking = defineQuery(
  oneNumber,
  sql`
  select count(*)::int as n from (
    select r.release_id, r.record, sum(s.rows_read) as read, sum(s.rows_recorded) as recorded, sum(s.rows_known) as known, sum(s.rows_quarantined) as quarantined
      from release r join source_sheet s using (release_id) group by r.release_id, r.record) c
   where read <> recorded + known + quarantined
      or recorded <> case record when 'detainer' then (select count(*) from detainer d where d.release_id = c.release_id)
                                 else (select count(*) from booking_charge b where b.release_id = c.release_id) end`,
);

const rowsRead = defineQuery(
  oneNumber,
  sql`select coalesce(sum(rows_read), 0)::bigint as n from source_sheet`,
);

const dangling = defineQuery(
  oneNumber,
  sql`
  select count(*)::int as n from detainer d
   where not exists (select from source_sheet s where s.sheet_id = d.detainer_id / 1000000000)
      or not exists (select from source_place p where p.place_id = d.place_id)
      or not exists (select from term t where t.term_id = d.lift_reason_id)
      or not exists (select from outcome_finding o where o.detainer_type_id = d.detainer_type_id and o.lift_reason_id = d.lift_reason_id)`,
);

const rollupGap = defineQuery(
  oneNumber,
  sql`select abs((select count(*) from detainer) - (select coalesce(sum(detainers), 0) from detainer_rollup))::bigint as n`,
);

/** Requests by whether they name a facility with its state, and whether a body is found for that. */
const coverage = (position: number) =>
  defineQuery(
    z.object({
      named: z.number(),
      with_body: z.number(),
      catch_all: z.number(),
      catch_all_resolved: z.number(),
      resolved_without_state: z.number(),
    }),
    sql`
    select coalesce(sum(u.detainers) filter (where p.name <> '' and p.state <> '' and not catch_all), 0)::int as named,
           coalesce(sum(u.detainers) filter (where p.name <> '' and p.state <> '' and not catch_all and f.body_id is not null), 0)::int as with_body,
           coalesce(sum(u.detainers) filter (where catch_all), 0)::int as catch_all,
           coalesce(sum(u.detainers) filter (where catch_all and f.status = 'resolved'), 0)::int as catch_all_resolved,
           coalesce(sum(u.detainers) filter (where p.state = '' and f.status = 'resolved'), 0)::int as resolved_without_state
      from detainer_rollup u
      join (select *, upper(name) ~ '^OTHER[- ]*OTHER' as catch_all from source_place) p using (place_id)
      left join facility_as_of(${position}) f on f.place_id = u.place_id and u.week_from >= f.from_on and (f.before_on is null or u.week_from < f.before_on)`,
  );

const unmapped = defineQuery(
  z.object({ unmapped: z.number(), withheld: z.number(), unknown_form: z.number(), all: z.number() }),
  sql`
  select coalesce(sum(u.detainers) filter (where o.outcome = 'UNMAPPED'), 0)::int as unmapped,
         coalesce(sum(u.detainers) filter (where o.outcome = 'REDACTED'), 0)::int as withheld,
         coalesce(sum(u.detainers) filter (where o.form = 'unmapped'), 0)::int as unknown_form,
         coalesce(sum(u.detainers), 0)::int as "all"
    from detainer_rollup u join outcome_finding o using (detainer_type_id, lift_reason_id)`,
);

const earlyForms = defineQuery(
  oneNumber,
  sql`select count(*)::int as n from detainer d join outcome_finding o using (detainer_type_id, lift_reason_id)
       where o.form in ('I-247D', 'I-247N') and d.prepared_on < date '2015-06-01'`,
);

function row(
  check: string,
  ok: boolean | null,
  measured: string,
  target: string | null,
  note: string,
): QualityRow {
  return { check, status: ok === null ? "info" : ok ? "pass" : "fail", measured, target, note };
}

async function recordRows(db: Db): Promise<QualityRow[]> {
  const journal = await verifyJournal(db);
  const [lost, read, loose, gap] = [
    await db.one(leaking),
    await db.one(rowsRead),
    await db.one(dangling),
    await db.one(rollupGap),
  ];
  return [
    row(
      "journal",
      journal.ok,
      `${journal.entries} entries, ${count(journal.rows_checked)} rows`,
      "every hash holds",
      journal.first_wrong ?? "each entry seals the one before it, and the rows of each import",
    ),
    row(
      "row conservation",
      lost.n === 0,
      `${count(read.n)} rows read, ${lost.n} releases that do not add up`,
      "0",
      "read = recorded + already known + quarantined, for every release",
    ),
    row(
      "lineage",
      loose.n === 0,
      `${count(loose.n)} requests`,
      "0",
      "requests without a source sheet, a place, a term or a finding",
    ),
    row(
      "rollup",
      gap.n === 0,
      `${count(gap.n)} requests apart`,
      "0",
      "the weekly counts add up to the requests",
    ),
  ];
}

async function facilityRows(db: Db): Promise<QualityRow[]> {
  const c = await db.one(coverage(await factPosition(db)));
  const reached = c.named === 0 ? null : c.with_body / c.named >= 0.97;
  return [
    row(
      "controlling body",
      reached,
      share(c.with_body, c.named),
      "97 % of requests that name a facility with its state",
      "the body that controlled the facility on the day, by code or by name with state",
    ),
    row(
      "catch-all stays open",
      c.catch_all === 0 ? null : c.catch_all_resolved === 0,
      `${count(c.catch_all_resolved)} of ${count(c.catch_all)} resolved`,
      "0",
      "OTHER-OTHER FACILITY names no place and is placed with nobody",
    ),
    row(
      "resolved without a state",
      null,
      count(c.resolved_without_state),
      null,
      "requests whose row gives no state; the name itself or a code settles them",
    ),
  ];
}

async function valueRows(db: Db): Promise<QualityRow[]> {
  const [u, early] = [await db.one(unmapped), await db.one(earlyForms)];
  return [
    row(
      "unmapped lift reasons",
      null,
      share(u.unmapped, u.all),
      null,
      "values that the outcome rule does not know: counted, never guessed",
    ),
    row("withheld lift reasons", null, share(u.withheld, u.all), null, "redacted in the release"),
    row(
      "unknown forms",
      null,
      share(u.unknown_form, u.all),
      null,
      "form labels that the table does not know",
    ),
    row(
      "forms before their time",
      null,
      count(early.n),
      null,
      "I-247D or I-247N with a preparation date before June 2015: a re-issued form keeps its first date",
    ),
  ];
}

/** The checks of a store: what the record must hold, how far facilities are resolved, and what values are unknown. */
export async function storeQuality(db: Db): Promise<QualityRow[]> {
  return [...(await recordRows(db)), ...(await facilityRows(db)), ...(await valueRows(db))];
}
