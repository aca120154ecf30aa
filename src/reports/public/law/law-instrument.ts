import type { Day } from "../../../base/day.ts";
import { conditionWords } from "../../../law/policies/condition-text.ts";
import { isReplaced, type Standing } from "../../../law/policies/in-force.ts";
import type { Instrument, Provision } from "../../../law/policies/instrument.ts";
import type { StandingInstrument, StandingProvision } from "../../../law/policies/instruments-for.ts";

type Stands = Exclude<Standing, "not_in_force">;

/** A provision that stood, or may have stood, on the day. */
export interface LawProvision
  extends Pick<
    Provision,
    "provision_id" | "clause" | "act" | "modality" | "applies_to" | "verification" | "source_url"
  > {
  /** In words that follow "unless" or "if"; null where there is no condition. */
  readonly condition: string | null;
  readonly standing: Stands;
  readonly why: string;
}

/** An instrument that stood, or may have stood, on the day, with each of its dates apart. */
export interface LawInstrument
  extends Pick<
    Instrument,
    | "instrument_id"
    | "jurisdiction_level"
    | "jurisdiction_geoid"
    | "jurisdiction_name"
    | "issuer"
    | "instrument_type"
    | "title"
    | "citation"
    | "binds"
    | "binding"
    | "announced_on"
    | "adopted_on"
    | "effective_from"
    | "effective_to"
    | "date_precision"
    | "summary"
    | "source_name"
    | "source_url"
    | "verification"
    | "confirmed_on"
  > {
  readonly standing: Stands;
  readonly why: string;
  /** Whether a later version has taken its place, in whole or in part. */
  readonly is_replaced: boolean;
  /** True where the row is a search that found no rule. */
  readonly is_none_found: boolean;
  readonly provisions: readonly LawProvision[];
}

const stands = (standing: Standing): Stands => (standing === "uncertain" ? "uncertain" : "in_force");

function provisionOf({ provision, standing, why }: StandingProvision): LawProvision {
  const { provision_id, clause, act, modality, applies_to, verification, source_url } = provision;
  const condition =
    provision.condition === null ? provision.condition_text || null : conditionWords(provision.condition);
  return {
    provision_id,
    clause,
    act,
    modality,
    condition,
    applies_to,
    standing: stands(standing),
    why,
    verification,
    source_url,
  };
}

/** An instrument as it stood on a day, for a reader. */
export function lawInstrument(
  { instrument, standing, why, provisions }: StandingInstrument,
  on: Day,
): LawInstrument {
  const { instrument_id, jurisdiction_level, jurisdiction_geoid, jurisdiction_name } = instrument;
  const { issuer, instrument_type, title, citation, binds, binding } = instrument;
  const { announced_on, adopted_on, effective_from, effective_to, date_precision } = instrument;
  const { summary, source_name, source_url, verification, confirmed_on } = instrument;
  return {
    instrument_id,
    jurisdiction_level,
    jurisdiction_geoid,
    jurisdiction_name,
    issuer,
    instrument_type,
    title,
    citation,
    binds,
    binding,
    announced_on,
    adopted_on,
    effective_from,
    effective_to,
    date_precision,
    summary,
    source_name,
    source_url,
    verification,
    confirmed_on,
    standing: stands(standing),
    why,
    is_replaced: isReplaced(instrument, on),
    is_none_found: instrument.none_found === true,
    provisions: provisions.map(provisionOf),
  };
}
