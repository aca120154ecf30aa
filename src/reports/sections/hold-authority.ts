import { readReference } from "../../base/reference.ts";
import type { Authority } from "../../law/authority/authority.ts";
import { authorityFor } from "../../law/authority/authority-for.ts";
import type { CaseRow } from "../../law/authority/sources-for.ts";
import { jurisdictionChain } from "../../records/policies/jurisdiction-chain.ts";
import type { Population } from "../population/week-requests.ts";
import type { Where } from "../population/where.ts";
import type { ReportInput } from "./report-input.ts";
import type { Slice } from "./section-builder.ts";

/** States whose jails and prisons are one system: a rule for jails reaches the State's own body (domain brief 1.1). */
export const unifiedStates: ReadonlySet<string> = new Set(["02", "09", "10", "15", "44", "50"]);

const labels: Readonly<Record<Authority["modality"], string>> = {
  must_not: "must not hold: not holding is not permitted otherwise",
  must_not_unless: "must not hold unless a condition is met",
  may: "may hold",
  must: "must hold",
  must_if: "must hold if a condition is met",
  unsettled: "unsettled",
  contested: "contested: sources conflict",
  no_rule_found: "no State or local rule found (which is not none)",
};

/** What the sources say of holding on administrative paper for a body on the last day of the week; null for federal bodies. */
function holdStanding(
  input: ReportInput,
  geoid: string,
  kind: string | null,
  usps: string,
): Authority["modality"] | null {
  if (geoid === "US") return null;
  const instruments = input.facts.policies?.instruments ?? [];
  const chain = jurisdictionChain(geoid).filter(
    (one) => one === geoid || one.length === 2 || geoid.length === 5,
  );
  const applies_to = kind === "state" && !unifiedStates.has(geoid) ? "state_prison" : "jail";
  return authorityFor(
    "hold",
    input.builder.week.to,
    { geoids: chain, state_usps: usps, applies_to },
    instruments,
    [] satisfies CaseRow[],
  ).modality;
}

/** One row a standing of the law, over the bodies whose requests meet a condition; federal and unresolved ones in a row of their own. */
export function standingRows(input: ReportInput, population: Population, where: Where): Slice[] {
  const usps = new Map(readReference("places/states.csv").map((row) => [row.geoid ?? "", row.usps ?? ""]));
  const bodies = new Map<Authority["modality"] | "federal" | "none", (string | null)[]>();
  for (const { value: body } of input.builder.valuesOf(population, "body_id", where)) {
    const of = { ...where, body_id: [body] };
    const geoid = input.builder.valuesOf(population, "jurisdiction_geoid", of)[0]?.value ?? null;
    const kind = input.builder.valuesOf(population, "body_kind", of)[0]?.value ?? null;
    const standing =
      geoid === null
        ? "none"
        : (holdStanding(input, geoid, kind, usps.get(geoid.slice(0, 2)) ?? "") ?? "federal");
    bodies.set(standing, [...(bodies.get(standing) ?? []), body]);
  }
  const names = { ...labels, federal: "federal facility", none: "facility not resolved to a government" };
  return (Object.keys(names) as (keyof typeof names)[]).flatMap((key) => {
    const ids = bodies.get(key);
    return ids === undefined ? [] : [{ key, label: names[key], where: { body_id: ids } }];
  });
}
