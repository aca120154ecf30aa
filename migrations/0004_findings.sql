-- What is found from what was asserted: where a facility stands and who controls it, and what each outcome is.

create table facility_resolution (
  place_id integer not null references source_place,
  position bigint not null references journal deferrable initially deferred,
  from_on date not null,
  status text not null check (status in ('resolved', 'ambiguous', 'unresolved')),
  method text not null,
  facility_id text,
  facility_name text,
  facility_kind text,
  state_geoid text check (state_geoid ~ '^\d{2}$'),
  stands_in_geoid text,
  body_id text,
  body_name text,
  body_kind text check (body_kind in ('sheriff', 'county_corrections', 'city', 'metro_police', 'regional_authority', 'state', 'federal', 'tribal', 'private_for_government')),
  jurisdiction_geoid text,
  verification text check (verification in ('seen', 'partly_seen', 'general_knowledge')),
  evidence jsonb not null,
  candidates jsonb not null,
  decided_by text not null,
  primary key (place_id, position, from_on),
  check (status <> 'resolved' or facility_id is not null),
  check (jurisdiction_geoid is null or body_id is not null)
);
comment on table facility_resolution is 'What a place as written resolves to: facility, controlling body, jurisdiction, with method and evidence; the rows of a place''s latest position stand.';
comment on column facility_resolution.place_id is 'The place as written.';
comment on column facility_resolution.position is 'The journal entry that found it.';
comment on column facility_resolution.from_on is 'The first day on which this controlling body held; the row stands until the next of the same position.';
comment on column facility_resolution.status is 'Resolved with evidence, or open.';
comment on column facility_resolution.method is 'How it was matched.';
comment on column facility_resolution.facility_id is 'Our permanent id of the facility.';
comment on column facility_resolution.facility_name is 'The facility''s name in the registry.';
comment on column facility_resolution.facility_kind is 'What kind of place it is.';
comment on column facility_resolution.state_geoid is 'The state it stands in (2 digits); null where not known.';
comment on column facility_resolution.stands_in_geoid is 'The county or equivalent it stands in.';
comment on column facility_resolution.body_id is 'The body that controls it.';
comment on column facility_resolution.body_name is 'That body''s name.';
comment on column facility_resolution.body_kind is 'That body''s kind.';
comment on column facility_resolution.jurisdiction_geoid is 'The GEOID of that body''s government; US for a federal body.';
comment on column facility_resolution.verification is 'How far the fact of control was checked.';
comment on column facility_resolution.evidence is 'What was matched with what, in sentences.';
comment on column facility_resolution.candidates is 'Where it is open: what it could be.';
comment on column facility_resolution.decided_by is 'The resolver and its version, or the author of a review.';

-- One row a place and period of control, as known at a position; before_on is null for the last period.
create function facility_as_of(cutoff bigint) returns table (
  place_id integer, from_on date, before_on date, status text, method text, facility_id text, facility_name text,
  facility_kind text, state_geoid text, stands_in_geoid text, body_id text, body_name text, body_kind text,
  jurisdiction_geoid text, verification text
) language sql stable as $$
  with standing as (
    select r.*, max(r.position) over (partition by r.place_id) as latest
      from facility_resolution r where r.position <= cutoff)
  select place_id, from_on, lead(from_on) over (partition by place_id order by from_on), status, method, facility_id,
         facility_name, facility_kind, state_geoid, stands_in_geoid, body_id, body_name, body_kind, jurisdiction_geoid, verification
    from standing where position = latest
$$;
comment on function facility_as_of(bigint) is 'What each place as written resolves to, by period of control, as known at a position.';

create table outcome_finding (
  rule_id text not null,
  rule_version text not null,
  detainer_type_id integer not null references term,
  lift_reason_id integer not null references term,
  position bigint not null references journal deferrable initially deferred,
  form text not null,
  asks_notify boolean,
  asks_hold boolean,
  asks_serve boolean,
  outcome text not null,
  outcome_detail text,
  counts_as_declined text not null check (counts_as_declined in ('yes', 'no', 'disputed', 'unknown')),
  evidence_grade text check (evidence_grade in ('A', 'B', 'C', 'D', 'X')),
  explanation text not null,
  primary key (rule_id, rule_version, detainer_type_id, lift_reason_id)
);
comment on table outcome_finding is 'The outcome that a cited rule finds for each pair of form and lift reason as written; evaluated once a pair, joined to every detainer.';
comment on column outcome_finding.rule_id is 'The rule.';
comment on column outcome_finding.rule_version is 'Its version.';
comment on column outcome_finding.detainer_type_id is 'The form as written.';
comment on column outcome_finding.lift_reason_id is 'The lift reason as written.';
comment on column outcome_finding.position is 'The journal entry that found it.';
comment on column outcome_finding.form is 'The form, or unmapped.';
comment on column outcome_finding.asks_notify is 'Whether the form asks to be told of the release; null where the form is not known.';
comment on column outcome_finding.asks_hold is 'Whether the form asks to hold past release; null where the form is not known.';
comment on column outcome_finding.asks_serve is 'Whether the form asks to serve a copy; null where not known.';
comment on column outcome_finding.outcome is 'Neutral outcome code (docs/methodology/outcomes.md).';
comment on column outcome_finding.outcome_detail is 'Its finer reason, where the source gives one.';
comment on column outcome_finding.counts_as_declined is 'Whether the source''s own words say declined.';
comment on column outcome_finding.evidence_grade is 'Evidence grade A to D or X; null where nothing is asserted.';
comment on column outcome_finding.explanation is 'The finding in a plain sentence.';

create table assertion (
  assertion_id bigint primary key,
  position bigint not null references journal deferrable initially deferred,
  detainer_id bigint not null,
  party text not null check (party <> ''),
  request text check (request in ('notify', 'hold', 'serve')),
  outcome text not null check (outcome <> ''),
  occurred_on date,
  evidence_grade text not null check (evidence_grade in ('A', 'B', 'C', 'X')),
  evidence text not null check (evidence <> ''),
  supersedes bigint unique references assertion
);
comment on table assertion is 'What a party says happened on one request, beside what the source file says; disagreement stands as disagreement.';
comment on column assertion.assertion_id is 'Number of the assertion.';
comment on column assertion.position is 'The journal entry that recorded it.';
comment on column assertion.detainer_id is 'The request it speaks of.';
comment on column assertion.party is 'Who says so: an office, never a private person.';
comment on column assertion.request is 'Which of the things asked it speaks of; null for the request as a whole.';
comment on column assertion.outcome is 'Neutral outcome code.';
comment on column assertion.occurred_on is 'The day it happened, facility-local, where said.';
comment on column assertion.evidence_grade is 'Evidence grade (domain brief 3.5); grade D, inference from a policy, is never an outcome.';
comment on column assertion.evidence is 'What it rests on.';
comment on column assertion.supersedes is 'The assertion of the same party that it corrects.';
create index assertion_detainer on assertion (detainer_id);

create trigger facility_resolution_append_only before update or delete or truncate on facility_resolution for each statement execute function refuse_change();
create trigger outcome_finding_append_only before update or delete or truncate on outcome_finding for each statement execute function refuse_change();
create trigger assertion_append_only before update or delete or truncate on assertion for each statement execute function refuse_change();
