create table access_credential (
  login text not null,
  password_hash text,
  password_set_at timestamp with time zone,
  totp_sealed text,
  totp_set_at timestamp with time zone,
  totp_last_step bigint,
  constraint access_credential_pkey PRIMARY KEY (login)
);

create table access_link (
  link_hash text not null,
  login text not null,
  purpose text not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  constraint access_link_purpose_check CHECK ((purpose = ANY (ARRAY['sign_in'::text, 'enrol'::text]))),
  constraint access_link_pkey PRIMARY KEY (link_hash)
);

create table access_passkey (
  passkey_id text not null,
  login text not null,
  label text not null,
  public_key text not null,
  sign_count bigint not null,
  transports text[] not null,
  created_at timestamp with time zone not null,
  last_used_at timestamp with time zone,
  constraint access_passkey_label_check CHECK ((label <> ''::text)),
  constraint access_passkey_sign_count_check CHECK ((sign_count >= 0)),
  constraint access_passkey_pkey PRIMARY KEY (passkey_id)
);
CREATE INDEX access_passkey_of ON public.access_passkey USING btree (login);

create table access_recovery_code (
  code_hash text not null,
  login text not null,
  made_at timestamp with time zone not null,
  constraint access_recovery_code_pkey PRIMARY KEY (code_hash)
);
CREATE INDEX access_recovery_code_of ON public.access_recovery_code USING btree (login);

create table access_session (
  session_id bigint not null,
  token_hash text not null,
  login text not null,
  method text not null,
  acr text,
  created_at timestamp with time zone not null,
  last_seen_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  constraint access_session_method_check CHECK ((method = ANY (ARRAY['password'::text, 'passkey'::text, 'oidc'::text, 'link'::text]))),
  constraint access_session_pkey PRIMARY KEY (session_id),
  constraint access_session_token_hash_key UNIQUE (token_hash)
);
CREATE INDEX access_session_of ON public.access_session USING btree (login);

create table access_spent (
  spent_hash text not null,
  expires_at timestamp with time zone not null,
  constraint access_spent_pkey PRIMARY KEY (spent_hash)
);

create table access_token (
  token_id bigint not null,
  token_hash text not null,
  login text not null,
  label text not null,
  issued_by text not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  revoked_at timestamp with time zone,
  last_used_at timestamp with time zone,
  constraint access_token_label_check CHECK ((label <> ''::text)),
  constraint access_token_pkey PRIMARY KEY (token_id),
  constraint access_token_token_hash_key UNIQUE (token_hash)
);
CREATE INDEX access_token_of ON public.access_token USING btree (login);

create table access_try (
  try_key text not null,
  failures integer not null,
  counted_from_at timestamp with time zone not null,
  locked_until_at timestamp with time zone,
  constraint access_try_failures_check CHECK ((failures >= 0)),
  constraint access_try_pkey PRIMARY KEY (try_key)
);

create table alarm (
  alarm_id bigint not null,
  position bigint not null,
  alarm_key text not null,
  kind text not null,
  request_id bigint not null,
  booking_id bigint,
  organisation_id text not null,
  due_at timestamp with time zone not null,
  about_at timestamp with time zone not null,
  raised_at timestamp with time zone not null,
  text text not null,
  constraint alarm_alarm_key_check CHECK ((alarm_key <> ''::text)),
  constraint alarm_check CHECK ((raised_at >= due_at)),
  constraint alarm_kind_check CHECK ((kind = ANY (ARRAY['hold_ends_4h'::text, 'hold_ends_1h'::text, 'hold_window_ended'::text, 'held_past_window'::text, 'no_answer_72h'::text, 'no_notice_48h'::text]))),
  constraint alarm_text_check CHECK ((text <> ''::text)),
  constraint alarm_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(organisation_id),
  constraint alarm_position_fkey FOREIGN KEY ("position") REFERENCES journal("position") DEFERRABLE INITIALLY DEFERRED,
  constraint alarm_pkey PRIMARY KEY (alarm_id),
  constraint alarm_alarm_key_key UNIQUE (alarm_key)
);
CREATE INDEX alarm_desk ON public.alarm USING btree (organisation_id, raised_at);
CREATE INDEX alarm_position ON public.alarm USING btree ("position");
CREATE INDEX alarm_request ON public.alarm USING btree (request_id);
CREATE TRIGGER alarm_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.alarm FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
alter table alarm enable row level security;
create policy alarm_own on alarm for select to accord_tenant using (organisation_id = ANY (( SELECT acts_for() AS acts_for)::text[]));
grant select on alarm to accord_tenant;

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

