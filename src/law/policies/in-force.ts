import type { Day } from "../../base/day.ts";
import { NoRuleInForce } from "../../base/errors.ts";
import { type Bounds, boundsOf } from "./bounds.ts";
import type { Instrument, Provision } from "./instrument.ts";

/** Whether a text was in force on a day, as far as its dates tell. */
export type Standing = "in_force" | "not_in_force" | "uncertain";

/** A standing with the reason for it, in plain words. */
export interface Reasoned {
  readonly standing: Standing;
  readonly why: string;
}

function not(why: string): Reasoned {
  return { standing: "not_in_force", why };
}

function uncertain(why: string): Reasoned {
  return { standing: "uncertain", why };
}

function beginning({ begins }: Bounds, day: Day): Reasoned | null {
  if (begins.first !== null && day < begins.first) return not(`it begins on ${begins.first} at the earliest`);
  if (begins.last === null) return uncertain("its first day is not known");
  return day < begins.last
    ? uncertain(`its first day is some day from ${begins.first} to ${begins.last}`)
    : null;
}

function ending({ ends, replaced_by, doubtful_from }: Bounds, day: Day): Reasoned | null {
  const by = replaced_by === null ? "" : `; ${replaced_by} takes its place`;
  if (ends !== null && day > ends.last) return not(`its last day is ${ends.last} at the latest${by}`);
  if (ends !== null && day > ends.first)
    return uncertain(`its last day is some day from ${ends.first} to ${ends.last}${by}`);
  if (doubtful_from !== null && day >= doubtful_from)
    return uncertain(
      `${replaced_by} replaces the text from ${doubtful_from}, and whether this part goes on is not recorded`,
    );
  return null;
}

/** Whether an instrument or a provision was in force on a day, and why; "not in force" goes before "uncertain". */
export function standingOn(item: Instrument | Provision, day: Day): Reasoned {
  const bounds = boundsOf(item);
  const reasons = [beginning(bounds, day), ending(bounds, day)].filter((one) => one !== null);
  return (
    reasons.find((one) => one.standing === "not_in_force") ??
    reasons[0] ?? { standing: "in_force", why: "its dates say so" }
  );
}

/**
 * Whether an instrument or a provision was in force on a day. A first or last day that is cut to a month or a year, or is not
 * known, makes the days that it may mean `uncertain`. An end that was not found leaves it in force.
 */
export function inForce(item: Instrument | Provision, day: Day): Standing {
  return standingOn(item, day).standing;
}

/** How an instrument is cited for a day. */
export interface Citation extends Reasoned {
  readonly instrument_id: string;
  readonly text: string;
  readonly source_url: string;
  readonly verification: Instrument["verification"];
}

/** Whether a later version has stood in an instrument's place since a day or earlier. */
export function isReplaced(instrument: Instrument, day: Day): boolean {
  const { doubtful_from } = boundsOf(instrument);
  return doubtful_from !== null && day >= doubtful_from;
}

/** The citation of an instrument for a day; throws `NoRuleInForce` for a day outside its range or after it was replaced. */
export function cite(instrument: Instrument, day: Day): Citation {
  const { standing, why } = standingOn(instrument, day);
  const { instrument_id, title, citation, source_url, verification } = instrument;
  if (standing === "not_in_force" || isReplaced(instrument, day))
    throw new NoRuleInForce(`${instrument_id} cannot be cited for ${day}: ${why}`, {
      instrument: instrument_id,
      day,
    });
  const text = citation === "" ? title : `${title}, ${citation}`;
  return { instrument_id, text, source_url, verification, standing, why };
}
