-- The journal: every append to the record takes the next position, and each entry seals the one before it.

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only: add a row that supersedes, do not % one', tg_table_name, lower(tg_op)
    using errcode = '23001';
end
$$;
comment on function refuse_change() is 'Refuses update, delete and truncate on the record; corrections are new rows.';

create table journal (
  position bigint primary key check (position > 0),
  kind text not null check (kind in ('import', 'facility_resolution', 'outcome_finding', 'assertion', 'policy', 'edition')),
  recorded_at timestamptz not null,
  author text not null check (author <> ''),
  body jsonb not null,
  content_sha256 text check (content_sha256 ~ '^[0-9a-f]{64}$'),
  previous_hash text not null check (previous_hash ~ '^[0-9a-f]{64}$'),
  hash text not null unique check (hash ~ '^[0-9a-f]{64}$')
);
comment on table journal is 'One row an append (a batch import is one), in order; each row''s hash covers the row before it.';
comment on column journal.position is 'The place in the record; every read can be made as of one.';
comment on column journal.kind is 'What was appended.';
comment on column journal.recorded_at is 'When it was appended (UTC).';
comment on column journal.author is 'Who appended it: an office or a role, never a private person''s name.';
comment on column journal.body is 'What was appended, or, for a batch, its description and counts.';
comment on column journal.content_sha256 is 'For a batch: SHA-256 over its rows in COPY text form, in order of their ids.';
comment on column journal.previous_hash is 'The hash of the entry before; 64 zeros for the first.';
comment on column journal.hash is 'SHA-256 over the canonical JSON of this entry without this column.';

create trigger journal_append_only before update or delete or truncate on journal
  for each statement execute function refuse_change();
