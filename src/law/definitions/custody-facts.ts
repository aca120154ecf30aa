import type { Verification } from "../policies/instrument.ts";
import type { FactValue } from "./definition.ts";
import { factOn, unbounded } from "./fact-draft.ts";
import { codesOf, type Jurisdiction } from "./jurisdiction.ts";

/** Which body runs the jail that a place's arrestees go to, on the day asked about. */
export interface Custodian {
  /** The place that it is said of. */
  readonly jurisdiction_geoid: string;
  readonly operator: string;
  /** The government that the body belongs to. */
  readonly operator_geoid: string;
  readonly source: string;
  readonly verification: Verification;
}

/** Whether the place's own government runs the jail; null where nothing is recorded of it. */
export function runsItsJail(custodian: Custodian | undefined, of: Jurisdiction): boolean | null {
  return custodian === undefined ? null : codesOf(of).includes(custodian.operator_geoid);
}

/** Whether a jurisdiction runs a jail, and who does: from who controls the jail of a place on a day. */
export function custodyFacts(custodian: Custodian | undefined, of: Jurisdiction): FactValue[] {
  if (custodian === undefined) return [];
  const { operator, source, verification } = custodian;
  const ground = { asserted_by: "reference/custodians", source, verification, in_force: unbounded };
  return [
    factOn(ground, "operates_custody_facility", String(runsItsJail(custodian, of))),
    factOn(ground, "custody_facility_operator", operator),
  ];
}
