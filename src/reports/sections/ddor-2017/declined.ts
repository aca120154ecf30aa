import type { Table } from "../../edition.ts";
import { both } from "../../population/where.ts";
import { bodyRows } from "../body-rows.ts";
import { counted, declined } from "../conditions.ts";
import type { DeclinedRow } from "../declined-rows.ts";
import { ownRowFrom, type ReportInput } from "../report-input.ts";
import { between } from "./wording.ts";

const of = "detainers recorded as declined";
const where = both(counted, declined);

function activity(row: DeclinedRow): string | null {
  return row.conviction === "" ? row.criminality || null : `conviction: ${row.conviction}`;
}

/** The form's own rows, one a person: a party's view only. */
function rowTable({ builder }: ReportInput, rows: readonly DeclinedRow[], hasDates: boolean): Table {
  return {
    id: "section-2-rows",
    caption: "Recorded declined detainers, one row a detainer",
    columns: [
      { key: "lea", label: "LEA (facility as written)", kind: "text" },
      { key: "state", label: "State", kind: "text" },
      { key: "issued_on", label: "Detainer issued", kind: "date" },
      { key: "recorded_on", label: "Detainer declined (recorded)", kind: "date" },
      { key: "citizenship", label: "Citizenship", kind: "text" },
      { key: "activity", label: "Notable criminal activity", kind: "text" },
    ],
    rows: rows.map((row) => ({
      key: `d${row.detainer_id}`,
      cells: [
        [row.facility_name, row.facility_city].filter((part) => part !== "").join(", "),
        row.facility_state,
        row.prepared_on,
        row.lifted_on,
        row.citizenship || null,
        activity(row),
      ],
    })),
    total_row: null,
    basis: builder.basis(hasDates ? "recorded" : "prepared", of),
    notes: [
      "Charges and convictions are named apart; an empty cell means that the source does not give it. Juveniles are never listed.",
    ],
    empty: "No declined detainer is recorded for this week.",
  };
}

/** Section II: recorded declines; rows in a party's view, counts by body in the public one. */
export function declinedSection(input: ReportInput, rows: readonly DeclinedRow[], hasDates: boolean): void {
  const { builder, disclosure } = input;
  const population = hasDates ? "recorded" : "prepared";
  builder.section({
    id: "section-2",
    number: "II",
    title: `Jurisdictions with Recorded Declined Detainers ${between(input)}`,
    lead: [
      "ICE's own entries. Agencies do not generally tell ICE when a detainer is not acted on, so these are what ICE became aware of and wrote down.",
      hasDates
        ? "Counted by the day on which ICE recorded the decline, whenever the detainer was issued, as the 2017 form did."
        : "The source gives no date of decline, so these are the detainers prepared in the week that were ever recorded as declined (issue-week cohort). The 2017 form counted by the day of recording; the two must not be compared.",
      ...(disclosure === "public"
        ? [
            "The 2017 form printed one row a person. In public editions the rows are counted by the body that controlled the facility, because such a row can identify the person; a party sees its own rows.",
          ]
        : []),
    ],
    figures: [builder.count("section_2.declined", "Recorded declined detainers", population, of, where)],
    tables: [
      builder.table({
        id: "section-2-bodies",
        caption: "Recorded declined detainers, by the body that controlled the facility",
        population,
        of,
        where,
        heading: "Body that controlled the facility",
        rows: bodyRows(input, population, where, ownRowFrom),
        columns: [{ key: "declined", label: "Declined, as recorded by ICE", where: {} }],
        total: "All",
        empty: "No declined detainer is recorded for this week.",
      }),
      ...(disclosure === "party" ? [rowTable(input, rows, hasDates)] : []),
    ],
  });
}
