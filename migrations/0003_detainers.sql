-- The requests: one row a detainer as a source asserts it. Compact: spellings are terms, places are source_places.
-- The id holds the lineage: sheet_id * 1,000,000,000 + row number in that sheet.

create table detainer (
  detainer_id bigint not null,
  release_id integer not null,
  prepared_on date not null,
  place_id integer not null,
  detainer_type_id integer not null,
  lift_reason_id integer not null,
  second_lift_reason_id integer not null,
  lifted_on date,
  release_expected_on date,
  apprehended_on date,
  departed_on date,
  citizenship_id integer not null,
  gender_id integer not null,
  criminality_id integer not null,
  conviction_charge_id integer not null,
  conviction_charge_code_id integer not null,
  convicted_on date,
  charged_on date,
  is_aggravated_felon_id integer not null,
  basis_id integer not null,
  facility_aor_id integer not null,
  duty_site_id integer not null,
  is_juvenile boolean,
  is_likely_duplicate boolean not null,
  person_key text,
  unread_fields text[],
  primary key (detainer_id)
);
comment on table detainer is 'One row a detainer as a source asserts it (ICE in the files met so far).';
comment on column detainer.detainer_id is 'Sheet number * 1,000,000,000 + row number: the lineage is the id.';
comment on column detainer.release_id is 'The release that brought it; gives the position.';
comment on column detainer.prepared_on is 'The day the form was prepared; not the day it was sent or received.';
comment on column detainer.place_id is 'The facility as written (source_place).';
comment on column detainer.detainer_type_id is 'The form as written (term).';
comment on column detainer.lift_reason_id is 'Why ICE ended the detainer, as written (term); 0 where nothing is recorded.';
comment on column detainer.second_lift_reason_id is 'A second lift reason, where the layout has one (term).';
comment on column detainer.lifted_on is 'The day ICE recorded its end, where the layout has one.';
comment on column detainer.release_expected_on is 'The projected release date, where the layout has one.';
comment on column detainer.apprehended_on is 'The day ICE records taking the person, where the layout has one.';
comment on column detainer.departed_on is 'The day of departure from the country, where the layout has one.';
comment on column detainer.citizenship_id is 'Country of citizenship as written (term).';
comment on column detainer.gender_id is 'Gender as written (term).';
comment on column detainer.criminality_id is 'Criminality as ICE writes it: convicted, pending charges, other (term).';
comment on column detainer.conviction_charge_id is 'Most serious conviction as written (term).';
comment on column detainer.conviction_charge_code_id is 'Its NCIC code as written (term).';
comment on column detainer.convicted_on is 'The date of that conviction, where given.';
comment on column detainer.charged_on is 'The date of that charge, where given.';
comment on column detainer.is_aggravated_felon_id is 'Aggravated-felon flag as written (term).';
comment on column detainer.basis_id is 'The yes/no boxes of the form and its basis, as one text (term).';
comment on column detainer.facility_aor_id is 'ICE area of responsibility as written (term).';
comment on column detainer.duty_site_id is 'ICE duty site as written (term).';
comment on column detainer.is_juvenile is 'Whether the birth year makes the person under 18 in the year of preparation; the year itself is not kept.';
comment on column detainer.is_likely_duplicate is 'The source''s own mark that the row is likely a duplicate.';
comment on column detainer.person_key is 'A keyed hash of the source''s person identifier, within this release only; null where it has none.';
comment on column detainer.unread_fields is 'Fields of date, number or identifier kind whose cell was redacted or could not be read, as field=redacted or field=unreadable.';
create index detainer_prepared on detainer (prepared_on);
create index detainer_lifted on detainer (lifted_on) where lifted_on is not null;

create table detainer_rollup (
  release_id integer not null,
  week_from date not null,
  place_id integer not null,
  detainer_type_id integer not null,
  lift_reason_id integer not null,
  is_likely_duplicate boolean not null,
  detainers integer not null check (detainers > 0),
  primary key (release_id, week_from, place_id, detainer_type_id, lift_reason_id, is_likely_duplicate)
);
comment on table detainer_rollup is 'Detainers counted by release, Saturday-to-Friday week, place, form and lift reason; kept by each import in its own transaction.';
comment on column detainer_rollup.release_id is 'The release counted.';
comment on column detainer_rollup.week_from is 'The Saturday on which the week begins.';
comment on column detainer_rollup.place_id is 'The facility as written.';
comment on column detainer_rollup.detainer_type_id is 'The form as written.';
comment on column detainer_rollup.lift_reason_id is 'The lift reason as written.';
comment on column detainer_rollup.is_likely_duplicate is 'The source''s own duplicate mark.';
comment on column detainer_rollup.detainers is 'How many detainers.';
create index detainer_rollup_week on detainer_rollup (week_from);
create index detainer_rollup_place on detainer_rollup (place_id, week_from);

create function week_of(day date) returns date language sql immutable strict parallel safe as $$
  select day - ((extract(dow from day)::int + 1) % 7)
$$;
comment on function week_of(date) is 'The Saturday that begins a day''s report week.';

-- The releases that stand at a position, and from which day of their series a later vintage stands instead.
create function release_as_of(cutoff bigint) returns setof release language sql stable as $$
  select r.* from release r where r.position <= cutoff
$$;
comment on function release_as_of(bigint) is 'The releases recorded up to a position.';

-- A row counts when no later vintage of its series, known at the cutoff, covers its day.
create function is_replaced(cutoff bigint, of_release integer, day date) returns boolean language sql stable as $$
  select exists (
    select from release mine join release later
      on later.series = mine.series and later.vintage > mine.vintage and later.record = mine.record
     where mine.release_id = of_release and later.position <= cutoff
       and day between later.covers_from and later.covers_to)
$$;
comment on function is_replaced(bigint, integer, date) is 'Whether a later vintage of the row''s series stands for its day at the cutoff.';

create trigger detainer_append_only before update or delete or truncate on detainer for each statement execute function refuse_change();
create trigger detainer_rollup_append_only before update or delete or truncate on detainer_rollup for each statement execute function refuse_change();
