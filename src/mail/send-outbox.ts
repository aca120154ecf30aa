import sql from "sql-template-tag";
import { z } from "zod";
import type { Clock } from "../base/clock.ts";
import { instantAfter } from "../base/time.ts";
import { type Db, defineQuery } from "../db/db.ts";
import { type MailTransport, NotDelivered, type Refusal } from "./smtp-transport.ts";

/** What one round of sending brought. */
export interface SentOutbox {
  readonly sent: number;
  /** Tried in vain, and to be tried again. */
  readonly later: number;
  /** Given up: refused for good, tried ten times, or too late to be of use. */
  readonly dead: number;
  /** Whether the round ended because the server does not answer. */
  readonly is_unreachable: boolean;
}

/** How a round tells what somebody must see to, and when it is to stop between two mails. */
export interface SendOptions {
  readonly warn?: (line: string) => void;
  readonly signal?: AbortSignal;
}

const minute = 60_000; // milliseconds
const mostTries = 10;
/** Twice as long as a try can take (`deadline`); who died with a mail in hand is waited for no longer. */
const lease = 2 * minute;
/** 1, 2, 4 … 60 minutes after the first, second, third try. */
const backOff = (attempts: number): number => Math.min(2 ** (attempts - 1), 60) * minute;

const claimRow = z.object({
  message_id: z.number(),
  organisation_id: z.string(),
  to_address: z.string(),
  subject: z.string(),
  body: z.string(),
  created_at: z.string(),
  header_id: z.string(),
  lease_token: z.string(),
  attempts: z.number(),
});
type Claim = z.infer<typeof claimRow>;

/** Takes the next mail that nobody has in hand; its Message-ID is given at the first try and kept. */
const claimNext = (now: string, domain: string) =>
  defineQuery(
    claimRow,
    sql`update outbox set attempts = attempts + 1, lease_token = gen_random_uuid(),
               lease_until_at = ${instantAfter(now, lease)}::timestamptz,
               header_id = coalesce(header_id, '<' || gen_random_uuid() || '@' || ${domain}::text || '>')
         where message_id = (
           select message_id from outbox
            where sent_at is null and dead_at is null and not_before_at <= ${now}::timestamptz
              and (lease_until_at is null or lease_until_at <= ${now}::timestamptz)
            order by not_before_at, message_id limit 1 for update skip locked)
        returning message_id, organisation_id, to_address, subject, body, created_at, header_id, lease_token, attempts`,
  );

const expire = (now: string) =>
  defineQuery(
    z.object({ message_id: z.number(), organisation_id: z.string() }),
    sql`update outbox set dead_at = ${now}::timestamptz, lease_token = null, lease_until_at = null,
               last_error = coalesce(last_error || '; ', '') || 'not sent while it was of use'
         where message_id in (
           select message_id from outbox
            where sent_at is null and dead_at is null and not_after_at <= ${now}::timestamptz
              and (lease_until_at is null or lease_until_at <= ${now}::timestamptz)
            for update skip locked)
        returning message_id, organisation_id`,
  );

async function giveUpStale(db: Db, now: string, warn: (line: string) => void): Promise<number> {
  const stale = await db.transaction((tx) => tx.all(expire(now)));
  if (stale.length > 0)
    warn(
      `${stale.length} mails were not sent while they were of use and are given up (first: mail ${stale[0]?.message_id} to the desk of ${stale[0]?.organisation_id}); their alarms stand on the desk pages`,
    );
  return stale.length;
}

/** Says that a server took the mail; only who still has it in hand may. */
async function markSent(
  db: Db,
  claim: Claim,
  response: string,
  now: string,
  warn: (line: string) => void,
): Promise<void> {
  const marked = await db.transaction((tx) =>
    tx.run(sql`
      update outbox set sent_at = ${now}::timestamptz, smtp_response = ${response}, lease_token = null, lease_until_at = null
       where message_id = ${claim.message_id} and lease_token = ${claim.lease_token}::uuid`),
  );
  if (marked === 0)
    warn(
      `mail ${claim.message_id} was taken by the server after this process had lost it to another (was it halted?); it can arrive twice, with the same Message-ID`,
    );
}

async function markFailed(
  db: Db,
  claim: Claim,
  fault: NotDelivered,
  now: string,
  warn: (line: string) => void,
): Promise<"later" | "dead"> {
  const isDead = fault.refusal === "refused" || claim.attempts >= mostTries;
  const next = instantAfter(now, backOff(claim.attempts));
  await db.transaction((tx) =>
    tx.run(sql`
      update outbox set last_error = ${fault.message}, lease_token = null, lease_until_at = null,
                        dead_at = case when ${isDead}::boolean then ${now}::timestamptz end, not_before_at = ${next}::timestamptz
       where message_id = ${claim.message_id} and lease_token = ${claim.lease_token}::uuid`),
  );
  if (isDead)
    warn(
      `ALARM NOT MAILED: mail ${claim.message_id} to the desk of ${claim.organisation_id} is given up after ${claim.attempts} ${claim.attempts === 1 ? "try" : "tries"} (${fault.message}); what it says stands in Accord: tell the desk, and correct its address or the mail server`,
    );
  return isDead ? "dead" : "later";
}

interface Tried {
  readonly outcome: "sent" | "later" | "dead";
  readonly refusal: Refusal | null;
}

async function tryOne(
  db: Db,
  clock: Clock,
  transport: MailTransport,
  claim: Claim,
  warn: (line: string) => void,
): Promise<Tried> {
  const { header_id, to_address: to, subject, body, created_at: date } = claim;
  try {
    const response = await transport.deliver({ header_id, to, subject, body, date });
    await markSent(db, claim, response, clock.now(), warn);
    return { outcome: "sent", refusal: null };
  } catch (error) {
    if (!(error instanceof NotDelivered)) throw error;
    return { outcome: await markFailed(db, claim, error, clock.now(), warn), refusal: error.refusal };
  }
}

/**
 * Sends the mails that are due, one after the other, each in the hands of one process at a time: taken for two minutes in a
 * transaction, sent outside of any, and marked in another. One that a server took just before this process died is sent again with
 * the same Message-ID. A mail not taken is tried again after 1, 2, 4 … 60 minutes and given up after ten tries, or at once where
 * the server refuses it for good, with a line to `warn`; a server that does not answer ends the round.
 */
export async function sendOutbox(
  db: Db,
  clock: Clock,
  transport: MailTransport,
  { warn = () => undefined, signal }: SendOptions = {},
): Promise<SentOutbox> {
  const count = { sent: 0, later: 0, dead: await giveUpStale(db, clock.now(), warn) };
  try {
    while (signal?.aborted !== true) {
      const claim = await db.transaction((tx) => tx.maybe(claimNext(clock.now(), transport.domain)));
      if (claim === null) break;
      const { outcome, refusal } = await tryOne(db, clock, transport, claim, warn);
      count[outcome] += 1;
      if (refusal === "unreachable") return { ...count, is_unreachable: true };
    }
    return { ...count, is_unreachable: false };
  } finally {
    transport.rest();
  }
}