create table booking_mapping (
  mapping_id bigint not null,
  position bigint not null,
  organisation_id text not null,
  name text not null,
  version integer not null,
  facility_id text not null,
  mapping jsonb not null,
  mapping_sha256 text not null,
  constraint booking_mapping_mapping_check CHECK ((jsonb_typeof(mapping) = 'object'::text)),
  constraint booking_mapping_mapping_sha256_check CHECK ((mapping_sha256 ~ '^[0-9a-f]{64}$'::text)),
  constraint booking_mapping_name_check CHECK ((name ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text)),
  constraint booking_mapping_version_check CHECK ((version > 0)),
  constraint booking_mapping_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES organisation_facility(facility_id),
  constraint booking_mapping_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(organisation_id),
  constraint booking_mapping_position_fkey FOREIGN KEY ("position") REFERENCES journal("position") DEFERRABLE INITIALLY DEFERRED,
  constraint booking_mapping_pkey PRIMARY KEY (mapping_id),
  constraint booking_mapping_organisation_id_name_version_key UNIQUE (organisation_id, name, version)
);
CREATE TRIGGER booking_mapping_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.booking_mapping FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
alter table booking_mapping enable row level security;
create policy booking_mapping_own on booking_mapping for select to accord_tenant using (organisation_id = ANY (( SELECT acts_for() AS acts_for)::text[]));
grant select on booking_mapping to accord_tenant;

create table booking_now (
  booking_id bigint not null,
  organisation_id text not null,
  facility_id text not null,
  booking_number text not null,
  custody text not null,
  expected_release_at timestamp with time zone,
  otherwise_released_at timestamp with time zone,
  version integer not null,
  last_position bigint not null,
  state jsonb not null,
  constraint booking_now_booking_number_check CHECK ((booking_number <> ''::text)),
  constraint booking_now_custody_check CHECK ((custody = ANY (ARRAY['held'::text, 'released'::text, 'transferred'::text]))),
  constraint booking_now_version_check CHECK ((version > 0)),
  constraint booking_now_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES organisation_facility(facility_id),
  constraint booking_now_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(organisation_id),
  constraint booking_now_pkey PRIMARY KEY (booking_id)
);
CREATE INDEX booking_now_desk ON public.booking_now USING btree (organisation_id, custody, expected_release_at);
CREATE INDEX booking_now_newest ON public.booking_now USING btree (organisation_id, booking_id);
CREATE UNIQUE INDEX booking_now_number ON public.booking_now USING btree (organisation_id, booking_number);
CREATE INDEX booking_now_releasable ON public.booking_now USING btree (otherwise_released_at) WHERE ((custody = 'held'::text) AND (otherwise_released_at IS NOT NULL));
alter table booking_now enable row level security;
create policy booking_now_own on booking_now for select to accord_tenant using (organisation_id = ANY (( SELECT acts_for() AS acts_for)::text[]));
grant select on booking_now to accord_tenant;

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

