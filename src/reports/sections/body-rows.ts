import type { Population } from "../population/week-requests.ts";
import type { Where } from "../population/where.ts";
import { bodyRowFrom, type ReportInput } from "./report-input.ts";
import type { Slice } from "./section-builder.ts";

/**
 * One row a controlling body with enough of the requests that meet a condition, one for the rest, one for the requests whose
 * body is not known; most requests first. Every template uses these rows, so that no two editions split the same requests differently.
 */
export function bodyRows(
  input: ReportInput,
  population: Population,
  where: Where,
  from: number = bodyRowFrom,
): Slice[] {
  const bodies = input.builder.valuesOf(population, "body_id", where);
  const named = bodies.filter((body) => body.value !== null);
  const own = named.filter((body) => body.requests >= from);
  const rest = named.filter((body) => body.requests < from).map((body) => body.value);
  const others = {
    key: "all_other",
    label: `All other bodies (${rest.length}), each with fewer than ${from}`,
    where: { body_id: rest },
  };
  const open = { key: "not_resolved", label: "Facility not resolved to a body", where: { body_id: [null] } };
  return [
    ...own.map(({ value }) => ({
      key: `body_${value}`,
      label: input.names.body(value as string),
      where: { body_id: [value] },
    })),
    ...(rest.length === 0 ? [] : [others]),
    ...(bodies.some((body) => body.value === null) ? [open] : []),
  ];
}
