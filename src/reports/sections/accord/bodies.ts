import { bodyRows } from "../body-rows.ts";
import { counted, declined, endedOtherwise, inIceCustody, open } from "../conditions.ts";
import type { ReportInput } from "../report-input.ts";
import type { Slice } from "../section-builder.ts";

const of = "detainers";

/** The columns that follow a request to what became of it; beside the requests they add up to them. */
export const fateColumns: readonly Slice[] = [
  { key: "requests", label: "Requests", where: {} },
  { key: "ice_custody", label: "ICE took custody", where: inIceCustody },
  { key: "declined", label: "Declined, as recorded by ICE", where: declined },
  { key: "otherwise", label: "Ended otherwise", where: endedOtherwise },
  { key: "open", label: "Active or not recorded", where: open },
];

/** Section 4: the bodies that controlled the facilities on the day, each with its requests and what became of them. */
export function bodiesSection(input: ReportInput): void {
  const { builder } = input;
  if (builder.countOf("prepared", { ...counted, body_id: [null] }) > 0)
    builder.holds("requests-by-body.not_resolved.requests", [
      "open_cases.unresolved",
      "open_cases.ambiguous",
    ]);
  builder.section({
    id: "bodies",
    number: "4",
    title: "By the body that controlled the facility",
    lead: [
      "Each request is placed with the body that controlled the facility on the day the form was prepared: the sheriff, the county's corrections department, a city, a state, a regional authority, a federal agency. A facility that cannot be resolved with evidence is not placed with anyone.",
    ],
    figures: [
      builder.share(
        "bodies.resolved_share",
        "Share whose controlling body is known",
        "prepared",
        of,
        { place_status: ["resolved"] },
        counted,
        { place_status: ["unresolved", "ambiguous"] },
      ),
    ],
    tables: [
      builder.table({
        id: "requests-by-body",
        caption: `Requests by controlling body, and what became of them`,
        population: "prepared",
        of,
        where: counted,
        heading: "Controlling body",
        rows: bodyRows(input, "prepared", counted),
        columns: fateColumns,
        total: "All requests",
        column_sums: [{ total: "requests", parts: fateColumns.slice(1).map((column) => column.key) }],
        empty: "No request was prepared in this week.",
        notes: [
          "Appearing here says that requests were sent to facilities of this body, and nothing about its cooperation. Ended otherwise: every other end in ICE's record; section 6 has them. A decline recorded by ICE is ICE's statement; every body named can contest it.",
        ],
      }),
    ],
  });
}