create table exchange_event (
  event_id bigint not null,
  position bigint not null,
  kind text not null,
  booking_id bigint,
  request_id bigint,
  organisation_id text not null,
  member_id bigint not null,
  occurred_at timestamp with time zone not null,
  recorded_at timestamp with time zone not null,
  is_shared boolean not null,
  supersedes bigint,
  details jsonb not null,
  constraint exchange_event_answer CHECK (((kind <> 'responded'::text) OR (((details ->> 'asked'::text) = ANY (ARRAY['notify'::text, 'hold'::text, 'serve'::text, 'interview'::text])) AND ((details ->> 'answer'::text) = ANY (ARRAY['will'::text, 'will_not'::text, 'conditions_not_met'::text, 'not_permitted_by_law'::text, 'not_in_custody'::text, 'not_ours'::text])) AND (COALESCE((details ->> 'reason_code'::text), ''::text) <> ''::text) AND (details ? 'authority_sha256'::text)))),
  constraint exchange_event_check CHECK (((booking_id IS NOT NULL) OR (request_id IS NOT NULL))),
  constraint exchange_event_details_check CHECK ((jsonb_typeof(details) = 'object'::text)),
  constraint exchange_event_hold_start CHECK (((kind <> 'hold_started'::text) OR (details ? 'otherwise_released_at'::text))),
  constraint exchange_event_incident_reason CHECK (((kind <> 'incident_closed'::text) OR (COALESCE((details ->> 'reason'::text), ''::text) <> ''::text))),
  constraint exchange_event_kind_check CHECK ((kind = ANY (ARRAY['booked'::text, 'charge_recorded'::text, 'court_date_set'::text, 'release_expected'::text, 'criminal_warrant_recorded'::text, 'criminal_warrant_cleared'::text, 'otherwise_released'::text, 'released'::text, 'transferred'::text, 'received_in_transfer'::text, 'request_issued'::text, 'transmitted'::text, 'received'::text, 'misdirected'::text, 'not_in_custody'::text, 'served'::text, 'responded'::text, 'notice_sent'::text, 'became_releasable'::text, 'hold_started'::text, 'hold_ended'::text, 'incident_opened'::text, 'incident_closed'::text, 'custody_assumed'::text, 'person_released'::text, 'relayed'::text, 'cancelled'::text, 'superseded'::text, 'outcome_asserted'::text, 'opinion_recorded'::text]))),
  constraint exchange_event_not_ahead CHECK ((occurred_at <= (recorded_at + 'PT1M'::interval))),
  constraint exchange_event_one_box CHECK (((kind <> 'request_issued'::text) OR ((details ->> 'basis_box'::text) = ANY (ARRAY['probable_cause'::text, 'resume_custody'::text, 'not_on_form'::text])))),
  constraint exchange_event_member_id_fkey FOREIGN KEY (member_id) REFERENCES member(member_id),
  constraint exchange_event_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(organisation_id),
  constraint exchange_event_position_fkey FOREIGN KEY ("position") REFERENCES journal("position") DEFERRABLE INITIALLY DEFERRED,
  constraint exchange_event_supersedes_fkey FOREIGN KEY (supersedes) REFERENCES exchange_event(event_id),
  constraint exchange_event_pkey PRIMARY KEY (event_id),
  constraint exchange_event_supersedes_key UNIQUE (supersedes)
);
CREATE INDEX exchange_event_booking ON public.exchange_event USING btree (booking_id, event_id) WHERE (booking_id IS NOT NULL);
CREATE INDEX exchange_event_end ON public.exchange_event USING btree (occurred_at) WHERE (kind = ANY (ARRAY['misdirected'::text, 'not_in_custody'::text, 'custody_assumed'::text, 'person_released'::text, 'relayed'::text, 'cancelled'::text, 'superseded'::text, 'outcome_asserted'::text]));
CREATE INDEX exchange_event_notice ON public.exchange_event USING btree (recorded_at) WHERE ((kind = 'notice_sent'::text) AND ((details ->> 'channel'::text) = 'accord'::text));
CREATE UNIQUE INDEX exchange_event_one_booking ON public.exchange_event USING btree (organisation_id, ((details ->> 'booking_number'::text))) WHERE ((kind = 'booked'::text) AND (supersedes IS NULL));
CREATE UNIQUE INDEX exchange_event_one_end ON public.exchange_event USING btree (request_id) WHERE ((kind = ANY (ARRAY['cancelled'::text, 'superseded'::text])) AND (supersedes IS NULL));
CREATE UNIQUE INDEX exchange_event_one_issue ON public.exchange_event USING btree (request_id) WHERE (kind = 'request_issued'::text);
CREATE UNIQUE INDEX exchange_event_one_outcome ON public.exchange_event USING btree (request_id, organisation_id) WHERE ((kind = 'outcome_asserted'::text) AND (supersedes IS NULL));
CREATE INDEX exchange_event_position ON public.exchange_event USING btree ("position");
CREATE INDEX exchange_event_relayed ON public.exchange_event USING btree (organisation_id, request_id) WHERE (kind = 'relayed'::text);
CREATE INDEX exchange_event_request ON public.exchange_event USING btree (request_id, event_id) WHERE (request_id IS NOT NULL);
CREATE TRIGGER exchange_event_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.exchange_event FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER exchange_event_rules BEFORE INSERT ON public.exchange_event FOR EACH ROW EXECUTE FUNCTION exchange_event_rules();
alter table exchange_event enable row level security;
create policy exchange_event_seen on exchange_event for select to accord_tenant using 
CASE
    WHEN (organisation_id = ANY (( SELECT acts_for() AS acts_for)::text[])) THEN true
    WHEN ((NOT is_shared) OR (request_id IS NULL)) THEN false
    WHEN ( SELECT reads_reports() AS reads_reports) THEN true
    ELSE (EXISTS ( SELECT
       FROM request_party p
      WHERE ((p.request_id = exchange_event.request_id) AND (p.organisation_id = ANY (( SELECT acts_for() AS acts_for)::text[])))))
