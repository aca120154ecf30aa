-- How each organisation's jail system writes its bookings, for batch intake; a change is a new version.

create table booking_mapping (
  mapping_id bigint primary key,
  position bigint not null references journal deferrable initially deferred,
  organisation_id text not null references organisation,
  name text not null check (name ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  version integer not null check (version > 0),
  facility_id text not null references organisation_facility,
  mapping jsonb not null check (jsonb_typeof(mapping) = 'object'),
  mapping_sha256 text not null check (mapping_sha256 ~ '^[0-9a-f]{64}$'),
  unique (organisation_id, name, version)
);
comment on table booking_mapping is 'A mapping from a jail system''s export to bookings: header names, forms of times, meanings of words. The last version of a name is the one in use.';
comment on column booking_mapping.mapping_id is 'Number of this version of the mapping: the position of its entry.';
comment on column booking_mapping.position is 'The journal entry that recorded it.';
comment on column booking_mapping.organisation_id is 'Whose mapping it is.';
comment on column booking_mapping.name is 'What its organisation calls it.';
comment on column booking_mapping.version is 'Counts from 1 within organisation and name.';
comment on column booking_mapping.facility_id is 'The facility that bookings read with it are at.';
comment on column booking_mapping.mapping is 'The mapping itself, as it was checked when it was saved.';
comment on column booking_mapping.mapping_sha256 is 'SHA-256 of the mapping in canonical JSON; the same mapping saved again is no new version.';

create trigger booking_mapping_append_only before update or delete or truncate on booking_mapping for each statement execute function refuse_change();

grant select on booking_mapping to accord_tenant;
alter table booking_mapping enable row level security;
create policy booking_mapping_own on booking_mapping for select to accord_tenant
  using (organisation_id = any ((select acts_for())::text[]));
