import { weekday } from "../../base/day.ts";
import type { ClockRow } from "../../law/clock/clock-row.ts";
import type { Clocks } from "../../law/clock/clocks-for.ts";

const weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

/** `Fri 2017-02-17 17:00 -05:00` for a local ISO time with offset; seconds are shown only where there are some. */
function moment(local: string | null): string {
  const found = /^(.{10})T(\d\d:\d\d)(:\d\d)?(.*)$/.exec(local ?? "");
  if (!found) return "not given";
  const [, day = "", minute, second, offset] = found;
  return `${weekdays[weekday(day)]} ${day} ${minute}${second === ":00" ? "" : second} ${offset}`;
}

function tableLine(cells: readonly string[], widths: readonly number[]): string {
  return cells
    .map((cell, at) => cell.padEnd(widths[at] ?? 0))
    .join("  ")
    .trimEnd();
}

function table(rules: readonly ClockRow[]): string[] {
  const rows = [
    ["", "rule", "start", "end", "end in UTC", "cite"],
    ...rules.map((row) => [
      row.is_used ? "*" : "",
      row.rule,
      moment(row.start),
      row.end === null ? "not counted" : moment(row.end),
      row.end_at ?? "",
      row.cite,
    ]),
  ];
  const widths = rows[0]?.map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0))) ?? [];
  return rows.map((row) => tableLine(row, widths));
}

function details(row: ClockRow): string[] {
  const said: readonly [label: string, text: string | null][] = [
    ["", row.why],
    ["runs from ", row.runs_from === row.start ? null : moment(row.runs_from)],
    ["left out: ", row.left_out.map((each) => `${each.day} (${each.why})`).join(", ") || null],
    ["starts with ", row.starts === "otherwise_released" ? null : row.start_event],
    ["condition: ", row.condition],
    ["caution: ", row.cautions.join("; ") || null],
    ["note: ", row.note],
    ["", `${row.verification.replaceAll("_", " ")}: ${row.source_url}`],
  ];
  return [
    `${row.rule}, ${row.cite}`,
    ...said.flatMap(([label, text]) => (text === null ? [] : [`  ${label}${text}`])),
  ];
}

function closing({ rules, cautions, not_in_force }: Clocks): string[] {
  const calendar = rules.find((row) => row.left_out.length > 0)?.calendar_rule_applied;
  const lines = [
    ...(calendar ? [`holidays: ${calendar}`] : []),
    ...cautions.map((text) => `caution: ${text}`),
    ...not_in_force.map(({ why }) => `not in force: ${why}`),
  ];
  return lines.length === 0 ? [] : ["", ...lines];
}

/** The lines that tell a person every clock that could apply, which is used and why, and what to be careful with. */
export function clockLines(clocks: Clocks): readonly string[] {
  return [
    `${clocks.form}, otherwise released ${moment(clocks.start.local)} in ${clocks.zone}: ${clocks.standing}`,
    "",
    ...(clocks.rules.length === 0 ? [clocks.reason] : table(clocks.rules)),
    ...clocks.rules.flatMap((row) => ["", ...details(row)]),
    ...closing(clocks),
  ];
}