END;
create policy exchange_event_write on exchange_event for insert to accord_tenant with check ((organisation_id = ANY (( SELECT acts_for() AS acts_for)::text[])) AND ((request_id IS NULL) OR (EXISTS ( SELECT
   FROM request_party p
  WHERE ((p.request_id = exchange_event.request_id) AND (p.organisation_id = ANY (( SELECT acts_for() AS acts_for)::text[])))))) AND ((booking_id IS NULL) OR (request_id IS NOT NULL) OR (booking_id >= ("position" * 10000)) OR (EXISTS ( SELECT
   FROM booking_now b
  WHERE ((b.booking_id = exchange_event.booking_id) AND (b.organisation_id = ANY (( SELECT acts_for() AS acts_for)::text[])))))));
grant insert, select on exchange_event to accord_tenant;

create table exchange_key (
  organisation_id text not null,
  idempotency_key text not null,
  position bigint not null,
  request_sha256 text not null,
  answer jsonb not null,
  constraint exchange_key_idempotency_key_check CHECK (((length(idempotency_key) >= 8) AND (length(idempotency_key) <= 200))),
  constraint exchange_key_request_sha256_check CHECK ((request_sha256 ~ '^[0-9a-f]{64}$'::text)),
  constraint exchange_key_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(organisation_id),
  constraint exchange_key_position_fkey FOREIGN KEY ("position") REFERENCES journal("position") DEFERRABLE INITIALLY DEFERRED,
  constraint exchange_key_pkey PRIMARY KEY (organisation_id, idempotency_key)
);
CREATE INDEX exchange_key_position ON public.exchange_key USING btree ("position");
CREATE TRIGGER exchange_key_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.exchange_key FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
alter table exchange_key enable row level security;
create policy exchange_key_own on exchange_key for select to accord_tenant using (organisation_id = ANY (( SELECT acts_for() AS acts_for)::text[]));
create policy exchange_key_write on exchange_key for insert to accord_tenant with check (organisation_id = ANY (( SELECT acts_for() AS acts_for)::text[]));
grant insert, select on exchange_key to accord_tenant;

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
  constraint journal_kind_check CHECK ((kind = ANY (ARRAY['import'::text, 'facility_resolution'::text, 'outcome_finding'::text, 'assertion'::text, 'policy'::text, 'edition'::text, 'organisation'::text, 'exchange'::text, 'access'::text]))),
  constraint journal_position_check CHECK (("position" > 0)),
  constraint journal_previous_hash_check CHECK ((previous_hash ~ '^[0-9a-f]{64}$'::text)),
  constraint journal_pkey PRIMARY KEY ("position"),
  constraint journal_hash_key UNIQUE (hash)
);
CREATE INDEX journal_audit ON public.journal USING btree (((body ->> 'organisation_id'::text)), "position") WHERE (kind = ANY (ARRAY['exchange'::text, 'access'::text]));
CREATE INDEX journal_exchange ON public.journal USING btree ("position") WHERE (kind = 'exchange'::text);
CREATE INDEX journal_fact ON public.journal USING btree ("position") WHERE (kind <> ALL (ARRAY['edition'::text, 'organisation'::text, 'exchange'::text, 'access'::text]));
CREATE TRIGGER journal_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.journal FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

