import type { Day } from "../../base/day.ts";
import { conditionWords } from "./condition-text.ts";
import { cite, isReplaced, type Standing } from "./in-force.ts";
import type { Act, AppliesTo, Instrument, Provision, Verification } from "./instrument.ts";
import { instrumentOn, type StandingInstrument } from "./instruments-for.ts";
import { spanOf } from "./reduced-date.ts";

/** One row of the table of policies that limit: the columns of Section III of 2017, and what they left out. */
export interface SectionThreeRow {
  readonly instrument_id: string;
  readonly jurisdiction: string;
  readonly jurisdiction_geoid: string;
  readonly jurisdiction_level: Instrument["jurisdiction_level"];
  /** Whom the instrument binds, as its row says. */
  readonly binds: string;
  /** Codes of the ICE areas of responsibility that the jurisdiction lies in. */
  readonly areas: readonly string[];
  /** May be cut to a month or a year; null where no date is known. */
  readonly date_enacted: string | null;
  readonly date_is: "adopted" | "effective" | "announced" | null;
  readonly policy: string;
  /** One sentence a limiting provision. */
  readonly criteria: readonly string[];
  /** Whom its limiting provisions speak to. */
  readonly applies_to: readonly AppliesTo[];
  readonly binding: "yes" | "unclear";
  readonly standing: Exclude<Standing, "not_in_force">;
  readonly why: string;
  readonly verification: Verification;
  readonly source: string;
  readonly source_url: string;
  readonly confirmed_on: Day | null;
  readonly confirmed_by: string | null;
}

/** Why an instrument that stands is not in the table. */
export type ApartReason =
  | "none_found"
  | "replaced"
  | "not_binding"
  | "practice"
  | "resolution"
  | "no_operative_text"
  | "does_not_limit";

/** An instrument that stands on the day and is not in the table, with the reason. */
export interface ApartRow {
  readonly instrument_id: string;
  readonly jurisdiction: string;
  readonly jurisdiction_geoid: string;
  readonly reason: ApartReason;
  readonly words: string;
  readonly verification: Verification;
}

/** The table of policies that limit, and what stands beside it. */
export interface SectionThree {
  readonly on: Day;
  readonly rows: readonly SectionThreeRow[];
  readonly apart: readonly ApartRow[];
}

const apartWords: Readonly<Record<Exclude<ApartReason, "replaced">, string>> = {
  none_found: "a search found no rule; that is not proof that there is none",
  not_binding: "it is not binding",
  practice: "a practice or a statement, not a rule",
  resolution: "a resolution, and whether it binds is unclear",
  no_operative_text: "its operative text is not known",
  does_not_limit: "it does not limit holds, notice or interviews",
};

const limitedActs: Readonly<Partial<Record<Act, string>>> = {
  hold_on_administrative_paper: "hold on a detainer or administrative warrant",
  notify_release: "notice of release to ICE",
  jail_interview: "ICE interview in the jail",
};

function isLimit({ act, modality }: Provision): boolean {
  return act in limitedActs && (modality === "must_not" || modality === "must_not_unless");
}

const people: Readonly<Record<AppliesTo, string>> = {
  jail: "jail",
  police: "police",
  state_prison: "state prisons",
  probation: "probation",
  all: "all agencies bound",
};

/** A limiting provision in one sentence, with whom it speaks to and its clause. */
function criterion(provision: Provision): string {
  const { act, condition, condition_text, modality, applies_to, clause } = provision;
  const unless = condition === null ? condition_text : conditionWords(condition);
  const tail = modality === "must_not_unless" ? ` unless ${unless}` : "";
  const cited = [people[applies_to], clause].filter((one) => one !== "").join("; ");
  return `No ${limitedActs[act]}${tail} (${cited}).`;
}

