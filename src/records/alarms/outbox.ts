import sql from "sql-template-tag";
import { z } from "zod";
import { instantAfter } from "../../base/time.ts";
import { defineQuery, type Reader, type Transaction } from "../../db/db.ts";
import { en } from "./messages/en.ts";

/** The desk that a mail goes to. */
export interface Desk {
  readonly organisation_id: string;
  readonly organisation_name: string;
  readonly to_address: string;
  readonly is_synthetic: boolean;
}

/** One alarm as a mail tells it: by itself under its subject, or as a part of a digest. */
export interface AlarmPart {
  readonly key: string;
  readonly subject: string;
  readonly block: string;
}

/** A mail to be put in the outbox; `kind` and times as its table has them. */
export interface NewMail {
  readonly dedupe_key: string;
  readonly kind: "alarm" | "digest" | "notice";
  readonly alarm_keys: readonly string[];
  readonly subject: string;
  readonly blocks: readonly string[];
  readonly not_before_at: string;
  readonly not_after_at: string;
}

const minute = 60_000; // milliseconds
const hour = 60 * minute;
/** So many alarms of a desk that fall due at once are mails of their own; more are one digest. */
const mostAtOnce = 5;
/** So many mails an hour a desk gets as they come; after that its alarms are gathered. */
const mostAnHour = 12;
const gathering = 10 * minute;
/** How long a mail is of use; what was not sent by then stands on the desk page only. */
export const usefulFor = { alarm: 24 * hour, notice: 72 * hour };

/** The last lines of a mail to a desk. */
function footOf(desk: Desk): string {
  const foot = `\n\n-- \n${en.foot(desk.organisation_name)}\n`;
  return desk.is_synthetic ? `${foot}${en.made_up}\n` : foot;
}

/** Puts a mail to a desk in the outbox; false where one about the same is there already, whatever became of it. */
export async function queueMail(tx: Transaction, desk: Desk, mail: NewMail, now: string): Promise<boolean> {
  const body = `${mail.blocks.join("\n\n")}${footOf(desk)}`;
  const added = await tx.run(sql`
    insert into outbox (dedupe_key, kind, alarm_keys, organisation_id, to_address, subject, body, created_at, not_before_at, not_after_at)
    values (${mail.dedupe_key}, ${mail.kind}, ${mail.alarm_keys}::text[], ${desk.organisation_id}, ${desk.to_address}, ${mail.subject},
            ${body}, ${now}::timestamptz, ${mail.not_before_at}::timestamptz, ${mail.not_after_at}::timestamptz)
    on conflict (dedupe_key) do nothing`);
  return added === 1;
}

const lately = (desk: Desk, since: string) =>
  defineQuery(
    z.object({ mails: z.number() }),
    sql`select count(*) as mails from outbox
         where organisation_id = ${desk.organisation_id} and kind in ('alarm', 'digest') and created_at > ${since}::timestamptz`,
  );

/** The desk's digest that nobody has taken yet, locked; one older than an hour gathers no more. */
const gatheringDigest = (desk: Desk, since: string) =>
  defineQuery(
    z.object({ message_id: z.number(), body: z.string(), alarm_keys: z.array(z.string()) }),
    sql`select message_id, body, alarm_keys from outbox
         where organisation_id = ${desk.organisation_id} and kind = 'digest' and attempts = 0 and sent_at is null and dead_at is null
           and created_at > ${since}::timestamptz
         order by message_id desc limit 1 for update skip locked`,
  );

/** Adds alarms to the digest that waits for the desk; false where none does. */
async function addToDigest(
  tx: Transaction,
  desk: Desk,
  parts: readonly AlarmPart[],
  since: string,
): Promise<boolean> {
  const digest = await tx.maybe(gatheringDigest(desk, since));
  if (digest === null) return false;
  const foot = footOf(desk);
  const told = digest.body.endsWith(foot) ? digest.body.slice(0, -foot.length) : digest.body;
  const keys = [...digest.alarm_keys, ...parts.map((part) => part.key)];
  await tx.run(sql`
    update outbox set alarm_keys = ${keys}::text[], subject = ${en.digest_subject(keys.length)},
                      body = ${`${[told, ...parts.map((part) => part.block)].join("\n\n")}${foot}`}
     where message_id = ${digest.message_id}`);
  return true;
}

async function queueDigest(
  tx: Transaction,
  desk: Desk,
  parts: readonly AlarmPart[],
  times: Pick<NewMail, "not_before_at" | "not_after_at">,
  now: string,
): Promise<void> {
  const digest = {
    dedupe_key: `digest/${parts[0]?.key}`,
    kind: "digest",
    alarm_keys: parts.map((part) => part.key),
    subject: en.digest_subject(parts.length),
    blocks: [en.digest_lead, ...parts.map((part) => part.block)],
    ...times,
  } as const;
  await queueMail(tx, desk, digest, now);
}

/**
 * Puts alarms of one desk that were raised together in the outbox, each once: a mail each where they are few, one digest where they
 * are many, and a digest that gathers for ten minutes where the desk had many mails within the hour. `now` is ISO UTC; returns how
 * many mails were made.
 */
export async function queueAlarms(
  tx: Transaction,
  desk: Desk,
  parts: readonly AlarmPart[],
  now: string,
): Promise<number> {
  if (parts.length === 0) return 0;
  const since = instantAfter(now, -hour);
  if (await addToDigest(tx, desk, parts, since)) return 0;
  const { mails } = await tx.one(lately(desk, since));
  const not_after_at = instantAfter(now, usefulFor.alarm);
  if (mails + parts.length > mostAnHour || parts.length > mostAtOnce) {
    const not_before_at = mails < mostAnHour ? now : instantAfter(now, gathering);
    await queueDigest(tx, desk, parts, { not_before_at, not_after_at }, now);
    return 1;
  }
  let made = 0;
  for (const { key, subject, block } of parts) {
    const [alarm_keys, blocks] = [[key], [block]];
    const times = { not_before_at: now, not_after_at };
    const mail = {
      dedupe_key: `alarm/${key}`,
      kind: "alarm",
      alarm_keys,
      subject,
      blocks,
      ...times,
    } as const;
    if (await queueMail(tx, desk, mail, now)) made += 1;
  }
  return made;
}

const countRow = z.object({ waiting: z.number(), tried: z.number(), sent: z.number(), dead: z.number() });
/** How many mails wait untried, were tried in vain and will be again, were taken by a server, and were given up. */
export type OutboxCounts = z.infer<typeof countRow>;

/** What the outbox holds; for who runs the installation, not for members. */
export async function outboxCounts(db: Reader): Promise<OutboxCounts> {
  return db.one(
    defineQuery(
      countRow,
      sql`select count(*) filter (where sent_at is null and dead_at is null and attempts = 0) as waiting,
                 count(*) filter (where sent_at is null and dead_at is null and attempts > 0) as tried,
                 count(*) filter (where sent_at is not null) as sent, count(*) filter (where dead_at is not null) as dead
            from outbox`,
    ),
  );
}
