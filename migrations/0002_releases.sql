-- What came in: files, the releases they make up, their sheets, and the rows that could not be recorded.

create table release (
  release_id integer primary key check (release_id > 0),
  position bigint not null references journal deferrable initially deferred,
  series text not null check (series <> ''),
  vintage integer not null check (vintage > 0),
  mends_release_id integer references release,
  file_sha256 text not null check (file_sha256 ~ '^[0-9a-f]{64}$'),
  file_name text not null,
  file_bytes bigint not null,
  format text not null check (format in ('delimited', 'xlsx', 'parquet')),
  layout text not null,
  layout_version integer not null,
  record text not null check (record in ('detainer', 'booking_charge')),
  party text not null,
  credit text,
  is_synthetic boolean not null,
  covers_from date,
  covers_to date,
  check ((covers_from is null) = (covers_to is null)),
  check (covers_from <= covers_to)
);
comment on table release is 'One imported file: a vintage of a series. A later vintage of a series stands for its period; both are kept.';
comment on column release.release_id is 'Number of the release in this store.';
comment on column release.position is 'The journal entry that recorded it.';
comment on column release.series is 'The series named at import, or file: and the file''s hash where none was named.';
comment on column release.vintage is 'Which release of the series it is, from 1; files given together share one.';
comment on column release.mends_release_id is 'For a mended quarantine file: the release whose rows it mends.';
comment on column release.file_sha256 is 'SHA-256 of the file''s bytes.';
comment on column release.file_name is 'The file''s name when it was imported, without its folder.';
comment on column release.file_bytes is 'The file''s size in bytes.';
comment on column release.format is 'What the file turned out to be, by its content.';
comment on column release.layout is 'The layout that its header matched.';
comment on column release.layout_version is 'The version of that layout.';
comment on column release.record is 'What one row of it records.';
comment on column release.party is 'Who asserts what the rows say.';
comment on column release.credit is 'How the source asks to be credited.';
comment on column release.is_synthetic is 'Whether the rows are made up; said wherever they appear.';
comment on column release.covers_from is 'First day of the period it stands for.';
comment on column release.covers_to is 'Last day of the period it stands for.';

create table source_sheet (
  sheet_id integer primary key check (sheet_id > 0),
  release_id integer not null references release,
  name text not null,
  sheet_index integer not null,
  header_row integer not null,
  header jsonb not null,
  content_sha256 text not null check (content_sha256 ~ '^[0-9a-f]{64}$'),
  rows_read bigint not null,
  rows_recorded bigint not null,
  rows_known bigint not null,
  rows_quarantined bigint not null,
  check (rows_read = rows_recorded + rows_known + rows_quarantined)
);
comment on table source_sheet is 'One sheet of an imported file, with the conservation of its rows: read = recorded + known + quarantined.';
comment on column source_sheet.sheet_id is 'Number of the sheet in this store; part of every row''s lineage.';
comment on column source_sheet.release_id is 'The release it belongs to.';
comment on column source_sheet.name is 'The sheet''s name; empty for delimited text and Parquet.';
comment on column source_sheet.sheet_index is 'Its place in the file, from 0.';
comment on column source_sheet.header_row is 'The row that holds the header.';
comment on column source_sheet.header is 'The header cells as written.';
comment on column source_sheet.content_sha256 is 'SHA-256 over the mapped cells of its rows: the same sheet in another file has the same.';
comment on column source_sheet.rows_read is 'Data rows read.';
comment on column source_sheet.rows_recorded is 'Rows recorded from it.';
comment on column source_sheet.rows_known is 'Rows that the record already held.';
comment on column source_sheet.rows_quarantined is 'Rows put aside with a reason.';
create index source_sheet_content on source_sheet (content_sha256);

create table source_drift (
  release_id integer not null references release,
  sheet_name text not null,
  kind text not null check (kind in ('unknown_header', 'missing_header', 'sheet_passed_over')),
  header text not null,
  nearest text,
  primary key (release_id, sheet_name, kind, header)
);
comment on table source_drift is 'Where a file differed from its layout: a header nobody knows, or a known one that is gone.';
comment on column source_drift.release_id is 'The release it was seen in.';
comment on column source_drift.sheet_name is 'The sheet it was seen in.';
comment on column source_drift.kind is 'What kind of difference.';
comment on column source_drift.header is 'The header as written, or the field whose header is missing.';
comment on column source_drift.nearest is 'The nearest header that the layout knows, when one is near.';

create table quarantined_row (
  sheet_id integer not null references source_sheet,
  row_no integer not null check (row_no > 0),
  position bigint not null references journal deferrable initially deferred,
  field text not null,
  reason text not null check (reason in ('missing', 'redacted', 'not_a_date', 'date_out_of_range', 'repeated_header', 'not_a_number', 'unknown_lineage')),
  found text not null,
  primary key (sheet_id, row_no)
);
comment on table quarantined_row is 'A row that was read and not recorded, with the reason; its cells stand in the quarantine file, where they can be mended.';
comment on column quarantined_row.sheet_id is 'The sheet it stands in.';
comment on column quarantined_row.row_no is 'Its row number in that sheet.';
comment on column quarantined_row.position is 'The journal entry of its import.';
comment on column quarantined_row.field is 'The field that stopped it.';
comment on column quarantined_row.reason is 'What was wrong with it.';
comment on column quarantined_row.found is 'What stood there, cut to 100 characters.';

create table term (
  term_id integer primary key check (term_id >= 0),
  field text not null,
  written text not null,
  position bigint references journal deferrable initially deferred,
  unique (field, written)
);
comment on table term is 'Every spelling met in a field, once, as written; records point here. 0 is an empty cell and 1 a redacted one, in every field.';
comment on column term.term_id is 'Number of the term in this store.';
comment on column term.field is 'The record field it was met in.';
comment on column term.written is 'The text as written in the source.';
comment on column term.position is 'The journal entry that first brought it.';
insert into term (term_id, field, written, position) values (0, '', '', null), (1, '', '(redacted)', null);

create table source_place (
  place_id integer primary key check (place_id >= 0),
  name text not null,
  city text not null,
  state text not null,
  code text not null,
  position bigint references journal deferrable initially deferred,
  unique (name, city, state, code)
);
comment on table source_place is 'Every facility as a source wrote it, once; what it resolves to stands in facility_resolution. 0 says nothing at all.';
comment on column source_place.place_id is 'Number of the place in this store.';
comment on column source_place.name is 'Facility name as written; empty where the source has none.';
comment on column source_place.city is 'City as written.';
comment on column source_place.state is 'State as written.';
comment on column source_place.code is 'Facility code as written.';
comment on column source_place.position is 'The journal entry that first brought it.';
insert into source_place (place_id, name, city, state, code, position) values (0, '', '', '', '', null);

create trigger release_append_only before update or delete or truncate on release for each statement execute function refuse_change();
create trigger source_sheet_append_only before update or delete or truncate on source_sheet for each statement execute function refuse_change();
create trigger source_drift_append_only before update or delete or truncate on source_drift for each statement execute function refuse_change();
create trigger quarantined_row_append_only before update or delete or truncate on quarantined_row for each statement execute function refuse_change();
create trigger term_append_only before update or delete or truncate on term for each statement execute function refuse_change();
create trigger source_place_append_only before update or delete or truncate on source_place for each statement execute function refuse_change();
