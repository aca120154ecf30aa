import { Custody, type Governed } from "./control.ts";
import type { Finding, NameInState, Open, Reading } from "./finding.ts";
import { foldName } from "./fold.ts";
import { Gazetteer } from "./gazetteer.ts";
import { facilityOfFinding } from "./identity.ts";
import { noStateFinding } from "./no-state.ts";
import { type ParsedName, parseName } from "./parsed-name.ts";
import { type RegisteredFacility, Registry, type Spelling } from "./registry.ts";
import type { Candidate, ControllingBody, Facility, FacilityQuery, Resolution, ResolutionMethod } from "./resolution.ts";
import { type ReviewedSpelling, Reviews } from "./reviewed.ts";
import { isTestEntry, testEntry } from "./rules/not-a-jail.ts";
import { findByRules } from "./rules.ts";
import { prisonWordsOf } from "./rules/state.ts";
import { type State, StateWords } from "./state-words.ts";
import type { PlaceTables } from "./tables.ts";

/** At most so many candidates are told; the evidence says how many there are. */
export const mostCandidates = 40;

/** Resolves facilities over tables that are read once; pure: the same query and tables give the same answer. */
export interface Resolver {
  /** What facility a row means, whose it is and why; never throws, whatever the texts. */
  resolve(query: FacilityQuery): Resolution;
  /** The answers to many queries, in their order; equal queries are worked out once. */
  resolveAll(queries: readonly FacilityQuery[]): Resolution[];
  /** Who controls a facility of the registry on a day (`YYYY-MM-DD`), or null where no row and no rule names a body. */
  controllingBody(facilityId: string, on: string): ControllingBody | null;
}

/** A resolver over the tables; `reviewed` are decisions that people gave back, which stand above the rules. */
export function createResolver(tables: PlaceTables, reviewed: readonly ReviewedSpelling[] = []): Resolver {
  const resolution = new TableResolver(tables, reviewed);
  return {
    resolve: (query) => resolution.resolve(query),
    resolveAll: (queries) => resolveEach(queries, (query) => resolution.resolve(query)),
    controllingBody: (facilityId, on) => resolution.controllingBody(facilityId, on),
  };
}

function resolveEach(queries: readonly FacilityQuery[], resolve: (query: FacilityQuery) => Resolution): Resolution[] {
  const known = new Map<string, Resolution>();
  return queries.map((query) => {
    const key = JSON.stringify([query.name, query.city, query.state, query.code, query.on]);
    const answer = known.get(key) ?? resolve(query);
    known.set(key, answer);
    return answer;
  });
}

class TableResolver {
  readonly #gazetteer: Gazetteer;
  readonly #stateWords: StateWords;
  readonly #custody: Custody;
  readonly #registry: Registry;
  readonly #reviews: Reviews;
  readonly #prisonWords: ReadonlyMap<string, readonly string[]>;

  constructor(tables: PlaceTables, reviewed: readonly ReviewedSpelling[]) {
    this.#gazetteer = new Gazetteer(tables);
    this.#stateWords = new StateWords(this.#gazetteer.states);
    this.#custody = new Custody(tables.custody, tables.registry.controllers, this.#gazetteer);
    this.#registry = new Registry(tables.registry);
    this.#reviews = new Reviews(reviewed, this.#registry);
    this.#prisonWords = prisonWordsOf(tables.custody.state_prison_words, this.#gazetteer.states);
  }

  controllingBody(facilityId: string, on: string): ControllingBody | null {
    const facility = this.#registry.get(facilityId);
    return facility ? this.#custody.bodyOf(facility, on) : null;
  }

  resolve(query: FacilityQuery): Resolution {
    const code = (query.code ?? "").trim();
    const known = code === "" ? null : this.#registry.byCode(code);
    if (known) return this.#byCode(query, code, known);
    const answer = this.#byName(query);
    return code === "" ? answer : withNote(answer, `The code "${code}" is not in ICE's list as carried here; the name was asked instead.`);
  }

