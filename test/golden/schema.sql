create table assertion (
  assertion_id bigint not null,
  position bigint not null,
  detainer_id bigint not null,
  party text not null,
  request text,
  outcome text not null,
  occurred_on date,
  evidence_grade text not null,
  evidence text not null,
  supersedes bigint,
  constraint assertion_evidence_check CHECK ((evidence <> ''::text)),
  constraint assertion_evidence_grade_check CHECK ((evidence_grade = ANY (ARRAY['A'::text, 'B'::text, 'C'::text, 'X'::text]))),
  constraint assertion_outcome_check CHECK ((outcome <> ''::text)),
  constraint assertion_party_check CHECK ((party <> ''::text)),
  constraint assertion_request_check CHECK ((request = ANY (ARRAY['notify'::text, 'hold'::text, 'serve'::text]))),
  constraint assertion_position_fkey FOREIGN KEY ("position") REFERENCES journal("position") DEFERRABLE INITIALLY DEFERRED,
  constraint assertion_supersedes_fkey FOREIGN KEY (supersedes) REFERENCES assertion(assertion_id),
  constraint assertion_pkey PRIMARY KEY (assertion_id),
  constraint assertion_supersedes_key UNIQUE (supersedes)
);
CREATE INDEX assertion_detainer ON public.assertion USING btree (detainer_id);
CREATE TRIGGER assertion_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.assertion FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table booking_charge (
  charge_id bigint not null,
  release_id integer not null,
  booking_key text not null,
  place_id integer not null,
  booked_at timestamp with time zone not null,
  released_at timestamp with time zone,
  charge_term_id integer not null,
  stage text not null,
  release_reason_id integer not null,
  is_immigration_hold boolean not null,
  is_released_to_ice boolean,
  is_detainer_cancelled boolean,
  unread_fields text[],
  constraint booking_charge_stage_check CHECK ((stage = ANY (ARRAY['arrest'::text, 'charge'::text, 'conviction'::text, 'unknown'::text]))),
  constraint booking_charge_pkey PRIMARY KEY (charge_id)
);
CREATE INDEX booking_charge_booked ON public.booking_charge USING btree (booked_at);
CREATE TRIGGER booking_charge_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.booking_charge FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

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
  constraint detainer_pkey PRIMARY KEY (detainer_id)
);
CREATE INDEX detainer_lifted ON public.detainer USING btree (lifted_on) WHERE (lifted_on IS NOT NULL);
CREATE INDEX detainer_prepared ON public.detainer USING btree (prepared_on);
CREATE TRIGGER detainer_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.detainer FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table detainer_rollup (
  release_id integer not null,
  week_from date not null,
  place_id integer not null,
  detainer_type_id integer not null,
  lift_reason_id integer not null,
  is_likely_duplicate boolean not null,
  detainers integer not null,
  constraint detainer_rollup_detainers_check CHECK ((detainers > 0)),
  constraint detainer_rollup_pkey PRIMARY KEY (release_id, week_from, place_id, detainer_type_id, lift_reason_id, is_likely_duplicate)
);
CREATE INDEX detainer_rollup_place ON public.detainer_rollup USING btree (place_id, week_from);
CREATE INDEX detainer_rollup_week ON public.detainer_rollup USING btree (week_from);
CREATE TRIGGER detainer_rollup_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.detainer_rollup FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table edition (
  edition_id text not null,
  position bigint not null,
  data_position bigint not null,
  template text not null,
  template_version text not null,
  disclosure text not null,
  week_from date not null,
  sha256 text not null,
  constraint edition_disclosure_check CHECK ((disclosure = ANY (ARRAY['public'::text, 'party'::text]))),
  constraint edition_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text)),
  constraint edition_data_position_fkey FOREIGN KEY (data_position) REFERENCES journal("position") DEFERRABLE INITIALLY DEFERRED,
  constraint edition_position_fkey FOREIGN KEY ("position") REFERENCES journal("position") DEFERRABLE INITIALLY DEFERRED,
  constraint edition_pkey PRIMARY KEY (edition_id),
  constraint edition_edition_id_sha256_key UNIQUE (edition_id, sha256)
);
CREATE TRIGGER edition_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.edition FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table facility_resolution (
  place_id integer not null,
  position bigint not null,
  from_on date not null,
  status text not null,
  method text not null,
  facility_id text,
  facility_name text,
  facility_kind text,
  state_geoid text,
  stands_in_geoid text,
  body_id text,
  body_name text,
  body_kind text,
  jurisdiction_geoid text,
  verification text,
  evidence jsonb not null,
  candidates jsonb not null,
  decided_by text not null,
  constraint facility_resolution_body_kind_check CHECK ((body_kind = ANY (ARRAY['sheriff'::text, 'county_corrections'::text, 'city'::text, 'metro_police'::text, 'regional_authority'::text, 'state'::text, 'federal'::text, 'tribal'::text, 'private_for_government'::text]))),
  constraint facility_resolution_check CHECK (((status <> 'resolved'::text) OR (facility_id IS NOT NULL))),
  constraint facility_resolution_check1 CHECK (((jurisdiction_geoid IS NULL) OR (body_id IS NOT NULL))),
  constraint facility_resolution_state_geoid_check CHECK ((state_geoid ~ '^\d{2}$'::text)),
  constraint facility_resolution_status_check CHECK ((status = ANY (ARRAY['resolved'::text, 'ambiguous'::text, 'unresolved'::text]))),
  constraint facility_resolution_verification_check CHECK ((verification = ANY (ARRAY['seen'::text, 'partly_seen'::text, 'general_knowledge'::text]))),
  constraint facility_resolution_place_id_fkey FOREIGN KEY (place_id) REFERENCES source_place(place_id),
  constraint facility_resolution_position_fkey FOREIGN KEY ("position") REFERENCES journal("position") DEFERRABLE INITIALLY DEFERRED,
  constraint facility_resolution_pkey PRIMARY KEY (place_id, "position", from_on)
);
CREATE TRIGGER facility_resolution_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.facility_resolution FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table journal (
  position bigint not null,
  kind text not null,
  recorded_at timestamp with time zone not null,
  author text not null,
  body jsonb not null,
  content_sha256 text,
  previous_hash text not null,
  hash text not null,
  constraint journal_author_check CHECK ((author <> ''::text)),
  constraint journal_content_sha256_check CHECK ((content_sha256 ~ '^[0-9a-f]{64}$'::text)),
  constraint journal_hash_check CHECK ((hash ~ '^[0-9a-f]{64}$'::text)),
  constraint journal_kind_check CHECK ((kind = ANY (ARRAY['import'::text, 'facility_resolution'::text, 'outcome_finding'::text, 'assertion'::text, 'policy'::text, 'edition'::text]))),
  constraint journal_position_check CHECK (("position" > 0)),
  constraint journal_previous_hash_check CHECK ((previous_hash ~ '^[0-9a-f]{64}$'::text)),
  constraint journal_pkey PRIMARY KEY ("position"),
  constraint journal_hash_key UNIQUE (hash)
);
CREATE TRIGGER journal_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.journal FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table migration (
  name text not null,
  sha256 text not null,
  constraint migration_pkey PRIMARY KEY (name)
);

