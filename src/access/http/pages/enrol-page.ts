import { html } from "hono/html";
import { renderSVG } from "uqr";
import type { OfferedTotp } from "../../enrol.ts";
import type { AccessWords } from "../../messages/en.ts";
import { totpAddress } from "../../totp.ts";
import type { Problems } from "../forms.ts";
import type { AccessPage, Markup } from "../parts.ts";
import { errorSummary, form, heading, hidden, passkeyForm, textField } from "./fields.ts";

/** A secret of one-time codes as a QR code and in text. */
export function totpOffer(words: AccessWords, login: string, secret: string): Markup {
  const picture = `data:image/svg+xml,${encodeURIComponent(renderSVG(totpAddress(secret, login), { border: 4 }))}`;
  return html`<p>${words.totp_scan}</p>
    <p><img src="${picture}" alt="${words.totp_picture}" width="220" height="220"></p>
    <p>${words.secret}: <code>${secret.replace(/(.{4})(?=.)/g, "$1 ")}</code></p>`;
}

/** What the page that sets an account up shows. */
export interface EnrolView {
  readonly action: string;
  readonly form_token: string;
  readonly login: string;
  readonly totp: OfferedTotp;
  readonly passkey: unknown;
  readonly problems: Problems;
}

/** The page that sets an account up: password and one-time codes, or a passkey. */
export function enrolPage(words: AccessWords, view: EnrolView): AccessPage {
  const { problems } = view;
  const fields = html`<input type="hidden" name="username" value="${view.login}" autocomplete="username">
    ${hidden("totp", view.totp.sealed)}
    ${textField({ name: "password", label: words.password, hint: words.password_hint, type: "password", autocomplete: "new-password" }, problems)}
    ${totpOffer(words, view.login, view.totp.secret)}
    ${textField({ name: "code", label: words.code, hint: words.code_new_hint, autocomplete: "one-time-code", inputmode: "numeric" }, problems)}`;
  const main = html`${errorSummary(problems, words)}
    ${heading(words.enrol_heading, words.enrol_lead(view.login))}
    <section class="site-part" aria-labelledby="with-password"><h2 id="with-password">${words.enrol_password}</h2>
      ${form(view.action, view.form_token, fields, words.enrol_submit)}</section>
    ${view.passkey !== null && passkeyPart(words, view)}`;
  return {
    title: words.enrol_heading,
    description: words.sign_in_description,
    section: "/sign-in",
    main,
  };
}

function passkeyPart(words: AccessWords, view: EnrolView): Markup {
  const field = textField(
    { name: "label", label: words.passkey_label, hint: words.passkey_label_hint, autocomplete: "off" },
    view.problems,
  );
  return html`<section class="site-part" aria-labelledby="with-passkey"><h2 id="with-passkey">${words.enrol_passkey}</h2>
    <p>${words.passkey_needs_script}</p>
    ${passkeyForm(`${view.action}/passkey`, view.form_token, "create", view.passkey, field, words.enrol_submit)}</section>`;
}