  #byCode(query: FacilityQuery, code: string, facility: RegisteredFacility): Resolution {
    const evidence = `Code ${code} is ${facility.name}, ${facility.city ?? "city not recorded"}, ${facility.state_usps} (${facility.facility_id}; facilities/codes.csv).`;
    const contradiction = this.#contradiction(query, facility);
    if (contradiction === null) return this.#found(facility, "code", [evidence], query.on);
    const own = this.#candidate(asReading(facility, `the code ${code} says so`), query.on);
    return openAnswer("ambiguous", [evidence, contradiction.why], [own, ...contradiction.candidates]);
  }

  /** What speaks against a code: a state of another name, or a name that is another place. */
  #contradiction(query: FacilityQuery, facility: RegisteredFacility): { why: string; candidates: readonly Candidate[] } | null {
    const name = this.#byName(query);
    const candidates = name.facility ? [this.#candidateOf(name)] : name.candidates;
    const state = this.#stateWords.read(query.state ?? "");
    if (state && state.usps !== facility.state_usps) return { why: `The row's state is ${state.name}, the code's is ${facility.state_usps}.`, candidates };
    if (saysNothing(query.name)) return null;
    const here = this.#byName({ name: query.name, city: query.city, state: facility.state_usps, on: query.on });
    if (here.facility?.facility_id === facility.facility_id) return null;
    const body = this.#custody.bodyOf(facility, query.on);
    if (here.status === "resolved" && here.jurisdiction_geoid === (body?.jurisdiction_geoid ?? null)) return null;
    if (here.status !== "resolved" && shareAWord(query.name ?? "", facility.name)) return null;
    return { why: `The name "${query.name}" is not a name of the code's facility.`, candidates };
  }

  #byName(query: FacilityQuery): Resolution {
    const written = query.name ?? "";
    const folded = foldName(written);
    if (isTestEntry(folded)) return this.#testAnswer(folded, query);
    if (saysNothing(written)) return openAnswer("unresolved", [folded === "" ? "The row names no facility." : `"${folded}" is a catch-all entry, not a place.`], []);
    const parsed = parseName(written, this.#stateWords);
    const state = this.#stateWords.read(query.state ?? "");
    const unread = query.state?.trim() && !state ? [`The state "${query.state}" is not a state name or code, so the row counts as without a state.`] : [];
    const city = (query.city ?? "").trim();
    if (!state && parsed.claimed_state) return withNote(this.#inState(parsed, written, city, parsed.claimed_state, query.on), ...unread, `The name itself gives its state: ${parsed.claimed_state.name}.`);
    if (!state) return this.#openAnswer(noStateFinding(parsed, city, this.#gazetteer, this.#registry, query.on), query.on, unread);
    return this.#inState(parsed, written, city, state, query.on);
  }

  #inState(parsed: ParsedName, written: string, city: string, state: State, on: string): Resolution {
    const registered = this.#registered(parsed, city, state, on);
    if (registered) return registered;
    if (parsed.claimed_state && parsed.claimed_state.usps !== state.usps) return this.#twoStates(parsed, written, city, state, on);
    const unique = this.#registry.byNameState(parsed.folded, state.usps);
    if (unique && city === "") return this.#bySpelling(unique, unique.decided_by === "hand" ? "alias" : "name_state", parsed, state, on);
    return this.#byRules(parsed, written, city, state, on);
  }

  /** A decision of a person, a registered spelling or a case left open, for exactly this name, city and state. */
  #registered(parsed: ParsedName, city: string, state: State, on: string): Resolution | null {
    const reviewed = this.#reviews.find(parsed.folded, state.usps, city);
    if (reviewed) return this.#found(reviewed.facility, "review", [reviewed.reason], on);
    const left = this.#registry.openCase(parsed.folded, state.usps, city);
    if (left) return openAnswer("ambiguous", [left.reason], left.candidate_geoids.map((geoid) => this.#candidate(this.#readingOf(geoid), on)));
    const spelling = this.#registry.byNameCityState(parsed.folded, state.usps, city);
    if (!spelling) return null;
    return this.#bySpelling(spelling, spelling.decided_by === "hand" ? "alias" : "name_city_state", parsed, state, on);
  }

  #bySpelling(spelling: Spelling, method: ResolutionMethod, parsed: ParsedName, state: State, on: string): Resolution {
    const where = [spelling.city, state.name].filter(Boolean).join(", ");
    const how = spelling.decided_by === "hand" ? "decided by hand" : `decided by the rule ${spelling.decided_by}`;
    const evidence = [`"${parsed.folded}", ${where}, is a registered spelling of ${spelling.facility.name} (${spelling.facility.facility_id}; facilities/aliases.csv), ${how}.`];
    if (spelling.reason) evidence.push(spelling.reason);
    return this.#found(spelling.facility, method, evidence, on);
  }

  #byRules(parsed: ParsedName, written: string, city: string, state: State, on: string): Resolution {
    const asked: NameInState = {
      name: parsed,
      state,
      city,
      on,
      gazetteer: this.#gazetteer,
      state_prison_words: this.#prisonWords.get(state.usps) ?? [],
    };
    const finding = findByRules(asked);
    if (finding.status !== "settled") return this.#openAnswer(finding, on);
    const derived = facilityOfFinding(finding, { name: parsed, written, city, usps: state.usps }, this.#gazetteer);
    return this.#found(this.#registry.sameAs(derived), finding.method, finding.evidence, on);
  }

  /** The name says one state, the row another: what it would be in each, and nothing chosen. */
  #twoStates(parsed: ParsedName, written: string, city: string, state: State, on: string): Resolution {
    const claimed = parsed.claimed_state as State;
    const plain = { ...parsed, claimed_state: null };
    const answers = [state, claimed].map((one) => this.#byRules(plain, written, city, one, on));
    const candidates = answers.flatMap((answer) => (answer.facility ? [this.#candidateOf(answer)] : answer.candidates));
    return openAnswer("ambiguous", [`The name says ${claimed.name}, the row says ${state.name}.`], candidates);
  }

  #found(facility: RegisteredFacility, method: ResolutionMethod, evidence: readonly string[], on: string): Resolution {
    const body = this.#custody.bodyOf(facility, on);
    const isBodiless = body === null && !withoutBody.has(facility.kind);
    const who = body ? [`On ${on} it was controlled by ${body.name} (${body.verification.replace("_", " ")}: ${body.source}).`] : [];
    const missing = isBodiless ? [`No row says who controlled it on ${on}.`] : [];
    return {
      status: isBodiless ? "unresolved" : "resolved",
      facility: plainFacility(facility),
      controlling_body: body,
      jurisdiction_geoid: body?.jurisdiction_geoid ?? null,
      method,
      evidence: [...evidence, ...who, ...missing],
      candidates: [],
    };
  }

  #openAnswer(finding: Finding, on: string, notes: readonly string[] = []): Resolution {
    const { status, evidence, readings } = finding as Open;
    const counted = readings.length > mostCandidates ? [`${readings.length} candidates; the first ${mostCandidates} are told.`] : [];
    const candidates = readings.slice(0, mostCandidates).map((one) => this.#candidate(one, on));
    return openAnswer(status, [...notes, ...evidence, ...counted], candidates);
  }

  #testAnswer(folded: string, query: FacilityQuery): Resolution {
    const state = this.#stateWords.read(query.state ?? "");
    const facility: Facility = { facility_id: "test-entry", name: folded, kind: "test", city: null, state_usps: state?.usps ?? "", stands_in_geoid: null, detloc: null };
    return { ...this.#openAnswer(testEntry(folded), query.on), facility };
  }

  #candidate(one: Reading, on: string): Candidate {
    const body = this.#custody.bodyOf(one as Governed, on);
    return { facility: one.facility, controlling_body: body?.name ?? null, jurisdiction_geoid: body?.jurisdiction_geoid ?? null, why: one.why };
  }

  #candidateOf(answer: Resolution): Candidate {
    return {
      facility: `${answer.facility?.name}, ${answer.facility?.state_usps}`,
      controlling_body: answer.controlling_body?.name ?? null,
      jurisdiction_geoid: answer.jurisdiction_geoid,
      why: answer.evidence[0] ?? "by its name",
    };
  }

  #readingOf(geoid: string): Reading {
    const kind = geoid === "US" ? "federal_prison" : geoid.length === 5 ? "county_jail" : geoid.length === 2 ? "state_prison" : "city_jail";
    const name = geoid === "US" ? "a federal place" : `a place of ${this.#gazetteer.nameOf(geoid) ?? geoid}`;
    return { facility: name, kind, governed_geoid: geoid, why: "a person looked at the case and left it open between these" };
  }
}

