import { closed, counted, open } from "../conditions.ts";
import type { ReportInput } from "../report-input.ts";

const of = "detainers";

/** Section 2: how many of the week's requests are still open on paper, and how many have an end recorded. */
export function standingSection({ builder }: ReportInput): void {
  builder.section({
    id: "standing",
    number: "2",
    title: "Active and closed",
    lead: [
      "A request with no end recorded may be active, or its end may never have been written down: the source does not tell the two apart. It is never read as honored or as declined.",
    ],
    figures: [
      builder.count("standing.closed", "Closed: an end is recorded", "prepared", of, closed),
      builder.count("standing.open", "Active or not recorded", "prepared", of, open),
      builder.share(
        "standing.closed_share",
        "Share with an end recorded",
        "prepared",
        of,
        closed,
        counted,
        open,
      ),
    ],
    tables: [
      builder.table({
        id: "standing-by-request",
        caption: "Active and closed requests, by what was asked",
        population: "prepared",
        of,
        where: counted,
        heading: "What was asked",
        rows: [
          { key: "asks_hold", label: "To hold and to notify", where: { asks_hold: [true] } },
          { key: "notice_only", label: "Only to be told of the release", where: { asks_hold: [false] } },
          { key: "form_unknown", label: "Not known: form not recorded", where: { asks_hold: [null] } },
        ],
        columns: [
          { key: "requests", label: "Requests", where: {} },
          { key: "closed", label: "Closed", where: closed },
          { key: "open", label: "Active or not recorded", where: open },
        ],
        total: "All requests",
        column_sums: [{ total: "requests", parts: ["closed", "open"] }],
        empty: "No request was prepared in this week.",
      }),
    ],
  });
}
