import type { Action } from "../../records/exchange/action.ts";
import type { FieldView, Option } from "./form-field.ts";
import type { Problem, Typed } from "./form-input.ts";
import { filledFields, radioFields } from "./form-layout.ts";
import type { FieldShape } from "./form-shape.ts";
import type { Words } from "./messages/en.ts";
import type { FieldWords } from "./messages/en-fields.ts";

/** What a form is filled with besides its own shape. */
export interface FormFill {
  /** Before every id, so that two forms of one page have none in common. */
  readonly prefix: string;
  /** The choices of fields that depend on the case; a field that is named here is a list. */
  readonly options: Readonly<Record<string, readonly Option[]>>;
  /** What stands in fields before anything is typed. */
  readonly defaults: Readonly<Record<string, readonly string[]>>;
  /** Fields that are settled by the page and not shown. */
  readonly fixed: Readonly<Record<string, string>>;
  /** What was typed before, to be kept; null for a fresh form. */
  readonly typed: Typed | null;
  readonly problems: readonly Problem[];
  /** The zone of the clock that times are read on; null where it depends on what is chosen. */
  readonly zone: string | null;
}

/** Controls in which one writes: that nothing need be written is said beside them. */
const written: readonly FieldView["control"][] = ["text", "long", "time", "day", "number"];

const fewCodes = 4; // up to so many are shown at once, more of them as a list

/** How a field is named, in this action or anywhere. */
export function fieldWords(action: string, name: string, words: Words): FieldWords {
  return words.fields_of[`${action}.${name}`] ?? words.fields[name] ?? { label: name.replaceAll("_", " ") };
}

const groups = new WeakMap<Words, Map<string, Readonly<Record<string, string>>>>();

/** The words of a vocabulary, found by its codes. */
function wordsOfCodes(codes: readonly string[], words: Words): Readonly<Record<string, string>> {
  const known =
    groups.get(words) ??
    new Map(Object.values(words.choices).map((group) => [Object.keys(group).toSorted().join(" "), group]));
  groups.set(words, known);
  return known.get(codes.toSorted().join(" ")) ?? {};
}

function optionsOf(shape: FieldShape, words: Words): Option[] {
  if (shape.kind === "yes_no")
    return [
      { value: "", label: words.form.as_printed },
      { value: "true", label: words.form.yes },
      { value: "false", label: words.form.no },
    ];
  const said = wordsOfCodes(shape.codes, words);
  return shape.codes.map((value) => ({ value, label: said[value] ?? value }));
}

function controlOf(action: string, shape: FieldShape, isListed: boolean): FieldView["control"] {
  if (isListed || shape.kind === "yes_no") return "select";
  if (shape.kind === "choices") return "checks";
  if (shape.kind === "tick" || shape.kind === "must_tick") return "tick";
  if (shape.kind !== "choice") return shape.kind as FieldView["control"];
  const isShort = shape.codes.length <= fewCodes || radioFields.includes(`${action}.${shape.name}`);
  return isShort && (shape.is_required || shape.value !== "") ? "radios" : "select";
}

function valuesOf(name: string, shape: FieldShape, { typed, defaults }: FormFill): readonly string[] {
  if (typed !== null) return typed[name] ?? [];
  return defaults[name] ?? (shape.value === "" ? [] : [shape.value]);
}

function hintOf(shape: FieldShape, { hint }: FieldWords, zone: string | null, words: Words): string | null {
  if (shape.kind !== "time") return hint ?? null;
  const clock = zone === null ? words.form.facility_clock : words.form.clock_of(zone);
  return hint === undefined ? clock : `${hint} ${clock}`;
}

/** Where nothing is chosen yet, a list begins with a line that says so, and no choice is made for the writer. */
function withEmpty(
  options: readonly Option[],
  shape: FieldShape,
  values: readonly string[],
  words: Words,
): readonly Option[] {
  if (options.some((option) => option.value === "")) return options;
  if (shape.is_required && values.length > 0) return options;
  if (!shape.is_required && shape.value !== "") return options;
  return [{ value: "", label: shape.is_required ? words.form.choose : words.form.left_out }, ...options];
}

/** A field of an action's form, ready to be shown. `name` is that of the control, which differs from the shape's in a row. */
export function fieldView(
  action: Pick<Action, "id">,
  shape: FieldShape,
  fill: FormFill,
  words: Words,
  name = shape.name,
): FieldView {
  const said = fieldWords(action.id, shape.name, words);
  const listed = fill.options[shape.name];
  const control = controlOf(action.id, shape, listed !== undefined);
  const values = valuesOf(name, shape, fill);
  const options = listed ?? optionsOf(shape, words);
  const problem = fill.problems.find((one) => one.field === name);
  const is_required = shape.is_required && !filledFields.includes(`${action.id}.${shape.name}`);
  return {
    id: `${fill.prefix}-${name.replaceAll(".", "-")}`,
    name,
    control,
    label: said.label,
    tick: said.tick ?? said.label,
    hint: hintOf(shape, said, fill.zone, words),
    error: problem?.text ?? null,
    is_required,
    values,
    options: control === "select" ? withEmpty(options, shape, values, words) : options,
    optional: is_required || shape.value !== "" || !written.includes(control) ? null : words.form.optional,
  };
}
