import { type Day, dayFromNumber, isDay } from "../../base/day.ts";

const iso = /^(\d{4}-\d{2}-\d{2})(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/;
const american = /^(\d{1,2})\/(\d{1,2})\/(\d{4}|\d{2})(?:\s+\d{1,2}:\d{2}.*)?$/;
const serial = /^\d{5}(?:\.\d+)?$/;

/** Days from 1970-01-01 to serial number 0: the 1900 system counts a 29 February 1900 that never was. */
const serialZero = { 1900: -25_569, 1904: -24_107 } as const;

function fromAmerican(month: string, day: string, year: string): string {
  const full = year.length === 2 ? `20${year}` : year;
  return `${full}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
}

/**
 * The calendar day that a date cell names, or null when it names none: ISO with or without a time, M/D/YYYY, M/D/YY (read
 * as 20YY), or a spreadsheet's serial number (1900 system where the file does not say). A time of day is dropped, no zone applied.
 */
export function dateCell(text: string, dateSystem: 1900 | 1904 | null): Day | null {
  const trimmed = text.trim();
  const asIso = iso.exec(trimmed);
  if (asIso) return isDay(asIso[1] ?? "") ? (asIso[1] ?? null) : null;
  const asAmerican = american.exec(trimmed);
  if (asAmerican) {
    const day = fromAmerican(asAmerican[1] ?? "", asAmerican[2] ?? "", asAmerican[3] ?? "");
    return isDay(day) ? day : null;
  }
  if (serial.test(trimmed))
    return dayFromNumber(Math.floor(Number(trimmed)) + serialZero[dateSystem ?? 1900]);
  return null;
}
