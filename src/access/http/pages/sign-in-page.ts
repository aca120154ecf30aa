import { html } from "hono/html";
import type { AccessWords } from "../../messages/en.ts";
import type { Problems } from "../forms.ts";
import type { AccessPage, Markup } from "../parts.ts";
import { errorSummary, form, heading, hidden, notice, passkeyForm, textField } from "./fields.ts";

/** What the page to sign in shows. */
export interface SignInView {
  readonly form_token: string;
  readonly next: string;
  readonly login: string;
  readonly problems: Problems;
  /** Why the last try did not succeed; null where there was none. */
  readonly refusal: string | null;
  readonly signed_in: string | null;
  readonly passkey: unknown;
  readonly has_provider: boolean;
}

function otherWays(words: AccessWords, view: SignInView): Markup | "" {
  if (!view.has_provider && view.passkey === null) return "";
  const provider = html`<p><a class="usa-button usa-button--outline" href="/sign-in/oidc?next=${encodeURIComponent(view.next)}">${words.provider_sign_in}</a></p>`;
  const passkey =
    view.passkey === null
      ? ""
      : passkeyForm(
          "/sign-in/passkey",
          view.form_token,
          "get",
          view.passkey,
          hidden("next", view.next),
          words.passkey_sign_in,
        );
  return html`${view.has_provider && provider}${passkey}`;
}

/** The page to sign in at; the whole of it works without a script but for the passkey's button, which a script shows. */
export function signInPage(words: AccessWords, view: SignInView): AccessPage {
  const { problems } = view;
  const fields = html`${hidden("next", view.next)}
    ${textField({ name: "login", label: words.login, hint: words.login_hint, value: view.login, autocomplete: "username" }, problems)}
    ${textField({ name: "password", label: words.password, type: "password", autocomplete: "current-password" }, problems)}
    ${textField({ name: "code", label: words.code, hint: words.code_hint, autocomplete: "one-time-code" }, problems)}`;
  const main = html`${errorSummary(problems, words)}
    ${view.refusal !== null && notice("error", view.refusal, words.refused_heading)}
    ${heading(words.sign_in, words.sign_in_lead)}
    ${view.signed_in !== null && notice("info", words.signed_in_as(view.signed_in))}
    ${form("/sign-in", view.form_token, fields, words.sign_in)}
    ${otherWays(words, view)}`;
  return { title: words.sign_in, description: words.sign_in_description, section: "/sign-in", main };
}

/** The page of a one-time link: a button, so that whatever only looks at links does not use it up. */
export function linkPage(words: AccessWords, action: string, token: string): AccessPage {
  const main = html`${heading(words.link_heading, words.link_lead)}${form(action, token, "", words.link_continue)}`;
  return { title: words.link_heading, description: words.sign_in_description, section: "/sign-in", main };
}

/** A page that only says why something was not done, with the way to sign in. */
export function refusalPage(words: AccessWords, title: string, text: string): AccessPage {
  const main = html`${heading(title, text)}<p><a href="/sign-in">${words.sign_in}</a></p>`;
  return { title, description: words.sign_in_description, section: "/sign-in", main };
}
