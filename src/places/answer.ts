import type { Custody } from "./control.ts";
import type { Open, Reading } from "./finding.ts";
import type { Gazetteer } from "./gazetteer.ts";
import type { RegisteredFacility } from "./registry.ts";
import type { Candidate, Facility, FacilityKind, Resolution, ResolutionMethod } from "./resolution.ts";

/** At most so many candidates are told; the evidence says how many there are. */
export const mostCandidates = 40;

/** Kinds of place that are told without a controlling body: no rule and no row names one. */
const withoutBody: ReadonlySet<FacilityKind> = new Set([
  "hotel",
  "hospital",
  "probation",
  "court",
  "juvenile",
  "other",
]);

/** Turns what was found into resolutions: adds who controls a place on the day, and says what is missing. */
export class Answers {
  readonly #custody: Custody;
  readonly #gazetteer: Gazetteer;

  constructor(custody: Custody, gazetteer: Gazetteer) {
    this.#custody = custody;
    this.#gazetteer = gazetteer;
  }

  /** The answer for a facility that was found, with the body that controlled it on the day. */
  found(
    facility: RegisteredFacility,
    method: ResolutionMethod,
    evidence: readonly string[],
    on: string,
  ): Resolution {
    const body = this.#custody.bodyOf(facility, on);
    const told = withoutBody.has(facility.kind);
    const who = body
      ? `On ${on} it was controlled by ${body.name} (${body.source}; ${body.verification}).`
      : `No row says who controlled it on ${on}.`;
    return {
      status: body || told ? "resolved" : "unresolved",
      facility: plainFacility(facility),
      controlling_body: body,
      jurisdiction_geoid: body?.jurisdiction_geoid ?? null,
      method,
      evidence: body || !told ? [...evidence, who] : evidence,
      candidates: [],
    };
  }

  /** The answer for a finding that chose nothing, with its readings as candidates. */
  open(finding: Open, on: string, notes: readonly string[] = []): Resolution {
    const { status, evidence, readings } = finding;
    const counted =
      readings.length > mostCandidates
        ? [`${readings.length} candidates; the first ${mostCandidates} are told.`]
        : [];
    const candidates = readings.slice(0, mostCandidates).map((one) => this.candidate(one, on));
    return openAnswer(status, [...notes, ...evidence, ...counted], candidates);
  }

  /** A reading as a candidate, with the body it would mean. */
  candidate(one: Reading, on: string): Candidate {
    const body = this.#custody.bodyOf(one, on);
    return {
      facility: one.facility,
      controlling_body: body?.name ?? null,
      jurisdiction_geoid: body?.jurisdiction_geoid ?? null,
      why: one.why,
    };
  }

  /** A place of a government as a candidate of a case that a person left open. */
  candidateFor(geoid: string, on: string): Candidate {
    const name = geoid === "US" ? "a federal place" : `a place of ${this.#gazetteer.nameOf(geoid) ?? geoid}`;
    const why = "a person looked at the case and left it open between these";
    return this.candidate({ facility: name, kind: kindFor(geoid), governed_geoid: geoid, why }, on);
  }
}

/** An answer without a facility. */
export function openAnswer(
  status: "ambiguous" | "unresolved",
  evidence: readonly string[],
  candidates: readonly Candidate[],
): Resolution {
  return {
    status,
    facility: null,
    controlling_body: null,
    jurisdiction_geoid: null,
    method: "none",
    evidence,
    candidates: withoutRepeats(candidates),
  };
}

/** Another answer's facility as a candidate of a question with more than one answer. */
export function asCandidates(answer: Resolution): readonly Candidate[] {
  if (!answer.facility) return answer.candidates;
  const { name, state_usps } = answer.facility;
  const why = answer.evidence[0] ?? "by its name";
  return [
    {
      facility: `${name}, ${state_usps}`,
      controlling_body: answer.controlling_body?.name ?? null,
      jurisdiction_geoid: answer.jurisdiction_geoid,
      why,
    },
  ];
}

/** An answer with sentences put before its evidence. */
export function withNote(answer: Resolution, ...notes: readonly string[]): Resolution {
  return { ...answer, evidence: [...notes, ...answer.evidence] };
}

function kindFor(geoid: string): FacilityKind {
  if (geoid === "US") return "federal_prison";
  return geoid.length === 5 ? "county_jail" : geoid.length === 2 ? "state_prison" : "city_jail";
}

function withoutRepeats(candidates: readonly Candidate[]): Candidate[] {
  const known = new Map<string, Candidate>();
  for (const one of candidates) {
    const key = `${one.controlling_body}|${one.jurisdiction_geoid ?? one.facility}`;
    if (!known.has(key)) known.set(key, one);
  }
  return [...known.values()];
}

function plainFacility(facility: RegisteredFacility): Facility {
  const { governed_geoid: _, ...plain } = facility;
  return plain;
}