create table outcome_finding (
  rule_id text not null,
  rule_version text not null,
  detainer_type_id integer not null,
  lift_reason_id integer not null,
  position bigint not null,
  form text not null,
  asks_notify boolean,
  asks_hold boolean,
  asks_serve boolean,
  outcome text not null,
  outcome_detail text,
  counts_as_declined text not null,
  evidence_grade text,
  explanation text not null,
  constraint outcome_finding_counts_as_declined_check CHECK ((counts_as_declined = ANY (ARRAY['yes'::text, 'no'::text, 'disputed'::text, 'unknown'::text]))),
  constraint outcome_finding_evidence_grade_check CHECK ((evidence_grade = ANY (ARRAY['A'::text, 'B'::text, 'C'::text, 'D'::text, 'X'::text]))),
  constraint outcome_finding_detainer_type_id_fkey FOREIGN KEY (detainer_type_id) REFERENCES term(term_id),
  constraint outcome_finding_lift_reason_id_fkey FOREIGN KEY (lift_reason_id) REFERENCES term(term_id),
  constraint outcome_finding_position_fkey FOREIGN KEY ("position") REFERENCES journal("position") DEFERRABLE INITIALLY DEFERRED,
  constraint outcome_finding_pkey PRIMARY KEY (rule_id, rule_version, detainer_type_id, lift_reason_id)
);
CREATE TRIGGER outcome_finding_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.outcome_finding FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table policy_instrument (
  instrument_id text not null,
  position bigint not null,
  change text not null,
  jurisdiction_level text not null,
  state_usps text not null,
  jurisdiction_name text not null,
  jurisdiction_geoid text not null,
  issuer text not null,
  instrument_type text not null,
  title text not null,
  citation text not null,
  binds text not null,
  binding text not null,
  announced_on text,
  adopted_on text,
  effective_from text,
  effective_to text,
  date_precision text not null,
  supersedes text,
  summary text not null,
  none_found boolean not null,
  source_name text not null,
  source_url text not null,
  verification text not null,
  excerpt text not null,
  note text not null,
  confirmed_on date,
  confirmed_by text,
  constraint policy_instrument_adopted_on_check CHECK ((adopted_on ~ '^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$'::text)),
  constraint policy_instrument_announced_on_check CHECK ((announced_on ~ '^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$'::text)),
  constraint policy_instrument_binding_check CHECK ((binding = ANY (ARRAY['yes'::text, 'no'::text, 'unclear'::text]))),
  constraint policy_instrument_change_check CHECK ((change = ANY (ARRAY['shipped'::text, 'added'::text, 'ended'::text, 'confirmed'::text]))),
  constraint policy_instrument_check CHECK ((supersedes <> instrument_id)),
  constraint policy_instrument_check1 CHECK (((confirmed_on IS NULL) = (confirmed_by IS NULL))),
  constraint policy_instrument_confirmed_by_check CHECK ((confirmed_by <> ''::text)),
  constraint policy_instrument_date_precision_check CHECK ((date_precision = ANY (ARRAY['day'::text, 'month'::text, 'year'::text, 'unknown'::text]))),
  constraint policy_instrument_effective_from_check CHECK ((effective_from ~ '^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$'::text)),
  constraint policy_instrument_effective_to_check CHECK ((effective_to ~ '^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$'::text)),
  constraint policy_instrument_instrument_id_check CHECK ((instrument_id ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text)),
  constraint policy_instrument_instrument_type_check CHECK ((instrument_type = ANY (ARRAY['statute'::text, 'constitution_case'::text, 'ordinance'::text, 'resolution'::text, 'executive_order'::text, 'sheriff_policy'::text, 'directive'::text, 'ag_opinion'::text, 'court_order'::text, 'agreement'::text, 'practice'::text]))),
  constraint policy_instrument_jurisdiction_geoid_check CHECK ((jurisdiction_geoid ~ '^([0-9]{2}|[0-9]{5}|[0-9]{7})$'::text)),
  constraint policy_instrument_jurisdiction_level_check CHECK ((jurisdiction_level = ANY (ARRAY['state'::text, 'county'::text, 'city'::text, 'agency'::text]))),
  constraint policy_instrument_jurisdiction_name_check CHECK ((jurisdiction_name <> ''::text)),
  constraint policy_instrument_state_usps_check CHECK ((state_usps ~ '^[A-Z]{2}$'::text)),
  constraint policy_instrument_title_check CHECK ((title <> ''::text)),
  constraint policy_instrument_verification_check CHECK ((verification = ANY (ARRAY['seen'::text, 'partly_seen'::text, 'general_knowledge'::text]))),
  constraint policy_instrument_position_fkey FOREIGN KEY ("position") REFERENCES journal("position") DEFERRABLE INITIALLY DEFERRED,
  constraint policy_instrument_pkey PRIMARY KEY (instrument_id, "position")
);
CREATE TRIGGER policy_instrument_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.policy_instrument FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table policy_provision (
  instrument_id text not null,
  position bigint not null,
  ordinal integer not null,
  provision_id text not null,
  clause text not null,
  act text not null,
  modality text not null,
  condition jsonb,
  condition_text text not null,
  applies_to text not null,
  in_force_from text,
  in_force_to text,
  verification text not null,
  source_url text not null,
  constraint policy_provision_act_check CHECK ((act = ANY (ARRAY['hold_on_administrative_paper'::text, 'hold_on_judicial_warrant'::text, 'notify_release'::text, 'jail_interview'::text, 'serve_copy'::text, 'consent_form'::text, 'transfer_secure_area'::text, 'ask_status'::text, 'share_status_information'::text, 'agreement_287g'::text, 'report_to_public'::text]))),
  constraint policy_provision_applies_to_check CHECK ((applies_to = ANY (ARRAY['jail'::text, 'police'::text, 'state_prison'::text, 'probation'::text, 'all'::text]))),
  constraint policy_provision_in_force_from_check CHECK ((in_force_from ~ '^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$'::text)),
  constraint policy_provision_in_force_to_check CHECK ((in_force_to ~ '^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$'::text)),
  constraint policy_provision_modality_check CHECK ((modality = ANY (ARRAY['must'::text, 'may'::text, 'must_not'::text, 'must_if'::text, 'must_not_unless'::text, 'unsettled'::text]))),
  constraint policy_provision_ordinal_check CHECK ((ordinal > 0)),
  constraint policy_provision_verification_check CHECK ((verification = ANY (ARRAY['seen'::text, 'partly_seen'::text, 'general_knowledge'::text]))),
  constraint policy_provision_instrument_id_position_fkey FOREIGN KEY (instrument_id, "position") REFERENCES policy_instrument(instrument_id, "position"),
  constraint policy_provision_pkey PRIMARY KEY (instrument_id, "position", ordinal),
  constraint policy_provision_provision_id_position_key UNIQUE (provision_id, "position")
);
CREATE TRIGGER policy_provision_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.policy_provision FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table quarantined_row (
  sheet_id integer not null,
  row_no integer not null,
  position bigint not null,
  field text not null,
  reason text not null,
  found text not null,
  constraint quarantined_row_reason_check CHECK ((reason = ANY (ARRAY['missing'::text, 'redacted'::text, 'not_a_date'::text, 'date_out_of_range'::text, 'repeated_header'::text, 'not_a_number'::text, 'unknown_lineage'::text]))),
  constraint quarantined_row_row_no_check CHECK ((row_no > 0)),
  constraint quarantined_row_position_fkey FOREIGN KEY ("position") REFERENCES journal("position") DEFERRABLE INITIALLY DEFERRED,
  constraint quarantined_row_sheet_id_fkey FOREIGN KEY (sheet_id) REFERENCES source_sheet(sheet_id),
  constraint quarantined_row_pkey PRIMARY KEY (sheet_id, row_no)
);
CREATE TRIGGER quarantined_row_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.quarantined_row FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table release (
  release_id integer not null,
  position bigint not null,
  series text not null,
  vintage integer not null,
  mends_release_id integer,
  file_sha256 text not null,
  file_name text not null,
  file_bytes bigint not null,
  format text not null,
  layout text not null,
  layout_version integer not null,
  record text not null,
  party text not null,
  credit text,
  is_synthetic boolean not null,
  covers_from date,
  covers_to date,
  constraint release_check CHECK (((covers_from IS NULL) = (covers_to IS NULL))),
  constraint release_check1 CHECK ((covers_from <= covers_to)),
  constraint release_file_sha256_check CHECK ((file_sha256 ~ '^[0-9a-f]{64}$'::text)),
  constraint release_format_check CHECK ((format = ANY (ARRAY['delimited'::text, 'xlsx'::text, 'parquet'::text]))),
  constraint release_record_check CHECK ((record = ANY (ARRAY['detainer'::text, 'booking_charge'::text]))),
  constraint release_release_id_check CHECK ((release_id > 0)),
  constraint release_series_check CHECK ((series <> ''::text)),
  constraint release_vintage_check CHECK ((vintage > 0)),
  constraint release_mends_release_id_fkey FOREIGN KEY (mends_release_id) REFERENCES release(release_id),
  constraint release_position_fkey FOREIGN KEY ("position") REFERENCES journal("position") DEFERRABLE INITIALLY DEFERRED,
  constraint release_pkey PRIMARY KEY (release_id)
);
CREATE TRIGGER release_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.release FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table source_drift (
  release_id integer not null,
  sheet_name text not null,
  kind text not null,
  header text not null,
  nearest text,
  constraint source_drift_kind_check CHECK ((kind = ANY (ARRAY['unknown_header'::text, 'missing_header'::text, 'sheet_passed_over'::text]))),
  constraint source_drift_release_id_fkey FOREIGN KEY (release_id) REFERENCES release(release_id),
  constraint source_drift_pkey PRIMARY KEY (release_id, sheet_name, kind, header)
);
CREATE TRIGGER source_drift_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.source_drift FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table source_place (
  place_id integer not null,
  name text not null,
  city text not null,
  state text not null,
  code text not null,
  position bigint,
  constraint source_place_place_id_check CHECK ((place_id >= 0)),
  constraint source_place_position_fkey FOREIGN KEY ("position") REFERENCES journal("position") DEFERRABLE INITIALLY DEFERRED,
  constraint source_place_pkey PRIMARY KEY (place_id),
  constraint source_place_name_city_state_code_key UNIQUE (name, city, state, code)
);
CREATE TRIGGER source_place_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.source_place FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table source_sheet (
  sheet_id integer not null,
  release_id integer not null,
  name text not null,
  sheet_index integer not null,
  header_row integer not null,
  header jsonb not null,
  content_sha256 text not null,
  rows_read bigint not null,
  rows_recorded bigint not null,
  rows_known bigint not null,
  rows_quarantined bigint not null,
  constraint source_sheet_check CHECK ((rows_read = ((rows_recorded + rows_known) + rows_quarantined))),
  constraint source_sheet_content_sha256_check CHECK ((content_sha256 ~ '^[0-9a-f]{64}$'::text)),
  constraint source_sheet_sheet_id_check CHECK ((sheet_id > 0)),
  constraint source_sheet_release_id_fkey FOREIGN KEY (release_id) REFERENCES release(release_id),
  constraint source_sheet_pkey PRIMARY KEY (sheet_id)
);
CREATE INDEX source_sheet_content ON public.source_sheet USING btree (content_sha256);
CREATE TRIGGER source_sheet_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.source_sheet FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table term (
  term_id integer not null,
  field text not null,
  written text not null,
  position bigint,
  constraint term_term_id_check CHECK ((term_id >= 0)),
  constraint term_position_fkey FOREIGN KEY ("position") REFERENCES journal("position") DEFERRABLE INITIALLY DEFERRED,
  constraint term_pkey PRIMARY KEY (term_id),
  constraint term_field_written_key UNIQUE (field, written)
);
CREATE TRIGGER term_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.term FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE OR REPLACE FUNCTION public.facility_as_of(cutoff bigint)
 RETURNS TABLE(place_id integer, from_on date, before_on date, status text, method text, facility_id text, facility_name text, facility_kind text, state_geoid text, stands_in_geoid text, body_id text, body_name text, body_kind text, jurisdiction_geoid text, verification text)
 LANGUAGE sql
 STABLE
