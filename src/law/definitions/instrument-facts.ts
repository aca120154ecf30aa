import type { Day } from "../../base/day.ts";
import type { AppliesTo, Instrument, Provision } from "../policies/instrument.ts";
import {
  instrumentOn,
  type StandingInstrument,
  type StandingProvision,
} from "../policies/instruments-for.ts";
import type { FactValue } from "./definition.ts";
import { factOn, type Ground } from "./fact-draft.ts";
import { codesOf, type Jurisdiction, stateOf } from "./jurisdiction.ts";
import { factsTold } from "./provision-facts.ts";

/** Whether a jurisdiction answers for a text: its own, its state's, or that of the state agency which runs its jail. */
function speaksFor(instrument: Instrument, of: Jurisdiction, stateRunsJail: boolean): boolean {
  const { jurisdiction_geoid: geoid, jurisdiction_level: level } = instrument;
  if (codesOf(of).includes(geoid)) return true;
  return geoid === stateOf(of) && (level === "state" || stateRunsJail);
}

/** Bills whose enactment nobody saw, and searches without a hit, tell nothing. */
function tellsNothing({ instrument_type, binding, none_found }: Instrument): boolean {
  return none_found === true || (instrument_type === "statute" && binding !== "yes");
}

const kindsOf: Readonly<Record<Jurisdiction["level"], readonly AppliesTo[]>> = {
  state: ["all", "jail", "state_prison", "police", "probation"],
  county: ["all", "jail"],
  city: ["all", "police"],
};

function isAddressed({ applies_to, act }: Provision, of: Jurisdiction, runsJail: boolean): boolean {
  if (act === "share_status_information") return true; // 8 U.S.C. 1373 speaks of any body
  return kindsOf[of.level].includes(applies_to) || (runsJail && applies_to === "jail");
}

function provisionFacts(
  { provision, standing, why }: StandingProvision,
  instrument: Instrument,
): FactValue[] {
  const clause = [instrument.citation, provision.clause].filter((part) => part !== "").join(", ");
  const ground: Ground = {
    asserted_by: instrument.issuer,
    source: `${provision.provision_id}: ${clause === "" ? instrument.title : clause}; ${provision.source_url}`,
    verification: provision.verification,
    in_force: { from: provision.in_force_from, to: provision.in_force_to },
    ...(standing === "uncertain" ? { doubt: why } : {}),
  };
  return factsTold(provision, instrument).map(({ fact_id, value }) => factOn(ground, fact_id, value));
}

function versionFacts({ instrument, standing, why }: StandingInstrument): FactValue[] {
  const ground: Ground = {
    asserted_by: instrument.issuer,
    source: `${instrument.instrument_id}: ${instrument.citation || instrument.title}; ${instrument.source_url}`,
    verification: instrument.verification,
    in_force: { from: instrument.effective_from, to: instrument.effective_to },
    ...(standing === "uncertain" ? { doubt: why } : {}),
  };
  return [
    factOn(ground, "policy_version_in_force", instrument.instrument_id),
    ...(instrument.binds === "" ? [] : [factOn(ground, "rule_binds_whom", instrument.binds)]),
  ];
}

/** A State's own law is its own choice, and no bar that another government sets. */
function isOwnLaw(fact: FactValue, instrument: Instrument, of: Jurisdiction): boolean {
  return fact.fact_id === "state_law_bars_compliance" && codesOf(of).includes(instrument.jurisdiction_geoid);
}

/**
 * The facts that instruments tell of a jurisdiction on a day, provision by provision, each with who asserts it and how far it was
 * checked. A text of which it is not certain that it stood on the day is told with that doubt. `byPlace` holds instruments by GEOID.
 */
export function instrumentFacts(
  byPlace: ReadonlyMap<string, readonly Instrument[]>,
  of: Jurisdiction,
  day: Day,
  jail: { readonly is_own: boolean; readonly is_the_states: boolean },
): FactValue[] {
  return [...new Set([...codesOf(of), stateOf(of)])]
    .flatMap((geoid) => byPlace.get(geoid) ?? [])
    .filter((one) => speaksFor(one, of, jail.is_the_states) && !tellsNothing(one))
    .flatMap((one) => instrumentOn(one, day) ?? [])
    .flatMap((standing) => [
      ...versionFacts(standing),
      ...standing.provisions
        .filter(({ provision }) => isAddressed(provision, of, jail.is_own))
        .flatMap((provision) => provisionFacts(provision, standing.instrument))
        .filter((fact) => !isOwnLaw(fact, standing.instrument, of)),
    ]);
}
