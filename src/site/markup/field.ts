import { html } from "hono/html";
import type { Markup } from "../../reports/render/markup.ts";

/** One line of text that a form asks for. */
export interface Field {
  readonly name: string;
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  /** What is wrong with what was given, null where nothing is. */
  readonly error: string | null;
  readonly width?: "medium";
}

/** A field with its label, its hint and, tied to it, what is wrong with it. */
export function fieldMarkup(field: Field): Markup {
  const { name, error } = field;
  const described = [`${name}-hint`, ...(error === null ? [] : [`${name}-error`])].join(" ");
  return html`<div class="usa-form-group${error !== null && " usa-form-group--error"}">
    <label class="usa-label${error !== null && " usa-label--error"}" for="${name}">${field.label}</label>
    <span class="usa-hint" id="${name}-hint">${field.hint}</span>
    ${error !== null && html`<span class="usa-error-message" id="${name}-error">${error}</span>`}
    <input class="usa-input${error !== null && " usa-input--error"} field-${field.width ?? "wide"}" id="${name}" name="${name}" type="text" maxlength="200"
      value="${field.value}" aria-describedby="${described}"${error !== null && html` aria-invalid="true"`}>
  </div>`;
}

/** What is wrong with a form, before anything else on the page, with links to the fields. */
export function errorSummary(
  errors: readonly { readonly field: string; readonly text: string }[],
): Markup | "" {
  if (errors.length === 0) return "";
  return html`<div class="usa-alert usa-alert--error usa-alert--no-icon" role="alert"><div class="usa-alert__body">
    <h2 class="usa-alert__heading">The form cannot be used as it is</h2>
    <ul class="usa-list">${errors.map(({ field, text }) => html`<li><a href="#${field}">${text}</a></li>`)}</ul>
  </div></div>`;
}
