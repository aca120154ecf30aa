import { asCandidates, openAnswer, withNote } from "./answer.ts";
import { type ByName, saysNothing } from "./by-name.ts";
import { foldName } from "./fold.ts";
import type { RegisteredFacility, Registry } from "./registry.ts";
import type { Candidate, FacilityQuery, Resolution } from "./resolution.ts";
import { isPlainWord } from "./words.ts";

/** Resolves by ICE's detention location code where the row has one, and by name where it has none or an unknown one. */
export class ByCode {
  readonly #byName: ByName;
  readonly #registry: Registry;

  constructor(byName: ByName, registry: Registry) {
    this.#byName = byName;
    this.#registry = registry;
  }

  /** What the row means; a code against the row's state or name is told with both and nothing is chosen. Never throws. */
  resolve(query: FacilityQuery): Resolution {
    const code = (query.code ?? "").trim();
    if (code === "") return this.#byName.resolve(query);
    const facility = this.#registry.byCode(code);
    if (facility) return this.#found(query, code, facility);
    return withNote(
      this.#byName.resolve(query),
      `The code "${code}" is not in facilities/codes.csv; the name was asked instead.`,
    );
  }

  #found(query: FacilityQuery, code: string, facility: RegisteredFacility): Resolution {
    const where = `${facility.city ?? "city not recorded"}, ${facility.state_usps}`;
    const evidence = `Code ${code} is ${facility.name}, ${where} (${facility.facility_id}; facilities/codes.csv).`;
    const against = this.#against(query, facility);
    if (against === null) return this.#byName.answers.found(facility, "code", [evidence], query.on);
    const own = this.#byName.answers.candidate(
      { ...facility, facility: `${facility.name}, ${facility.state_usps}`, why: `the code ${code} says so` },
      query.on,
    );
    return openAnswer("ambiguous", [evidence, against.why], [own, ...against.candidates]);
  }

  /** What speaks against a code: a state that is not its facility's, or a name that is another place's. */
  #against(
    query: FacilityQuery,
    facility: RegisteredFacility,
  ): { why: string; candidates: readonly Candidate[] } | null {
    const state = this.#byName.states.read(query.state ?? "");
    if (state && state.usps !== facility.state_usps) {
      return {
        why: `The row's state is ${state.name}, the code's is ${facility.state_usps}.`,
        candidates: asCandidates(this.#byName.resolve(query)),
      };
    }
    if (saysNothing(query.name) || this.#isNameOf(query, facility)) return null;
    return {
      why: `"${query.name}" is not a name of the code's facility.`,
      candidates: asCandidates(this.#byName.resolve(query)),
    };
  }

  /** Whether a name, read in the facility's own state, is that facility or of the same government, or at least shares a proper word. */
  #isNameOf(query: FacilityQuery, facility: RegisteredFacility): boolean {
    const named = this.#byName.resolve({
      name: query.name,
      city: query.city,
      state: facility.state_usps,
      on: query.on,
    });
    if (named.facility?.facility_id === facility.facility_id) return true;
    const body = this.#byName.answers.candidate({ ...facility, facility: facility.name, why: "" }, query.on);
    if (named.status === "resolved" && named.jurisdiction_geoid !== null)
      return named.jurisdiction_geoid === body.jurisdiction_geoid;
    return sharesAWord(query.name ?? "", facility.name);
  }
}

function sharesAWord(one: string, other: string): boolean {
  const words = new Set(foldName(other).split(" "));
  return foldName(one)
    .split(" ")
    .some((word) => word.length > 3 && words.has(word) && !isPlainWord(word));
}
