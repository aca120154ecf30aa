import { millisecondsBetween } from "../../base/time.ts";
import { type ClockForm, isStatuteForm } from "./clock-form.ts";
import type { ClockRow, OpenRow } from "./clock-row.ts";
import type { ClockLayer } from "./clock-rule.ts";

const whose: Readonly<Record<ClockLayer, string>> = {
  form: "the form",
  federal_regulation: "the regulation",
  state_statute: "the state's rule",
  city_code: "the city's code",
};

function distance(fromUsed: number): string {
  if (fromUsed === 0) return "the same end";
  const hours = Math.abs(fromUsed) / 3_600_000;
  return `an end ${Number.isInteger(hours) ? hours : hours.toFixed(2)} hours ${fromUsed > 0 ? "later" : "earlier"}`;
}

function whyBeside(row: OpenRow, used: OpenRow): string {
  if (row.end_at === null || used.end_at === null)
    return `not counted: it runs from ${row.start_event}, and that time was not given`;
  const days =
    row.leaves_out === used.leaves_out
      ? ""
      : row.leaves_out === "nothing"
        ? ", which leaves no day out,"
        : ", which leaves out Saturdays, Sundays and holidays,";
  return `shown beside: ${whose[row.layer]}${days} gives ${distance(millisecondsBetween(used.end_at, row.end_at))}`;
}

function whyUsed(form: ClockForm, row: OpenRow): string {
  if (isStatuteForm(form)) return "used: the state's own rule was asked about, and this version is in force";
  return row.leaves_out === "nothing"
    ? `used: the count of Form ${form} itself, which leaves no day out`
    : `used: the count that Form ${form} itself prints, Saturdays, Sundays and Federal holidays left out`;
}

/** A row with its standing beside the rule that is used: whether it is that one, whether its end differs, and why, in a sentence. */
export function closeRow(row: OpenRow, used: OpenRow, form: ClockForm): ClockRow {
  const isUsed = row === used;
  return {
    ...row,
    is_used: isUsed,
    differs_from_used: row.end_at === null || used.end_at === null ? null : row.end_at !== used.end_at,
    why: isUsed ? whyUsed(form, row) : whyBeside(row, used),
  };
}
