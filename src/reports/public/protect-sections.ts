import { addDays } from "../../base/day.ts";
import type { KnownAt } from "../../records/journal/as-of.ts";
import type { DisclosurePolicy } from "../disclosure/policy.ts";
import { protect } from "../disclosure/protect.ts";
import type { Basis, Edition, Section } from "../edition.ts";
import { instantText } from "../render/wording.ts";

/** Sections that belong to no edition, as an edition of nothing else: what disclosure and charts take. */
export function asEdition(sections: readonly Section[], known: KnownAt): Edition {
  const from = "2000-01-01"; // a frame only: these sections carry their own windows
  return {
    id: `accord.${from}.p${known.position}.party`,
    template: "accord",
    template_version: "0",
    title: "",
    subtitle: "",
    period: { from, to: addDays(from, 6) },
    position: known.position,
    as_of: known.recorded_at ?? "",
    disclosure: "party",
    is_synthetic: false,
    summary: [],
    sections,
    sources: [],
    rules: [],
  };
}

/** The public view of sections that belong to no edition: small counts hidden, and with them what would give them away. */
export function protectSections(
  sections: readonly Section[],
  known: KnownAt,
  policy: DisclosurePolicy,
): readonly Section[] {
  return protect(asEdition(sections, known), policy).sections;
}

/** What counts outside editions rest on: a population and window in words, as known at a position. */
export function basisAt(known: KnownAt, population: string, window: string, rules: readonly string[]): Basis {
  const as_of =
    known.recorded_at === null
      ? "an empty record"
      : `position ${known.position}, recorded ${instantText(known.recorded_at)}`;
  return { population, window, as_of, rules };
}
