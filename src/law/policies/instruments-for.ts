import type { Day } from "../../base/day.ts";
import { type Reasoned, standingOn } from "./in-force.ts";
import type { Instrument, Provision } from "./instrument.ts";

/** A provision that was, or may have been, in force on a day. */
export interface StandingProvision extends Reasoned {
  readonly provision: Provision;
}

/** An instrument that was, or may have been, in force on a day, with those of its provisions that were. */
export interface StandingInstrument extends Reasoned {
  readonly instrument: Instrument;
  readonly provisions: readonly StandingProvision[];
}

function provisionsOn(instrument: Instrument, day: Day, whole: Reasoned): StandingProvision[] {
  return instrument.provisions.flatMap((provision) => {
    const own = standingOn(provision, day);
    if (own.standing === "not_in_force") return [];
    return [{ provision, ...(own.standing === "in_force" ? whole : own) }];
  });
}

/** The instrument as it stood on a day, or null where it was not in force. */
export function instrumentOn(instrument: Instrument, day: Day): StandingInstrument | null {
  const whole = standingOn(instrument, day);
  if (whole.standing === "not_in_force") return null;
  return { instrument, ...whole, provisions: provisionsOn(instrument, day, whole) };
}

/**
 * The instruments of some jurisdictions that were, or may have been, in force on a day. `geoids` goes from the narrowest to the
 * widest, place before county before state, and so does the answer.
 */
export function instrumentsFor(
  geoids: readonly string[],
  instruments: readonly Instrument[],
  day: Day,
): StandingInstrument[] {
  return geoids.flatMap((geoid) =>
    instruments
      .filter((one) => one.jurisdiction_geoid === geoid)
      .flatMap((one) => instrumentOn(one, day) ?? []),
  );
}
