import sql from "sql-template-tag";
import { z } from "zod";
import { canonicalJson, type Json } from "../../base/canonical-json.ts";
import type { Clock } from "../../base/clock.ts";
import { Conflict } from "../../base/errors.ts";
import { sha256 } from "../../base/hash.ts";
import { type Db, defineQuery, type Transaction } from "../../db/db.ts";
import { appendEntry, reservePosition } from "../journal/journal.ts";
import { type Actor, authorOf } from "../organisations/actor.ts";
import { asTenant } from "./tenant.ts";

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

/**
 * Keeps the answer beside those to single writes, in their form and under an entry of its own that seals it: a batch begins no request
 * and no booking by itself. Where the same batch was answered meanwhile, that answer stands.
 */
async function keep(tx: Transaction, kept: Kept): Promise<void> {
  const { actor, key, digest, batch, at } = kept;
  const position = await reservePosition(tx);
  if ((await answerOf(tx, actor, key, digest)) !== null) return;
  const answer = { position, request_id: null, booking_id: null, events: [], batch };
  await asTenant(tx, actor, () =>
    tx.run(sql`
      insert into exchange_key (organisation_id, idempotency_key, position, request_sha256, answer)
      values (${actor.organisation_id}, ${key}, ${position}, ${digest}, ${JSON.stringify(answer)}::jsonb)`),
  );
  await appendEntry(tx, {
    kind: "exchange",
    recorded_at: at,
    author: authorOf(actor),
    body: { what: "answer_batch", organisation_id: actor.organisation_id },
    content_sha256: null,
  });
}

interface Kept {
  readonly actor: Actor;
  readonly key: string;
  readonly digest: string;
  readonly batch: object;
  readonly at: string;
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
  { db, clock }: { readonly db: Db; readonly clock: Clock },
  actor: Actor,
  key: string,
  asked: object,
  work: () => Promise<object>,
): Promise<KeptBatch> {
  const digest = sha256(canonicalJson({ batch: asked } as unknown as Json));
  const before = await db.transaction((tx) => answerOf(tx, actor, key, digest));
  if (before !== null) return { body: before, is_repeat: true };
  const body = JSON.parse(JSON.stringify(await work())) as Record<string, unknown>;
  await db.transaction((tx) => keep(tx, { actor, key, digest, batch: body, at: clock.now() }));
  return { body, is_repeat: false };
}
