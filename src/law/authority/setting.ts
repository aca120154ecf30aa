import type { Setting } from "./sources-for.ts";

/** What is asked about: the kind of its facility, and the postal code of the state that it stands in. */
export interface AskedOf {
  readonly kind: string;
  readonly state_usps: string;
}

function appliesTo(kind: string): Setting["applies_to"] {
  if (kind === "state_prison" || kind === "state_jail") return "state_prison";
  return kind === "police" ? "police" : "jail";
}

/**
 * The bodies whose rules bind a facility: the government `own` of its controlling body and its State, out of `chain`, narrowest
 * first; not the places it happens to stand in. The federal government, `US`, is bound by none of them.
 */
export function settingOf({ kind, state_usps }: AskedOf, own: string, chain: readonly string[]): Setting {
  const geoids =
    own === "US" ? [] : chain.filter((geoid) => geoid === own || geoid.length === 2 || own.length === 5);
  return { geoids, state_usps, applies_to: appliesTo(kind) };
}
