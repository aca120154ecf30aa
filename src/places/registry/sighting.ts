import type { NameInState, Settled } from "../finding.ts";
import { Gazetteer } from "../gazetteer.ts";
import { facilityOfFinding } from "../identity.ts";
import { type ParsedName, parseName } from "../parsed-name.ts";
import type { RegisteredFacility } from "../registry.ts";
import { prisonWordsOf } from "../rules/state.ts";
import { findByRules } from "../rules.ts";
import { type State, StateWords } from "../state-words.ts";
import type { PlaceTables } from "../tables.ts";

/** The day whose counties the registry is built on: the middle of the FY2015 file. */
export const registryDay = "2015-02-15";

/** A name that a rule settled, with the facility it describes. */
export interface Sighting {
  readonly rule: string;
  readonly finding: Settled;
  readonly facility: RegisteredFacility;
}

/** Names taken apart and asked of the rules, without any registry: what a registry is built from. */
export class Sightings {
  readonly gazetteer: Gazetteer;
  readonly #stateWords: StateWords;
  readonly #prisonWords: ReadonlyMap<string, readonly string[]>;

  constructor(tables: PlaceTables) {
    this.gazetteer = new Gazetteer(tables);
    this.#stateWords = new StateWords(this.gazetteer.states);
    this.#prisonWords = prisonWordsOf(tables.custody.state_prison_words, this.gazetteer.states);
  }

  parse(written: string): ParsedName {
    return parseName(written, this.#stateWords);
  }

  /** What the rules settle on for a name, or null where they leave it open or the name claims another state. */
  settle(written: string, city: string, usps: string): Sighting | null {
    const name = this.parse(written);
    const state = this.gazetteer.state(usps);
    if (!state || (name.claimed_state && name.claimed_state.usps !== usps)) return null;
    const { rule, finding } = findByRules(this.#asked(name, state, city));
    if (finding.status !== "settled") return null;
    return {
      rule,
      finding,
      facility: facilityOfFinding(finding, { name, written, city, usps }, this.gazetteer),
    };
  }

  #asked(name: ParsedName, state: State, city: string): NameInState {
    const { gazetteer } = this;
    return {
      name,
      state,
      city,
      on: registryDay,
      gazetteer,
      state_prison_words: this.#prisonWords.get(state.usps) ?? [],
    };
  }
}
