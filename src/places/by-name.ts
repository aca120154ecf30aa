import { Answers, asCandidates, openAnswer, withNote } from "./answer.ts";
import type { Custody } from "./control.ts";
import type { Finding, NameInState } from "./finding.ts";
import { foldName } from "./fold.ts";
import type { Gazetteer } from "./gazetteer.ts";
import { facilityOfFinding } from "./identity.ts";
import { noStateFinding } from "./no-state.ts";
import { type ParsedName, parseName } from "./parsed-name.ts";
import type { Registry, Spelling } from "./registry.ts";
import type { Facility, FacilityQuery, Resolution, ResolutionMethod } from "./resolution.ts";
import type { Reviews } from "./reviewed.ts";
import { isTestEntry, testEntry } from "./rules/not-a-jail.ts";
import { findByRules } from "./rules.ts";
import { type State, StateWords } from "./state-words.ts";

/** What resolution by name works with. */
export interface NameTables {
  readonly gazetteer: Gazetteer;
  readonly custody: Custody;
  readonly registry: Registry;
  readonly reviews: Reviews;
  /** Phrases that name state prisons, by state. */
  readonly prison_words: ReadonlyMap<string, readonly string[]>;
}

/** A row's name in a state, taken apart. */
interface Asked {
  readonly parsed: ParsedName;
  readonly written: string;
  readonly city: string;
  readonly state: State;
  readonly on: string;
}

/** Resolves by name, city and state: what people decided, what is registered, what the rules find; in that order. */
export class ByName {
  readonly states: StateWords;
  readonly answers: Answers;
  readonly #tables: NameTables;

  constructor(tables: NameTables) {
    this.#tables = tables;
    this.states = new StateWords(tables.gazetteer.states);
    this.answers = new Answers(tables.custody, tables.gazetteer);
  }

  /** What the row means without its code; never throws. */
  resolve(query: FacilityQuery): Resolution {
    const written = query.name ?? "";
    const folded = foldName(written);
    if (isTestEntry(folded)) return this.#testAnswer(folded, query);
    if (saysNothing(written))
      return openAnswer(
        "unresolved",
        [folded === "" ? "The row names no facility." : `"${folded}" is a catch-all entry, not a place.`],
        [],
      );
    const parsed = parseName(written, this.states);
    const state = this.states.read(query.state ?? "");
    const city = (query.city ?? "").trim();
    if (state) return this.#inState({ parsed, written, city, state, on: query.on });
    const unread = query.state?.trim()
      ? [`The state "${query.state}" is not a state name or code, so the row counts as without a state.`]
      : [];
    if (!parsed.claimed_state)
      return this.answers.open(
        noStateFinding(parsed, city, this.#tables.gazetteer, this.#tables.registry, query.on),
        query.on,
        unread,
      );
    const claimed = this.#inState({ parsed, written, city, state: parsed.claimed_state, on: query.on });
    return withNote(claimed, ...unread, `The name itself gives its state: ${parsed.claimed_state.name}.`);
  }

  #inState(asked: Asked): Resolution {
    const { parsed, state, city } = asked;
    const registered = this.#registered(asked);
    if (registered) return registered;
    if (parsed.claimed_state && parsed.claimed_state.usps !== state.usps) return this.#twoStates(asked);
    const unique = city === "" ? this.#tables.registry.byNameState(parsed.folded, state.usps) : null;
    return unique ? this.#bySpelling(unique, "name_state", asked) : this.#byRules(asked);
  }

  /** A decision of a person, a case left open, or a registered spelling, for exactly this name, city and state. */
  #registered(asked: Asked): Resolution | null {
    const { parsed, state, city, on } = asked;
    const reviewed = this.#tables.reviews.find(parsed.folded, state.usps, city);
    if (reviewed) return this.answers.found(reviewed.facility, "review", [reviewed.reason], on);
    const left = this.#tables.registry.openCase(parsed.folded, state.usps, city);
    if (left)
      return openAnswer(
        "ambiguous",
        [left.reason],
        left.candidate_geoids.map((geoid) => this.answers.candidateFor(geoid, on)),
      );
    const spelling = this.#tables.registry.byNameCityState(parsed.folded, state.usps, city);
    return spelling && this.#bySpelling(spelling, "name_city_state", asked);
  }

  #bySpelling(spelling: Spelling, method: ResolutionMethod, asked: Asked): Resolution {
    const { facility, decided_by, reason } = spelling;
    const where = [spelling.city, asked.state.name].filter(Boolean).join(", ");
    const how = `"${asked.parsed.folded}" (${where}) is a registered spelling of ${facility.name} (${facility.facility_id}; facilities/aliases.csv).`;
    if (decided_by === "hand")
      return this.answers.found(facility, "alias", [how, `Decided by hand: ${reason}`], asked.on);
    const finding = this.#finding(asked);
    const why = finding.status === "settled" ? finding.evidence : [reason].filter(Boolean);
    return this.answers.found(facility, method, [how, ...why], asked.on);
  }

  #byRules(asked: Asked): Resolution {
    const finding = this.#finding(asked);
    if (finding.status !== "settled") return this.answers.open(finding, asked.on);
    const seen = { name: asked.parsed, written: asked.written, city: asked.city, usps: asked.state.usps };
    const derived = facilityOfFinding(finding, seen, this.#tables.gazetteer);
    return this.answers.found(
      this.#tables.registry.sameAs(derived),
      finding.method,
      finding.evidence,
      asked.on,
    );
  }

  #finding({ parsed, state, city, on }: Asked): Finding {
    const asked: NameInState = {
      name: parsed,
      state,
      city,
      on,
      gazetteer: this.#tables.gazetteer,
      state_prison_words: this.#tables.prison_words.get(state.usps) ?? [],
    };
    return findByRules(asked).finding;
  }

  /** The name says one state, the row another: what it would be in each, and nothing chosen. */
  #twoStates(asked: Asked): Resolution {
    const claimed = asked.parsed.claimed_state as State;
    const plain = { ...asked, parsed: { ...asked.parsed, claimed_state: null } };
    const answers = [asked.state, claimed].map((state) => this.#byRules({ ...plain, state }));
    return openAnswer(
      "ambiguous",
      [`The name says ${claimed.name}, the row says ${asked.state.name}.`],
      answers.flatMap(asCandidates),
    );
  }

  #testAnswer(folded: string, query: FacilityQuery): Resolution {
    const usps = this.states.read(query.state ?? "")?.usps ?? "";
    const facility: Facility = {
      facility_id: "test-entry",
      name: folded,
      kind: "test",
      city: null,
      state_usps: usps,
      stands_in_geoid: null,
      detloc: null,
    };
    return { ...this.answers.open(testEntry(folded), query.on), facility };
  }
}

const catchAll =
  /^(?:OTHER|OTHER OTHER FACILITY|OTHER FACILITY|UNKNOWN|UNKNOWN FACILITY|NONE|NA|N A|NULL|NOT (?:SPECIFIED|AVAILABLE|RECORDED)|REDACTED|B ?6.*)$/;

/** Whether a name says nothing: blank, redacted or a catch-all entry. */
export function saysNothing(name: string | undefined): boolean {
  const folded = foldName(name ?? "");
  return folded === "" || catchAll.test(folded);
}
