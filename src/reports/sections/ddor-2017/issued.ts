import type { SectionThreeRow } from "../../../law/policies/section-three.ts";
import { bodyRows } from "../body-rows.ts";
import { counted } from "../conditions.ts";
import { unifiedStates } from "../hold-authority.ts";
import type { ReportInput } from "../report-input.ts";
import type { Slice } from "../section-builder.ts";
import { between, titleNote } from "./wording.ts";

const of = "detainers";

/** Whom a rule must speak to if it is to reach a body: jails, or a State's prisons, which State laws on jails leave out. */
function reaches(row: SectionThreeRow, bodyKind: string | null, geoid: string): boolean {
  if (row.applies_to.includes("all")) return true;
  const runsPrisons = bodyKind === "state" && !unifiedStates.has(geoid);
  return row.applies_to.includes(runsPrisons ? "state_prison" : "jail");
}

/** Bodies that a limiting instrument of their own government or of their State reaches. */
function limited({ builder, facts }: ReportInput, rows: readonly Slice[]): Slice[] {
  const instruments = facts.policies?.rows ?? [];
  return rows.filter((row) => {
    const where = { ...counted, ...row.where };
    const kind = builder.valuesOf("prepared", "body_kind", where)[0]?.value ?? null;
    return builder
      .valuesOf("prepared", "jurisdiction_geoid", where)
      .some(({ value: geoid }) =>
        geoid === null
          ? false
          : instruments.some(
              (one) =>
                [geoid, geoid.slice(0, 2)].includes(one.jurisdiction_geoid) && reaches(one, kind, geoid),
            ),
      );
  });
}

const limitedLead = {
  none: "The record holds no policy of any jurisdiction yet, so none can be listed under this title.",
  some: "The first table lists bodies that an instrument of their own government or State in the table of Section III reaches; it was in force on the last day of the week. That is a rule (evidence grade D), not an outcome: these detainers were issued, and the table says nothing of what became of them.",
};

/** Section I: detainers issued in the week; under the form's title stand only bodies that a recorded instrument puts there. */
export function issuedSection(input: ReportInput): void {
  const { builder, facts } = input;
  const bodies = bodyRows(input, "prepared", counted).filter((row) => row.key.startsWith("body_"));
  const common = {
    population: "prepared",
    of,
    where: counted,
    heading: "Body that controlled the facility",
    columns: [{ key: "issued", label: "Detainers issued", where: {} }],
    total: null,
  } as const;
  builder.section({
    id: "section-1",
    number: "I",
    title: `Highest Volume of Detainers Issued ${between(input)} to Jurisdictions which Restrict Cooperation with ICE`,
    lead: [
      titleNote,
      `${facts.policies === null ? limitedLead.none : limitedLead.some} The second table lists where most detainers were issued, without regard to policy. Issued is not declined.`,
    ],
    figures: [
      builder.count(
        "section_1.issued",
        "Detainers issued in the week",
        "prepared",
        of,
        counted,
        "By the day the form was prepared; superseded and duplicate entries left out.",
      ),
    ],
    tables: [
      builder.table({
        ...common,
        id: "section-1-restrict",
        caption: "Bodies with a recorded limiting instrument to whose facilities most detainers were issued",
        rows: limited(input, bodies).slice(0, 10),
        empty:
          "None can be listed: no policy is recorded that reaches a body with enough detainers to be printed alone.",
      }),
      builder.table({
        ...common,
        id: "section-1-volume",
        caption: "The ten bodies to whose facilities most detainers were issued, without regard to policy",
        rows: bodies.slice(0, 10),
        empty: "No body received enough detainers in this week to be printed alone.",
      }),
    ],
  });
}
