import { counted, inIceCustody, outcomeRows, unknownOutcome } from "../conditions.ts";
import type { ReportInput } from "../report-input.ts";

const of = "detainers";

/** Section 3: the neutral outcome of each request, with the evidence it rests on. */
export function outcomesSection(input: ReportInput): void {
  const { builder } = input;
  const rows = outcomeRows.filter((row) => builder.countOf("prepared", row.where) > 0);
  const grades = [
    ["a", "A: both sides agree, or a signed answer", "A"],
    ["b", "B: the jail's release log, ICE concurring", "B"],
    ["c", "C: ICE's record only", "C"],
    ["x", "X: disputed by a party", "X"],
    ["none", "None: nothing is asserted", null],
  ] as const;
  builder.holds("outcomes-by-grade.none.requests", ["standing.open"]);
  builder.section({
    id: "outcomes",
    number: "3",
    title: "Outcomes of the week's requests",
    lead: [
      "Outcomes follow the requests prepared in the week to what the record says of them now. All rest on ICE's own record (evidence grade C): the jails' side is not in this source, so an outcome here is what ICE wrote, not what both agree on.",
      "An outcome inferred from a published policy (grade D) can never stand in these counts.",
    ],
    figures: [
      builder.share(
        "outcomes.custody_share",
        "Share taken into ICE custody",
        "prepared",
        of,
        inIceCustody,
        counted,
        unknownOutcome,
        "Read it with the share unknown beside it.",
      ),
      builder.count("outcomes.disputed", "Disputed: a party asserts another outcome", "prepared", of, {
        is_disputed: [true],
      }),
    ],
    tables: [
      builder.table({
        id: "outcomes-by-request",
        caption: "Outcome of the requests, by what was asked",
        population: "prepared",
        of,
        where: counted,
        heading: "Outcome",
        rows: rows.filter((row) => !["superseded", "duplicate"].includes(row.key)),
        columns: [
          { key: "requests", label: "Requests", where: {} },
          { key: "asks_hold", label: "Asked to hold and notify", where: { asks_hold: [true] } },
          { key: "notice_only", label: "Asked only for notice", where: { asks_hold: [false] } },
          { key: "form_unknown", label: "Form not known", where: { asks_hold: [null] } },
        ],
        total: "All requests",
        share: "Share of all requests",
        column_sums: [{ total: "requests", parts: ["asks_hold", "notice_only", "form_unknown"] }],
        notes: ["ICE's record does not say which of the things asked a jail declined."],
        empty: "No request was prepared in this week.",
      }),
      builder.table({
        id: "outcomes-by-grade",
        caption: "Evidence behind the outcomes",
        population: "prepared",
        of,
        where: counted,
        heading: "Evidence grade",
        rows: grades.map(([key, label, grade]) => ({ key, label, where: { evidence_grade: [grade] } })),
        columns: [{ key: "requests", label: "Requests", where: {} }],
        total: "All requests",
        empty: "No request was prepared in this week.",
      }),
    ],
    charts: [
      {
        id: "outcomes-chart",
        title: "Outcomes of the week's requests",
        table_id: "outcomes-by-request",
        form: "bars",
        x: "label",
        y: "requests",
        series: null,
        description:
          "One bar an outcome, as long as its number of requests; the table beside it has the numbers.",
      },
    ],
  });
}
