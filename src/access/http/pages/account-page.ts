import { html } from "hono/html";
import type { Credential } from "../../credential.ts";
import type { OfferedTotp } from "../../enrol.ts";
import type { AccessWords } from "../../messages/en.ts";
import type { Passkey } from "../../passkey.ts";
import type { Session, SessionRow } from "../../session.ts";
import type { Problems } from "../forms.ts";
import type { AccessPage, Markup } from "../parts.ts";
import { totpOffer } from "./enrol-page.ts";
import { errorSummary, form, heading, hidden, notice, passkeyForm, textField } from "./fields.ts";

/** What the page of an account shows. */
export interface AccountView {
  readonly session: Session;
  readonly form_token: string;
  readonly credential: Credential | null;
  readonly recovery_left: number;
  readonly passkeys: readonly Passkey[];
  readonly sessions: readonly SessionRow[];
  /** Why credentials cannot be changed now; null when they can. */
  readonly closed: string | null;
  readonly is_saved: boolean;
}

const page = (words: AccessWords, title: string, main: Markup): AccessPage => ({
  title,
  description: words.account_description,
  section: "/account",
  main,
});

/** An instant to the minute, as people read it; UTC. */
export const minuteOf = (at: string): string => `${at.slice(0, 10)} ${at.slice(11, 16)} UTC`;

const back = (words: AccessWords): Markup =>
  html`<p class="way-back"><a href="/account">${words.back_to_account}</a></p>`;

function credentials(words: AccessWords, view: AccountView): Markup {
  const { credential, closed } = view;
  const state = (at: string | null | undefined): string =>
    at === null || at === undefined ? words.credential_unset : words.credential_set(at.slice(0, 10));
  const row = (name: string, text: string, href: string, label: string): Markup =>
    html`<div><dt>${name}</dt><dd>${text}${closed === null && html` <a href="${href}">${label}</a>`}</dd></div>`;
  return html`<section class="site-part" aria-labelledby="credentials"><h2 id="credentials">${words.how_you_sign_in}</h2>
    ${closed !== null && html`${notice("info", closed)}<p><a href="/sign-in?next=/account">${words.sign_in_again}</a></p>`}
    <dl class="facts wide-facts">
      ${row(words.password, state(credential?.password_set_at), "/account/password", words.change_password)}
      ${row(words.one_time_codes, state(credential?.totp_set_at), "/account/codes", words.change_codes)}
      <div><dt>${words.recovery_codes}</dt><dd>${words.recovery_left(view.recovery_left)}</dd></div>
    </dl>
    ${closed === null && form("/account/recovery-codes", view.form_token, "", words.make_recovery_codes, "usa-button--outline")}
  </section>`;
}

function passkeys(words: AccessWords, view: AccountView): Markup {
  const item = (key: Passkey): Markup => {
    const used = key.last_used_at === null ? words.never_used : words.last_used(minuteOf(key.last_used_at));
    return html`<li>${key.label}, ${used}
      ${view.closed === null && form("/account/passkeys/remove", view.form_token, hidden("passkey_id", key.passkey_id), words.passkey_remove(key.label), "usa-button--secondary")}</li>`;
  };
  return html`<section class="site-part" aria-labelledby="passkeys"><h2 id="passkeys">${words.passkeys}</h2>
    ${view.passkeys.length === 0 ? html`<p>${words.passkeys_none}</p>` : html`<ul class="usa-list">${view.passkeys.map(item)}</ul>`}
    ${view.closed === null && html`<p><a href="/account/passkeys">${words.passkey_add}</a></p>`}</section>`;
}

function sessions(words: AccessWords, view: AccountView): Markup {
  const item = (row: SessionRow): Markup => {
    const line = words.session_line(
      words.methods[row.method],
      minuteOf(row.created_at),
      minuteOf(row.last_seen_at),
    );
    if (row.session_id === view.session.id)
      return html`<li><strong>${words.session_here}</strong>: ${line}</li>`;
    return html`<li>${line} ${form("/account/sessions", view.form_token, hidden("session_id", String(row.session_id)), words.session_end(row.session_id), "usa-button--secondary")}</li>`;
  };
  return html`<section class="site-part" aria-labelledby="sessions"><h2 id="sessions">${words.sessions}</h2>
    <ul class="usa-list">${view.sessions.map(item)}</ul>
    ${form("/account/sessions", view.form_token, hidden("session_id", "others"), words.sessions_end, "usa-button--outline")}
    ${form("/sign-out", view.form_token, "", words.sign_out)}</section>`;
}

/** The page of one's own account: how it signs in, its passkeys, where it is signed in. */
export function accountPage(words: AccessWords, view: AccountView): AccessPage {
  const { actor } = view.session;
  const roles = actor.roles.map((role) => words.role_names[role]).join(", ");
  const main = html`${view.is_saved && notice("success", words.saved)}
    ${heading(words.account, words.account_of(actor.login, actor.organisation_id, roles))}
    ${actor.roles.includes("administrator") && html`<p><a href="/account/members">${words.members}</a></p>`}
    ${credentials(words, view)}${passkeys(words, view)}${sessions(words, view)}`;
  return page(words, words.account, main);
}

/** The page to change the password. */
export function passwordPage(
  words: AccessWords,
  login: string,
  token: string,
  problems: Problems,
): AccessPage {
  const fields = html`<input type="hidden" name="username" value="${login}" autocomplete="username">
    ${textField({ name: "password", label: words.password, hint: words.password_hint, type: "password", autocomplete: "new-password" }, problems)}`;
  const main = html`${back(words)}${errorSummary(problems, words)}${heading(words.change_password, words.signed_in_as(login))}
    ${form("/account/password", token, fields, words.change_password)}`;
  return page(words, words.change_password, main);
}

/** The page to change the secret of one-time codes. */
export function codesPage(
  words: AccessWords,
  login: string,
  token: string,
  totp: OfferedTotp,
  problems: Problems,
): AccessPage {
  const fields = html`${hidden("totp", totp.sealed)}${totpOffer(words, login, totp.secret)}
    ${textField({ name: "code", label: words.code, hint: words.code_new_hint, autocomplete: "one-time-code", inputmode: "numeric" }, problems)}`;
  const main = html`${back(words)}${errorSummary(problems, words)}${heading(words.change_codes, words.signed_in_as(login))}
    ${form("/account/codes", token, fields, words.change_codes)}`;
  return page(words, words.change_codes, main);
}

/** The page to register a passkey. */
export function passkeysPage(
  words: AccessWords,
  login: string,
  token: string,
  options: unknown,
  problems: Problems,
): AccessPage {
  const field = textField(
    { name: "label", label: words.passkey_label, hint: words.passkey_label_hint, autocomplete: "off" },
    problems,
  );
  const main = html`${back(words)}${errorSummary(problems, words)}${heading(words.passkey_add, words.signed_in_as(login))}
    <p>${words.passkey_needs_script}</p>
    ${options !== null && passkeyForm("/account/passkeys", token, "create", options, field, words.passkey_add)}`;
  return page(words, words.passkey_add, main);
}

/** The page that shows new recovery codes, once. */
export function recoveryPage(words: AccessWords, codes: readonly string[]): AccessPage {
  const main = html`${back(words)}${heading(words.recovery_heading, words.recovery_lead)}
    <ul class="usa-list">${codes.map((code) => html`<li><code>${code}</code></li>`)}</ul>`;
  return page(words, words.recovery_heading, main);
}
