import sql from "sql-template-tag";
import { z } from "zod";
import { canonicalJson, type Json } from "../../base/canonical-json.ts";
import { Conflict } from "../../base/errors.ts";
import { sha256 } from "../../base/hash.ts";
import { type Db, defineQuery, type Transaction } from "../../db/db.ts";
import { asTenant } from "../../records/exchange/tenant.ts";
import { headPosition } from "../../records/journal/journal.ts";
import type { Actor } from "../../records/organisations/actor.ts";

const keptRow = z.object({
  request_sha256: z.string(),
  answer: z.looseObject({ batch: z.record(z.string(), z.unknown()).optional() }),
});

const kept = (actor: Actor, key: string) =>
  defineQuery(
    keptRow,
    sql`select request_sha256, answer from exchange_key
         where organisation_id = ${actor.organisation_id} and idempotency_key = ${key}`,
  );

async function answerOf(
  tx: Transaction,
  actor: Actor,
  key: string,
  digest: string,
): Promise<Record<string, unknown> | null> {
  const found = await asTenant(tx, actor, () => tx.maybe(kept(actor, key)));
  if (found === null) return null;
  if (found.request_sha256 === digest && found.answer.batch !== undefined) return found.answer.batch;
  throw new Conflict(
    `the idempotency key "${key.slice(0, 60)}" was used for another write; choose a new one`,
    { field: "idempotency_key" },
  );
}

/** Kept beside the answers to single writes, in their form: a batch begins no request and no booking of its own. */
async function keep(
  tx: Transaction,
  actor: Actor,
  key: string,
  digest: string,
  batch: object,
): Promise<void> {
  const answer = { position: await headPosition(tx), request_id: null, booking_id: null, events: [], batch };
  await asTenant(tx, actor, () =>
    tx.run(sql`
      insert into exchange_key (organisation_id, idempotency_key, position, request_sha256, answer)
      values (${actor.organisation_id}, ${key}, ${answer.position}, ${digest}, ${JSON.stringify(answer)}::jsonb)
      on conflict (organisation_id, idempotency_key) do nothing`),
  );
}

/** A batch's answer, and whether it is that of an earlier sending under the same key. */
export interface KeptBatch {
  readonly body: Record<string, unknown>;
  readonly is_repeat: boolean;
}

/**
 * Does a batch once for each key, and answers the same again when it is sent again; throws `Conflict` where the key was used for
 * something else. A batch that broke off before it was answered is done again, which records nothing twice: what stands is known.
 */
export async function onceByKey(
  db: Db,
  actor: Actor,
  key: string,
  asked: object,
  work: () => Promise<object>,
): Promise<KeptBatch> {
  const digest = sha256(canonicalJson({ batch: asked } as unknown as Json));
  const before = await db.transaction((tx) => answerOf(tx, actor, key, digest));
  if (before !== null) return { body: before, is_repeat: true };
  const body = JSON.parse(JSON.stringify(await work())) as Record<string, unknown>;
  await db.transaction((tx) => keep(tx, actor, key, digest, body));
  return { body, is_repeat: false };
}
