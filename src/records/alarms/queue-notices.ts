import sql from "sql-template-tag";
import { z } from "zod";
import type { Clock } from "../../base/clock.ts";
import { instantAfter } from "../../base/time.ts";
import { type Db, defineQuery } from "../../db/db.ts";
import { linkLine, type PublicUrl, wallClock } from "./alarm-text.ts";
import { en } from "./messages/en.ts";
import { type Desk, queueMail, usefulFor } from "./outbox.ts";

const noticeRow = z.object({
  event_id: z.number(),
  request_id: z.number(),
  occurred_at: z.string(),
  release_at: z.string().nullable(),
  is_correction: z.boolean(),
  facility_name: z.string(),
  zone: z.string(),
  organisation_id: z.string(),
  organisation_name: z.string(),
  to_address: z.string(),
  is_synthetic: z.boolean(),
});
type UnsentNotice = z.infer<typeof noticeRow>;

/** The notices given through Accord since an instant to an issuing office that has a desk address, and not in the outbox. */
const unsentNotices = (since: string) =>
  defineQuery(
    noticeRow,
    sql`select e.event_id, e.request_id, e.occurred_at, e.details->>'release_at' as release_at,
               e.supersedes is not null as is_correction, coalesce(f.name, c.name) as facility_name,
               coalesce(f.time_zone, 'UTC') as zone, o.organisation_id, o.name as organisation_name,
               o.contact_email as to_address, o.is_synthetic
          from exchange_event e
          join request_now r on r.request_id = e.request_id and r.audience = 'issuer'
          join organisation o on o.organisation_id = r.issuer_organisation_id
          join organisation c on c.organisation_id = e.organisation_id
          left join lateral (select f.name, f.time_zone from organisation_facility f where f.organisation_id = e.organisation_id
                              order by f.facility_id = r.facility_id desc, f.facility_id limit 1) f on true
         where e.kind = 'notice_sent' and e.details->>'channel' = 'accord' and e.is_shared
           and e.recorded_at > ${since}::timestamptz and o.contact_email is not null
           and not exists (select from outbox m where m.dedupe_key = 'notice/' || e.event_id)
         order by e.event_id limit 500`,
  );

function blockOf(notice: UnsentNotice, publicUrl: PublicUrl): string {
  const { request_id, occurred_at, release_at, is_correction, facility_name, zone } = notice;
  return [
    en.notice_text(facility_name, request_id, wallClock(occurred_at, zone)),
    release_at === null ? en.notice_no_release : en.notice_release(wallClock(release_at, zone)),
    ...(is_correction ? [en.notice_corrects] : []),
    en.notice_todo,
    linkLine(publicUrl, request_id),
  ].join("\n");
}

const subjectOf = ({ is_correction, request_id }: UnsentNotice): string =>
  is_correction ? en.notice_corrected(request_id) : en.notice_subject(request_id);

/**
 * Puts each notice that a jail logged as given through Accord (channel `accord`) in the outbox to the issuing office's desk, once,
 * whichever process comes first; says what that office sees of it. Returns how many mails were made. The record is not changed: the
 * notice is in it already.
 */
export async function queueNotices(
  db: Db,
  clock: Clock,
  options: { readonly public_url?: PublicUrl } = {},
): Promise<number> {
  const now = clock.now();
  const notices = await db.all(unsentNotices(instantAfter(now, -usefulFor.notice)));
  let made = 0;
  for (const notice of notices) {
    const { organisation_id, organisation_name, to_address, is_synthetic } = notice;
    const desk: Desk = { organisation_id, organisation_name, to_address, is_synthetic };
    const mail = {
      dedupe_key: `notice/${notice.event_id}`,
      kind: "notice",
      alarm_keys: [],
      subject: subjectOf(notice),
      blocks: [blockOf(notice, options.public_url ?? null)],
      not_before_at: now,
      not_after_at: instantAfter(now, usefulFor.notice),
    } as const;
    if (await db.transaction((tx) => queueMail(tx, desk, mail, now))) made += 1;
  }
  return made;
}
