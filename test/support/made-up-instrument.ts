import type { Instrument, Provision } from "../../src/law/policies/instrument.ts";

/** A made-up instrument for tests: an ordinance of a county, without dates or provisions unless they are given. */
export function madeUpInstrument(
  fields: Partial<Instrument> & { readonly instrument_id: string },
): Instrument {
  return {
    jurisdiction_level: "county",
    state_usps: "WA",
    jurisdiction_name: "King County",
    jurisdiction_geoid: "53033",
    issuer: "a made-up council",
    instrument_type: "ordinance",
    title: "Made-up ordinance",
    citation: "",
    binds: "county jail",
    binding: "yes",
    announced_on: null,
    adopted_on: null,
    effective_from: null,
    effective_to: null,
    date_precision: "unknown",
    supersedes: null,
    summary: "Made up for a test.",
    source_name: "made up",
    source_url: "https://example.org",
    verification: "general_knowledge",
    excerpt: "",
    note: "",
    confirmed_on: null,
    confirmed_by: null,
    provisions: [],
    ...fields,
  };
}

/** A made-up provision for tests: no hold, spoken to the jail, unless other fields are given. */
export function madeUpProvision(fields: Partial<Provision> & { readonly provision_id: string }): Provision {
  return {
    clause: "1",
    act: "hold_on_administrative_paper",
    modality: "must_not",
    condition: null,
    condition_text: "",
    applies_to: "jail",
    in_force_from: null,
    in_force_to: null,
    verification: "general_knowledge",
    source_url: "https://example.org",
    ...fields,
  };
}
