import { sha256Stream } from "../../base/hash.ts";
import type { Transaction } from "../../db/db.ts";
import type { EntryKind } from "./journal.ts";

/** How many rows of a table an entry brought, and SHA-256 over them in COPY text form, in order of their keys. */
export interface SealedTable {
  readonly rows: number;
  readonly sha256: string;
}

type Seals = Readonly<Record<string, (position: number) => string>>;

/** The tables whose rows hang on an entry that brings facts, each with the query of one position's rows; bulk rows are sealed apart. */
const facts: Seals = {
  release: (at) => `select * from release where position = ${at} order by release_id`,
  source_sheet: (at) =>
    `select s.* from source_sheet s join release r using (release_id) where r.position = ${at} order by s.sheet_id`,
  source_drift: (at) =>
    `select d.* from source_drift d join release r using (release_id) where r.position = ${at} order by d.release_id, d.sheet_name collate "C", d.kind, d.header collate "C"`,
  quarantined_row: (at) => `select * from quarantined_row where position = ${at} order by sheet_id, row_no`,
  term: (at) => `select * from term where position = ${at} order by term_id`,
  source_place: (at) => `select * from source_place where position = ${at} order by place_id`,
  facility_resolution: (at) =>
    `select * from facility_resolution where position = ${at} order by place_id, from_on`,
  outcome_finding: (at) =>
    `select * from outcome_finding where position = ${at} order by rule_id collate "C", rule_version collate "C", detainer_type_id, lift_reason_id`,
  assertion: (at) => `select * from assertion where position = ${at} order by assertion_id`,
  edition: (at) => `select * from edition where position = ${at} order by edition_id collate "C"`,
  policy_instrument: (at) =>
    `select * from policy_instrument where position = ${at} order by instrument_id collate "C"`,
  policy_provision: (at) =>
    `select * from policy_provision where position = ${at} order by instrument_id collate "C", ordinal`,
};

/** The same of who works in the exchange. */
const organisations: Seals = {
  organisation: (at) =>
    `select * from organisation where position = ${at} order by organisation_id collate "C"`,
  organisation_facility: (at) =>
    `select * from organisation_facility where position = ${at} order by facility_id collate "C"`,
  organisation_counsel: (at) =>
    `select * from organisation_counsel where position = ${at} order by counsel_organisation_id collate "C", organisation_id collate "C"`,
  member: (at) => `select * from member where position = ${at} order by member_id`,
  booking_mapping: (at) => `select * from booking_mapping where position = ${at} order by mapping_id`,
};

/** The same of what is worked in it. */
const exchange: Seals = {
  exchange_event: (at) => `select * from exchange_event where position = ${at} order by event_id`,
  request_party: (at) =>
    `select * from request_party where position = ${at} order by request_id, organisation_id collate "C"`,
  alarm: (at) => `select * from alarm where position = ${at} order by alarm_id`,
  exchange_key: (at) =>
    `select * from exchange_key where position = ${at} order by organisation_id collate "C", idempotency_key collate "C"`,
};

/** Which tables an entry of which kinds can bring rows to: a clerk's entry need not look into those of an import. */
const groups: readonly { readonly kinds: readonly EntryKind[]; readonly seals: Seals }[] = [
  {
    kinds: ["import", "facility_resolution", "outcome_finding", "assertion", "policy", "edition"],
    seals: facts,
  },
  { kinds: ["organisation"], seals: organisations },
  { kinds: ["exchange"], seals: exchange },
];

const sealsOf = (kind: EntryKind): Seals => groups.find((group) => group.kinds.includes(kind))?.seals ?? {};

/** Tables without a position of their own, whose rows hang on a release. */
const ofReleases = ["source_sheet", "source_drift"];

const strayIn = (table: string, kinds: readonly EntryKind[]): string =>
  `select '${table}' as name from ${table} r join journal j using (position)
    where j.kind not in (${kinds.map((kind) => `'${kind}'`).join(", ")})`;

/** The query of rows that hang on an entry of a kind which brings none of them, and so are sealed by nothing; a sound record has none. */
export const strayRows: string = groups
  .flatMap(({ kinds, seals }) =>
    Object.keys(seals)
      .filter((table) => !ofReleases.includes(table))
      .map((table) => strayIn(table, kinds)),
  )
  .join(" union all ");

async function sealOf(tx: Transaction, select: string): Promise<SealedTable> {
  const hash = sha256Stream();
  let rows = 0;
  for await (const piece of tx.copyOut(select)) {
    hash.update(piece);
    for (const byte of piece) if (byte === 10) rows++;
  }
  return { rows, sha256: hash.digest("hex") };
}

/** What an entry of a kind at a position seals: for each table that has rows of it, or of those named, their number and digest. */
export async function sealedRows(
  tx: Transaction,
  position: number,
  kind: EntryKind,
  tables?: readonly string[],
): Promise<Record<string, SealedTable>> {
  const found: Record<string, SealedTable> = {};
  for (const [table, select] of Object.entries(sealsOf(kind))) {
    if (tables !== undefined && !tables.includes(table)) continue;
    const seal = await sealOf(tx, select(position));
    if (seal.rows > 0) found[table] = seal;
  }
  return found;
}

/** The first table whose rows at a position are not those that its entry sealed; null where all are. */
export function sealFault(said: unknown, found: Record<string, SealedTable>): string | null {
  const before = (said ?? {}) as Record<string, SealedTable>;
  const names = [...new Set([...Object.keys(before), ...Object.keys(found)])].sort();
  return names.find((table) => before[table]?.sha256 !== found[table]?.sha256) ?? null;
}
