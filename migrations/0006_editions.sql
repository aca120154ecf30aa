-- What was published: each edition with the position it stands on and the hash of its folder.

create table edition (
  edition_id text primary key,
  position bigint not null references journal deferrable initially deferred,
  data_position bigint not null references journal deferrable initially deferred,
  template text not null,
  template_version text not null,
  disclosure text not null check (disclosure in ('public', 'party')),
  week_from date not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  unique (edition_id, sha256)
);
comment on table edition is 'One compiled edition: its id, what it stands on, and the hash of its SHA256SUMS.';
comment on column edition.edition_id is 'Permanent id: template, week, position, and party where it is a party''s view.';
comment on column edition.position is 'The journal entry that recorded it.';
comment on column edition.data_position is 'The position of the record that it was compiled as of.';
comment on column edition.template is 'The template.';
comment on column edition.template_version is 'The template''s version.';
comment on column edition.disclosure is 'Whose view it is.';
comment on column edition.week_from is 'The Saturday that begins its week.';
comment on column edition.sha256 is 'SHA-256 of its SHA256SUMS file.';

create trigger edition_append_only before update or delete or truncate on edition for each statement execute function refuse_change();
