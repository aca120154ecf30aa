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
  const { builder, facts } = input;
  const begun = builder.plainBasis(
    "bookings begun in the week, as jails record them",
    `${builder.week.from} to ${builder.week.to}`,
  );
  const rows = [
    "released_late_notice",
    "released_earlier_than_expected",
    "not_in_custody",
    "ice_did_not_assume",
    "transferred",
    "died",
  ].flatMap((key) => outcomeRows.filter((row) => row.key === key));
  builder.relations.push(
    {
      total: "not_collected.otherwise",
      parts: ["not_collected.total", "not_collected.ended_by_ice"],
      partial: true,
    },
    {
      total: "outcomes-by-request.cancelled_by_ice.requests",
      parts: details.map(([key]) => `ended-by-ice.${key}.requests`),
      partial: true,
    },
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
        columns: [
          { key: "requests", label: "Requests", where: {} },
          { key: "asks_hold", label: "Asked to hold and notify", where: { asks_hold: [true] } },
        ],
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
  builder.section({
    id: "jails",
    number: "7",
    title: "What jails record themselves",
    lead:
      facts.jails.bookings === 0
        ? [
            "The record holds no jail's own bookings for this week. A jail's booking export can be imported; its side then stands here, beside ICE's, and is never merged into it.",
          ]
        : [
            "Counted from jails' own booking exports, beside ICE's record and never merged into it. A jail that sent no export is not in these numbers.",
          ],
    figures:
      facts.jails.bookings === 0
        ? []
        : [
            builder.plainCount(
              "jails.exports",
              "Jails whose bookings the record holds for this week",
              facts.jails.jails,
              builder.plainBasis(
                "jails with an imported booking export",
                `${builder.week.from} to ${builder.week.to}`,
              ),
            ),
            builder.peopleCount("jails.holds", "Bookings with an immigration hold", facts.jails.holds, begun),
            builder.peopleCount(
              "jails.to_ice",
              "Of these, recorded as released to ICE",
              facts.jails.to_ice,
              begun,
            ),
          ],
  });
}
