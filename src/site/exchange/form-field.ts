import { html } from "hono/html";
import type { Markup } from "../../reports/render/markup.ts";

/** After the name of a control of which several can be ticked. */
export const manySuffix = "[]";

/** One choice of a field: its code and its words. */
export interface Option {
  readonly value: string;
  readonly label: string;
}

/** A control of a form, with all that is said beside it. */
export interface FieldView {
  readonly id: string;
  readonly name: string;
  readonly control: "text" | "long" | "time" | "day" | "number" | "select" | "radios" | "checks" | "tick";
  readonly label: string;
  /** Beside a tick; the label stands over it. */
  readonly tick: string;
  readonly hint: string | null;
  readonly error: string | null;
  readonly is_required: boolean;
  readonly values: readonly string[];
  readonly options: readonly Option[];
  /** Said after the label where the field may be left out. */
  readonly optional: string | null;
}

const hintId = (view: FieldView): string => `${view.id}-hint`;
const errorId = (view: FieldView): string => `${view.id}-error`;

function described(view: FieldView): Markup | "" {
  const ids = [
    ...(view.hint === null ? [] : [hintId(view)]),
    ...(view.error === null ? [] : [errorId(view)]),
  ];
  return ids.length === 0 ? "" : html` aria-describedby="${ids.join(" ")}"`;
}

function beside(view: FieldView): Markup {
  return html`${view.hint !== null && html`<span class="usa-hint" id="${hintId(view)}">${view.hint}</span>`}
    ${view.error !== null && html`<span class="usa-error-message" id="${errorId(view)}">${view.error}</span>`}`;
}

const wrong = (view: FieldView): Markup | "" => (view.error === null ? "" : html` aria-invalid="true"`);
const needed = (view: FieldView): Markup | "" => (view.is_required ? html` required` : "");
const optional = (view: FieldView): Markup | "" =>
  view.optional === null ? "" : html` <span class="field-optional">${view.optional}</span>`;

const inputTypes: Readonly<Record<string, string>> = {
  text: "text",
  number: "text",
  time: "datetime-local",
  day: "date",
};

function lineMarkup(view: FieldView): Markup {
  const narrow = view.control === "text" ? "field-wide" : "field-medium";
  return html`<input class="usa-input${view.error !== null && " usa-input--error"} ${narrow}" id="${view.id}" name="${view.name}" type="${inputTypes[view.control]}"
    value="${view.values[0] ?? ""}"${view.control === "number" && html` inputmode="numeric"`} autocomplete="off"${described(view)}${needed(view)}${wrong(view)}>`;
}

function longMarkup(view: FieldView): Markup {
  return html`<textarea class="usa-textarea${view.error !== null && " usa-input--error"}" id="${view.id}" name="${view.name}" rows="3" autocomplete="off"${described(view)}${needed(view)}${wrong(view)}>
${view.values[0] ?? ""}</textarea>`;
}

function selectMarkup(view: FieldView): Markup {
  return html`<select class="usa-select" id="${view.id}" name="${view.name}"${described(view)}${needed(view)}${wrong(view)}>${view.options.map(
    ({ value, label }) =>
      html`<option value="${value}"${view.values.includes(value) && html` selected`}>${label}</option>`,
  )}</select>`;
}

function labelled(view: FieldView, control: Markup): Markup {
  return html`<label class="usa-label${view.error !== null && " usa-label--error"}" for="${view.id}">${view.label}${optional(view)}</label>
    ${beside(view)}
    ${control}`;
}

/** The first choice has the field's own id, so that what is wrong can lead to it. */
const choiceId = (view: FieldView, at: number): string => (at === 0 ? view.id : `${view.id}-${at + 1}`);

function choiceMarkup(view: FieldView, { value, label }: Option, at: number): Markup {
  const kind = view.control === "radios" ? "radio" : "checkbox";
  const id = choiceId(view, at);
  const name = kind === "radio" ? view.name : `${view.name}${manySuffix}`;
  return html`<div class="usa-${kind}"><input class="usa-${kind}__input" id="${id}" type="${kind}" name="${name}" value="${value}"${view.values.includes(value) && html` checked`}>
    <label class="usa-${kind}__label" for="${id}">${label}</label></div>`;
}

function groupMarkup(view: FieldView): Markup {
  return html`<fieldset class="usa-fieldset"${described(view)}>
    <legend class="usa-label">${view.label}${optional(view)}</legend>
    ${beside(view)}
    ${view.options.map((option, at) => choiceMarkup(view, option, at))}
  </fieldset>`;
}

function tickMarkup(view: FieldView): Markup {
  return html`${beside(view)}
    <div class="usa-checkbox"><input class="usa-checkbox__input" id="${view.id}" type="checkbox" name="${view.name}" value="true"${view.values.includes("true") && html` checked`}${described(view)}${needed(view)}${wrong(view)}>
    <label class="usa-checkbox__label" for="${view.id}">${view.tick}</label></div>`;
}

function controlMarkup(view: FieldView): Markup {
  if (view.control === "radios" || view.control === "checks") return groupMarkup(view);
  if (view.control === "tick") return tickMarkup(view);
  if (view.control === "select") return labelled(view, selectMarkup(view));
  return labelled(view, view.control === "long" ? longMarkup(view) : lineMarkup(view));
}

/** A control with its label, its hint and, tied to it, what is wrong with it. */
export function fieldMarkup(view: FieldView): Markup {
  return html`<div class="usa-form-group${view.error !== null && " usa-form-group--error"}">${controlMarkup(view)}</div>`;
}
