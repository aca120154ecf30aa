import type { Table, TableCell } from "../../edition.ts";
import { both } from "../../population/where.ts";
import { bodyRows } from "../accord/bodies.ts";
import { counted, declined } from "../conditions.ts";
import type { ReportInput } from "../report-input.ts";

/** One declined request as Section II of the 2017 form printed it; a party's view only. */
export interface DeclinedRow {
  readonly key: string;
  readonly lea: string;
  readonly state: string;
  readonly issued_on: string;
  readonly recorded_on: string | null;
  readonly citizenship: string | null;
  readonly activity: string | null;
}

const of = "detainers";
const between = ({ builder }: ReportInput): string => `between ${builder.week.from} and ${builder.week.to}`;

/** The wording is that of editions 2 and 3; edition 1 said "Non-Cooperative Jurisdictions" (domain brief 4.3, label drift E19). */
const titleNote =
  "The section title is that of the 2017 form, editions 2 and 3; edition 1 was worded otherwise. The words are the form's, not a finding of this record.";

/** Section I: detainers issued; who \"restricts cooperation\" is nobody's guess here. */
export function sectionOne(input: ReportInput): void {
  const { builder } = input;
  const rows = bodyRows(input, counted)
    .filter((row) => row.key.startsWith("body_"))
    .slice(0, 10);
  builder.section({
    id: "section-1",
    number: "I",
    title: `Highest Volume of Detainers Issued ${between(input)} to Jurisdictions which Restrict Cooperation with ICE`,
    lead: [
      titleNote,
      "The record holds no policy of any jurisdiction yet, so none can be listed under this title. The second table lists where most detainers were issued without regard to policy: it says nothing of cooperation. Issued is not declined.",
    ],
    figures: [
      builder.count(
        "section_1.issued",
        "Detainers issued in the week (prepared; superseded and duplicate entries left out)",
        "prepared",
        of,
        counted,
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
        rows,
        columns: [{ key: "issued", label: "Detainers issued", where: {} }],
        total: null,
        empty: "No body received ten or more detainers in this week.",
      }),
    ],
  });
}

function rowTable(input: ReportInput, rows: readonly DeclinedRow[], recorded: boolean): Table {
  const { builder } = input;
  return {
    id: "section-2-rows",
    caption: "Recorded declined detainers",
    columns: [
      { key: "lea", label: "LEA (facility as written)", kind: "text" },
      { key: "state", label: "State", kind: "text" },
      { key: "issued_on", label: "Detainer issued", kind: "date" },
      { key: "recorded_on", label: "Detainer declined (recorded)", kind: "date" },
      { key: "citizenship", label: "Citizenship", kind: "text" },
      { key: "activity", label: "Notable criminal activity", kind: "text" },
    ],
    rows: rows.map((row) => ({
      key: row.key,
      cells: [
        row.lea,
        row.state,
        row.issued_on,
        row.recorded_on,
        row.citizenship,
        row.activity,
      ] satisfies TableCell[],
    })),
    total_row: null,
    basis: builder.basis(recorded ? "recorded" : "prepared", "detainers recorded as declined"),
    notes: ["Charges and convictions are named apart; an empty cell means that the source does not give it."],
    empty: "No declined detainer is recorded for this week.",
  };
}

