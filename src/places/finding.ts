import type { Day } from "../base/day.ts";
import type { Gazetteer } from "./gazetteer.ts";
import type { ParsedName } from "./parsed-name.ts";
import type { FacilityKind, ResolutionMethod } from "./resolution.ts";
import type { State } from "./state-words.ts";

/** What a rule is shown: a name taken apart, with its state known. */
export interface NameInState {
  readonly name: ParsedName;
  readonly state: State;
  /** The city as written, empty where the row has none. */
  readonly city: string;
  readonly on: Day;
  readonly gazetteer: Gazetteer;
  /** Phrases that name state prisons in this state, in kind words ("CORRECTIONAL INSTITUTION"). */
  readonly state_prison_words: readonly string[];
}

/** A rule's answer that settles what the place is and whose it is. */
export interface Settled {
  readonly status: "settled";
  readonly kind: FacilityKind;
  /** GEOID of the government whose place it is, "US" for federal, empty where the name does not tell. */
  readonly governed_geoid: string;
  readonly method: ResolutionMethod;
  readonly evidence: readonly string[];
  /** What the facility is called by rule ("Travis County jail"); null: by its own words. */
  readonly label: string | null;
}

/** A possible reading of a name that a rule could not settle on. */
export interface Reading {
  readonly facility: string;
  readonly kind: FacilityKind;
  readonly governed_geoid: string;
  readonly why: string;
}

/** A rule's answer that names what it could mean and chooses nothing. */
export interface Open {
  readonly status: "ambiguous" | "unresolved";
  readonly kind: FacilityKind;
  readonly evidence: readonly string[];
  readonly readings: readonly Reading[];
}

/** A rule's answer; null where the rule has nothing to say and the next one is asked. */
export type Finding = Settled | Open;

/** A rule: from a name in a state to a finding, or null to pass. */
export type Rule = (asked: NameInState) => Finding | null;

/** A finding that settles. */
export function settled(
  kind: FacilityKind,
  governedGeoid: string,
  method: ResolutionMethod,
  evidence: readonly string[],
  label: string | null = null,
): Settled {
  return { status: "settled", kind, governed_geoid: governedGeoid, method, evidence, label };
}

/** A finding that chooses nothing: ambiguous where there are readings, unresolved where there is none. */
export function open(
  evidence: readonly string[],
  readings: readonly Reading[],
  kind: FacilityKind = "unknown",
): Open {
  return { status: readings.length > 0 ? "ambiguous" : "unresolved", kind, evidence, readings };
}

/** The words of a name with kind words spelled out: what fixed phrases are looked for in. */
export function spelledOut(asked: NameInState, kindOf: (word: string) => string | null): string {
  return ` ${asked.name.words.map((word) => kindOf(word.text) ?? word.text).join(" ")} `;
}
