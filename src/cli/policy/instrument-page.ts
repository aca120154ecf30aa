import type { Day } from "../../base/day.ts";
import { standingOn } from "../../law/policies/in-force.ts";
import type { Instrument, Provision } from "../../law/policies/instrument.ts";

/** An instrument as JSON tells it: how it stands on the day asked about, and without what only rules read. */
export function told({ bounds, provisions, ...one }: Instrument, on: Day | null) {
  const standing = on === null ? {} : standingOn({ ...one, provisions, ...(bounds ? { bounds } : {}) }, on);
  const own = (provision: Provision) => {
    const { bounds: _, ...rest } = provision;
    return on === null ? rest : { ...rest, ...standingOn(provision, on) };
  };
  return { ...one, ...standing, provisions: provisions.map(own) };
}

const words = (code: string): string => code.replaceAll("_", " ");

function period({ effective_from, effective_to, adopted_on }: Instrument): string {
  const from = effective_from ?? (adopted_on === null ? "not known" : `adopted ${adopted_on}`);
  return `${from} to ${effective_to ?? "no end found"}`;
}

/** One line for an instrument in a list, with how it stands on the day asked about. */
export function line(one: Instrument, on: Day | null): string {
  const standing = on === null ? "" : `  ${words(standingOn(one, on).standing)}`;
  const kind = one.none_found ? "none found" : `${words(one.instrument_type)}, binding: ${one.binding}`;
  return `${one.instrument_id.padEnd(36)}  ${period(one)}${standing}  ${one.jurisdiction_name}, ${one.state_usps}: ${one.title} (${kind}; ${words(one.verification)})`;
}

/** The lines that tell one instrument with its provisions, and how it stands on the day asked about. */
export function page(one: Instrument, on: Day | null): string[] {
  const standing = on === null ? null : standingOn(one, on);
  const confirmed = one.confirmed_on === null ? "never" : `${one.confirmed_on} by ${one.confirmed_by}`;
  return [
    `${one.title}${one.citation === "" ? "" : `, ${one.citation}`}`,
    `${one.jurisdiction_name}, ${one.state_usps} (${one.jurisdiction_level}, ${one.jurisdiction_geoid}); issued by ${one.issuer}; binds ${one.binds || "not said"}: ${one.binding}`,
    `announced ${one.announced_on ?? "not known"}, adopted ${one.adopted_on ?? "not known"}, in force ${period(one)}`,
    ...(one.supersedes === null ? [] : [`takes the place of ${one.supersedes}`]),
    ...(standing === null ? [] : [`on ${on}: ${words(standing.standing)}; ${standing.why}`]),
    one.summary,
    `source: ${one.source_name} ${one.source_url} (${words(one.verification)}); confirmed: ${confirmed}`,
    ...(one.note === "" ? [] : [`note: ${one.note}`]),
    ...one.provisions.map(
      (p) =>
        `  ${p.clause}: ${words(p.act)}: ${words(p.modality)}${p.condition_text === "" ? "" : `: ${p.condition_text}`} (${words(p.applies_to)}; ${words(p.verification)})`,
    ),
  ];
}
