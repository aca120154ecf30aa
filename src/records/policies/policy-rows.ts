import sql, { type Sql } from "sql-template-tag";
import { z } from "zod";
import { defineQuery, type Reader, type Transaction } from "../../db/db.ts";
import type { Condition } from "../../law/policies/condition.ts";
import { acts, type Instrument, modalities, type Provision } from "../../law/policies/instrument.ts";

/** How a version of an instrument came into the record. */
export const policyChanges = ["shipped", "added", "ended", "confirmed"] as const;
export type PolicyChange = (typeof policyChanges)[number];

/** A version of an instrument as the record holds it. */
export interface RecordedInstrument {
  readonly instrument: Instrument;
  readonly position: number;
  readonly change: PolicyChange;
}

const verification = z.enum(["seen", "partly_seen", "general_knowledge"]);

const instrumentRow = z.object({
  position: z.number(),
  change: z.enum(policyChanges),
  instrument_id: z.string(),
  jurisdiction_level: z.enum(["state", "county", "city", "agency"]),
  state_usps: z.string(),
  jurisdiction_name: z.string(),
  jurisdiction_geoid: z.string(),
  issuer: z.string(),
  instrument_type: z.string().transform((text) => text as Instrument["instrument_type"]),
  title: z.string(),
  citation: z.string(),
  binds: z.string(),
  binding: z.enum(["yes", "no", "unclear"]),
  announced_on: z.string().nullable(),
  adopted_on: z.string().nullable(),
  effective_from: z.string().nullable(),
  effective_to: z.string().nullable(),
  date_precision: z.enum(["day", "month", "year", "unknown"]),
  supersedes: z.string().nullable(),
  summary: z.string(),
  none_found: z.boolean(),
  source_name: z.string(),
  source_url: z.string(),
  verification,
  excerpt: z.string(),
  note: z.string(),
  confirmed_on: z.string().nullable(),
  confirmed_by: z.string().nullable(),
});

const provisionRow = z.object({
  instrument_id: z.string(),
  provision_id: z.string(),
  clause: z.string(),
  act: z.enum(acts),
  modality: z.enum(modalities),
  condition: z.unknown().transform((value) => value as Condition | null),
  condition_text: z.string(),
  applies_to: z.enum(["jail", "police", "state_prison", "probation", "all"]),
  in_force_from: z.string().nullable(),
  in_force_to: z.string().nullable(),
  verification,
  source_url: z.string(),
});

/** The versions that a read is about, as a query of their columns. */
const versions = {
  asOf: (cutoff: number): Sql => sql`select * from policy_instrument_as_of(${cutoff}::bigint)`,
  at: (position: number): Sql => sql`select * from policy_instrument where position = ${position}`,
  lastShipped: (): Sql =>
    sql`select distinct on (instrument_id) * from policy_instrument where change = 'shipped' order by instrument_id, position desc`,
};

function instrumentRows(chosen: Sql) {
  return defineQuery(
    instrumentRow,
    sql`select position, change, instrument_id, jurisdiction_level, state_usps, jurisdiction_name, jurisdiction_geoid, issuer, instrument_type,
               title, citation, binds, binding, announced_on, adopted_on, effective_from, effective_to, date_precision, supersedes, summary,
               none_found, source_name, source_url, verification, excerpt, note, confirmed_on, confirmed_by
          from (${chosen}) chosen order by lower(state_usps) collate "C", instrument_id collate "C"`,
  );
}

function provisionRows(chosen: Sql) {
  return defineQuery(
    provisionRow,
    sql`select p.instrument_id, p.provision_id, p.clause, p.act, p.modality, p.condition, p.condition_text, p.applies_to, p.in_force_from,
               p.in_force_to, p.verification, p.source_url
          from policy_provision p join (${chosen}) chosen using (instrument_id, position)
         order by p.instrument_id collate "C", p.ordinal`,
  );
}

async function readVersions(db: Reader, chosen: Sql): Promise<RecordedInstrument[]> {
  const provisions = Map.groupBy(await db.all(provisionRows(chosen)), (row) => row.instrument_id);
  return (await db.all(instrumentRows(chosen))).map(({ position, change, none_found, ...rest }) => ({
    position,
    change,
    instrument: {
      ...rest,
      ...(none_found ? { none_found } : {}),
      provisions: (provisions.get(rest.instrument_id) ?? []).map(
        ({ instrument_id, ...one }): Provision => one,
      ),
    },
  }));
}

/** The last version of each instrument known at a position, by state and id. */
export function instrumentsKnownAt(db: Reader, position: number): Promise<RecordedInstrument[]> {
  return readVersions(db, versions.asOf(position));
}

/** The versions that one journal entry recorded. */
export function instrumentsRecordedAt(db: Reader, position: number): Promise<RecordedInstrument[]> {
  return readVersions(db, versions.at(position));
}

/** The last version of each instrument that came with the shipped set. */
export function lastShippedVersions(db: Reader): Promise<RecordedInstrument[]> {
  return readVersions(db, versions.lastShipped());
}

/** Appends versions of instruments with their provisions under the position of their journal entry. */
export async function insertVersions(
  tx: Transaction,
  position: number,
  change: PolicyChange,
  instruments: readonly Instrument[],
): Promise<void> {
  const rows = instruments.map(({ provisions, bounds, none_found = false, ...one }) => ({
    ...one,
    none_found,
  }));
  await tx.run(sql`
    insert into policy_instrument (position, change, instrument_id, jurisdiction_level, state_usps, jurisdiction_name, jurisdiction_geoid, issuer,
           instrument_type, title, citation, binds, binding, announced_on, adopted_on, effective_from, effective_to, date_precision, supersedes,
           summary, none_found, source_name, source_url, verification, excerpt, note, confirmed_on, confirmed_by)
    select ${position}::bigint, ${change}::text, r.instrument_id, r.jurisdiction_level, r.state_usps, r.jurisdiction_name, r.jurisdiction_geoid, r.issuer,
           r.instrument_type, r.title, r.citation, r.binds, r.binding, r.announced_on, r.adopted_on, r.effective_from, r.effective_to, r.date_precision, r.supersedes,
           r.summary, r.none_found, r.source_name, r.source_url, r.verification, r.excerpt, r.note, r.confirmed_on, r.confirmed_by
      from jsonb_populate_recordset(null::policy_instrument, ${JSON.stringify(rows)}::jsonb) r`);
  await insertProvisions(tx, position, instruments);
}

async function insertProvisions(
  tx: Transaction,
  position: number,
  instruments: readonly Instrument[],
): Promise<void> {
  const rows = instruments.flatMap(({ instrument_id, provisions }) =>
    provisions.map(({ bounds, ...one }, at) => ({ ...one, instrument_id, ordinal: at + 1 })),
  );
  await tx.run(sql`
    insert into policy_provision (position, instrument_id, ordinal, provision_id, clause, act, modality, condition, condition_text, applies_to,
           in_force_from, in_force_to, verification, source_url)
    select ${position}::bigint, r.instrument_id, r.ordinal, r.provision_id, r.clause, r.act, r.modality, r.condition, r.condition_text, r.applies_to,
           r.in_force_from, r.in_force_to, r.verification, r.source_url
      from jsonb_populate_recordset(null::policy_provision, ${JSON.stringify(rows)}::jsonb) r`);
}