function apartReason({ instrument, provisions }: StandingInstrument, day: Day): ApartReason | null {
  if (instrument.none_found) return "none_found";
  if (isReplaced(instrument, day)) return "replaced";
  if (instrument.binding === "no") return "not_binding";
  if (instrument.instrument_type === "practice") return "practice";
  if (instrument.instrument_type === "resolution" && instrument.binding !== "yes") return "resolution";
  if (instrument.provisions.length === 0) return "no_operative_text";
  return provisions.some((one) => isLimit(one.provision)) ? null : "does_not_limit";
}

function dateEnacted(one: Instrument): Pick<SectionThreeRow, "date_enacted" | "date_is"> {
  if (one.adopted_on !== null) return { date_enacted: one.adopted_on, date_is: "adopted" };
  if (one.effective_from !== null) return { date_enacted: one.effective_from, date_is: "effective" };
  if (one.announced_on !== null) return { date_enacted: one.announced_on, date_is: "announced" };
  return { date_enacted: null, date_is: null };
}

function place({ jurisdiction_name, jurisdiction_geoid, state_usps }: Instrument): string {
  return jurisdiction_geoid.length === 2 ? jurisdiction_name : `${jurisdiction_name}, ${state_usps}`;
}

function rowOf(stands: StandingInstrument, day: Day, areas: readonly string[]): SectionThreeRow {
  const { instrument, provisions, standing } = stands;
  const cited = cite(instrument, day);
  const { jurisdiction_geoid, jurisdiction_level, verification, confirmed_on, confirmed_by } = instrument;
  return {
    instrument_id: instrument.instrument_id,
    jurisdiction: place(instrument),
    jurisdiction_geoid,
    jurisdiction_level,
    binds: instrument.binds,
    areas,
    ...dateEnacted(instrument),
    policy: cited.text,
    criteria: provisions.filter((one) => isLimit(one.provision)).map((one) => criterion(one.provision)),
    applies_to: [
      ...new Set(provisions.filter((one) => isLimit(one.provision)).map((one) => one.provision.applies_to)),
    ].sort(),
    binding: instrument.binding === "yes" ? "yes" : "unclear",
    standing: standing === "uncertain" ? "uncertain" : "in_force",
    why: cited.why,
    verification,
    source: instrument.source_name,
    source_url: instrument.source_url,
    confirmed_on,
    confirmed_by,
  };
}

function apartOf({ instrument, why }: StandingInstrument, reason: ApartReason): ApartRow {
  const { instrument_id, jurisdiction_geoid, verification } = instrument;
  return {
    instrument_id,
    jurisdiction: place(instrument),
    jurisdiction_geoid,
    reason,
    words: reason === "replaced" ? why : apartWords[reason],
    verification,
  };
}

/** The later day first, a date that is cut taken at its first day, rows without a date last; then by id. */
function compareRows(a: SectionThreeRow, b: SectionThreeRow): number {
  const [one, other] = [a, b].map((row) => (row.date_enacted === null ? "" : spanOf(row.date_enacted).first));
  if (one !== other) return (one ?? "") > (other ?? "") ? -1 : 1;
  return a.instrument_id < b.instrument_id ? -1 : 1;
}

/**
 * The instruments that limited holds, notice or interviews on a day, most recently enacted first: those that bind, or that may,
 * by their operative text. Practices, statements, non-binding texts and searches without a hit stand apart, each with its reason.
 * `areasOf` answers the ICE areas of a GEOID. What is replaced or outside its range is never cited.
 */
export function sectionThree(
  instruments: readonly Instrument[],
  day: Day,
  areasOf: (geoid: string) => readonly string[] = () => [],
): SectionThree {
  const rows: SectionThreeRow[] = [];
  const apart: ApartRow[] = [];
  for (const stands of instruments.flatMap((one) => instrumentOn(one, day) ?? [])) {
    const reason = apartReason(stands, day);
    if (reason !== null) apart.push(apartOf(stands, reason));
    else rows.push(rowOf(stands, day, areasOf(stands.instrument.jurisdiction_geoid)));
  }
  return { on: day, rows: rows.sort(compareRows), apart };
}
