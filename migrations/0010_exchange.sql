-- The exchange: one append-only log of what each side says and does, and what stands now, folded from it for each side.

alter table journal drop constraint journal_kind_check;
alter table journal add constraint journal_kind_check check (kind in (
  'import', 'facility_resolution', 'outcome_finding', 'assertion', 'policy', 'edition', 'organisation', 'exchange', 'access'));
create index journal_fact on journal (position) where kind not in ('edition', 'organisation', 'exchange', 'access');
create index journal_exchange on journal (position) where kind = 'exchange';
create index journal_audit on journal ((body->>'organisation_id'), position) where kind in ('exchange', 'access');

create table exchange_event (
  event_id bigint primary key,
  position bigint not null references journal deferrable initially deferred,
  kind text not null check (kind in (
    'booked', 'charge_recorded', 'court_date_set', 'release_expected', 'criminal_warrant_recorded', 'criminal_warrant_cleared',
    'otherwise_released', 'released', 'transferred', 'received_in_transfer',
    'request_issued', 'transmitted', 'received', 'misdirected', 'not_in_custody', 'served', 'responded', 'notice_sent',
    'became_releasable', 'hold_started', 'hold_ended', 'incident_opened', 'incident_closed', 'custody_assumed', 'person_released',
    'relayed', 'cancelled', 'superseded', 'outcome_asserted', 'opinion_recorded')),
  booking_id bigint,
  request_id bigint,
  organisation_id text not null references organisation,
  member_id bigint not null references member,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null,
  is_shared boolean not null,
  supersedes bigint unique references exchange_event,
  details jsonb not null check (jsonb_typeof(details) = 'object'),
  check (booking_id is not null or request_id is not null),
  constraint exchange_event_not_ahead check (occurred_at <= recorded_at + interval '1 minute'),
  constraint exchange_event_one_box check (kind <> 'request_issued' or (details->>'basis_box') in ('probable_cause', 'resume_custody', 'not_on_form')),
  constraint exchange_event_hold_start check (kind <> 'hold_started' or details ? 'otherwise_released_at'),
  constraint exchange_event_incident_reason check (kind <> 'incident_closed' or coalesce(details->>'reason', '') <> ''),
  constraint exchange_event_answer check (kind <> 'responded' or (
    (details->>'asked') in ('notify', 'hold', 'serve', 'interview')
    and (details->>'answer') in ('will', 'will_not', 'conditions_not_met', 'not_permitted_by_law', 'not_in_custody', 'not_ours')
    and coalesce(details->>'reason_code', '') <> '' and details ? 'authority_sha256'))
);
comment on table exchange_event is 'One thing that a party says happened or does, in order; corrections supersede and nothing is changed.';
comment on column exchange_event.event_id is 'Number of the event: its position in the journal times 10,000, and its place within the entry.';
comment on column exchange_event.position is 'The journal entry that recorded it.';
comment on column exchange_event.kind is 'What happened; each kind has its own details.';
comment on column exchange_event.booking_id is 'The booking that it is about: the event that began it.';
comment on column exchange_event.request_id is 'The request that it is about: the event that began it.';
comment on column exchange_event.organisation_id is 'Who says so.';
comment on column exchange_event.member_id is 'The account that entered it.';
comment on column exchange_event.occurred_at is 'When it happened (UTC), to the minute as entered.';
comment on column exchange_event.recorded_at is 'When it was entered (UTC).';
comment on column exchange_event.is_shared is 'Whether every party to the request sees it, or only who entered it and its counsel.';
comment on column exchange_event.supersedes is 'The event of the same organisation that it corrects.';
comment on column exchange_event.details is 'What the kind says; no name, no date of birth, no A-number.';
create index exchange_event_request on exchange_event (request_id, event_id) where request_id is not null;
create index exchange_event_booking on exchange_event (booking_id, event_id) where booking_id is not null;
create index exchange_event_position on exchange_event (position);
create index exchange_event_relayed on exchange_event (organisation_id, request_id) where kind = 'relayed';
create index exchange_event_end on exchange_event (occurred_at) where kind in (
  'misdirected', 'not_in_custody', 'custody_assumed', 'person_released', 'relayed', 'cancelled', 'superseded', 'outcome_asserted');
