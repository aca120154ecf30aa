import { askedThings } from "../../../law/exchange/codes.ts";
import { findingCodes, findingWords } from "../../../law/exchange/finding-code.ts";
import { ownRowFrom, type ReportInput } from "../report-input.ts";
import type { Slice } from "../section-builder.ts";

const of = "requests worked in the exchange";
const population = "exchange";
const everything = "exchange.total";

/** One row a finding that the week has, in the order in which findings are explained. */
function findingRows({ builder }: ReportInput): Slice[] {
  return findingCodes
    .filter((code) => builder.countOf(population, { outcome: [code] }) > 0)
    .map((code) => ({
      key: code.toLowerCase(),
      label: `${findingWords[code].slice(0, 1).toUpperCase()}${findingWords[code].slice(1)}`,
      where: { outcome: [code] },
    }));
}

/** What was declined, one row each: a request can ask several things, and a jail decline one of them. */
function declinedRows({ builder }: ReportInput): Slice[] {
  const declined = builder.valuesOf(population, "outcome_detail", { counts_as_declined: ["yes"] });
  return declined.map(({ value }) => ({
    key: String(value).replaceAll("+", "_and_"),
    label: `Declined ${askedThings.filter((thing) => String(value).split("+").includes(thing)).join(" and ")}`,
    where: { counts_as_declined: ["yes"], outcome_detail: [value] },
  }));
}

/** Who had the person last, with enough requests for a row of their own; the rest in one row. */
function custodianRows({ builder }: ReportInput): Slice[] {
  const bodies = builder.valuesOf(population, "body_id", {});
  const own = bodies.filter((body) => body.requests >= ownRowFrom && body.value !== null);
  const rest = bodies.filter((body) => !own.includes(body)).map((body) => body.value);
  return [
    ...own.map(({ value }) => ({ key: `of_${value}`, label: String(value), where: { body_id: [value] } })),
    ...(rest.length === 0
      ? []
      : [
          {
            key: "others",
            label: `All others (${rest.length}), each with fewer than ${ownRowFrom}`,
            where: { body_id: rest },
          },
        ]),
  ];
}

const synthetic = { is_synthetic: [true] };

/**
 * Section 6a, where the week has any: what was worked in the exchange, where a decline is told apart from a release after notice, a
 * transfer, a person who was not there, and a request that went to the wrong place.
 */
export function exchangeSection(input: ReportInput): void {
  const { builder } = input;
  const total = builder.countOf(population, {});
  if (total === 0) return;
  const madeUp = builder.countOf(population, synthetic);
  const findings = findingRows(input);
  builder.holds(everything, ["exchange.declined"]);
  builder.section({
    id: "exchange",
    number: "6a",
    title: "Worked in the exchange",
    lead: [
      "These requests ended in the week, whenever they were issued, and were worked by both sides in the exchange: each answer, notice, hold and release was written down when it happened. The finding is made from that log by a published rule; what each side says of it stands beside it.",
      ...(madeUp === 0
        ? []
        : [
            `Synthetic: ${madeUp === total ? "all" : "some"} of these requests were made up to show how the exchange works. They are about nobody.`,
          ]),
    ],
    figures: [
      builder.count(everything, "Requests worked in the exchange that ended in the week", population, of, {}),
      builder.count("exchange.declined", "Found declined, in whole or in part", population, of, {
        counts_as_declined: ["yes"],
      }),
      builder.count("exchange.disputed", "With two accounts that differ", population, of, {
        is_disputed: [true],
      }),
    ],
    tables: [
      builder.table({
        id: "exchange-findings",
        caption: "What is found of each request",
        population,
        of,
        where: {},
        heading: "Finding",
        rows: findings,
        columns: [
          { key: "requests", label: "Requests", where: {} },
          { key: "disputed", label: "Of these, accounts differ", where: { is_disputed: [true] } },
        ],
        total: "All of these",
        empty: "No request of this week was worked in the exchange.",
        notes: [
          "A finding is about the last custodian; a jail that passed a person on is not charged with what came after.",
        ],
      }),
      builder.table({
        id: "exchange-declined",
        caption: "What was declined",
        population,
        of,
        where: { counts_as_declined: ["yes"] },
        heading: "What was declined",
        rows: declinedRows(input),
        columns: [{ key: "requests", label: "Requests", where: {} }],
        total: "All found declined",
        empty: "No request of this week was found declined.",
      }),
      builder.table({
        id: "exchange-custodians",
        caption: "By who had the person last",
        population,
        of,
        where: {},
        heading: "Organisation",
        rows: custodianRows(input),
        columns: [
          { key: "requests", label: "Requests", where: {} },
          { key: "declined", label: "Found declined", where: { counts_as_declined: ["yes"] } },
        ],
        total: "All of these",
        empty: "No request of this week was worked in the exchange.",
      }),
    ],
  });
}
