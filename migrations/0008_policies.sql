-- Local rules: each instrument with its provisions in versions. Adding, ending and confirming are new versions; none is changed.

create table policy_instrument (
  instrument_id text not null check (instrument_id ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  position bigint not null references journal deferrable initially deferred,
  change text not null check (change in ('shipped', 'added', 'ended', 'confirmed')),
  jurisdiction_level text not null check (jurisdiction_level in ('state', 'county', 'city', 'agency')),
  state_usps text not null check (state_usps ~ '^[A-Z]{2}$'),
  jurisdiction_name text not null check (jurisdiction_name <> ''),
  jurisdiction_geoid text not null check (jurisdiction_geoid ~ '^([0-9]{2}|[0-9]{5}|[0-9]{7})$'),
  issuer text not null,
  instrument_type text not null check (instrument_type in ('statute', 'constitution_case', 'ordinance', 'resolution', 'executive_order', 'sheriff_policy', 'directive', 'ag_opinion', 'court_order', 'agreement', 'practice')),
  title text not null check (title <> ''),
  citation text not null,
  binds text not null,
  binding text not null check (binding in ('yes', 'no', 'unclear')),
  announced_on text check (announced_on ~ '^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$'),
  adopted_on text check (adopted_on ~ '^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$'),
  effective_from text check (effective_from ~ '^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$'),
  effective_to text check (effective_to ~ '^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$'),
  date_precision text not null check (date_precision in ('day', 'month', 'year', 'unknown')),
  supersedes text check (supersedes <> instrument_id),
  summary text not null,
  none_found boolean not null,
  source_name text not null,
  source_url text not null,
  verification text not null check (verification in ('seen', 'partly_seen', 'general_knowledge')),
  excerpt text not null,
  note text not null,
  confirmed_on date,
  confirmed_by text check (confirmed_by <> ''),
  primary key (instrument_id, position),
  check ((confirmed_on is null) = (confirmed_by is null))
);
comment on table policy_instrument is 'One row a version of a rule-making text, order, ruling, agreement or stated practice; the last one up to a position is what is known then.';
comment on column policy_instrument.instrument_id is 'Permanent id, state first.';
comment on column policy_instrument.position is 'The journal entry that recorded this version.';
comment on column policy_instrument.change is 'How this version came: with the shipped set, added by hand, by an end, or by a confirmation.';
comment on column policy_instrument.jurisdiction_level is 'Whose rule it is: a state''s, a county''s, a city''s, or that of one of their agencies.';
comment on column policy_instrument.state_usps is 'Postal code of the state.';
comment on column policy_instrument.jurisdiction_name is 'The jurisdiction''s name; for an agency that of the state, county or place it serves.';
comment on column policy_instrument.jurisdiction_geoid is 'Its GEOID: 2 digits state, 5 county, 7 place.';
comment on column policy_instrument.issuer is 'Who issued it.';
comment on column policy_instrument.instrument_type is 'Its kind.';
comment on column policy_instrument.title is 'Its title, as printed or described.';
comment on column policy_instrument.citation is 'How it is cited; empty where no citation is known.';
comment on column policy_instrument.binds is 'Whom it binds, in words.';
comment on column policy_instrument.binding is 'Whether it binds.';
comment on column policy_instrument.announced_on is 'When it was announced; may be cut to a month or a year.';
comment on column policy_instrument.adopted_on is 'When it was adopted; may be cut to a month or a year.';
comment on column policy_instrument.effective_from is 'Its first day; may be cut to a month or a year; null where not known.';
comment on column policy_instrument.effective_to is 'Its last day; may be cut to a month or a year; null where no end was found.';
comment on column policy_instrument.date_precision is 'How fine the best date is that carries the version.';
comment on column policy_instrument.supersedes is 'The earlier version of the same rule, whose place it takes.';
comment on column policy_instrument.summary is 'What it says, in our words.';
comment on column policy_instrument.none_found is 'Whether the row only says that a search found no rule; not a rule, and no proof that there is none.';
comment on column policy_instrument.source_name is 'What was read, or where it should be read.';
comment on column policy_instrument.source_url is 'Its address.';
comment on column policy_instrument.verification is 'How far the row was checked.';
comment on column policy_instrument.excerpt is 'Words of the source, where they were read.';
comment on column policy_instrument.note is 'Conflicts between sources and other remarks.';
comment on column policy_instrument.confirmed_on is 'The day on which somebody last confirmed that it stands.';
comment on column policy_instrument.confirmed_by is 'The office that confirmed it.';

create table policy_provision (
  instrument_id text not null,
  position bigint not null,
  ordinal integer not null check (ordinal > 0),
  provision_id text not null,
  clause text not null,
  act text not null check (act in ('hold_on_administrative_paper', 'hold_on_judicial_warrant', 'notify_release', 'jail_interview', 'serve_copy', 'consent_form', 'transfer_secure_area', 'ask_status', 'share_status_information', 'agreement_287g', 'report_to_public')),
  modality text not null check (modality in ('must', 'may', 'must_not', 'must_if', 'must_not_unless', 'unsettled')),
  condition jsonb,
  condition_text text not null,
  applies_to text not null check (applies_to in ('jail', 'police', 'state_prison', 'probation', 'all')),
  in_force_from text check (in_force_from ~ '^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$'),
  in_force_to text check (in_force_to ~ '^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$'),
  verification text not null check (verification in ('seen', 'partly_seen', 'general_knowledge')),
  source_url text not null,
  primary key (instrument_id, position, ordinal),
  unique (provision_id, position),
  foreign key (instrument_id, position) references policy_instrument
);
comment on table policy_provision is 'One row an act that a version of an instrument requires, allows or forbids.';
comment on column policy_provision.instrument_id is 'The instrument.';
comment on column policy_provision.position is 'The journal entry that recorded this version of it.';
comment on column policy_provision.ordinal is 'Its place within the instrument, from 1.';
comment on column policy_provision.provision_id is 'Permanent id, the instrument''s first.';
comment on column policy_provision.clause is 'The clause that says it.';
comment on column policy_provision.act is 'The act.';
comment on column policy_provision.modality is 'Whether the act must, may or must not be done, or on what it depends.';
comment on column policy_provision.condition is 'The condition as data; null where there is none or its text only explains.';
comment on column policy_provision.condition_text is 'The condition as written.';
comment on column policy_provision.applies_to is 'Whom it speaks to.';
comment on column policy_provision.in_force_from is 'Its first day; may be cut to a month or a year; null where not known.';
comment on column policy_provision.in_force_to is 'Its last day; may be cut to a month or a year; null where no end was found.';
comment on column policy_provision.verification is 'How far the row was checked.';
comment on column policy_provision.source_url is 'Where it was read or should be read.';

create function policy_instrument_as_of(cutoff bigint) returns setof policy_instrument language sql stable as $$
  select distinct on (instrument_id) p.* from policy_instrument p where p.position <= cutoff order by p.instrument_id, p.position desc
$$;
comment on function policy_instrument_as_of(bigint) is 'The last version of each instrument known at a position.';

create trigger policy_instrument_append_only before update or delete or truncate on policy_instrument for each statement execute function refuse_change();
create trigger policy_provision_append_only before update or delete or truncate on policy_provision for each statement execute function refuse_change();