create unique index exchange_event_one_outcome on exchange_event (request_id, organisation_id) where kind = 'outcome_asserted' and supersedes is null;
create unique index exchange_event_one_end on exchange_event (request_id) where kind in ('cancelled', 'superseded') and supersedes is null;
create unique index exchange_event_one_issue on exchange_event (request_id) where kind = 'request_issued';
create unique index exchange_event_one_booking on exchange_event (organisation_id, (details->>'booking_number')) where kind = 'booked' and supersedes is null;

create table booking_now (
  booking_id bigint primary key,
  organisation_id text not null references organisation,
  facility_id text not null references organisation_facility,
  booking_number text collate "C" not null check (booking_number <> ''),
  custody text not null check (custody in ('held', 'released', 'transferred')),
  expected_release_at timestamptz,
  otherwise_released_at timestamptz,
  version integer not null check (version > 0),
  last_position bigint not null,
  state jsonb not null
);
comment on table booking_now is 'Each booking as it stands, folded from its events; kept for the desk, and rebuilt from the log at any time.';
comment on column booking_now.booking_id is 'The booking.';
comment on column booking_now.organisation_id is 'Who holds, or last held, the person.';
comment on column booking_now.facility_id is 'Where.';
comment on column booking_now.booking_number is 'The jail''s own number of the booking.';
comment on column booking_now.custody is 'Whether the person is held there.';
comment on column booking_now.expected_release_at is 'When release is expected, where it is.';
comment on column booking_now.otherwise_released_at is 'When the jail''s own authority to hold ended.';
comment on column booking_now.version is 'How many entries changed it; a write that names an older one is refused.';
comment on column booking_now.last_position is 'The last position folded in.';
comment on column booking_now.state is 'Everything that is folded.';
create unique index booking_now_number on booking_now (organisation_id, booking_number);
create index booking_now_newest on booking_now (organisation_id, booking_id);
create index booking_now_desk on booking_now (organisation_id, custody, expected_release_at);

create table request_now (
  request_id bigint not null,
  audience text not null check (audience in ('custodian', 'issuer')),
  issuer_organisation_id text references organisation,
  custodian_organisation_id text references organisation,
  facility_id text,
  booking_id bigint,
  form text not null,
  state text not null check (state in ('issued', 'active', 'misdirected', 'not_in_custody', 'released', 'in_ice_custody', 'transferred', 'cancelled', 'superseded')),
  is_open boolean not null,
  issued_on date not null,
  due_at timestamptz,
  has_incident boolean not null,
  version integer not null check (version > 0),
  last_position bigint not null,
  state_now jsonb not null,
  primary key (request_id, audience)
);
comment on table request_now is 'Each request as it stands for each side, folded from the events that the side can see; rebuilt from the log at any time.';
comment on column request_now.request_id is 'The request.';
comment on column request_now.audience is 'Whose view: the custodian''s, or the issuer''s, who sees what is shared.';
comment on column request_now.issuer_organisation_id is 'Who issued it; null where the issuing office does not work in the exchange.';
comment on column request_now.custodian_organisation_id is 'Who has the person, as the request stands; null where the addressee does not work in the exchange.';
comment on column request_now.facility_id is 'The facility that it is addressed to, or was relayed to.';
comment on column request_now.booking_id is 'The booking that it was matched to; only in the custodian''s view.';
comment on column request_now.form is 'The form.';
comment on column request_now.state is 'Where it stands in its life.';
comment on column request_now.is_open is 'Whether something can still be due on it.';
comment on column request_now.issued_on is 'The day on the form.';
comment on column request_now.due_at is 'When the running hold must end; null without one.';
comment on column request_now.has_incident is 'Whether an incident is open.';
comment on column request_now.version is 'How many entries changed this view; a write that names an older one is refused.';
comment on column request_now.last_position is 'The last position folded in.';
comment on column request_now.state_now is 'Everything that is folded.';
create index request_now_custodian on request_now (custodian_organisation_id, is_open, request_id) where audience = 'custodian';
create index request_now_issuer on request_now (issuer_organisation_id, is_open, request_id) where audience = 'issuer';
create index request_now_booking on request_now (booking_id) where booking_id is not null;
create index request_now_custodian_state on request_now (custodian_organisation_id, state, request_id) where audience = 'custodian';
create index request_now_issuer_state on request_now (issuer_organisation_id, state, request_id) where audience = 'issuer';
create index request_now_state on request_now (state, request_id) where audience = 'issuer';
create index request_now_incident on request_now (request_id) where audience = 'issuer' and has_incident;
create index request_now_due on request_now (due_at) where due_at is not null and audience = 'custodian';

