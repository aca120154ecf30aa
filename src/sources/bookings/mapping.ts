import { parse } from "yaml";
import { z } from "zod";
import { InvalidInput } from "../../base/errors.ts";
import { nearestName } from "../../base/nearest-name.ts";
import { ianaZone } from "../../base/time.ts";
import { certainties, chargeStages, releaseReasons } from "../../law/exchange/codes.ts";
import { headerName } from "../layouts/header.ts";
import { shown, textFault } from "./plain-text.ts";
import { hasClock, type TimeForm, timeForm } from "./time-form.ts";

/** What a column of a jail system's export can be read as; the two hold_ columns are read for immigration holds only. */
export const bookingColumns = [
  "booking_number",
  "person_id",
  "booked_at",
  "arrested_at",
  "arresting_agency",
  "is_juvenile",
  "is_protected",
  "expected_release_at",
  "expected_release_reason",
  "expected_release_certainty",
  "released_at",
  "release_reason",
  "charge_description",
  "charge_stage",
  "charge_statute",
  "charged_on",
  "hold_ended_at",
  "hold_ended_words",
] as const;
export type BookingColumn = (typeof bookingColumns)[number];

const line = (most: number) =>
  z
    .string()
    .trim()
    .min(1, "is empty")
    .max(most, `has more than ${most} characters`)
    .refine((text) => textFault(text) === null, "holds a control character or a line break");
const slug = z
  .string()
  .max(80)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "is not an id; write small letters, digits and single hyphens");
const header = line(200).refine(
  (text) => headerName(text) !== "",
  "has no letter a to z and no digit to be told by",
);
const wordList = z.array(line(200)).max(500);

const codedWords = <const C extends readonly [string, ...string[]]>(codes: C) =>
  z.strictObject({
    codes: z.partialRecord(z.enum(codes), wordList),
    otherwise: z
      .enum(codes)
      .nullable()
      .default(null)
      .describe("What words that no code lists are read as; null puts their rows aside"),
  });

const shape = z.strictObject({
  name: slug.describe("The mapping's permanent name within its organisation"),
  title: line(200),
  credit: line(500).optional(),
  facility_id: slug.describe("The facility that every booking of the file is at"),
  zone: z
    .string()
    .refine((zone) => ianaZone(zone) === zone, "is no IANA zone; write one such as America/Chicago")
    .describe("Whose wall clock the file's times are on"),
  encoding: z.enum(["utf-8", "windows-1252"]).default("utf-8"),
  delimiter: z.enum([",", "\t", "|"]).default(","),
  rows: z.enum(["charge", "booking"]).describe("Whether a row is one charge, or one booking"),
  columns: z.partialRecord(z.enum(bookingColumns), z.array(header).min(1).max(20)),
  optional: z.array(z.enum(bookingColumns)).default([]).describe("Columns that the file may lack"),
  not_recorded: z.array(header).max(500).default([]).describe("Headers that are known and left in the file"),
  person_id_from_booking_number: z
    .boolean()
    .default(false)
    .describe("For files without a number of the person: two bookings of one person then stay apart"),
  time_forms: z.array(line(40)).min(1).max(10),
  date_forms: z.array(line(40)).max(10).default([]),
  charge_separator: z
    .string()
    .min(1)
    .max(3)
    .optional()
    .describe("What parts charges in one cell, for a row a booking"),
  words: z
    .strictObject({
      release_reason: codedWords(releaseReasons).optional(),
      charge_stage: codedWords(chargeStages).optional(),
      certainty: codedWords(certainties).optional(),
      yes: wordList.default([]),
      no: wordList.default([]),
      blank_is: z
        .enum(["yes", "no"])
        .optional()
        .describe("What an empty yes-or-no cell says; without it the row is put aside"),
    })
    .default({ yes: [], no: [] }),
  immigration_hold: wordList.default([]).describe("Charge words that are an immigration hold, and no charge"),
});
type Shape = z.output<typeof shape>;

/** A word as words are compared: trimmed, blanks as one, capitals. */
export const wordKey = (text: string): string => text.trim().replace(/\s+/g, " ").toUpperCase();

function twice(texts: readonly string[]): string | undefined {
  return texts.find((text, at) => texts.indexOf(text) !== at);
}

type Fault = readonly [path: readonly string[], message: string];

function columnFaults(m: Shape): Fault[] {
  const needed: BookingColumn[] = ["booking_number", "booked_at"];
  if (m.rows === "charge") needed.push("charge_description");
  if (!m.person_id_from_booking_number) needed.push("person_id");
  const missing = needed.filter((column) => m.columns[column] === undefined);
  const faults: Fault[] = missing.map((column) => [["columns", column], "is not mapped; name its header"]);
  if (m.person_id_from_booking_number && m.columns.person_id !== undefined)
    faults.push([["person_id_from_booking_number"], "is true and person_id is mapped; keep one of the two"]);
  for (const column of m.optional) {
    if (needed.includes(column))
      faults.push([["optional"], `names ${column}, which no booking can do without`]);
    if (m.columns[column] === undefined)
      faults.push([["optional"], `names ${column}, which columns does not map`]);
  }
  const again = twice([...Object.values(m.columns).flat(), ...m.not_recorded].map(headerName));
  if (again !== undefined)
    faults.push([["columns"], `the header "${again}" is named twice; a header means one thing`]);
  return faults;
}

