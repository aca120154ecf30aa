import { addDays } from "../../../base/day.ts";
import type { Figure, Table } from "../../edition.ts";
import { backlogDays } from "../../population/week-requests.ts";
import { both } from "../../population/where.ts";
import { bodyRows } from "../body-rows.ts";
import { counted, declined, unknownOutcome } from "../conditions.ts";
import { standingRows } from "../hold-authority.ts";
import { ownRowFrom, type ReportInput } from "../report-input.ts";

const of = "detainers";
const ofDeclined = "detainers that ICE recorded as declined";
const where = both(counted, declined);
const ages = [
  "0 to 2 days",
  "3 to 7 days",
  "8 to 30 days",
  "31 to 90 days",
  "91 to 365 days",
  "over 365 days",
];
const backlogAges = ages.slice(3);
const keyOf = (age: string): string => age.replaceAll(" ", "_");

/** Declines recorded in the week: figures, only where a source gives the day of recording. */
function recordedFigures({ builder }: ReportInput): Figure[] {
  builder.holds(
    "declined.backlog",
    backlogAges.map((age) => `declined-recorded-by-age.${keyOf(age)}.declined`),
  );
  const label = `Of these, backlog: recorded over ${backlogDays} days after the form was prepared`;
  return [
    builder.count(
      "declined.recorded",
      "Declines recorded in the week, whenever prepared",
      "recorded",
      ofDeclined,
      where,
    ),
    builder.count("declined.backlog", label, "recorded", ofDeclined, both(where, { is_backlog: [true] })),
  ];
}

function recordedTables(input: ReportInput): Table[] {
  const { builder } = input;
  const common = {
    population: "recorded",
    of: ofDeclined,
    where,
    total: "All",
    empty: "ICE recorded no decline in this week.",
  } as const;
  const columns = [{ key: "declined", label: "Declined, as recorded by ICE", where: {} }];
  const days = Array.from({ length: 7 }, (_, i) => addDays(builder.week.from, i));
  return [
    builder.table({
      ...common,
      id: "declined-recorded-by-age",
      caption: "Declines recorded in the week, by the time since the form was prepared",
      heading: "Recorded after",
      rows: ages.map((age) => ({
        key: keyOf(age),
        label: age + (backlogAges.includes(age) ? " (backlog)" : ""),
        where: { age_band: [age] },
      })),
      columns,
      notes: [
        "Three dates are kept apart: issued (the form's preparation), occurred (the release; no source gives it yet) and recorded (when ICE wrote the decline).",
      ],
    }),
    builder.table({
      ...common,
      id: "declined-recorded-by-day",
      caption: "Declines recorded in the week, by the day of recording",
      heading: "Recorded on",
      rows: days.map((day) => ({ key: day, label: day, where: { recorded_on: [day] } })),
      columns,
      notes: [
        "Many declines recorded on one day are more likely a day of entering them, or the first day of a policy, than a day of releases.",
      ],
    }),
    builder.table({
      ...common,
      id: "declined-recorded-by-body",
      caption: "Declines recorded in the week, by the body that controlled the facility",
      heading: "Controlling body",
      rows: bodyRows(input, "recorded", where, ownRowFrom),
      columns,
    }),
  ];
}

function cohortTable(input: ReportInput): Table {
  const rows = bodyRows(input, "prepared", where, ownRowFrom);
  input.builder.holds(
    "declined.total",
    rows.map((row) => `declined-by-body.${row.key}.declined`),
  );
  return input.builder.table({
    id: "declined-by-body",
    caption: "Prepared in the week and recorded as declined, by the body that controlled the facility",
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
    notes: [
      "Bodies with no decline recorded are not listed here; the table of requests by controlling body lists all.",
    ],
    empty: "No request of this week is recorded as declined.",
  });
}

/** Declines beside what the law asked of the jail: where it forbids a hold, not holding is no refusal (domain brief 6.5). */
function authorityTable(input: ReportInput): Table {
  const rows = standingRows(input, "prepared", where);
  if (rows.length > 0)
    input.builder.holds(
      "declined.total",
      rows.map((row) => `declined-by-authority.${row.key}.declined`),
    );
  return input.builder.table({
    id: "declined-by-authority",
    caption:
      "Recorded as declined, by what State and local rules said of holding on a detainer or administrative warrant",
    population: "prepared",
    of,
    where,
    heading: "A jail of the controlling body, on the last day of the week,",
    rows,
    columns: [{ key: "declined", label: "Declined, as recorded by ICE", where: {} }],
    total: "All",
    notes: [
      "ICE's entry does not say which request was declined. Where a rule forbids a hold, or allows it only on a condition that was not met, not holding is not a refusal: it is not permitted by law, or its conditions were not met.",
      "Rules are those of the policy registry, weighed by rank with conflicts shown as contested; decision support, not legal advice.",
    ],
    empty: "No request of this week is recorded as declined.",
  });
}

/** Section 5: declines as ICE recorded them, with issued, occurred and recorded dates apart. */
export function declinedSection(input: ReportInput): void {
  const { builder, facts } = input;
  const hasDates = facts.sources.some((source) => source.has_lift_dates);
  builder.section({
    id: "declined",
    number: "5",
    title: "Declined, as recorded by ICE",
    lead: [
      'A decline here is ICE\'s own entry, "Detainer Declined by LEA". It does not say which request was declined, when, why, or what the jail or the law required. Late notice, early release and transfer are not among them.',
      hasDates
        ? "Two populations follow and are never mixed: requests prepared in the week that were ever recorded as declined, and declines recorded in the week whenever prepared."
        : "No source for this week gives the day on which a decline was recorded. These counts are therefore by the week in which the form was prepared (issue-week cohort), not by the week of the decline.",
    ],
    figures: [
      builder.count("declined.total", "Prepared in the week, recorded as declined", "prepared", of, where),
      builder.share(
        "declined.share",
        "Share recorded as declined",
        "prepared",
        of,
        declined,
        counted,
        unknownOutcome,
        "While so large a share is unknown this is a lower bound of what ICE will have recorded, and never a rate of cooperation.",
      ),
      ...(hasDates ? recordedFigures(input) : []),
    ],
    tables: [
      cohortTable(input),
      ...(facts.policies === null ? [] : [authorityTable(input)]),
      ...(hasDates ? recordedTables(input) : []),
    ],
  });
}
