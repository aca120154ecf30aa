import type { z } from "zod";
import type { Action } from "../../records/exchange/action.ts";
import { type FieldShape, formShape } from "./form-shape.ts";
import type { Words } from "./messages/en.ts";

/** What was typed into a form, by name of the control. */
export type Typed = Readonly<Record<string, readonly string[]>>;

/** What is wrong with a form; `field` is null where it is about the whole of it. */
export interface Problem {
  readonly field: string | null;
  readonly text: string;
}

const single = (typed: Typed, name: string): string => typed[name]?.at(-1) ?? "";
const mostRows = 50;

function textOf(typed: Typed, name: string, isLong: boolean): string {
  const text = single(typed, name).replaceAll("\r\n", "\n");
  return isLong ? text.trimEnd() : text.trim();
}

function rowsOf(typed: Typed, shape: FieldShape): unknown[] {
  const rows = Array.from({ length: mostRows }, (_, at) => `${shape.name}.${at}`);
  const isEntered = (row: string): boolean =>
    shape.row.some((cell) => cell.kind !== "choice" && textOf(typed, `${row}.${cell.name}`, false) !== "");
  return rows
    .filter(isEntered)
    .map((row) => objectOf(typed, shape.row, (cell) => `${row}.${cell}`)) as unknown[];
}

/** A field's value for the action; undefined where nothing was entered, so that its own default stands. */
function entered(typed: Typed, shape: FieldShape, name: string): unknown {
  if (shape.kind === "tick") return single(typed, name) === "true";
  if (shape.kind === "must_tick") return single(typed, name) === "true" ? true : undefined;
  if (shape.kind === "choices") return [...(typed[name] ?? [])].filter((code) => code !== "");
  if (shape.kind === "rows") return rowsOf(typed, shape);
  const text = textOf(typed, name, shape.kind === "long");
  if (text === "") return undefined;
  return shape.kind === "yes_no" ? text === "true" : text;
}

function objectOf(
  typed: Typed,
  shapes: readonly FieldShape[],
  nameOf: (name: string) => string,
): Record<string, unknown> {
  const values = shapes.map((shape) => [shape.name, entered(typed, shape, nameOf(shape.name))] as const);
  return Object.fromEntries(values.filter(([, value]) => value !== undefined));
}

/** What was typed, as the action's input. */
export function inputOf(action: Pick<Action, "input">, typed: Typed): Record<string, unknown> {
  return objectOf(typed, formShape(action), (name) => name);
}

type Issue = z.core.$ZodIssue;

function issueWords(issue: Issue, isMissing: boolean, words: Words): string {
  const { faults } = words;
  if (isMissing) return faults.missing;
  if (issue.code === "too_big" && issue.origin === "string") return faults.too_long(Number(issue.maximum));
  if (issue.code === "too_small" && issue.origin === "string") return faults.too_short(Number(issue.minimum));
  if (issue.code === "too_big") return faults.too_much(Number(issue.maximum));
  if (issue.code === "too_small") return faults.too_little(Number(issue.minimum));
  if (issue.code === "invalid_format") return issue.format === "date" ? faults.no_day : issue.message;
  if (issue.code === "invalid_type") return faults.no_number;
  return faults.no_choice;
}

/** What cannot be used of an action's input, field by field in the reader's words; empty where all can. */
export function inputProblems(action: Pick<Action, "input">, input: object, words: Words): Problem[] {
  const read = action.input.safeParse(input);
  return (read.error?.issues ?? []).map((issue) => {
    const field = issue.path.map(String).join(".");
    const given = issue.path.reduce<unknown>((at, key) => (at as Record<PropertyKey, unknown>)?.[key], input);
    return { field, text: issueWords(issue, given === undefined, words) };
  });
}

/** The field of an action that an error names by its own path, e.g. `details.number`; null where it has none such. */
export function fieldNamed(action: Pick<Action, "input">, path: string): string | null {
  const names = formShape(action).map((shape) => shape.name);
  if (names.includes(path.split(".")[0] ?? "")) return path;
  const last = path.split(".").at(-1) ?? "";
  if (names.includes(last)) return last;
  return last === "occurred_at" && names.includes("at") ? "at" : null;
}
