import sql from "sql-template-tag";
import { z } from "zod";
import { canonicalJson, type Json } from "../../base/canonical-json.ts";
import { sha256 } from "../../base/hash.ts";
import { defineQuery, type Reader, type Transaction } from "../../db/db.ts";
import { sealedRows } from "./sealed-rows.ts";

export const entryKinds = [
  "import",
  "facility_resolution",
  "outcome_finding",
  "assertion",
  "policy",
  "edition",
  "organisation",
  "exchange",
  "access",
] as const;
export type EntryKind = (typeof entryKinds)[number];

/** What is appended: who, what kind, a description, and for a batch the digest of its rows. */
export interface NewEntry {
  readonly kind: EntryKind;
  readonly recorded_at: string;
  readonly author: string;
  readonly body: { readonly [key: string]: Json | undefined };
  readonly content_sha256: string | null;
  /** The tables that it brought rows to, where who appends it knows: no others are looked into. Rows left out are found by `verifyJournal`. */
  readonly tables?: readonly string[];
}

const entryRow = z.object({
  position: z.number(),
  kind: z.enum(entryKinds),
  recorded_at: z.string(),
  author: z.string(),
  body: z.record(z.string(), z.unknown()),
  content_sha256: z.string().nullable(),
  previous_hash: z.string(),
  hash: z.string(),
});

/** One entry of the journal as it stands. */
export type Entry = z.infer<typeof entryRow>;

const firstHash = "0".repeat(64);
const lockKey = 4_118_022; // one writer of the journal at a time

/** The hash that seals an entry: over its own fields and the hash of the entry before it. */
export function entryHash(entry: Omit<Entry, "hash">): string {
  const { position, kind, recorded_at, author, body, content_sha256, previous_hash } = entry;
  return sha256(
    canonicalJson({
      position,
      kind,
      recorded_at,
      author,
      body: body as Json,
      content_sha256,
      previous_hash,
    } as Json),
  );
}

const headRow = z.object({ position: z.number(), hash: z.string() });
type Head = z.infer<typeof headRow>;

const lastEntry = defineQuery(
  headRow,
  sql`select position, hash from journal order by position desc limit 1`,
);

/** The last entry as each transaction that took the journal knows it: nobody else can append before it ends. */
const heads = new WeakMap<Transaction, Head | null>();

/** Takes the journal for this transaction and returns the position that its entry will have. */
export async function reservePosition(tx: Transaction): Promise<number> {
  await tx.run(sql`select pg_advisory_xact_lock(${lockKey})`);
  const head = heads.get(tx) ?? (await tx.maybe(lastEntry));
  heads.set(tx, head);
  return (head?.position ?? 0) + 1;
}

/**
 * Appends one entry in its transaction and seals the rows that hang on it: reserve the position, write the rows under it, and
 * append last. Returns the entry's position.
 */
export async function appendEntry(tx: Transaction, { tables, ...entry }: NewEntry): Promise<number> {
  const last = heads.get(tx) ?? (await tx.maybe(lastEntry));
  const position = (last?.position ?? 0) + 1;
  const rows = await sealedRows(tx, position, entry.kind, tables);
  const body =
    Object.keys(rows).length === 0 ? entry.body : { ...entry.body, sealed: rows as unknown as Json };
  const sealed = {
    ...entry,
    body: JSON.parse(canonicalJson(body as Json)) as Record<string, unknown>,
    position,
    previous_hash: last?.hash ?? firstHash,
  };
  const hash = entryHash(sealed);
  await tx.run(sql`
    insert into journal (position, kind, recorded_at, author, body, content_sha256, previous_hash, hash)
    values (${sealed.position}, ${entry.kind}, ${entry.recorded_at}::timestamptz, ${entry.author},
            ${JSON.stringify(sealed.body)}::jsonb, ${entry.content_sha256}, ${sealed.previous_hash}, ${hash})`);
  if (heads.has(tx)) heads.set(tx, { position, hash });
  return position;
}

/** Every entry from one position to another, both included, in order. */
export function entriesBetween(from: number, to: number) {
  return defineQuery(
    entryRow,
    sql`select position, kind, recorded_at, author, body, content_sha256, previous_hash, hash
          from journal where position between ${from} and ${to} order by position`,
  );
}

/** The position of the last entry, 0 for an empty record. */
export async function headPosition(db: Reader): Promise<number> {
  return (await db.maybe(lastEntry))?.position ?? 0;
}

const lastFact = defineQuery(
  z.object({ position: z.number() }),
  sql`select coalesce(max(position), 0) as position from journal where kind not in ('edition', 'organisation', 'exchange', 'access')`,
);

/**
 * The position of the last entry that changed what sources, findings and policies say. An edition publishes and an access reads;
 * what is worked in the exchange is counted apart (`reportPosition`), so that each clerk's entry does not make every page new.
 */
export async function factPosition(db: Reader): Promise<number> {
  return (await db.one(lastFact)).position;
}

const lastExchange = defineQuery(
  z.object({ position: z.number() }),
  sql`select coalesce(max(position), 0) as position from journal where kind = 'exchange'`,
);

/** The position of the last entry that a report can rest on: a fact, or what was worked in the exchange. */
export async function reportPosition(db: Reader): Promise<number> {
  return Math.max(await factPosition(db), (await db.one(lastExchange)).position);
}

/** When a position was appended, ISO UTC; null for a position that the record does not have. */
export async function recordedAt(db: Reader, position: number): Promise<string | null> {
  const query = defineQuery(
    z.object({ recorded_at: z.string() }),
    sql`select recorded_at from journal where position = ${position}`,
  );
  return (await db.maybe(query))?.recorded_at ?? null;
}