AS $function$
  with standing as (
    select r.*, max(r.position) over (partition by r.place_id) as latest
      from facility_resolution r where r.position <= cutoff)
  select place_id, from_on, lead(from_on) over (partition by place_id order by from_on), status, method, facility_id,
         facility_name, facility_kind, state_geoid, stands_in_geoid, body_id, body_name, body_kind, jurisdiction_geoid, verification
    from standing where position = latest
$function$;

CREATE OR REPLACE FUNCTION public.is_replaced(cutoff bigint, of_release integer, day date)
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $function$
  select exists (
    select from release mine join release later
      on later.series = mine.series and later.vintage > mine.vintage and later.record = mine.record
     where mine.release_id = of_release and later.position <= cutoff
       and day between later.covers_from and later.covers_to)
$function$;

CREATE OR REPLACE FUNCTION public.policy_instrument_as_of(cutoff bigint)
 RETURNS SETOF policy_instrument
 LANGUAGE sql
 STABLE
AS $function$
  select distinct on (instrument_id) p.* from policy_instrument p where p.position <= cutoff order by p.instrument_id, p.position desc
$function$;

CREATE OR REPLACE FUNCTION public.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception '% is append-only: add a row that supersedes, do not % one', tg_table_name, lower(tg_op)
    using errcode = '23001';
end
$function$;

CREATE OR REPLACE FUNCTION public.release_as_of(cutoff bigint)
 RETURNS SETOF release
 LANGUAGE sql
 STABLE
AS $function$
  select r.* from release r where r.position <= cutoff
$function$;

CREATE OR REPLACE FUNCTION public.request_as_of(cutoff bigint)
 RETURNS TABLE(detainer_id bigint, release_id integer, prepared_on date, lifted_on date, release_expected_on date, place_id integer, detainer_type_id integer, lift_reason_id integer, form text, asks_notify boolean, asks_hold boolean, asks_serve boolean, outcome text, outcome_detail text, counts_as_declined text, evidence_grade text, place_status text, facility_id text, facility_kind text, state_geoid text, body_id text, body_kind text, jurisdiction_geoid text, verification text, citizenship_id integer, criminality_id integer, conviction_charge_id integer, conviction_charge_code_id integer, convicted_on date, charged_on date, is_juvenile boolean, is_likely_duplicate boolean, is_synthetic boolean)
 LANGUAGE sql
 STABLE
AS $function$
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
$function$;

CREATE OR REPLACE FUNCTION public.week_of(day date)
 RETURNS date
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
AS $function$
  select day - ((extract(dow from day)::int + 1) % 7)
$function$;
