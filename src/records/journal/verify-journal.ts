import sql, { raw } from "sql-template-tag";
import { z } from "zod";
import { sha256Stream } from "../../base/hash.ts";
import { type Db, defineQuery } from "../../db/db.ts";
import { bookingColumns } from "../bookings/booking-columns.ts";
import { detainerColumns } from "../detainers/detainer-columns.ts";
import { policyEntryFault } from "../policies/policy-entry.ts";
import { type Entry, entriesBetween, entryHash, headPosition } from "./journal.ts";
import { sealedRows, sealFault, strayRows } from "./sealed-rows.ts";

/** What a check of the whole record found; `first_wrong` names the first entry that does not hold. */
export interface JournalCheck {
  readonly entries: number;
  readonly rows_checked: number;
  readonly ok: boolean;
  readonly first_wrong: string | null;
}

const tables = {
  detainer: { columns: detainerColumns, key: "detainer_id" },
  booking_charge: { columns: bookingColumns, key: "charge_id" },
} as const;

/** SHA-256 over a release's rows in COPY text form, in order of their ids: what an import seals in its entry. */
async function contentDigest(
  db: Db,
  record: keyof typeof tables,
  releaseId: number,
): Promise<{ digest: string; rows: number }> {
  const { columns, key } = tables[record];
  const hash = sha256Stream();
  let rows = 0;
  await db.transaction(async (tx) => {
    for await (const piece of tx.copyOut(
      `select ${columns.join(", ")} from ${record} where release_id = ${releaseId} order by ${key}`,
    )) {
      hash.update(piece);
      for (const byte of piece) if (byte === 10) rows++;
    }
  });
  return { digest: hash.digest("hex"), rows };
}

const firstStray = defineQuery(z.object({ name: z.string() }), sql`${raw(strayRows)} limit 1`);

function chainFault(entry: Entry, previous: Entry | undefined): string | null {
  const before = previous?.hash ?? "0".repeat(64);
  if (entry.previous_hash !== before)
    return `entry ${entry.position}: it does not follow the entry before it`;
  return entryHash(entry) === entry.hash
    ? null
    : `entry ${entry.position}: its hash does not fit what it says`;
}

/**
 * Checks the whole journal: each entry against the one before it, and the rows of every import against the digest sealed
 * in its entry. Names the first entry that does not hold.
 */
export async function verifyJournal(db: Db): Promise<JournalCheck> {
  const entries = await db.all(entriesBetween(1, await headPosition(db)));
  let rowsChecked = 0;
  for (const [at, entry] of entries.entries()) {
    const fault = chainFault(entry, entries[at - 1]);
    if (fault) return { entries: entries.length, rows_checked: rowsChecked, ok: false, first_wrong: fault };
    if (entry.kind === "access") continue;
    const loose = await db
      .transaction((tx) => sealedRows(tx, entry.position, entry.kind))
      .then((rows) => sealFault(entry.body.sealed, rows));
    if (loose !== null) {
      const first_wrong = `entry ${entry.position}: the rows of ${loose} that hang on it are not those that were recorded`;
      return { entries: entries.length, rows_checked: rowsChecked, ok: false, first_wrong };
    }
    if (entry.kind === "policy") {
      const wrong = await policyEntryFault(db, entry);
      if (wrong !== null)
        return { entries: entries.length, rows_checked: rowsChecked, ok: false, first_wrong: wrong };
    }
    if (entry.kind !== "import") continue;
    const { release_id, record } = entry.body as { release_id: number; record: keyof typeof tables };
    const { digest, rows } = await contentDigest(db, record, release_id);
    rowsChecked += rows;
    if (digest !== entry.content_sha256) {
      return {
        entries: entries.length,
        rows_checked: rowsChecked,
        ok: false,
        first_wrong: `entry ${entry.position}: the rows of release ${release_id} are not those that were recorded`,
      };
    }
  }
  const stray = await db.maybe(firstStray);
  const first_wrong =
    stray === null
      ? null
      : `rows of ${stray.name} hang on an entry of a kind that brings none, and nothing seals them`;
  return { entries: entries.length, rows_checked: rowsChecked, ok: stray === null, first_wrong };
}
