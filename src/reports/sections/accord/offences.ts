import { both } from "../../population/where.ts";
import { counted, declined } from "../conditions.ts";
import type { ReportInput } from "../report-input.ts";

const of = "detainers recorded as declined";
const where = both(counted, declined);

/** Section 8: offences that ICE records for the people of declined requests; arrest, charge and conviction kept apart. */
export function offencesSection(input: ReportInput): void {
  const { builder, names } = input;
  const known = builder.valuesOf("prepared", "criminality", where).some(({ value }) => value !== null);
  const categories = builder
    .valuesOf("prepared", "charge_category", where)
    .flatMap(({ value }) => (value === null ? [] : [value]));
  builder.section({
    id: "offences",
    number: "8",
    title: "Notable offences",
    lead: known
      ? [
          "From ICE's record of the people whose requests it recorded as declined. An arrest is not a charge and a charge is not a conviction; none of them is said to be what the person was in the jail for.",
        ]
      : [
          "The sources of this week carry no offence field, so this section has no numbers. Where a source has one, arrests, charges and convictions stand in separate columns.",
        ],
    figures: [],
    tables: !known
      ? []
      : [
          builder.table({
            id: "offences-by-stage",
            caption: "How far a case had gone, by ICE's own classes",
            population: "prepared",
            of,
            where,
            heading: "Stage, as ICE writes it",
            rows: builder.valuesOf("prepared", "criminality", where).map(({ value }) => ({
              key: (value ?? "not recorded").toLowerCase().replace(/[^a-z0-9]+/g, "_"),
              label: value ?? "Not recorded",
              where: { criminality: [value] },
            })),
            columns: [{ key: "requests", label: "Requests", where: {} }],
            total: "All recorded as declined",
            empty: "None in this week.",
            notes: ["ICE gives no arrests that led to neither a charge nor a conviction."],
          }),
          builder.table({
            id: "offences-convicted",
            caption: "Most serious conviction, by NCIC category",
            population: "prepared",
            of,
            where: { ...where, charge_category: categories },
            heading: "Category",
            rows: categories.map((category) => ({
              key: `ncic_${category}`,
              label: names.offence(category),
              where: { charge_category: [category] },
            })),
            columns: [{ key: "convictions", label: "Convictions", where: {} }],
            total: "All with a conviction recorded",
            empty: "No conviction is recorded.",
            notes: [
              "The conviction can be years old and need not be why the person was in the jail. Pending charges carry no offence in this source.",
            ],
          }),
        ],
  });
}
