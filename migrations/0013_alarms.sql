-- Alarms: what the record warned a desk of, and when. They are part of the record. And the outbox, which is not: mails to desks that
-- wait to be sent, are tried, and are marked in place when a server took them.

create table alarm (
  alarm_id bigint primary key,
  position bigint not null references journal deferrable initially deferred,
  alarm_key text not null unique check (alarm_key <> ''),
  kind text not null check (kind in ('hold_ends_4h', 'hold_ends_1h', 'hold_window_ended', 'held_past_window', 'no_answer_72h', 'no_notice_48h')),
  request_id bigint not null,
  booking_id bigint,
  organisation_id text not null references organisation,
  due_at timestamptz not null,
  about_at timestamptz not null,
  raised_at timestamptz not null check (raised_at >= due_at),
  text text not null check (text <> '')
);
comment on table alarm is 'One warning to a desk, raised once: what it was about, when it fell due and when it was raised.';
comment on column alarm.alarm_id is 'Number of the alarm: its position in the journal times 10,000, and its place within the entry.';
comment on column alarm.position is 'The journal entry that recorded it.';
comment on column alarm.alarm_key is 'Names the occasion: whose desk, which request, what, and which moment. An occasion is raised once, whoever looks.';
comment on column alarm.kind is 'What it warns of.';
comment on column alarm.request_id is 'The request that it is about.';
comment on column alarm.booking_id is 'The booking that the request was matched to.';
comment on column alarm.organisation_id is 'Whose desk it warns: who has the person.';
comment on column alarm.due_at is 'From when it was due (UTC).';
comment on column alarm.about_at is 'The moment that it warns of: the end of the hold, or the release (UTC).';
comment on column alarm.raised_at is 'When it was raised (UTC).';
comment on column alarm.text is 'What it said, in words; no name.';
create index alarm_desk on alarm (organisation_id, raised_at);
create index alarm_request on alarm (request_id);
create index alarm_position on alarm (position);
create trigger alarm_append_only before update or delete or truncate on alarm for each statement execute function refuse_change();

grant select on alarm to accord_tenant;
alter table alarm enable row level security;
create policy alarm_own on alarm for select to accord_tenant
  using (organisation_id = any ((select acts_for())::text[]));

-- Operational state, not the record: rows are changed in place as they are tried, and nothing hangs on the journal. What a mail was
-- about is in the record (the alarm, the notice); that it was handed to a server is here. Nobody signed in can read it.
create table outbox (
  message_id bigint generated always as identity primary key,
  dedupe_key text not null unique check (dedupe_key <> ''),
  kind text not null check (kind in ('alarm', 'digest', 'notice')),
  alarm_keys text[] not null default '{}',
  organisation_id text not null references organisation,
  to_address text not null check (to_address like '%_@_%'),
  subject text not null check (subject <> ''),
  body text not null check (body <> ''),
  created_at timestamptz not null,
  not_before_at timestamptz not null,
  not_after_at timestamptz not null check (not_after_at > created_at),
  attempts integer not null default 0 check (attempts >= 0),
  header_id text unique,
  lease_token uuid,
  lease_until_at timestamptz,
  sent_at timestamptz,
  smtp_response text,
  dead_at timestamptz,
  last_error text,
  check (sent_at is null or dead_at is null),
  check ((lease_token is null) = (lease_until_at is null))
);
comment on table outbox is 'Mails to desks: waiting, sent or given up; operational, changed in place, and not part of the record.';
comment on column outbox.message_id is 'Number of the mail.';
comment on column outbox.dedupe_key is 'What it is about; a second mail about the same is not made.';
comment on column outbox.kind is 'One alarm, several alarms of a desk in one mail, or a notice to the office that issued a request.';
comment on column outbox.alarm_keys is 'The alarms that it tells of; empty for a notice.';
comment on column outbox.organisation_id is 'Whose desk it goes to.';
comment on column outbox.to_address is 'The desk''s address when the mail was made.';
comment on column outbox.subject is 'Subject line; no booking number.';
comment on column outbox.body is 'Plain text; no name.';
comment on column outbox.created_at is 'When it was made (UTC).';
comment on column outbox.not_before_at is 'From when it is to be tried: at once, after a digest has gathered, or after a failed try has waited.';
comment on column outbox.not_after_at is 'From when it is of no more use and is given up unsent.';
comment on column outbox.attempts is 'How many times a process took it to be sent; one that died on the way counts.';
comment on column outbox.header_id is 'Its Message-ID, given at the first try and kept, so that a mail sent again can be known as the same.';
comment on column outbox.lease_token is 'Names the try under way; only the process that has it may say how it went.';
comment on column outbox.lease_until_at is 'Until when no other process takes it.';
comment on column outbox.sent_at is 'When a server took it (UTC).';
comment on column outbox.smtp_response is 'What the server answered, its own queue number included.';
comment on column outbox.dead_at is 'When it was given up; null while it was not.';
comment on column outbox.last_error is 'Why the last try did not succeed.';
create index outbox_waiting on outbox (not_before_at, message_id) where sent_at is null and dead_at is null;
create index outbox_desk on outbox (organisation_id, created_at);
alter table outbox enable row level security;

-- The account under which the alarm clock writes for an organisation: one each, named after it, and never able to sign in.
alter table member add constraint member_alarm_account
  check (login not like 'alarms@%' or (login = 'alarms@' || organisation_id and not is_active));

-- What the alarm clock asks for every half minute.
create index booking_now_releasable on booking_now (otherwise_released_at) where custody = 'held' and otherwise_released_at is not null;
create index exchange_event_notice on exchange_event (recorded_at) where kind = 'notice_sent' and details->>'channel' = 'accord';
