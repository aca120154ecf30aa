import type { Day } from "../../base/day.ts";
import type { ConditionAnswer } from "../policies/condition.ts";
import type { Instrument, Modality } from "../policies/instrument.ts";
import type { Authority, AuthoritySource, JailRequest } from "./authority.ts";
import { type CaseRow, type Setting, sourcesFor, type WeighedSource } from "./sources-for.ts";

/** State law binds a county's rule and a county's rule its agency's; federal texts ask and do not command. */
const ranks: Readonly<Record<AuthoritySource["layer"], number>> = {
  state_statute: 1,
  state_case: 1,
  state_executive: 2,
  county: 3,
  city: 3,
  agency: 4,
  federal_case: 5,
  federal_regulation: 5,
};

const requires = (modality: Modality): boolean => modality === "must" || modality === "must_if";
const forbids = (modality: Modality): boolean => modality === "must_not" || modality === "must_not_unless";
const barsLocalLimits = (source: WeighedSource): boolean =>
  /rule_may_not_(restrict|prevent)/.test(source.condition_text ?? "");

/** Why two sources cannot both be followed; null where they can. */
function clash(upper: WeighedSource, lower: WeighedSource): string | null {
  if (
    (requires(upper.modality) && forbids(lower.modality)) ||
    (forbids(upper.modality) && requires(lower.modality))
  ) {
    return `${upper.cite} says ${words(upper.modality)}, ${lower.cite} says ${words(lower.modality)}`;
  }
  if (barsLocalLimits(upper) && forbids(lower.modality) && ranks[upper.layer] < ranks[lower.layer]) {
    return `${upper.cite} says that local rules may not limit it, ${lower.cite} does`;
  }
  return null;
}

const words = (modality: Modality): string => modality.replaceAll("_", " ");

/** Sources that decide: definite, binding or perhaps so, and in force; the highest rank first. */
function deciding(sources: readonly WeighedSource[]): WeighedSource[] {
  return sources
    .filter(
      (s) => s.modality !== "unsettled" && s.is_certain && (s.binding === "yes" || s.binding === "unclear"),
    )
    .toSorted((a, b) => ranks[a.layer] - ranks[b.layer] || (a.source_id < b.source_id ? -1 : 1));
}

function conflictsAmong(definite: readonly WeighedSource[]): Authority["conflicts"] {
  return definite.flatMap((upper, at) =>
    definite.slice(at + 1).flatMap((lower) => {
      const why = clash(upper, lower);
      return why === null ? [] : [{ between: [upper.source_id, lower.source_id] as const, why }];
    }),
  );
}

/** The strictest of the highest ranks that leave room: where the State says may, the county's or agency's rule decides. */
function settle(definite: readonly WeighedSource[]): WeighedSource | null {
  const strict = definite.find((source) => source.modality !== "may");
  return strict ?? definite[0] ?? null;
}

function plain(source: WeighedSource): AuthoritySource {
  const { binding: _, is_certain: __, ...rest } = source;
  return rest;
}

function explain(
  request: JailRequest,
  day: Day,
  sources: readonly WeighedSource[],
  decided: WeighedSource | null,
  conflicts: Authority["conflicts"],
): string[] {
  const local = sources.filter((s) => s.binding !== "federal" && s.binding !== "case");
  const apart = local.filter((s) => s.binding === "no" || !s.is_certain);
  return [
    conflicts.length > 0
      ? `Sources that bind the facility on ${day} conflict on ${request}; none is chosen here.`
      : decided !== null
        ? `On ${day}, ${decided.cite} says ${words(decided.modality)}${decided.condition_text === null ? "" : ` (${decided.condition_text})`}; it is the most binding source that settles ${request}.`
        : local.length > 0
          ? `The local sources found for ${day} do not settle ${request}.`
          : `No State or local rule on ${request} was found for ${day}. None found is not none: the registry does not cover every place.`,
    ...(apart.length === 0
      ? []
      : [
          `Shown and not weighed, because they do not bind or may not have been in force: ${apart.map((s) => s.source_id).join(", ")}.`,
        ]),
    "Federal texts ask a jail and are shown for what they say; court decisions are shown with their status and decide nothing here. Decision support, not legal advice.",
  ];
}

/**
 * The standing of a request at a facility on a day: must, may, must not, must if, must not unless, unsettled, contested, or no
 * rule found, with every source that speaks to it and every conflict (domain brief 6.1 to 6.3). Conflicts are never settled silently.
 */
export function authorityFor(
  request: JailRequest,
  day: Day,
  setting: Setting,
  instruments: readonly Instrument[],
  cases: readonly CaseRow[],
): Authority {
  const sources = sourcesFor(request, day, setting, instruments, cases);
  const definite = deciding(sources);
  const conflicts = conflictsAmong(definite);
  const decided = conflicts.length > 0 ? null : settle(definite);
  const hasLocal = sources.some((s) => s.binding !== "federal" && s.binding !== "case");
  const modality =
    conflicts.length > 0 ? "contested" : (decided?.modality ?? (hasLocal ? "unsettled" : "no_rule_found"));
  return {
    request,
    on: day,
    modality,
    decided_by: decided?.source_id ?? null,
    sources: sources.map(plain),
    conflicts,
    explanation: explain(request, day, sources, decided, conflicts),
  };
}

/** What a request that was not carried out is called, given the authority and whether its condition was met. */
export type NonPerformance = "NOT_PERMITTED_BY_LAW" | "CONDITIONS_NOT_MET" | "NOT_DONE";

/**
 * Not carrying out what the law forbids, or what its conditions did not allow, is never "declined" (domain brief 6.5).
 * A condition whose answer is not known leaves it `NOT_DONE`, to be looked at.
 */
export function nonPerformance(authority: Authority, condition: ConditionAnswer): NonPerformance {
  if (authority.modality === "must_not") return "NOT_PERMITTED_BY_LAW";
  const isConditional = authority.modality === "must_not_unless" || authority.modality === "must_if";
  return isConditional && condition === "false" ? "CONDITIONS_NOT_MET" : "NOT_DONE";
}
