import sql from "sql-template-tag";
import { z } from "zod";
import { InvalidInput } from "../../base/errors.ts";
import { defineQuery, type Transaction } from "../../db/db.ts";
import type { Resolution } from "../../places/resolution.ts";
import { appendEntry, reservePosition } from "../journal/journal.ts";
import { beginning, recordResolutions } from "./resolve-places.ts";

/** A person's decision on one place as written, with what the resolver makes of it. */
export interface DecidedPlace {
  readonly place_id: number;
  readonly state_written: string;
  readonly author: string;
  readonly reason: string;
  readonly resolution: Resolution;
}

const known = (ids: readonly number[]) =>
  defineQuery(
    z.object({ place_id: z.number() }),
    sql`select place_id from source_place where place_id = any(${[...ids]}::int[])`,
  );

/** Records decisions as one journal entry; all of them, or none. Returns its position. */
export async function applyReviews(
  tx: Transaction,
  decided: readonly DecidedPlace[],
  recordedAt: string,
  author: string,
  stateGeoids: ReadonlyMap<string, string>,
): Promise<number> {
  const position = await reservePosition(tx);
  const found = new Set((await tx.all(known(decided.map((d) => d.place_id)))).map((row) => row.place_id));
  const missing = decided.find((d) => !found.has(d.place_id));
  if (missing)
    throw new InvalidInput(
      `place ${missing.place_id} is not in this record; review writes the open cases of the record it is applied to`,
    );
  const body = {
    decisions: decided.map((d) => ({
      place_id: d.place_id,
      facility_id: d.resolution.facility?.facility_id ?? "",
      author: d.author,
      reason: d.reason,
    })),
  };
  for (const one of decided) {
    const row = {
      place_id: one.place_id,
      from_on: beginning,
      resolution: one.resolution,
      state_written: one.state_written,
    };
    await recordResolutions(tx, [row], position, `review: ${one.author}`, stateGeoids);
  }
  await appendEntry(tx, {
    kind: "facility_resolution",
    recorded_at: recordedAt,
    author,
    body,
    content_sha256: null,
  });
  return position;
}
