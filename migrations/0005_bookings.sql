-- The jail's side: bookings and their charges as a county's own export has them.

create table booking_charge (
  charge_id bigint not null primary key,
  release_id integer not null,
  booking_key text not null,
  place_id integer not null,
  booked_at timestamptz not null,
  released_at timestamptz,
  charge_term_id integer not null,
  stage text not null check (stage in ('arrest', 'charge', 'conviction', 'unknown')),
  release_reason_id integer not null,
  is_immigration_hold boolean not null,
  is_released_to_ice boolean,
  is_detainer_cancelled boolean,
  unread_fields text[]
);
comment on table booking_charge is 'One row a charge of a booking as the jail asserts it; booking facts repeat on its charges.';
comment on column booking_charge.charge_id is 'Sheet number * 1,000,000,000 + row number: the lineage is the id.';
comment on column booking_charge.release_id is 'The release that brought it.';
comment on column booking_charge.booking_key is 'A keyed hash of the booking number, within this release only.';
comment on column booking_charge.place_id is 'The jail as the layout names it (source_place).';
comment on column booking_charge.booked_at is 'When the booking began (UTC; the layout names the jail''s zone).';
comment on column booking_charge.released_at is 'When it ended.';
comment on column booking_charge.charge_term_id is 'The charge as written (term).';
comment on column booking_charge.stage is 'Arrest, charge or conviction; unknown where the export does not say.';
comment on column booking_charge.release_reason_id is 'Why the booking ended, as written (term).';
comment on column booking_charge.is_immigration_hold is 'Whether this charge row is the jail''s immigration hold.';
comment on column booking_charge.is_released_to_ice is 'Whether the jail records a release to ICE.';
comment on column booking_charge.is_detainer_cancelled is 'Whether the jail records that a detainer was cancelled.';
comment on column booking_charge.unread_fields is 'Fields whose cell was redacted or could not be read.';
create index booking_charge_booked on booking_charge (booked_at);

create trigger booking_charge_append_only before update or delete or truncate on booking_charge for each statement execute function refuse_change();
