import { backlogDays } from "../../population/week-requests.ts";
import { both } from "../../population/where.ts";
import { counted, declined, unknownOutcome } from "../conditions.ts";
import type { ReportInput } from "../report-input.ts";
import { bodyRows } from "./bodies.ts";

const of = "detainers";
const ages = [
  "0 to 2 days",
  "3 to 7 days",
  "8 to 30 days",
  "31 to 90 days",
  "91 to 365 days",
  "over 365 days",
];

function recordedTables(input: ReportInput) {
  const { builder } = input;
  return [
    builder.table({
      id: "declined-recorded-by-age",
      caption: "Declines recorded in the week, by the time since the form was prepared",
      population: "recorded",
      of: "detainers that ICE recorded as declined",
      where: declined,
      heading: "Recorded after",
      rows: ages.map((age) => ({ key: age.replaceAll(" ", "_"), label: age, where: { age_band: [age] } })),
      columns: [
        { key: "declined", label: "Declined, as recorded by ICE", where: {} },
        {
          key: "backlog",
          label: `Of these, backlog (over ${backlogDays} days)`,
          where: { is_backlog: [true] },
        },
      ],
      total: "All",
      notes: [
        "Three dates are kept apart: issued (the form's preparation), occurred (the release; this source does not give it) and recorded (when ICE wrote the decline).",
      ],
      empty: "ICE recorded no decline in this week.",
    }),
  ];
}

/** Section 5: declines as ICE recorded them, with issued, occurred and recorded dates apart. */
export function declinedSection(input: ReportInput): void {
  const { builder, facts } = input;
  const recorded = builder.countOf("recorded", {}) > 0;
  const dates = facts.sources.some((source) => source.has_lift_dates);
  const rows = bodyRows(input, both(counted, declined));
  builder.section({
    id: "declined",
    number: "5",
    title: "Declined, as recorded by ICE",
    lead: [
      'A decline here is ICE\'s own entry, "Detainer Declined by LEA". It does not say which request was declined, when, why, or what the jail or the law required. Late notice, early release and transfer are not among them.',
      dates
        ? "Two populations follow and are never mixed: requests prepared in the week that were ever recorded as declined, and declines recorded in the week whenever prepared."
        : "No source for this week gives the day on which a decline was recorded. These counts are therefore by the week in which the form was prepared (issue-week cohort), not by the week of the decline.",
    ],
    figures: [
      builder.count(
        "declined.total",
        "Prepared in the week, recorded as declined",
        "prepared",
        of,
        both(counted, declined),
      ),
      builder.share(
        "declined.share",
        "Share recorded as declined",
        "prepared",
        of,
        declined,
        counted,
        unknownOutcome,
        "With this share unknown the number is a lower bound of what ICE will have recorded, and not a rate of cooperation.",
      ),
      ...(dates || recorded
        ? [
            builder.count(
              "declined.recorded",
              "Declines recorded in the week, whenever prepared",
              "recorded",
              "detainers that ICE recorded as declined",
              declined,
            ),
            builder.count(
              "declined.backlog",
              `Of these, backlog: recorded over ${backlogDays} days after the form was prepared`,
              "recorded",
              "detainers that ICE recorded as declined",
              { ...declined, is_backlog: [true] },
            ),
          ]
        : []),
    ],
    tables: [
      builder.table({
        id: "declined-by-body",
        caption: "Recorded as declined, by the body that controlled the facility",
        population: "prepared",
        of,
        where: counted,
        heading: "Controlling body",
        rows,
        columns: [
          { key: "declined", label: "Declined, as recorded by ICE", where: declined },
          { key: "requests", label: "Requests prepared in the week", where: {} },
        ],
        total: null,
        notes: ["Bodies with no decline recorded are not listed here; table requests-by-body lists all."],
        empty: "No request of this week is recorded as declined.",
      }),
      ...(dates || recorded ? recordedTables(input) : []),
    ],
  });
}
