import type { Where } from "../../population/where.ts";
import { counted, declined, endedByIce, inIceCustody, notCollected, open } from "../conditions.ts";
import { ownRowFrom, type ReportInput } from "../report-input.ts";
import type { Slice } from "../section-builder.ts";

const of = "detainers";

/** One row a controlling body with enough requests, one for the rest, one for the requests whose body is not known. */
export function bodyRows(input: ReportInput, where: Where, from: number = ownRowFrom): Slice[] {
  const bodies = input.builder.valuesOf("prepared", "body_id", where);
  const named = bodies.filter((body) => body.value !== null);
  const own = named
    .filter((body) => body.requests >= from)
    .map(
      ({ value }): Slice => ({
        key: `body_${value}`,
        label: input.names.body(value as string),
        where: { body_id: [value] },
      }),
    );
  const rest = named.filter((body) => body.requests < from).map((body) => body.value);
  return [
    ...own,
    ...(rest.length === 0
      ? []
      : [
          {
            key: "all_other",
            label: `All other bodies (${rest.length}), each with fewer than ${from}`,
            where: { body_id: rest },
          },
        ]),
    ...(bodies.some((body) => body.value === null)
      ? [{ key: "not_resolved", label: "Facility not resolved to a body", where: { body_id: [null] } }]
      : []),
  ];
}

/** The columns that follow a request to what became of it; with the requests they add up. */
export const fateColumns: readonly Slice[] = [
  { key: "requests", label: "Requests", where: {} },
  { key: "ice_custody", label: "ICE took custody", where: inIceCustody },
  { key: "declined", label: "Declined, as recorded by ICE", where: declined },
  { key: "not_collected", label: "Left custody or moved, not collected", where: notCollected },
  { key: "ended_by_ice", label: "Ended by ICE", where: endedByIce },
  { key: "open", label: "Active or not recorded", where: open },
  { key: "unreadable", label: "Withheld or unmapped", where: { outcome: ["REDACTED", "UNMAPPED"] } },
];

/** Section 4: the bodies that controlled the facilities on the day, each with its requests and what became of them. */
export function bodiesSection(input: ReportInput): void {
  const { builder } = input;
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
        rows: bodyRows(input, counted),
        columns: fateColumns,
        total: "All requests",
        column_sums: [{ total: "requests", parts: fateColumns.slice(1).map((column) => column.key) }],
        empty: "No request was prepared in this week.",
        notes: [
          "Appearing here says that requests were sent to facilities of this body, and nothing about its cooperation. A decline recorded by ICE is ICE's statement; every body named can contest it.",
        ],
      }),
    ],
  });
}