/** Kinds of place that are told without a controlling body: none is named by any rule or row. */
const withoutBody = new Set(["hotel", "hospital", "probation", "court", "juvenile", "other"]);

const catchAll = /^(?:OTHER|OTHER OTHER FACILITY|OTHER FACILITY|UNKNOWN|UNKNOWN FACILITY|NONE|NA|N A|NULL|NOT (?:SPECIFIED|AVAILABLE|RECORDED)|REDACTED|B 6.*)$/;

/** Whether a name says nothing: blank, redacted or a catch-all entry. */
export function saysNothing(name: string | undefined): boolean {
  const folded = foldName(name ?? "");
  return folded === "" || catchAll.test(folded);
}

function shareAWord(one: string, other: string): boolean {
  const words = new Set(foldName(other).split(" "));
  return foldName(one)
    .split(" ")
    .some((word) => word.length > 3 && words.has(word) && !["COUNTY", "JAIL", "CENTER", "DETENTION", "FACILITY"].includes(word));
}

function plainFacility(facility: RegisteredFacility): Facility {
  const { governed_geoid: _, ...plain } = facility;
  return plain;
}

function asReading(facility: RegisteredFacility, why: string): Reading {
  return { facility: `${facility.name}, ${facility.state_usps}`, kind: facility.kind, governed_geoid: facility.governed_geoid, why };
}

function openAnswer(status: "ambiguous" | "unresolved", evidence: readonly string[], candidates: readonly Candidate[]): Resolution {
  return { status, facility: null, controlling_body: null, jurisdiction_geoid: null, method: "none", evidence, candidates };
}

function withNote(answer: Resolution, ...notes: readonly string[]): Resolution {
  return { ...answer, evidence: [...notes, ...answer.evidence] };
}
