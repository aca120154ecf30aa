import {
  counted,
  endedByIce,
  endedOtherwise,
  notCollected,
  outcomeRows,
  unknownOutcome,
} from "../conditions.ts";
import type { ReportInput } from "../report-input.ts";

const of = "detainers";
const details: readonly (readonly [key: string, label: string, detail: string])[] = [
  ["case_closed", "Case closed", "case_closed"],
  ["discretion", "Prosecutorial discretion", "discretion"],
  ["not_removable", "Not amenable to removal", "not_removable"],
  ["usc_claim", "Claim to U.S. citizenship", "usc_claim"],
  ["court", "Judicial review", "court"],
];

/** Section 6: requests that were not declined and after which ICE did not take custody either. */
export function notCollectedSection(input: ReportInput): void {
  const { builder } = input;
  const rows = [
    "released_late_notice",
    "released_earlier_than_expected",
    "not_in_custody",
    "ice_did_not_assume",
    "transferred",
    "died",
  ].flatMap((key) => outcomeRows.filter((row) => row.key === key));
  builder.holds("not_collected.otherwise", ["not_collected.total", "not_collected.ended_by_ice"]);
  if (builder.countOf("prepared", { outcome: ["CANCELLED_BY_ICE"] }) > 0)
    builder.holds(
      "outcomes-by-request.cancelled_by_ice.requests",
      details.map(([key]) => `ended-by-ice.${key}.requests`),
    );
  builder.section({
    id: "not-collected",
    number: "6",
    title: "Not declined, and not collected",
    lead: [
      "ICE's record has other ends than custody and decline. They stand beside the declines because a list of declines alone reads as if every other request had ended in custody.",
    ],
    figures: [
      builder.count(
        "not_collected.otherwise",
        "Ended otherwise than by custody or a recorded decline",
        "prepared",
        of,
        endedOtherwise,
      ),
      builder.count(
        "not_collected.total",
        "Left custody or moved without ICE taking custody",
        "prepared",
        of,
        notCollected,
      ),
      builder.share(
        "not_collected.share",
        "Their share of the week's requests",
        "prepared",
        of,
        notCollected,
        counted,
        unknownOutcome,
      ),
      builder.count("not_collected.ended_by_ice", "Ended by ICE itself", "prepared", of, endedByIce),
    ],
    tables: [
      builder.table({
        id: "not-collected-by-reason",
        caption: "Ends other than custody and decline",
        population: "prepared",
        of,
        where: notCollected,
        heading: "As recorded by ICE",
        rows,
        columns: [{ key: "requests", label: "Requests", where: {} }],
        total: "All of these",
        notes: [
          "Late notice and early release can be disputed by the jail; the record keeps both sides when both speak.",
        ],
        empty: "None in this week.",
      }),
      builder.table({
        id: "ended-by-ice",
        caption: "Requests that ICE ended itself",
        population: "prepared",
        of,
        where: endedByIce,
        heading: "As recorded by ICE",
        rows: [
          ...details.map(([key, label, detail]) => ({ key, label, where: { outcome_detail: [detail] } })),
          {
            key: "lifted_unspecified",
            label: "Lifted, no reason recorded",
            where: { outcome: ["LIFTED_UNSPECIFIED"] },
          },
        ],
        columns: [{ key: "requests", label: "Requests", where: {} }],
        total: "All of these",
        empty: "None in this week.",
      }),
    ],
  });
}
