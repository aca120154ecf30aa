import { html } from "hono/html";
import type { AccessWords } from "../../messages/en.ts";
import type { Problems } from "../forms.ts";
import type { Markup } from "../parts.ts";

/** One line that a form asks for. */
export interface TextField {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly type?: "text" | "password" | "number";
  readonly value?: string;
  readonly autocomplete: string;
  readonly inputmode?: "text" | "numeric";
}

/** A field with its label, its hint and, tied to it, what is wrong with it. */
export function textField(field: TextField, problems: Problems = []): Markup {
  const { name, hint } = field;
  const error = problems.find((problem) => problem.field === name)?.text;
  const described = [
    ...(hint === undefined ? [] : [`${name}-hint`]),
    ...(error === undefined ? [] : [`${name}-error`]),
  ].join(" ");
  return html`<div class="usa-form-group${error !== undefined && " usa-form-group--error"}">
    <label class="usa-label${error !== undefined && " usa-label--error"}" for="${name}">${field.label}</label>
    ${hint !== undefined && html`<span class="usa-hint" id="${name}-hint">${hint}</span>`}
    ${error !== undefined && html`<span class="usa-error-message" id="${name}-error">${error}</span>`}
    <input class="usa-input${error !== undefined && " usa-input--error"} field-medium" id="${name}" name="${name}" type="${field.type ?? "text"}"
      value="${field.value ?? ""}" maxlength="300" autocomplete="${field.autocomplete}" autocapitalize="none" spellcheck="false" inputmode="${field.inputmode ?? "text"}"
      ${described !== "" && html` aria-describedby="${described}"`}${error !== undefined && html` aria-invalid="true"`}>
  </div>`;
}

/** What is wrong with a form, before anything else on the page, with links to the fields. */
export function errorSummary(problems: Problems, words: AccessWords): Markup | "" {
  if (problems.length === 0) return "";
  return html`<div class="usa-alert usa-alert--error usa-alert--no-icon" role="alert"><div class="usa-alert__body">
    <h2 class="usa-alert__heading">${words.errors_heading}</h2>
    <ul class="usa-list">${problems.map(({ field, text }) => html`<li><a href="#${field}">${text}</a></li>`)}</ul>
  </div></div>`;
}

/** A box that says what happened or why not. */
export function notice(
  kind: "error" | "info" | "success" | "warning",
  text: string,
  heading?: string,
): Markup {
  return html`<div class="usa-alert usa-alert--${kind} usa-alert--no-icon"${kind === "error" && html` role="alert"`}><div class="usa-alert__body">
    ${heading !== undefined && html`<h2 class="usa-alert__heading">${heading}</h2>`}
    <p class="usa-alert__text">${text}</p>
  </div></div>`;
}

/** A form that changes something: its token, what it holds, and its button. */
export function form(
  action: string,
  token: string,
  content: Markup | "" | readonly Markup[],
  button: string,
  look: "" | "usa-button--outline" | "usa-button--secondary" = "",
): Markup {
  return html`<form class="usa-form site-form" method="post" action="${action}" novalidate>
    <input type="hidden" name="form_token" value="${token}">
    ${content}
    <button class="usa-button ${look}" type="submit">${button}</button>
  </form>`;
}

/** A hidden field. */
export function hidden(name: string, value: string): Markup {
  return html`<input type="hidden" name="${name}" value="${value}">`;
}

/** A form that a script of ours shows and sends when the browser can work with passkeys; `options` are those of WebAuthn. */
export function passkeyForm(
  action: string,
  token: string,
  kind: "create" | "get",
  options: unknown,
  content: Markup | "",
  button: string,
): Markup {
  return html`<form class="usa-form site-form" method="post" action="${action}" data-passkey="${kind}" data-options="${JSON.stringify(options)}" hidden novalidate>
    <input type="hidden" name="form_token" value="${token}">
    <input type="hidden" name="response" value="">
    ${content}
    <button class="usa-button usa-button--outline" type="submit">${button}</button>
  </form>
  <script type="module" src="/sign-in/passkey.js"></script>`;
}

/** The heading of a page, with what it is about. */
export function heading(title: string, lead: string): Markup {
  return html`<div class="page-heading"><h1>${title}</h1><p class="page-lead">${lead}</p></div>`;
}