/** Section II: recorded declines; rows in a party's view, counts by body in the public one. */
export function sectionTwo(input: ReportInput, rows: readonly DeclinedRow[], hasDates: boolean): void {
  const { builder } = input;
  const population = hasDates ? "recorded" : "prepared";
  const where = both(counted, declined);
  const bodies = builder.valuesOf(population, "body_id", where);
  const own = bodies
    .filter((b) => b.value !== null && b.requests >= 10)
    .map((b) => ({
      key: `body_${b.value}`,
      label: input.names.body(b.value as string),
      where: { body_id: [b.value] },
    }));
  const rest = bodies.filter((b) => b.value !== null && b.requests < 10).map((b) => b.value);
  builder.section({
    id: "section-2",
    number: "II",
    title: `Jurisdictions with Recorded Declined Detainers ${between(input)}`,
    lead: [
      "ICE's own entries; agencies do not generally tell ICE when a detainer is not acted on, so these are what ICE became aware of and wrote down.",
      hasDates
        ? "Counted by the day on which ICE recorded the decline, whenever the detainer was issued."
        : "The source gives no date of decline, so these are the detainers prepared in the week that were ever recorded as declined (issue-week cohort). The 2017 form counted by the day of recording; the two must not be compared.",
      ...(input.disclosure === "public"
        ? [
            "The 2017 form printed one row a person. In public editions the rows are counted by the body that controlled the facility, because such a row can identify the person; a party sees its own rows.",
          ]
        : []),
    ],
    figures: [
      builder.count(
        "section_2.declined",
        "Recorded declined detainers",
        population,
        "detainers recorded as declined",
        where,
      ),
    ],
    tables: [
      builder.table({
        id: "section-2-bodies",
        caption: "Recorded declined detainers, by the body that controlled the facility",
        population,
        of: "detainers recorded as declined",
        where,
        heading: "Body",
        rows: [
          ...own,
          ...(rest.length === 0
            ? []
            : [
                {
                  key: "all_other",
                  label: `All other bodies (${rest.length}), each with fewer than 10`,
                  where: { body_id: rest },
                },
              ]),
          ...(bodies.some((b) => b.value === null)
            ? [{ key: "not_resolved", label: "Facility not resolved to a body", where: { body_id: [null] } }]
            : []),
        ],
        columns: [{ key: "declined", label: "Declined, as recorded by ICE", where: {} }],
        total: "All",
        empty: "No declined detainer is recorded for this week.",
      }),
      ...(input.disclosure === "party" ? [rowTable(input, rows, hasDates)] : []),
    ],
  });
}

/** Sections III and IV: the policy table, empty until policies are recorded, and the scope of the report. */
export function sectionsThreeAndFour(input: ReportInput): void {
  const { builder } = input;
  builder.section({
    id: "section-3",
    number: "III",
    title: "Table of Jurisdictions that have Enacted Policies which Restrict Cooperation with ICE",
    lead: [
      titleNote,
      "The record holds no local policies yet, so the table is empty. That a jurisdiction is absent says nothing of it.",
    ],
    tables: [
      {
        id: "section-3-policies",
        caption: "Policies, most recent first by date enacted",
        columns: [
          { key: "jurisdiction", label: "Jurisdiction (AOR)", kind: "text" },
          { key: "enacted_on", label: "Date Enacted", kind: "date" },
          { key: "policy", label: "Policy", kind: "text" },
          { key: "criteria", label: "Criteria for Honoring Detainer", kind: "text" },
        ],
        rows: [],
        total_row: null,
        basis: builder.plainBasis(
          "instruments recorded with a citation",
          `${builder.week.from} to ${builder.week.to}`,
        ),
        notes: [],
        empty: "No policy is recorded.",
      },
    ],
  });
  builder.section({
    id: "section-4",
    number: "IV",
    title: "Report Scope and Data Fidelity",
    lead: [
      "Scope: immigration detainers in the imported releases, prepared in or (where a date is given) recorded as ended in the week, Saturday to Friday in facility-local dates. Federal and tribal facilities are not left out; each is placed with the body that controlled it.",
      "Fidelity: a facility is placed with a body only with evidence; otherwise it is printed as not resolved. Declines are ICE's entries alone (evidence grade C) and were not confirmed by the jails. Where ICE expected a refusal it often issued no detainer, so few rows do not mean cooperation.",
      "A jurisdiction's appearance in this report is not a finding about its cooperation. Every body named can contest an entry; see how to correct this report.",
    ],
  });
}
