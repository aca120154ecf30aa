-- Who works in the exchange: organisations, their facilities, who counsels whom, and members; each row hangs on the journal.

create table organisation (
  organisation_id text primary key check (organisation_id ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  position bigint not null references journal deferrable initially deferred,
  kind text not null check (kind in ('jail_operator', 'county_counsel', 'ero_field_office', 'report_office', 'grant_office', 'observer')),
  name text not null check (name <> ''),
  jurisdiction_geoid text check (jurisdiction_geoid ~ '^([0-9]{2}|[0-9]{5}|[0-9]{7}|US)$'),
  contact_email text check (contact_email like '%_@_%'),
  is_synthetic boolean not null
);
comment on table organisation is 'A body that works in the exchange; each sees its own requests and what concerns it.';
comment on column organisation.organisation_id is 'Permanent id.';
comment on column organisation.position is 'The journal entry that recorded it.';
comment on column organisation.kind is 'What it is: who runs a jail, who counsels it, who issues requests, who reports.';
comment on column organisation.name is 'Its name in words.';
comment on column organisation.jurisdiction_geoid is 'The government that it belongs to: Census GEOID, or US.';
comment on column organisation.contact_email is 'The desk, never a person, that alarms and notices are sent to.';
comment on column organisation.is_synthetic is 'Whether it is made up, for demonstration or tests; said wherever its rows appear.';

create table organisation_facility (
  facility_id text primary key check (facility_id ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  position bigint not null references journal deferrable initially deferred,
  organisation_id text not null references organisation,
  name text not null check (name <> ''),
  kind text not null check (kind <> ''),
  state_usps text not null check (state_usps ~ '^[A-Z]{2}$'),
  jurisdiction_geoid text not null check (jurisdiction_geoid ~ '^([0-9]{2}|[0-9]{5}|[0-9]{7}|US)$'),
  city text,
  time_zone text not null check (time_zone ~ '^(UTC|[A-Za-z]+(/[A-Za-z0-9_+-]+)+)$')
);
comment on table organisation_facility is 'A facility that an organisation works in the exchange: who answers for it, whose rules bind it and which clock its desk reads.';
comment on column organisation_facility.facility_id is 'The facility''s permanent id: that of the registry, or one made up for a synthetic organisation.';
comment on column organisation_facility.position is 'The journal entry that recorded it.';
comment on column organisation_facility.organisation_id is 'Who runs it.';
comment on column organisation_facility.name is 'Its name in words.';
comment on column organisation_facility.kind is 'What kind of facility, as the registry names kinds.';
comment on column organisation_facility.state_usps is 'Postal code of the state that it stands in.';
comment on column organisation_facility.jurisdiction_geoid is 'The government whose rules bind it.';
comment on column organisation_facility.city is 'The city that it stands in, where a city''s clock rule could apply.';
comment on column organisation_facility.time_zone is 'IANA zone of its wall clock.';
create index organisation_facility_of on organisation_facility (organisation_id);

create table organisation_counsel (
  counsel_organisation_id text not null references organisation,
  organisation_id text not null references organisation,
  position bigint not null references journal deferrable initially deferred,
  primary key (counsel_organisation_id, organisation_id),
  check (counsel_organisation_id <> organisation_id)
);
comment on table organisation_counsel is 'Which counsel''s office acts for which organisation, and so sees what concerns it.';
comment on column organisation_counsel.counsel_organisation_id is 'The counsel''s office.';
comment on column organisation_counsel.organisation_id is 'Whom it acts for.';
comment on column organisation_counsel.position is 'The journal entry that recorded it.';

create table member (
  member_id bigint primary key,
  position bigint not null references journal deferrable initially deferred,
  organisation_id text not null references organisation,
  login text not null check (login ~ '^[a-z0-9]+([._@-][a-z0-9]+)*$'),
  roles text[] not null check (roles <@ array['clerk', 'supervisor', 'counsel', 'officer', 'editor', 'approver', 'auditor', 'administrator'] and cardinality(roles) > 0),
  is_active boolean not null,
  supersedes bigint unique references member
);
comment on table member is 'An account of an organisation and its roles; a change is a new row that supersedes. No person''s name is kept.';
comment on column member.member_id is 'Number of this version of the account.';
comment on column member.position is 'The journal entry that recorded it.';
comment on column member.organisation_id is 'Whose account it is.';
comment on column member.login is 'What it signs in with: a desk or badge handle, never a name.';
comment on column member.roles is 'What it may do.';
comment on column member.is_active is 'Whether it may sign in.';
comment on column member.supersedes is 'The version that this one replaces.';
create unique index member_login on member (login) where supersedes is null;

create function member_now() returns table (member_id bigint, organisation_id text, login text, roles text[], is_active boolean)
language sql stable as $$
  select m.member_id, m.organisation_id, m.login, m.roles, m.is_active
    from member m where not exists (select from member later where later.supersedes = m.member_id)
$$;
comment on function member_now() is 'Each account as it stands.';

create trigger organisation_append_only before update or delete or truncate on organisation for each statement execute function refuse_change();
create trigger organisation_facility_append_only before update or delete or truncate on organisation_facility for each statement execute function refuse_change();
create trigger organisation_counsel_append_only before update or delete or truncate on organisation_counsel for each statement execute function refuse_change();
create trigger member_append_only before update or delete or truncate on member for each statement execute function refuse_change();
