import type { Day } from "../../base/day.ts";
import type { Act, AppliesTo, Instrument } from "../policies/instrument.ts";
import { instrumentsFor, type StandingInstrument } from "../policies/instruments-for.ts";
import type { AuthoritySource, JailRequest } from "./authority.ts";
import { federalSources } from "./federal-sources.ts";

/** A court decision of reference/policies/cases.csv, as far as it is read here. */
export interface CaseRow {
  readonly case_name: string;
  readonly citation: string;
  readonly court: string;
  readonly circuit_or_state: string;
  readonly decided_on: string;
  readonly holding: string;
  readonly acts_affected: string;
  readonly states_affected: string;
  readonly status: string;
  readonly verification: string;
  readonly source_url: string;
}

/** Where a question is asked: the bodies whose rules bind the facility, narrowest first, and whom their rules must speak to. */
export interface Setting {
  readonly geoids: readonly string[];
  readonly state_usps: string;
  readonly applies_to: Exclude<AppliesTo, "all">;
}

/** A source with what the weighing needs besides. */
export interface WeighedSource extends AuthoritySource {
  /** Whether it binds, as its row says; cases and federal texts say nothing of one jail's duty. */
  readonly binding: "yes" | "no" | "unclear" | "case" | "federal";
  readonly is_certain: boolean;
}

/**
 * Which acts of local rules speak to a request. A duty to use a consent form is how an interview is held, not whether: it stands
 * among the instruments and is not weighed against a rule on interviews.
 */
export const actsOf: Readonly<Record<JailRequest, readonly Act[]>> = {
  notify: ["notify_release"],
  hold: ["hold_on_administrative_paper"],
  serve: ["serve_copy"],
  interview: ["jail_interview"],
  transfer: ["transfer_secure_area"],
};

function layerOf(instrument: Instrument): AuthoritySource["layer"] {
  const { jurisdiction_level: level, instrument_type: type } = instrument;
  if (level === "county" || level === "city" || level === "agency") return level;
  if (type === "constitution_case" || type === "court_order") return "state_case";
  return type === "statute" ? "state_statute" : "state_executive";
}

function instrumentSources(
  stands: StandingInstrument,
  request: JailRequest,
  setting: Setting,
): WeighedSource[] {
  const { instrument } = stands;
  if (instrument.none_found) return [];
  return stands.provisions
    .filter(
      ({ provision }) =>
        actsOf[request].includes(provision.act) &&
        (provision.applies_to === "all" || provision.applies_to === setting.applies_to),
    )
    .map(
      ({ provision, standing, why }): WeighedSource => ({
        source_id: provision.provision_id,
        layer: layerOf(instrument),
        modality: provision.modality,
        cite: [instrument.citation || instrument.title, provision.clause]
          .filter((part) => part !== "")
          .join(", "),
        text:
          standing === "uncertain"
            ? `${instrument.summary} (Whether it was in force is uncertain: ${why}.)`
            : instrument.summary,
        condition_text: provision.condition_text === "" ? null : provision.condition_text,
        in_force: {
          from: provision.in_force_from ?? instrument.effective_from,
          to: provision.in_force_to ?? instrument.effective_to,
        },
        verification: provision.verification,
        source_url: provision.source_url,
        binding: instrument.binding,
        is_certain: standing === "in_force",
      }),
    );
}

function caseSource(row: CaseRow): WeighedSource {
  const isFederal =
    /^(U\.?S\.?|Supreme Court of the United States|.*Circuit)/.test(row.court) ||
    /^(US|\d+)/.test(row.circuit_or_state);
  return {
    source_id: row.citation || row.case_name,
    layer: isFederal ? "federal_case" : "state_case",
    modality: "unsettled",
    cite: [row.case_name, row.citation].filter((part) => part !== "").join(", "),
    text: `${row.holding} (${row.court}; ${row.status})`,
    condition_text: null,
    in_force: { from: row.decided_on, to: null },
    verification: row.verification as AuthoritySource["verification"],
    source_url: row.source_url,
    binding: "case",
    is_certain: true,
  };
}

function speaksTo(row: CaseRow, request: JailRequest, setting: Setting, day: Day): boolean {
  const states = row.states_affected.split(";").map((part) => part.trim());
  const touches = row.acts_affected
    .split(";")
    .some((act) => (actsOf[request] as readonly string[]).includes(act.trim()));
  return (
    touches &&
    row.decided_on !== "" &&
    row.decided_on <= day &&
    row.status !== "vacated" &&
    (states.includes("all") || states.includes(setting.state_usps))
  );
}

/** Every source that speaks to a request in a setting on a day: federal texts, decisions, and local rules in force or perhaps so. */
export function sourcesFor(
  request: JailRequest,
  day: Day,
  setting: Setting,
  instruments: readonly Instrument[],
  cases: readonly CaseRow[],
): WeighedSource[] {
  const federal = federalSources
    .filter((source) => source.speaks_to.includes(request) && (source.in_force.from ?? "") <= day)
    .map(
      ({ speaks_to: _, ...source }): WeighedSource => ({ ...source, binding: "federal", is_certain: true }),
    );
  const decided = cases.filter((row) => speaksTo(row, request, setting, day)).map(caseSource);
  const local = instrumentsFor(setting.geoids, instruments, day).flatMap((stands) =>
    instrumentSources(stands, request, setting),
  );
  return [...federal, ...decided, ...local];
}