create table member (
  member_id bigint not null,
  position bigint not null,
  organisation_id text not null,
  login text not null,
  roles text[] not null,
  is_active boolean not null,
  supersedes bigint,
  constraint member_alarm_account CHECK (((login !~~ 'alarms@%'::text) OR ((login = ('alarms@'::text || organisation_id)) AND (NOT is_active)))),
  constraint member_login_check CHECK ((login ~ '^[a-z0-9]+([._@-][a-z0-9]+)*$'::text)),
  constraint member_roles_check CHECK (((roles <@ ARRAY['clerk'::text, 'supervisor'::text, 'counsel'::text, 'officer'::text, 'editor'::text, 'approver'::text, 'auditor'::text, 'administrator'::text]) AND (cardinality(roles) > 0))),
  constraint member_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(organisation_id),
  constraint member_position_fkey FOREIGN KEY ("position") REFERENCES journal("position") DEFERRABLE INITIALLY DEFERRED,
  constraint member_supersedes_fkey FOREIGN KEY (supersedes) REFERENCES member(member_id),
  constraint member_pkey PRIMARY KEY (member_id),
  constraint member_supersedes_key UNIQUE (supersedes)
);
CREATE UNIQUE INDEX member_login ON public.member USING btree (login) WHERE (supersedes IS NULL);
CREATE INDEX member_of_login ON public.member USING btree (login);
CREATE TRIGGER member_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.member FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER member_inactive_ends_access AFTER INSERT ON public.member FOR EACH ROW WHEN ((NOT new.is_active)) EXECUTE FUNCTION end_access_of_inactive();

create table migration (
  name text not null,
  sha256 text not null,
  constraint migration_pkey PRIMARY KEY (name)
);

create table organisation (
  organisation_id text not null,
  position bigint not null,
  kind text not null,
  name text not null,
  jurisdiction_geoid text,
  contact_email text,
  is_synthetic boolean not null,
  constraint organisation_contact_email_check CHECK ((contact_email ~~ '%_@_%'::text)),
  constraint organisation_jurisdiction_geoid_check CHECK ((jurisdiction_geoid ~ '^([0-9]{2}|[0-9]{5}|[0-9]{7}|US)$'::text)),
  constraint organisation_kind_check CHECK ((kind = ANY (ARRAY['jail_operator'::text, 'county_counsel'::text, 'ero_field_office'::text, 'report_office'::text, 'grant_office'::text, 'observer'::text]))),
  constraint organisation_name_check CHECK ((name <> ''::text)),
  constraint organisation_organisation_id_check CHECK ((organisation_id ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text)),
  constraint organisation_position_fkey FOREIGN KEY ("position") REFERENCES journal("position") DEFERRABLE INITIALLY DEFERRED,
  constraint organisation_pkey PRIMARY KEY (organisation_id)
);
CREATE TRIGGER organisation_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.organisation FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
grant select on organisation to accord_tenant;

create table organisation_counsel (
  counsel_organisation_id text not null,
  organisation_id text not null,
  position bigint not null,
  constraint organisation_counsel_check CHECK ((counsel_organisation_id <> organisation_id)),
  constraint organisation_counsel_counsel_organisation_id_fkey FOREIGN KEY (counsel_organisation_id) REFERENCES organisation(organisation_id),
  constraint organisation_counsel_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(organisation_id),
  constraint organisation_counsel_position_fkey FOREIGN KEY ("position") REFERENCES journal("position") DEFERRABLE INITIALLY DEFERRED,
  constraint organisation_counsel_pkey PRIMARY KEY (counsel_organisation_id, organisation_id)
);
CREATE TRIGGER organisation_counsel_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.organisation_counsel FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
grant select on organisation_counsel to accord_tenant;

