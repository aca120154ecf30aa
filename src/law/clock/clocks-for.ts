import type { Day } from "../../base/day.ts";
import { NoRuleInForce } from "../../base/errors.ts";
import { dayIn, type ReadTime } from "../../base/time.ts";
import {
  type ClockForm,
  type HoldForm,
  isNoticeForm,
  isStatuteForm,
  type StatuteForm,
} from "./clock-form.ts";
import { type ClockQuestion, type ReadQuestion, readQuestion } from "./clock-question.ts";
import { type ClockRow, couldApply, type OpenRow, openRow, type StartTimes } from "./clock-row.ts";
import type { ClockRule } from "./clock-rule.ts";
import { formClocks, regulationClock } from "./federal-clocks.ts";
import { localClocks } from "./local-clocks.ts";
import { closeRow } from "./why.ts";

/** A rule of this paper or place that has no version in force then, and what it says of itself. */
export interface NotInForce {
  readonly rule: string;
  readonly why: string;
}

/** The windows of every rule that could apply, which of them is used and why. */
export interface Clocks {
  readonly form: ClockForm;
  readonly zone: string;
  readonly start: ReadTime;
  readonly received: ReadTime | null;
  readonly rules: readonly ClockRow[];
  /** The id of the rule used; null when the paper asks for no hold. */
  readonly used: string | null;
  readonly reason: string;
  readonly not_in_force: readonly NotInForce[];
  readonly cautions: readonly string[];
  readonly standing: "decision support, not legal advice";
}

interface Found {
  readonly rows: readonly OpenRow[];
  readonly not_in_force?: readonly NotInForce[];
  readonly cautions?: readonly string[];
}

/** The count that a paper prints goes with the paper: a start before the form's first day is counted too, with a caution. */
function ofPaper(form: HoldForm, day: Day, times: StartTimes, zone: string): Found {
  const rule = formClocks[form];
  const [first] = rule.versions;
  const isEarly = form !== "I-247" && first !== undefined && day < first.in_force.from; // how I-247 counted before is not known
  const row = openRow(rule, isEarly ? first : rule.on(day), times, zone);
  if (!isEarly) return { rows: [row] };
  const { from } = row.in_force;
  const since = row.in_force_precision === "day" ? `on ${from}` : `in ${from.slice(0, 7)}`;
  return {
    rows: [row],
    cautions: [`Form ${form} was first issued ${since}, after this start: check which form it is`],
  };
}

/** The versions of a rule that could apply: more than one where a new one comes into force inside the window. */
function ofRule(rule: ClockRule, day: Day, times: StartTimes, zone: string): Found {
  const rows = rule.versions
    .map((version) => ({ version, row: openRow(rule, version, times, zone) }))
    .filter(({ version, row }) => couldApply(version, row, times.released, zone))
    .map(({ row }) => row);
  if (rows.length > 0) return { rows };
  const spans = rule.versions.map(
    ({ in_force: { from, before } }) => `from ${from}${before === null ? "" : ` until ${before}`}`,
  );
  const why = `${rule.title} is recorded ${spans.join(" and ")}; nothing is in force on ${day}`;
  return { rows: [], not_in_force: [{ rule: rule.id, why }] };
}

function noneRecorded(place: string): string {
  return `no clock rule of ${place} is recorded; that is not to say that there is none`;
}

function ofPlace({ state, city, zone }: ReadQuestion, day: Day, times: StartTimes): Found[] {
  const statutes = localClocks.filter((each) => each.city === null && each.state === state);
  const codes = localClocks.filter(
    (each) => each.state === state && each.city !== null && each.city.toLowerCase() === city?.toLowerCase(),
  );
  const cautions = [
    ...(state !== null && statutes.length === 0 ? [noneRecorded(`the state ${state}`)] : []),
    ...(city !== null && codes.length === 0 ? [noneRecorded(`${city}, ${state}`)] : []),
  ];
  return [
    ...[...statutes, ...codes].map(({ rule }) => ofRule(rule, day, times, zone)),
    { rows: [], cautions },
  ];
}

/** A statute asked about by itself is used in the version in force on the day of the start; none is `NoRuleInForce`. */
function statuteRow(form: StatuteForm, day: Day, rows: readonly OpenRow[]): OpenRow | undefined {
  const rule = localClocks.find((each) => each.state === form && each.city === null)?.rule;
  const version = rule?.on(day).version;
  return rows.find((row) => row.rule === rule?.id && row.version === version);
}

/** Where only a state's rule is asked about, one time can stand for both events; said, so that nobody takes it for knowledge. */
function startTimes({ form, start, received }: ReadQuestion): StartTimes {
  return { released: start, received: received ?? (isStatuteForm(form) ? start : null) };
}

function statuteCautions({ form, received }: ReadQuestion, rows: readonly OpenRow[]): string[] {
  if (!isStatuteForm(form)) return [];
  const fromReceipt = received === null && rows.some((row) => row.starts === "papers_received");
  return [
    ...(fromReceipt
      ? [
          "no time of receipt was given: the start is read as the time of receipt and of otherwise release alike",
        ]
      : []),
    "no paper was named, so no form's own count is shown: name the form to see it beside",
  ];
}

function noHold(read: ReadQuestion): Clocks {
  return {
    ...asked(read),
    rules: [],
    used: null,
    reason: `Form ${read.form} asks for notice only, not for a hold, so there is no hold clock to run`,
    not_in_force: [],
    cautions: read.cautions,
    standing,
  };
}

function asked({
  form,
  zone,
  start,
  received,
}: ReadQuestion): Pick<Clocks, "form" | "zone" | "start" | "received"> {
  return { form, zone, start, received };
}

const standing = "decision support, not legal advice";

/**
 * Every clock that could apply to a paper at a place, with start and end in local time and UTC: the form's own count, 8 CFR
 * 287.7(d), and the rules of state and city, each whole; the form's own is used. A form that asks for notice only has no
 * rules, with the reason. Throws `InvalidInput` for what cannot be read, `NoRuleInForce` where the rule asked about has no
 * version then. Decision support, never advice.
 */
export function clocksFor(question: ClockQuestion): Clocks {
  const read = readQuestion(question);
  const { form, zone, start } = read;
  if (isNoticeForm(form)) return noHold(read);
  const day = dayIn(start.at, zone);
  const times = startTimes(read);
  const found: Found[] = [
    ...(isStatuteForm(form) ? [] : [ofPaper(form, day, times, zone)]),
    ofRule(regulationClock, day, times, zone),
    ...ofPlace(read, day, times),
  ];
  const rows = found.flatMap((each) => each.rows);
  const used = isStatuteForm(form) ? statuteRow(form, day, rows) : rows[0];
  if (used === undefined)
    throw new NoRuleInForce(`no rule that form ${form} could use is in force on ${day}`);
  const closed = [used, ...rows.filter((row) => row !== used)].map((row) => closeRow(row, used, form));
  return {
    ...asked(read),
    rules: closed,
    used: used.rule,
    reason: closed[0]?.why ?? "",
    not_in_force: found.flatMap((each) => each.not_in_force ?? []),
    cautions: [
      ...read.cautions,
      ...found.flatMap((each) => each.cautions ?? []),
      ...statuteCautions(read, rows),
    ],
    standing,
  };
}
