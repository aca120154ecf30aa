import { html } from "hono/html";
import type { Actor } from "../../../records/organisations/actor.ts";
import type { Member } from "../../../records/organisations/member.ts";
import { rolesOf } from "../../../records/organisations/role.ts";
import type { ApiToken } from "../../api-token.ts";
import type { AccessWords } from "../../messages/en.ts";
import type { Problems } from "../forms.ts";
import type { AccessPage, Markup } from "../parts.ts";
import { minuteOf } from "./account-page.ts";
import { errorSummary, form, heading, hidden, notice, textField } from "./fields.ts";

const page = (words: AccessWords, title: string, main: Markup): AccessPage => ({
  title,
  description: words.members_description,
  section: "/account",
  main,
});

function roleBoxes(words: AccessWords, actor: Actor, chosen: readonly string[], problems: Problems): Markup {
  const error = problems.find((problem) => problem.field === "roles")?.text;
  const box = (role: (typeof actor.roles)[number], at: number): Markup => {
    const id = at === 0 ? "roles" : `role-${role}`; // the first box is where the summary of errors leads
    return html`<div class="usa-checkbox"><input class="usa-checkbox__input" type="checkbox" name="roles" id="${id}" value="${role}"${chosen.includes(role) && " checked"}>
      <label class="usa-checkbox__label" for="${id}">${words.role_names[role]}</label></div>`;
  };
  return html`<fieldset class="usa-fieldset"><legend class="usa-legend">${words.roles}</legend>
    <span class="usa-hint">${words.roles_hint}</span>
    ${error !== undefined && html`<span class="usa-error-message">${error}</span>`}
    ${rolesOf[actor.organisation_kind].map(box)}</fieldset>`;
}

/** What the page of an organisation's accounts shows. */
export interface MembersView {
  readonly actor: Actor;
  readonly form_token: string;
  readonly members: readonly Member[];
  readonly typed: { readonly login: string; readonly roles: readonly string[] };
  readonly problems: Problems;
}

/** The accounts of an organisation, and the form that adds one. */
export function membersPage(words: AccessWords, view: MembersView): AccessPage {
  const row = (member: Member): Markup =>
    html`<tr><th scope="row"><a href="/account/members/${encodeURIComponent(member.login)}">${member.login}</a></th>
      <td>${member.roles.map((role) => words.role_names[role]).join(", ")}</td><td>${member.is_active ? words.active : words.inactive}</td></tr>`;
  const fields = html`${textField({ name: "login", label: words.login, hint: words.login_hint, value: view.typed.login, autocomplete: "off" }, view.problems)}
    ${roleBoxes(words, view.actor, view.typed.roles, view.problems)}`;
  const main = html`<p class="way-back"><a href="/account">${words.back_to_account}</a></p>
    ${errorSummary(view.problems, words)}${heading(words.members, words.members_lead)}
    <div class="usa-table-container--scrollable" tabindex="0"><table class="usa-table usa-table--borderless"><caption>${words.members_caption}</caption>
      <thead><tr><th scope="col">${words.login}</th><th scope="col">${words.roles}</th><th scope="col">${words.state}</th></tr></thead>
      <tbody>${view.members.map(row)}</tbody></table></div>
    <section class="site-part" aria-labelledby="add"><h2 id="add">${words.member_add}</h2>
      ${form("/account/members", view.form_token, fields, words.member_add)}</section>`;
  return page(words, words.members, main);
}

/** What the page of one account shows to its administrator. */
export interface MemberView {
  readonly actor: Actor;
  readonly form_token: string;
  readonly member: Member;
  readonly tokens: readonly ApiToken[];
  readonly problems: Problems;
  readonly is_saved: boolean;
}

function tokenItem(words: AccessWords, view: MemberView, token: ApiToken): Markup {
  const used = token.last_used_at === null ? words.never_used : words.last_used(minuteOf(token.last_used_at));
  const line = words.token_line(minuteOf(token.created_at), minuteOf(token.expires_at), used);
  if (token.revoked_at !== null)
    return html`<li>${token.label}: ${line}; ${words.token_revoked(minuteOf(token.revoked_at))}</li>`;
  return html`<li>${token.label}: ${line}
    ${form(`/account/members/${encodeURIComponent(view.member.login)}/tokens/revoke`, view.form_token, hidden("token_id", String(token.token_id)), words.token_revoke(token.label), "usa-button--secondary")}</li>`;
}

function tokensPart(words: AccessWords, view: MemberView, path: string): Markup {
  const fields = html`${textField({ name: "label", label: words.token_label, hint: words.token_label_hint, autocomplete: "off" }, view.problems)}
    ${textField({ name: "days", label: words.token_days, hint: words.token_days_hint, value: "90", autocomplete: "off", inputmode: "numeric" }, view.problems)}`;
  return html`<section class="site-part" aria-labelledby="tokens"><h2 id="tokens">${words.tokens}</h2><p>${words.tokens_lead}</p>
    ${view.tokens.length === 0 ? html`<p>${words.tokens_none}</p>` : html`<ul class="usa-list">${view.tokens.map((token) => tokenItem(words, view, token))}</ul>`}
    ${view.member.is_active && form(`${path}/tokens`, view.form_token, fields, words.token_issue, "usa-button--outline")}</section>`;
}

/** One account as its administrator sees it: roles, state, a link to set it up anew, tokens. */
export function memberPage(words: AccessWords, view: MemberView): AccessPage {
  const { member, form_token } = view;
  const path = `/account/members/${encodeURIComponent(member.login)}`;
  const version = hidden("member_id", String(member.member_id));
  const roles = html`${version}${roleBoxes(words, view.actor, member.roles, view.problems)}`;
  const [button, hint] = member.is_active
    ? [words.member_deactivate, words.member_deactivate_hint]
    : [words.member_activate, ""];
  const main = html`<p class="way-back"><a href="/account/members">${words.back_to_members}</a></p>
    ${errorSummary(view.problems, words)}${view.is_saved && notice("success", words.saved)}
    ${heading(words.member_change(member.login), member.is_active ? words.active : words.inactive)}
    ${form(`${path}/roles`, form_token, roles, words.member_save)}
    ${form(`${path}/state`, form_token, html`${version}${hidden("is_active", member.is_active ? "no" : "yes")}<p class="usa-hint">${hint}</p>`, button, "usa-button--secondary")}
    ${member.is_active && form(`${path}/link`, form_token, html`<p class="usa-hint">${words.member_link_hint}</p>`, words.member_link, "usa-button--outline")}
    ${tokensPart(words, view, path)}`;
  return page(words, words.member_change(member.login), main);
}

/** A page that shows something secret once: a link or a token. */
export function shownOncePage(
  words: AccessWords,
  title: string,
  lead: string,
  secret: string,
  back: string,
): AccessPage {
  const main = html`<p class="way-back"><a href="${back}">${words.back_to_members}</a></p>${heading(title, lead)}
    <dl class="facts wide-facts"><div><dt>${title}</dt><dd><code>${secret}</code></dd></div></dl>`;
  return page(words, title, main);
}