create table organisation_facility (
  facility_id text not null,
  position bigint not null,
  organisation_id text not null,
  name text not null,
  kind text not null,
  state_usps text not null,
  jurisdiction_geoid text not null,
  city text,
  time_zone text not null,
  constraint organisation_facility_facility_id_check CHECK ((facility_id ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text)),
  constraint organisation_facility_jurisdiction_geoid_check CHECK ((jurisdiction_geoid ~ '^([0-9]{2}|[0-9]{5}|[0-9]{7}|US)$'::text)),
  constraint organisation_facility_kind_check CHECK ((kind <> ''::text)),
  constraint organisation_facility_name_check CHECK ((name <> ''::text)),
  constraint organisation_facility_state_usps_check CHECK ((state_usps ~ '^[A-Z]{2}$'::text)),
  constraint organisation_facility_time_zone_check CHECK ((time_zone ~ '^(UTC|[A-Za-z]+(/[A-Za-z0-9_+-]+)+)$'::text)),
  constraint organisation_facility_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(organisation_id),
  constraint organisation_facility_position_fkey FOREIGN KEY ("position") REFERENCES journal("position") DEFERRABLE INITIALLY DEFERRED,
  constraint organisation_facility_pkey PRIMARY KEY (facility_id)
);
CREATE INDEX organisation_facility_of ON public.organisation_facility USING btree (organisation_id);
CREATE TRIGGER organisation_facility_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.organisation_facility FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
grant select on organisation_facility to accord_tenant;

create table outbox (
  message_id bigint not null,
  dedupe_key text not null,
  kind text not null,
  alarm_keys text[] not null default '{}'::text[],
  organisation_id text not null,
  to_address text not null,
  subject text not null,
  body text not null,
  created_at timestamp with time zone not null,
  not_before_at timestamp with time zone not null,
  not_after_at timestamp with time zone not null,
  attempts integer not null default 0,
  header_id text,
  lease_token uuid,
  lease_until_at timestamp with time zone,
  sent_at timestamp with time zone,
  smtp_response text,
  dead_at timestamp with time zone,
  last_error text,
  constraint outbox_attempts_check CHECK ((attempts >= 0)),
  constraint outbox_body_check CHECK ((body <> ''::text)),
  constraint outbox_check CHECK ((not_after_at > created_at)),
  constraint outbox_check1 CHECK (((sent_at IS NULL) OR (dead_at IS NULL))),
  constraint outbox_check2 CHECK (((lease_token IS NULL) = (lease_until_at IS NULL))),
  constraint outbox_dedupe_key_check CHECK ((dedupe_key <> ''::text)),
  constraint outbox_kind_check CHECK ((kind = ANY (ARRAY['alarm'::text, 'digest'::text, 'notice'::text]))),
  constraint outbox_subject_check CHECK ((subject <> ''::text)),
  constraint outbox_to_address_check CHECK ((to_address ~~ '%_@_%'::text)),
  constraint outbox_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(organisation_id),
  constraint outbox_pkey PRIMARY KEY (message_id),
  constraint outbox_dedupe_key_key UNIQUE (dedupe_key),
  constraint outbox_header_id_key UNIQUE (header_id)
);
CREATE INDEX outbox_desk ON public.outbox USING btree (organisation_id, created_at);
CREATE INDEX outbox_waiting ON public.outbox USING btree (not_before_at, message_id) WHERE ((sent_at IS NULL) AND (dead_at IS NULL));
alter table outbox enable row level security;

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
grant select on policy_instrument to accord_tenant;

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
grant select on policy_provision to accord_tenant;

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

