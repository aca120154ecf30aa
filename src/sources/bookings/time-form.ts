import { isDay } from "../../base/day.ts";
import { type ReadTime, readZonedTime } from "../../base/time.ts";

/** What each token of a form stands for, longest first. `T` is a letter of the form itself. */
const tokens: Readonly<Record<string, string>> = {
  YYYY: "(?<year>\\d{4})",
  YY: "(?<short>\\d{2})",
  MM: "(?<month>\\d{2})",
  M: "(?<month>\\d{1,2})",
  DD: "(?<day>\\d{2})",
  D: "(?<day>\\d{1,2})",
  HH: "(?<hour>\\d{2})",
  H: "(?<hour>\\d{1,2})",
  hh: "(?<twelve>\\d{2})",
  h: "(?<twelve>\\d{1,2})",
  mm: "(?<minute>\\d{2})",
  SSS: "\\d{1,9}",
  ss: "(?<second>\\d{2})",
  A: "(?<half>[AaPp][Mm])",
};
const piece = /YYYY|YY|MM|M|DD|D|HH|H|hh|h|mm|SSS|ss|A|T|[^A-Za-z]/y;

/** A form of dates or times such as `M/D/YYYY H:mm`, ready to read texts with. */
export interface TimeForm {
  readonly form: string;
  readonly pattern: RegExp;
  /** The form with every number but a whole year as one sign: forms that are alike in this read the same texts. */
  readonly outline: string;
  /** Year, month, day in the order that the form has them. */
  readonly order: string;
}

function piecesOf(form: string): string[] | null {
  const found: string[] = [];
  piece.lastIndex = 0;
  while (piece.lastIndex < form.length) {
    const next = piece.exec(form);
    if (next === null) return null;
    found.push(next[0]);
  }
  return found;
}

const literal = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");

/** The form that a text writes down, or what is wrong with it, in words. Forms: YYYY YY MM M DD D HH H hh h mm ss SSS A. */
export function timeForm(form: string): TimeForm | string {
  const pieces = piecesOf(form);
  if (pieces === null)
    return `"${form}" has a letter that stands for nothing; use YYYY MM DD HH mm ss, as in M/D/YYYY H:mm`;
  const named = pieces.filter((one) => one in tokens);
  const sources = named.map((one) => /\?<(\w+)>/.exec(tokens[one] ?? "")?.[1] ?? one);
  if (new Set(sources).size < sources.length || (sources.includes("year") && sources.includes("short")))
    return `"${form}" names a part twice; name each once`;
  const missing = ["month", "day"].find((part) => !sources.includes(part));
  if (missing !== undefined || !(sources.includes("year") || sources.includes("short")))
    return `"${form}" lacks the ${missing ?? "year"}; a form has year, month and day`;
  if (sources.includes("twelve") !== sources.includes("half"))
    return `"${form}" needs both h and A, or neither`;
  if ((sources.includes("hour") || sources.includes("twelve")) !== sources.includes("minute"))
    return `"${form}" needs both hours and minutes, or neither`;
  const pattern = new RegExp(`^${pieces.map((one) => tokens[one] ?? literal(one)).join("")}$`);
  const outline = pieces.map((one) => (one in tokens ? (/^(A|YYYY)$/.test(one) ? one : "9") : one)).join("");
  return {
    form,
    pattern,
    outline,
    order: sources.filter((part) => /^(year|short|month|day)$/.test(part)).join(" "),
  };
}

/** Whether a form has a time of day. */
export const hasClock = (form: TimeForm): boolean => form.pattern.source.includes("<minute>");

function clockOf(parts: Readonly<Record<string, string | undefined>>): string | null {
  if (parts.minute === undefined) return null;
  const twelve = Number(parts.twelve);
  if (parts.twelve !== undefined && (twelve < 1 || twelve > 12)) return "99:99";
  const hour =
    parts.twelve === undefined
      ? Number(parts.hour)
      : (twelve % 12) + (parts.half?.toUpperCase() === "PM" ? 12 : 0);
  return `${String(hour).padStart(2, "0")}:${parts.minute}:${parts.second ?? "00"}`;
}

function parsed(text: string, form: TimeForm): { day: string; clock: string | null } | null {
  const parts = form.pattern.exec(text)?.groups as Record<string, string | undefined> | undefined;
  if (parts === undefined) return null;
  const year = parts.year ?? `20${parts.short}`;
  const day = `${year}-${(parts.month ?? "").padStart(2, "0")}-${(parts.day ?? "").padStart(2, "0")}`;
  return isDay(day) ? { day, clock: clockOf(parts) } : null;
}

/** The calendar date that a text names in the first form that fits it; null in none. Two-digit years are 20YY. */
export function dayOf(text: string, forms: readonly TimeForm[]): string | null {
  for (const form of forms) {
    const found = parsed(text, form);
    if (found !== null) return found.day;
  }
  return null;
}

/** The moment that a text names on a zone's clock in the first form that fits it; null in none. */
export function momentOf(text: string, forms: readonly TimeForm[], zone: string): ReadTime | null {
  for (const form of forms) {
    const found = parsed(text, form);
    if (found === null || found.clock === null) continue;
    const read = readZonedTime(`${found.day}T${found.clock}`, zone);
    if (read !== null) return read;
  }
  return null;
}