function formFaults(path: string, texts: readonly string[], needsClock: boolean): Fault[] {
  const forms = texts.map(timeForm);
  const wrong = forms.find((form) => typeof form === "string");
  if (wrong !== undefined) return [[[path], wrong as string]];
  const good = forms as TimeForm[];
  const clockless = good.find((form) => hasClock(form) !== needsClock);
  if (clockless !== undefined)
    return [[[path], `"${clockless.form}" ${needsClock ? "lacks hours and minutes" : "has a time of day"}`]];
  const clash = good.find((one) =>
    good.some((other) => one.outline === other.outline && one.order !== other.order),
  );
  return clash === undefined
    ? []
    : [[[path], `"${clash.form}" and another form read the same text as different days; keep one`]];
}

function wordFaults({ words, columns, immigration_hold }: Shape): Fault[] {
  const need = (column: BookingColumn, list: unknown, name: string): Fault[] =>
    columns[column] !== undefined && list === undefined
      ? [[["words", name], `is not there, and ${column} is mapped; list its words`]]
      : [];
  const yesNo = words.yes.length > 0 && words.no.length > 0 ? words : undefined;
  const doubled = (["release_reason", "charge_stage", "certainty"] as const).flatMap((name): Fault[] => {
    const again = twice(
      Object.values(words[name]?.codes ?? {})
        .flat()
        .map(wordKey),
    );
    return again === undefined
      ? []
      : [[["words", name], `"${again}" is listed twice; a word has one meaning`]];
  });
  const both = twice([...words.yes, ...words.no].map(wordKey));
  return [
    ...need("release_reason", words.release_reason, "release_reason"),
    ...need("expected_release_reason", words.release_reason, "release_reason"),
    ...need("charge_stage", words.charge_stage, "charge_stage"),
    ...need("expected_release_certainty", words.certainty, "certainty"),
    ...need("is_juvenile", yesNo, "yes"),
    ...need("is_protected", yesNo, "yes"),
    ...doubled,
    ...(both === undefined
      ? []
      : [[["words", "yes"], `"${both}" is listed twice; a word has one meaning`] as Fault]),
    ...(immigration_hold.length > 0 && columns.charge_description === undefined
      ? [[["immigration_hold"], "lists words, and charge_description is not mapped"] as Fault]
      : []),
  ];
}

/** How a jail system's export is read: which header is which field, how times, reasons and yes or no are written, what a row is. */
export const bookingMapping = shape.superRefine((mapping, context) => {
  const faults = [
    ...columnFaults(mapping),
    ...formFaults("time_forms", mapping.time_forms, true),
    ...formFaults("date_forms", mapping.date_forms, false),
    ...wordFaults(mapping),
  ];
  if (mapping.columns.charged_on !== undefined && mapping.date_forms.length + mapping.time_forms.length === 0)
    faults.push([["date_forms"], "is empty, and charged_on is mapped"]);
  if (mapping.charge_separator !== undefined && mapping.rows === "charge")
    faults.push([["charge_separator"], "is for a row a booking; leave it out"]);
  for (const [path, message] of faults) context.addIssue({ code: "custom", path: [...path], message });
});
export type BookingMapping = z.output<typeof bookingMapping>;
export type NewBookingMapping = z.input<typeof bookingMapping>;

function said(issue: z.core.$ZodIssue): string {
  const [unknown] = issue.code === "unrecognized_keys" ? issue.keys : [];
  const path = issue.path.map((part) => shown(String(part)));
  if (unknown === undefined) return `${path.join(".") || "the mapping"}: ${issue.message.split("\n")[0]}`;
  const near = path.length === 0 ? nearestName(unknown, Object.keys(shape.shape)) : null;
  const at = [...path, shown(unknown)].join(".");
  return `${at}: is no part of a mapping; ${near === null ? "leave it out" : `write ${near}`}`;
}

/** A mapping from its parts; throws `InvalidInput` in one line that names every part which cannot be used. */
export function mappingOf(parts: unknown): BookingMapping {
  const read = bookingMapping.safeParse(parts);
  if (read.success) return read.data;
  const faults = read.error.issues.map(said);
  const more = faults.length > 5 ? `; and ${faults.length - 5} more` : "";
  throw new InvalidInput(`mapping: ${faults.slice(0, 5).join("; ")}${more}`, { faults });
}

const longest = 256 * 1024; // characters of a mapping's text

/** A mapping from YAML or JSON text; throws `InvalidInput` in one line for text that is neither and for a mapping that cannot be used. */
export function readMapping(text: string): BookingMapping {
  if (text.length > longest)
    throw new InvalidInput(`mapping: the text has more than ${longest} characters; shorten it`);
  let parts: unknown;
  try {
    parts = parse(text, { maxAliasCount: 10, logLevel: "silent" });
  } catch (error) {
    throw new InvalidInput(
      `mapping: ${shown((error as Error).message.split("\n")[0] ?? "", 160)}; write it as YAML or JSON`,
      {},
      error,
    );
  }
  return mappingOf(parts);
}
