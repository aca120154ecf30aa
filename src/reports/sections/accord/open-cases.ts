import { both } from "../../population/where.ts";
import { counted } from "../conditions.ts";
import { ownRowFrom, type ReportInput } from "../report-input.ts";
import type { Slice } from "../section-builder.ts";

const of = "detainers";
const isOpen = { place_status: ["unresolved", "ambiguous"] };

/** One row a spelling with enough requests, the rest of each status in one row; each status is the sum of its rows. */
function placesOf(input: ReportInput, status: "unresolved" | "ambiguous"): Slice[] {
  const { builder, names } = input;
  const places = builder.valuesOf("prepared", "place_id", both(counted, { place_status: [status] }));
  const own = places
    .filter((place) => place.requests >= ownRowFrom)
    .map(({ value }) => ({
      key: `place_${value}`,
      label: names.place(value),
      where: { place_id: [value], place_status: [status] },
    }));
  const rest = places.filter((place) => place.requests < ownRowFrom).map((place) => place.value);
  const word = status === "ambiguous" ? "that could be several places" : "that name no known place";
  const label = `All other spellings ${word} (${rest.length}), each with fewer than ${ownRowFrom}`;
  const rows = [
    ...own,
    ...(rest.length === 0
      ? []
      : [{ key: `other_${status}`, label, where: { place_id: rest, place_status: [status] } }]),
  ];
  if (rows.length > 0)
    builder.holds(
      `open_cases.${status}`,
      rows.map((row) => `open-places.${row.key}.requests`),
    );
  return rows;
}

function openPlaces(input: ReportInput): Slice[] {
  const rows = [...placesOf(input, "unresolved"), ...placesOf(input, "ambiguous")];
  if (rows.length > 0)
    input.builder.holds("open-places.total.requests", ["open_cases.unresolved", "open_cases.ambiguous"]);
  return rows;
}

/** Section 10: what could not be resolved, read or recorded. */
export function openCasesSection(input: ReportInput): void {
  const { builder, facts } = input;
  const quarantined = facts.quarantine.reduce((n, row) => n + row.rows, 0);
  const allRows = builder.plainBasis(
    "source rows put aside at import and not mended since",
    "all imports up to this position",
  );
  builder.section({
    id: "open-cases",
    number: "10",
    title: "Unresolved and quarantined",
    lead: ["What the record could not place or could not read is counted here rather than guessed."],
    figures: [
      builder.count(
        "open_cases.unresolved",
        "Requests whose facility is not resolved",
        "prepared",
        of,
        both(counted, { place_status: ["unresolved"] }),
      ),
      builder.count(
        "open_cases.ambiguous",
        "Requests whose facility could be several",
        "prepared",
        of,
        both(counted, { place_status: ["ambiguous"] }),
      ),
      builder.count(
        "open_cases.unmapped",
        "Requests with an end that the rule does not know",
        "prepared",
        of,
        { outcome: ["UNMAPPED"] },
      ),
      builder.plainCount("open_cases.quarantined", "Source rows in quarantine", quarantined, allRows),
    ],
    tables: [
      builder.table({
        id: "open-places",
        caption: "Facilities as written that are not resolved",
        population: "prepared",
        of,
        where: both(counted, isOpen),
        heading: "As written in the source",
        rows: openPlaces(input),
        columns: [{ key: "requests", label: "Requests", where: {} }],
        total: "All not resolved",
        empty: "Every facility of this week is resolved.",
      }),
      {
        id: "quarantined-rows",
        caption: "Source rows in quarantine, by reason",
        columns: [
          { key: "reason", label: "Reason", kind: "text" },
          { key: "field", label: "Field", kind: "text" },
          { key: "rows", label: "Rows", kind: "count" },
        ],
        rows: facts.quarantine.map((row) => ({
          key: `${row.reason}_${row.field}`,
          cells: [row.reason.replaceAll("_", " "), row.field, row.rows],
        })),
        total_row: null,
        basis: allRows,
        notes: [],
        empty: "No source row is in quarantine.",
      },
    ],
  });
  builder.exempt.push("quarantined-rows");
}