create table request_now (
  request_id bigint not null,
  audience text not null,
  issuer_organisation_id text,
  custodian_organisation_id text,
  facility_id text,
  booking_id bigint,
  form text not null,
  state text not null,
  is_open boolean not null,
  issued_on date not null,
  due_at timestamp with time zone,
  has_incident boolean not null,
  version integer not null,
  last_position bigint not null,
  state_now jsonb not null,
  constraint request_now_audience_check CHECK ((audience = ANY (ARRAY['custodian'::text, 'issuer'::text]))),
  constraint request_now_state_check CHECK ((state = ANY (ARRAY['issued'::text, 'active'::text, 'misdirected'::text, 'not_in_custody'::text, 'released'::text, 'in_ice_custody'::text, 'transferred'::text, 'cancelled'::text, 'superseded'::text]))),
  constraint request_now_version_check CHECK ((version > 0)),
  constraint request_now_custodian_organisation_id_fkey FOREIGN KEY (custodian_organisation_id) REFERENCES organisation(organisation_id),
  constraint request_now_issuer_organisation_id_fkey FOREIGN KEY (issuer_organisation_id) REFERENCES organisation(organisation_id),
  constraint request_now_pkey PRIMARY KEY (request_id, audience)
);
CREATE INDEX request_now_booking ON public.request_now USING btree (booking_id) WHERE (booking_id IS NOT NULL);
CREATE INDEX request_now_custodian ON public.request_now USING btree (custodian_organisation_id, is_open, request_id) WHERE (audience = 'custodian'::text);
CREATE INDEX request_now_custodian_state ON public.request_now USING btree (custodian_organisation_id, state, request_id) WHERE (audience = 'custodian'::text);
CREATE INDEX request_now_due ON public.request_now USING btree (due_at) WHERE ((due_at IS NOT NULL) AND (audience = 'custodian'::text));
CREATE INDEX request_now_incident ON public.request_now USING btree (request_id) WHERE ((audience = 'issuer'::text) AND has_incident);
CREATE INDEX request_now_issuer ON public.request_now USING btree (issuer_organisation_id, is_open, request_id) WHERE (audience = 'issuer'::text);
CREATE INDEX request_now_issuer_state ON public.request_now USING btree (issuer_organisation_id, state, request_id) WHERE (audience = 'issuer'::text);
CREATE INDEX request_now_state ON public.request_now USING btree (state, request_id) WHERE (audience = 'issuer'::text);
alter table request_now enable row level security;
create policy request_now_seen on request_now for select to accord_tenant using 
CASE
    WHEN (audience = 'custodian'::text) THEN (custodian_organisation_id = ANY (( SELECT acts_for() AS acts_for)::text[]))
    WHEN (issuer_organisation_id = ANY (( SELECT acts_for() AS acts_for)::text[])) THEN true
    WHEN ( SELECT reads_reports() AS reads_reports) THEN true
    ELSE (EXISTS ( SELECT
       FROM request_party p
      WHERE ((p.request_id = request_now.request_id) AND (p.organisation_id = ANY (( SELECT acts_for() AS acts_for)::text[])))))
END;
grant select on request_now to accord_tenant;

create table request_party (
  request_id bigint not null,
  organisation_id text not null,
  position bigint not null,
  capacity text not null,
  constraint request_party_capacity_check CHECK ((capacity = ANY (ARRAY['issuer'::text, 'custodian'::text]))),
  constraint request_party_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(organisation_id),
  constraint request_party_position_fkey FOREIGN KEY ("position") REFERENCES journal("position") DEFERRABLE INITIALLY DEFERRED,
  constraint request_party_pkey PRIMARY KEY (request_id, organisation_id)
);
CREATE INDEX request_party_of ON public.request_party USING btree (organisation_id, request_id);
CREATE INDEX request_party_position ON public.request_party USING btree ("position");
CREATE TRIGGER request_party_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.request_party FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
alter table request_party enable row level security;
create policy request_party_own on request_party for select to accord_tenant using ((organisation_id = ANY (( SELECT acts_for() AS acts_for)::text[])) OR ( SELECT reads_reports() AS reads_reports));
grant select on request_party to accord_tenant;

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

CREATE OR REPLACE FUNCTION public.acts_for()
 RETURNS text[]
 LANGUAGE sql
 STABLE
AS $function$
  select string_to_array(coalesce(current_setting('accord.acts_for', true), ''), ',')
$function$;

CREATE OR REPLACE FUNCTION public.end_access_of_inactive()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  delete from access_session where login = new.login;
  delete from access_link where login = new.login;
  delete from access_token where login = new.login;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.exchange_event_rules()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
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
$function$;

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

CREATE OR REPLACE FUNCTION public.member_now()
 RETURNS TABLE(member_id bigint, organisation_id text, login text, roles text[], is_active boolean)
 LANGUAGE sql
 STABLE
AS $function$
  select m.member_id, m.organisation_id, m.login, m.roles, m.is_active
    from member m where not exists (select from member later where later.supersedes = m.member_id)
$function$;

CREATE OR REPLACE FUNCTION public.policy_instrument_as_of(cutoff bigint)
 RETURNS SETOF policy_instrument
 LANGUAGE sql
 STABLE
AS $function$
  select distinct on (instrument_id) p.* from policy_instrument p where p.position <= cutoff order by p.instrument_id, p.position desc
$function$;

CREATE OR REPLACE FUNCTION public.reads_reports()
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $function$
  select coalesce(current_setting('accord.organisation_kind', true), '') = 'report_office'
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
