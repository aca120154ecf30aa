import type { Day } from "../../base/day.ts";
import type { FactSet } from "../../law/definitions/definition.ts";
import { type FactSources, factSources, factsFor } from "../../law/definitions/facts-for.ts";
import { codesOf, type Jurisdiction } from "../../law/definitions/jurisdiction.ts";
import type { Instrument } from "../../law/policies/instrument.ts";
import { shippedAgreements } from "../policies/shipped-agreements.ts";
import { custodianOn } from "./custodians.ts";
import { lawListings } from "./law-tables.ts";

/** What facts of some jurisdictions on a day are derived from: the instruments given, and reference/ for the rest. */
export function lawSources(
  jurisdictions: readonly Jurisdiction[],
  instruments: readonly Instrument[],
  on: Day,
): FactSources {
  const codes = jurisdictions.flatMap(codesOf);
  return factSources({
    instruments,
    custodians: codes.flatMap((geoid) => custodianOn(geoid, on) ?? []),
    agreements: shippedAgreements(),
    ...lawListings(),
  });
}

/** The facts of one jurisdiction on a day. */
export function lawFacts(of: Jurisdiction, instruments: readonly Instrument[], on: Day): FactSet {
  return factsFor(of, on, lawSources([of], instruments, on));
}
