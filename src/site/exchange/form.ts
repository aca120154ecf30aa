import { html } from "hono/html";
import type { Action } from "../../records/exchange/action.ts";
import type { Markup } from "../../reports/render/markup.ts";
import { type FieldView, fieldMarkup } from "./form-field.ts";
import type { Problem } from "./form-input.ts";
import { laterCodes, openFields } from "./form-layout.ts";
import { type FieldShape, formShape } from "./form-shape.ts";
import { type FormFill, fieldView } from "./form-view.ts";
import type { Words } from "./messages/en.ts";

/** An action's form as a page shows it. */
export interface FormView extends FormFill {
  readonly action: Action;
  /** Where it is sent. */
  readonly target: string;
  readonly form_token: string;
  /** The writer's own number of this write: sent twice, it is done once. */
  readonly idempotency_key: string;
  /** What was read: the version, and the last event shown; null for what begins something new. */
  readonly version: number | null;
  readonly seen: number | null;
  readonly button?: string;
  readonly look?: "usa-button--outline" | "usa-button--secondary";
}

/** How many rows of charges a form has; more of them come with the next form. */
const rowCount = 5;

function rowMarkup(view: FormView, shape: FieldShape, words: Words, at: number): Markup {
  const cells = shape.row.map((cell) =>
    fieldView(view.action, cell, view, words, `${shape.name}.${at}.${cell.name}`),
  );
  const shown = at === 0 ? cells.slice(0, 2) : cells.slice(0, 3);
  return html`<fieldset class="usa-fieldset form-row"><legend class="usa-legend">${words.form.row(at + 1)}</legend>
    ${shown.map((cell) => fieldMarkup(at === 0 ? { ...cell, is_required: false } : { ...cell, is_required: false }))}</fieldset>`;
}

const hasProblem = (problems: readonly Problem[], name: string): boolean =>
  problems.some((one) => one.field === name || one.field?.startsWith(`${name}.`) === true);

function rowsMarkup(view: FormView, shape: FieldShape, words: Words): Markup {
  const others = Array.from({ length: rowCount - 1 }, (_, at) => at + 1);
  const isOpen = others.some((at) => hasProblem(view.problems, `${shape.name}.${at}`));
  return html`${rowMarkup(view, shape, words, 0)}
    <details class="more"${isOpen && html` open`}><summary>${words.form.more_rows}</summary>${others.map((at) => rowMarkup(view, shape, words, at))}</details>`;
}

const without = (field: FieldView, codes: readonly string[]): FieldView => ({
  ...field,
  options: field.options.filter((option) => !codes.includes(option.value)),
});

function openMarkup(view: FormView, shape: FieldShape, words: Words): Markup {
  if (shape.kind === "rows") return rowsMarkup(view, shape, words);
  const field = fieldView(view.action, shape, view, words);
  return fieldMarkup(without(field, laterCodes[shape.name] ?? []));
}

/** The codes of an open field that are shown behind "more" only. */
function laterMarkup(view: FormView, shape: FieldShape, words: Words): Markup | "" {
  const later = laterCodes[shape.name];
  if (later === undefined) return "";
  const field = fieldView(view.action, shape, view, words);
  const options = field.options.filter((option) => later.includes(option.value));
  return fieldMarkup({ ...field, id: `${field.id}-later`, options, hint: null, error: null });
}

interface Parts {
  readonly open: readonly FieldShape[];
  readonly more: readonly FieldShape[];
}

function partsOf({ action, fixed }: FormView): Parts {
  const shapes = formShape(action).filter((shape) => !(shape.name in fixed));
  const names = openFields[action.id];
  if (names === undefined) return { open: shapes, more: [] };
  const open = names.flatMap((name) => shapes.find((shape) => shape.name === name) ?? []);
  return { open, more: shapes.filter((shape) => !open.includes(shape)) };
}

function moreMarkup(view: FormView, { open, more }: Parts, words: Words): Markup | "" {
  if (more.length === 0) return "";
  const isFilled = (name: string): boolean => (view.defaults[name]?.[0] ?? "") !== "";
  const isOpen = more.some(({ name }) => hasProblem(view.problems, name) || isFilled(name));
  return html`<details class="more"${isOpen && html` open`}><summary>${words.form.more(more.length)}</summary>
    ${open.map((shape) => laterMarkup(view, shape, words))}${more.map((shape) => openMarkup(view, shape, words))}</details>`;
}

const hidden = (name: string, value: string | number): Markup =>
  html`<input type="hidden" name="${name}" value="${value}">`;

function hiddenMarkup({ form_token, idempotency_key, version, seen, fixed }: FormView): Markup {
  return html`${hidden("form_token", form_token)}${hidden("idempotency_key", idempotency_key)}
    ${version !== null && hidden("version", version)}${seen !== null && hidden("seen", seen)}
    ${Object.entries(fixed).map(([name, value]) => hidden(name, value))}`;
}

/** The form of an action: its fields as its schema has them, in the reader's words; it works without a script. */
export function formMarkup(view: FormView, words: Words): Markup {
  const parts = partsOf(view);
  const said = words.actions[view.action.id];
  return html`<form class="usa-form site-form work-form" method="post" action="${view.target}" novalidate>
    ${hiddenMarkup(view)}
    ${parts.open.map((shape) => openMarkup(view, shape, words))}
    ${moreMarkup(view, parts, words)}
    <button class="usa-button ${view.look ?? ""}" type="submit">${view.button ?? said?.button ?? view.action.summary}</button>
  </form>`;
}

/** What is wrong with a form, before anything else on the page, each line leading to its field. */
export function problemSummary(view: FormView, words: Words): Markup | "" {
  if (view.problems.length === 0) return "";
  const line = ({ field, text }: Problem): Markup => {
    if (field === null || field in view.fixed) return html`<li>${text}</li>`;
    const name = field.split(".").at(-1) ?? field;
    const said = words.fields_of[`${view.action.id}.${name}`] ?? words.fields[name];
    return html`<li><a href="#${view.prefix}-${field.replaceAll(".", "-")}">${said?.label ?? name}: ${text}</a></li>`;
  };
  return html`<div class="usa-alert usa-alert--error usa-alert--no-icon" role="alert"><div class="usa-alert__body">
    <h2 class="usa-alert__heading">${words.faults.heading}</h2>
    <ul class="usa-list">${view.problems.map(line)}</ul>
  </div></div>`;
}
