import type { Day } from "../../base/day.ts";
import type { Reader } from "../../db/db.ts";
import { settleBounds } from "../../law/policies/bounds.ts";
import type { Instrument } from "../../law/policies/instrument.ts";
import { type SectionThree, sectionThree } from "../../law/policies/section-three.ts";
import { factPosition } from "../journal/journal.ts";
import { areasOf } from "./jurisdiction-chain.ts";
import { instrumentsKnownAt } from "./policy-rows.ts";
import { shippedInstruments } from "./shipped-instruments.ts";

/** The instruments that are known at a position, and whether the record holds them or they are the shipped set. */
export interface PolicySet {
  readonly position: number;
  readonly origin: "recorded" | "shipped";
  /** Says where the set comes from, for every face that shows it. */
  readonly told: string;
  readonly instruments: readonly Instrument[];
}

/** The instruments as known at a position, the last one for null; the shipped set where the record holds none, and it says so. */
export async function policySetAsOf(db: Reader, asked: number | null): Promise<PolicySet> {
  const position = asked ?? (await factPosition(db));
  const recorded = await instrumentsKnownAt(db, position);
  if (recorded.length === 0)
    return {
      position,
      origin: "shipped",
      told: "as shipped, not yet recorded",
      instruments: shippedInstruments(),
    };
  const instruments = settleBounds(recorded.map((one) => one.instrument));
  return { position, origin: "recorded", told: `as recorded at position ${position}`, instruments };
}

/** The instruments as known at a position, the last one for null, by state and id; the shipped set where the record holds none. */
export async function policiesAsOf(db: Reader, position: number | null): Promise<readonly Instrument[]> {
  return (await policySetAsOf(db, position)).instruments;
}

/** The table of policies that limited on a day as known at a position, with its ICE areas and where the set comes from. */
export async function sectionThreeAsOf(
  db: Reader,
  position: number | null,
  day: Day,
): Promise<SectionThree & Pick<PolicySet, "position" | "origin" | "told">> {
  const { instruments, ...set } = await policySetAsOf(db, position);
  return { ...sectionThree(instruments, day, areasOf), ...set };
}
