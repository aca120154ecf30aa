-- Each request with what is found of it, as known at a position: the one place where assertions, findings and places meet.

create function request_as_of(cutoff bigint) returns table (
  detainer_id bigint, release_id integer, prepared_on date, lifted_on date, release_expected_on date, place_id integer,
  detainer_type_id integer, lift_reason_id integer, form text, asks_notify boolean, asks_hold boolean, asks_serve boolean,
  outcome text, outcome_detail text, counts_as_declined text, evidence_grade text,
  place_status text, facility_id text, facility_kind text, state_geoid text, body_id text, body_kind text, jurisdiction_geoid text,
  verification text, citizenship_id integer, criminality_id integer, conviction_charge_id integer, conviction_charge_code_id integer,
  convicted_on date, charged_on date, is_juvenile boolean, is_likely_duplicate boolean, is_synthetic boolean
) language sql stable as $$
  select d.detainer_id, d.release_id, d.prepared_on, d.lifted_on, d.release_expected_on, d.place_id,
         d.detainer_type_id, d.lift_reason_id, o.form, o.asks_notify, o.asks_hold, o.asks_serve,
         o.outcome, o.outcome_detail, o.counts_as_declined, o.evidence_grade,
         coalesce(f.status, 'unresolved'), f.facility_id, f.facility_kind, f.state_geoid, f.body_id, f.body_kind, f.jurisdiction_geoid,
         f.verification, d.citizenship_id, d.criminality_id, d.conviction_charge_id, d.conviction_charge_code_id,
         d.convicted_on, d.charged_on, d.is_juvenile, d.is_likely_duplicate, r.is_synthetic
    from detainer d
    join release r on r.release_id = d.release_id and r.position <= cutoff
    join outcome_finding o on o.rule_id = 'outcome.ice-lift-reason' and o.rule_version = '1'
     and o.detainer_type_id = d.detainer_type_id and o.lift_reason_id = d.lift_reason_id
    left join facility_as_of(cutoff) f on f.place_id = d.place_id and d.prepared_on >= f.from_on
     and (f.before_on is null or d.prepared_on < f.before_on)
   where not exists (
         select from release later
          where later.series = r.series and later.record = r.record and later.vintage > r.vintage and later.position <= cutoff
            and d.prepared_on between later.covers_from and later.covers_to)
$$;
comment on function request_as_of(bigint) is 'Every request that counts at a position: one row a detainer, with its outcome, its facility and who controlled that on the day it was prepared; rows that a later vintage of their series replaces are left out.';
