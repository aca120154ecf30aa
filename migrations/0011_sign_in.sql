-- Signing in: what is needed to know who is asking, and nothing more. This is operational state, not the record: its rows are changed
-- and removed (a password is replaced, a session ends), so none of these tables is append-only and none hangs on the journal. That
-- somebody signed in, was refused, was locked out or signed out is appended to the journal apart from them, as kind access. Accounts are
-- named by their login, which no later version of a member changes. No table here holds a secret in clear: tokens and links are kept as
-- hashes, passwords as scrypt hashes, TOTP secrets under the installation's key. Readers of person-level rows have no grant on them.

create table access_credential (
  login text primary key,
  password_hash text,
  password_set_at timestamptz,
  totp_sealed text,
  totp_set_at timestamptz,
  totp_last_step bigint
);
comment on table access_credential is 'What a local account signs in with; operational, replaced in place. An account without a row signs in by other ways only.';
comment on column access_credential.login is 'The account.';
comment on column access_credential.password_hash is 'Scrypt hash with its parameters and salt, in PHC string form.';
comment on column access_credential.password_set_at is 'When the password was set.';
comment on column access_credential.totp_sealed is 'The secret of its one-time codes, AES-256-GCM under the installation''s key.';
comment on column access_credential.totp_set_at is 'When that secret was set.';
comment on column access_credential.totp_last_step is 'The time step of the last code that was taken; it and those before it are refused.';

create table access_recovery_code (
  code_hash text primary key,
  login text not null,
  made_at timestamptz not null
);
comment on table access_recovery_code is 'Codes that stand in once for a one-time code; removed as they are used.';
comment on column access_recovery_code.code_hash is 'Keyed hash of account and code.';
comment on column access_recovery_code.login is 'Whose it is.';
comment on column access_recovery_code.made_at is 'When it was made.';
create index access_recovery_code_of on access_recovery_code (login);

create table access_passkey (
  passkey_id text primary key,
  login text not null,
  label text not null check (label <> ''),
  public_key text not null,
  sign_count bigint not null check (sign_count >= 0),
  transports text[] not null,
  created_at timestamptz not null,
  last_used_at timestamptz
);
comment on table access_passkey is 'Passkeys: public keys only.';
comment on column access_passkey.passkey_id is 'The credential''s id, base64url.';
comment on column access_passkey.login is 'Whose it is.';
comment on column access_passkey.label is 'What its owner calls it.';
comment on column access_passkey.public_key is 'COSE public key, base64url.';
comment on column access_passkey.sign_count is 'The authenticator''s own count of its signatures when last seen; a lower one is refused.';
comment on column access_passkey.transports is 'How a browser can reach it, as the authenticator said.';
comment on column access_passkey.created_at is 'When it was registered.';
comment on column access_passkey.last_used_at is 'When it last signed in.';
create index access_passkey_of on access_passkey (login);

create table access_session (
  session_id bigint generated always as identity primary key,
  token_hash text not null unique,
  login text not null,
  method text not null check (method in ('password', 'passkey', 'oidc', 'link')),
  acr text,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  ends_at timestamptz not null
);
comment on table access_session is 'Who is signed in at a browser; removed at the end.';
comment on column access_session.session_id is 'Names it in the list of an account''s sessions; opens nothing.';
comment on column access_session.token_hash is 'SHA-256 of the cookie''s token; the token itself is with the browser only.';
comment on column access_session.login is 'The account.';
comment on column access_session.method is 'How it signed in.';
comment on column access_session.acr is 'What the identity provider said of how sure it is; null for local accounts.';
comment on column access_session.created_at is 'When it signed in.';
comment on column access_session.last_seen_at is 'When it last asked for something, to half a minute; 30 minutes later it ends.';
comment on column access_session.ends_at is 'When it ends whatever happens.';
create index access_session_of on access_session (login);

create table access_token (
  token_id bigint generated always as identity primary key,
  token_hash text not null unique,
  login text not null,
  label text not null check (label <> ''),
  issued_by text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  last_used_at timestamptz
);
comment on table access_token is 'What machines show in place of a session, each bound to an account.';
comment on column access_token.token_id is 'Names it in lists; opens nothing.';
comment on column access_token.token_hash is 'SHA-256 of the token, which was shown once.';
comment on column access_token.login is 'The account that it acts as.';
comment on column access_token.label is 'What it is for.';
comment on column access_token.issued_by is 'Who issued it, organisation and account.';
comment on column access_token.created_at is 'When it was issued.';
comment on column access_token.expires_at is 'When it ends by itself.';
comment on column access_token.revoked_at is 'When it was taken back; null while it was not.';
comment on column access_token.last_used_at is 'When it was last shown, to half a minute.';
create index access_token_of on access_token (login);

create table access_link (
  link_hash text primary key,
  login text not null,
  purpose text not null check (purpose in ('sign_in', 'enrol')),
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
comment on table access_link is 'Links that work once: to sign in from the machine itself, or to set up an account.';
comment on column access_link.link_hash is 'SHA-256 of the link''s token.';
comment on column access_link.login is 'Whom it is for.';
comment on column access_link.purpose is 'sign_in works from loopback only; enrol sets a password, a one-time code or a passkey.';
comment on column access_link.created_at is 'When it was made.';
comment on column access_link.expires_at is 'When it ends unused.';
comment on column access_link.used_at is 'When it was used; null while it was not.';

create table access_try (
  try_key text primary key,
  failures integer not null check (failures >= 0),
  counted_from_at timestamptz not null,
  locked_until_at timestamptz
);
comment on table access_try is 'Tries to sign in that did not succeed, counted before they are looked at, so that tries at the same time cannot slip past the limit.';
comment on column access_try.try_key is 'Keyed hash of the login as typed, or of the address; unknown logins are counted alike.';
comment on column access_try.failures is 'How many tries were begun and did not succeed.';
comment on column access_try.counted_from_at is 'When the first of them was begun.';
comment on column access_try.locked_until_at is 'Until when no further try is looked at; null where none is refused.';

create table access_spent (
  spent_hash text primary key,
  expires_at timestamptz not null
);
comment on table access_spent is 'Challenges and sign-in states that were used, kept until they would have ended anyway, so that each works once.';
comment on column access_spent.spent_hash is 'SHA-256 of what was used.';
comment on column access_spent.expires_at is 'From when on the row is not needed.';

create index member_of_login on member (login);

create function end_access_of_inactive() returns trigger language plpgsql as $$
begin
  delete from access_session where login = new.login;
  delete from access_link where login = new.login;
  delete from access_token where login = new.login;
  return null;
end $$;
comment on function end_access_of_inactive() is 'Ends the sessions, links and tokens of an account that may no longer sign in, whoever recorded it.';
create trigger member_inactive_ends_access after insert on member for each row when (not new.is_active) execute function end_access_of_inactive();