create table request_party (
  request_id bigint not null,
  organisation_id text not null references organisation,
  position bigint not null references journal deferrable initially deferred,
  capacity text not null check (capacity in ('issuer', 'custodian')),
  primary key (request_id, organisation_id)
);
comment on table request_party is 'Which organisations a request concerns; who is not here, and counsels nobody who is, sees nothing of it.';
comment on column request_party.request_id is 'The request.';
comment on column request_party.organisation_id is 'The organisation.';
comment on column request_party.position is 'The journal entry that made it a party.';
comment on column request_party.capacity is 'As who issued it, or as one who has or had the person.';
create index request_party_of on request_party (organisation_id, request_id);
create index request_party_position on request_party (position);

create table exchange_key (
  organisation_id text not null references organisation,
  idempotency_key text not null check (length(idempotency_key) between 8 and 200),
  position bigint not null references journal deferrable initially deferred,
  request_sha256 text not null check (request_sha256 ~ '^[0-9a-f]{64}$'),
  answer jsonb not null,
  primary key (organisation_id, idempotency_key)
);
comment on table exchange_key is 'Writes that named a key, with their answers: the same write sent again is answered the same and not done twice.';
comment on column exchange_key.organisation_id is 'Who wrote.';
comment on column exchange_key.idempotency_key is 'The key that the writer chose.';
comment on column exchange_key.position is 'The journal entry of the write.';
comment on column exchange_key.request_sha256 is 'SHA-256 of what was asked; the key with other content is refused.';
comment on column exchange_key.answer is 'What was answered.';
create index exchange_key_position on exchange_key (position);

create trigger exchange_event_append_only before update or delete or truncate on exchange_event for each statement execute function refuse_change();
create trigger request_party_append_only before update or delete or truncate on request_party for each statement execute function refuse_change();
create trigger exchange_key_append_only before update or delete or truncate on exchange_key for each statement execute function refuse_change();

create function exchange_event_rules() returns trigger language plpgsql as $$
declare
  issued jsonb;
  corrected record;
begin
  if new.kind in ('hold_started', 'hold_ended', 'incident_opened')
     or (new.kind = 'outcome_asserted' and new.details->>'outcome' in ('HELD_NOT_COLLECTED', 'HELD_BEYOND_WINDOW')) then
    select details into issued from exchange_event where request_id = new.request_id and kind = 'request_issued';
    if not coalesce((issued->>'asks_hold')::boolean, false) then
      raise exception 'request %: form % asks for no hold', new.request_id, issued->>'form' using errcode = '23514', constraint = 'exchange_event_no_hold';
    end if;
  end if;
  if new.kind = 'request_issued' and new.details->>'form' in ('I-247N', 'I-247G') and (new.details->>'asks_hold')::boolean then
    raise exception 'form % asks for no hold', new.details->>'form' using errcode = '23514', constraint = 'exchange_event_no_hold';
  end if;
  if new.supersedes is not null then
    select kind, organisation_id, request_id, booking_id into corrected from exchange_event where event_id = new.supersedes;
    if corrected.kind is distinct from new.kind or corrected.organisation_id is distinct from new.organisation_id
       or corrected.request_id is distinct from new.request_id then
      raise exception 'event %: a party corrects only its own events of the same kind', new.supersedes using errcode = '23514', constraint = 'exchange_event_own';
    end if;
  end if;
  return new;
