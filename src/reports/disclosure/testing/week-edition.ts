import type { Table } from "../../edition.ts";
import { cellRef, columnSums, groupSums, sameColumn, sameCount } from "../relations.ts";
import { editionOf, tableOf } from "./editions.ts";
import type { RandomEdition } from "./random-editions.ts";

/** One synthetic request by its four attributes, each a key. */
type Request = Readonly<Record<"county" | "state" | "form" | "outcome", string>>;

const outcomes = ["c0", "c1", "c2", "c3", "c4"];

/** A synthetic week of so many requests: four tables by county, state and form that share their sums, skewed as in the field. */
export function weekEdition(requests: number, states: number, seed: number): RandomEdition {
  const draw = skewedDraws(seed);
  const all = Array.from({ length: requests }, (): Request => {
    const state = `s${draw(states)}`;
    return { state, county: `${state}-${draw(6)}`, form: `f${draw(4)}`, outcome: `c${draw(5)}` };
  });
  const [counties, by_state, by_form] = [table(all, "county"), table(all, "state"), table(all, "form")];
  const columns = [...outcomes, "all"];
  const groups = columns.flatMap((column) =>
    groupSums({ table: by_state, column }, { table: counties, column }, (key) => key.split("-")[0] ?? null),
  );
  const totals = columns.flatMap((column) =>
    [counties, by_form].map((other) =>
      sameCount(cellRef(by_state, "total", column), cellRef(other, "total", column)),
    ),
  );
  const tables = [counties, by_state, by_form];
  const relations = [...tables.flatMap((each) => columnSums(each, "all", outcomes)), ...groups, ...totals];
  return {
    kind: "week",
    edition: editionOf(tables),
    policy: { relations: [...relations, ...sameColumn(by_state, "all", counties)] },
  };
}

function table(requests: readonly Request[], by: "county" | "state" | "form"): Table {
  const count = (of: readonly Request[]) => [
    ...outcomes.map((outcome) => of.filter((each) => each.outcome === outcome).length),
    of.length,
  ];
  const keys = [...new Set(requests.map((each) => each[by]))].sort();
  const rows = keys.map((key) => [key, count(requests.filter((each) => each[by] === key))] as const);
  return tableOf(by, [...outcomes, "all"], { ...Object.fromEntries(rows), total: count(requests) });
}

/** Whole numbers from 0 to under a bound, the first the likeliest, the same ones for the same seed. */
function skewedDraws(seed: number): (under: number) => number {
  let state = seed;
  return (under) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.min(under - 1, Math.floor((under + 1) ** (state / 2 ** 32)) - 1);
  };
}
