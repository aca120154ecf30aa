import { bodyRows } from "../body-rows.ts";
import { counted } from "../conditions.ts";
import type { ReportInput } from "../report-input.ts";
import { between, titleNote } from "./wording.ts";

const of = "detainers";

/** Section I: detainers issued in the week; whom to call restricting cooperation is nobody's guess here. */
export function issuedSection(input: ReportInput): void {
  const { builder } = input;
  const ten = bodyRows(input, "prepared", counted)
    .filter((row) => row.key.startsWith("body_"))
    .slice(0, 10);
  builder.section({
    id: "section-1",
    number: "I",
    title: `Highest Volume of Detainers Issued ${between(input)} to Jurisdictions which Restrict Cooperation with ICE`,
    lead: [
      titleNote,
      "The record holds no policy of any jurisdiction yet, so none can be listed under this title. The second table lists where most detainers were issued, without regard to policy: it says nothing of cooperation. Issued is not declined.",
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
      {
        id: "section-1-restrict",
        caption: "Detainers issued to jurisdictions which restrict cooperation",
        columns: [
          { key: "jurisdiction", label: "Jurisdiction", kind: "text" },
          { key: "issued", label: "Detainers issued", kind: "count" },
        ],
        rows: [],
        total_row: null,
        basis: builder.basis("prepared", of),
        notes: [],
        empty: "None can be listed: no policy is recorded.",
      },
      builder.table({
        id: "section-1-volume",
        caption: "The ten bodies to whose facilities most detainers were issued, without regard to policy",
        population: "prepared",
        of,
        where: counted,
        heading: "Body that controlled the facility",
        rows: ten,
        columns: [{ key: "issued", label: "Detainers issued", where: {} }],
        total: null,
        empty: "No body received enough detainers in this week to be printed alone.",
      }),
    ],
  });
}