end
$$;
comment on function exchange_event_rules() is 'Refuses events that cannot be so: a hold on a form that asks for none, a correction of what another party said.';
create trigger exchange_event_rules before insert on exchange_event for each row execute function exchange_event_rules();

-- Row-level security. Every read and write of a member runs as this role, with whose records it may see in the session's settings.
do $$
begin
  if not exists (select from pg_roles where rolname = 'accord_tenant') then
    create role accord_tenant nologin;
  end if;
exception when duplicate_object or unique_violation then
  null; -- another database of the same server made it in the meantime
end
$$;
do $$ begin execute format('grant accord_tenant to %I', current_user); exception when others then null; end $$;

create function acts_for() returns text[] language sql stable as $$
  select string_to_array(coalesce(current_setting('accord.acts_for', true), ''), ',')
$$;
comment on function acts_for() is 'The organisations whose records this session may see; none where nobody said.';

create function reads_reports() returns boolean language sql stable as $$
  select coalesce(current_setting('accord.organisation_kind', true), '') = 'report_office'
$$;
comment on function reads_reports() is 'Whether this session belongs to a report office, which reads what both sides share.';

grant usage on schema public to accord_tenant;
grant select on organisation, organisation_facility, organisation_counsel, booking_now, request_now, request_party, exchange_event, exchange_key,
  policy_instrument, policy_provision to accord_tenant;
grant insert on exchange_event, exchange_key to accord_tenant;

alter table booking_now enable row level security;
alter table request_now enable row level security;
alter table request_party enable row level security;
alter table exchange_event enable row level security;
alter table exchange_key enable row level security;

create policy booking_now_own on booking_now for select to accord_tenant
  using (organisation_id = any ((select acts_for())::text[]));
-- One policy a table, its cases in order: who has or issued a request is known from the row itself, and only for others is it looked up
-- whether they are a party to it.
create policy request_now_seen on request_now for select to accord_tenant
  using (case
    when audience = 'custodian' then custodian_organisation_id = any ((select acts_for())::text[])
    when issuer_organisation_id = any ((select acts_for())::text[]) then true
    when (select reads_reports()) then true
    else exists (
      select from request_party p where p.request_id = request_now.request_id and p.organisation_id = any ((select acts_for())::text[]))
  end);
create policy request_party_own on request_party for select to accord_tenant
  using (organisation_id = any ((select acts_for())::text[]) or (select reads_reports()));
create policy exchange_event_seen on exchange_event for select to accord_tenant
  using (case
    when organisation_id = any ((select acts_for())::text[]) then true
    when not is_shared or request_id is null then false
    when (select reads_reports()) then true
    else exists (
      select from request_party p where p.request_id = exchange_event.request_id and p.organisation_id = any ((select acts_for())::text[]))
  end);
create policy exchange_event_write on exchange_event for insert to accord_tenant
  with check (organisation_id = any ((select acts_for())::text[])
    and (request_id is null or exists (
      select from request_party p where p.request_id = exchange_event.request_id and p.organisation_id = any ((select acts_for())::text[])))
    and (booking_id is null or request_id is not null or booking_id >= position * 10000 or exists (
      select from booking_now b where b.booking_id = exchange_event.booking_id and b.organisation_id = any ((select acts_for())::text[]))));
create policy exchange_key_own on exchange_key for select to accord_tenant
  using (organisation_id = any ((select acts_for())::text[]));
create policy exchange_key_write on exchange_key for insert to accord_tenant
  with check (organisation_id = any ((select acts_for())::text[]));
