import type { Cell } from "../table.ts";
import type { NumberKind } from "./number-format.ts";
import type { SerialDates } from "./serial-date.ts";

/** The shortest text of a number as a workbook stores it: 42005 for "42005.0" and "4.2005E4"; other text as it is. */
export function numberText(raw: string): Cell {
  const trimmed = raw.trim();
  if (trimmed === "") return null;
  const number = Number(trimmed);
  return Number.isFinite(number) && isDecimal.test(trimmed) ? String(number === 0 ? 0 : number) : raw;
}

// Number() also takes hexadecimal and the like, which a workbook does not mean.
const isDecimal = /^[-+]?[\d.]+(?:[eE][-+]?\d+)?$/;

/** The text of a number under a date or time format; the number's own text where it is no date. */
export function momentText(raw: string, kind: NumberKind, dates: SerialDates): Cell {
  const text = numberText(raw);
  if (text === null) return null;
  return dates.text(Number(text), kind) ?? text;
}

/** `TRUE` or `FALSE` as a workbook's cell shows it. */
export function booleanText(raw: string): Cell {
  if (raw === "1" || raw === "true") return "TRUE";
  return raw === "0" || raw === "false" ? "FALSE" : raw || null;
}

/** A date that is stored as ISO 8601 text, without a time of day that is midnight, without fractions and zone. */
export function isoDateText(raw: string): Cell {
  const found = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}:\d{2})(?:\.\d+)?Z?)?$/.exec(raw);
  if (!found) return raw || null;
  return found[2] === undefined || found[2] === "00:00:00" ? (found[1] as string) : `${found[1]}T${found[2]}`;
}
