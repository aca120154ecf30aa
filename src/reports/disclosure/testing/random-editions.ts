import fc from "fast-check";
import type { Edition, Table } from "../../edition.ts";
import type { DisclosurePolicy, Relation, ShareOf } from "../policy.ts";
import { cellRef, columnShares, columnSums, groupSums, sameColumn, sameCount } from "../relations.ts";
import { editionOf, figureOf, tableOf } from "./editions.ts";

/** A synthetic party edition with what the policy must know of it. */
export interface RandomEdition {
  readonly kind: string;
  readonly edition: Edition;
  readonly policy: DisclosurePolicy;
}

/** Counts as they are in the field: many zeros, most under ten, some larger. */
const count = fc.oneof(
  { weight: 4, arbitrary: fc.constant(0) },
  { weight: 7, arbitrary: fc.integer({ min: 1, max: 9 }) },
  { weight: 4, arbitrary: fc.integer({ min: 10, max: 60 }) },
);

function list(min: number, max: number): fc.Arbitrary<number[]> {
  return fc.array(count, { minLength: min, maxLength: max });
}

/** Counts by row and column: `rows[row][column]`. */
function grid(rows: number, columns: number): fc.Arbitrary<number[][]> {
  return fc.array(list(columns, columns), { minLength: 2, maxLength: rows });
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

function sumColumns(rows: readonly (readonly number[])[]): number[] {
  return (rows[0] ?? []).map((_, at) => sum(rows.map((row) => row[at] ?? 0)));
}

/** A table with its total column `all` and its total row; with `shares`, the first column's share in whole percents. */
function crossTable(
  id: string,
  names: readonly string[],
  rows: readonly (readonly number[])[],
  shares = false,
): Table {
  const columns = (rows[0] ?? []).map((_, at) => `c${at}`);
  const cells = (row: readonly number[]) => {
    const all = sum(row);
    const share = all === 0 ? null : Math.round((100 * (row[0] ?? 0)) / all) / 100;
    return [...row, all, ...(shares ? [share] : [])];
  };
  const entries = rows.map((row, at) => [names[at] ?? `r${at}`, cells(row)] as const);
  const labels = [...columns, "all", ...(shares ? ["share_c0"] : [])];
  return tableOf(id, labels, { ...Object.fromEntries(entries), total: cells(sumColumns(rows)) });
}

function rowSums(table: Table): Relation[] {
  return columnSums(
    table,
    "all",
    table.columns.map((column) => column.key).filter((key) => /^c\d/.test(key)),
  );
}

const oneWay = list(2, 9).map((counts): RandomEdition => {
  const rows = Object.fromEntries(counts.map((each, at) => [`r${at}`, [each]]));
  return {
    kind: "one way",
    edition: editionOf([tableOf("t", ["n"], { ...rows, total: [sum(counts)] })]),
    policy: {},
  };
});

const twoWay = fc.tuple(grid(6, 3), fc.boolean()).map(([rows, shares]): RandomEdition => {
  const table = crossTable("t", [], rows, shares);
  const policy = {
    relations: rowSums(table),
    shares: shares ? columnShares(table, "share_c0", "c0", "all") : [],
  };
  return { kind: shares ? "two-way with shares" : "two-way", edition: editionOf([table]), policy };
});

/** Three tables of one population, by state and outcome, by form and outcome, by state and form, and a figure of it. */
const linked = fc
  .array(fc.tuple(list(2, 2), list(2, 2)), { minLength: 2, maxLength: 4 })
  .map((cube): RandomEdition => {
    const states = cube.map((forms) => sumColumns(forms));
    const forms = [0, 1].map((at) => sumColumns(cube.map((each) => each[at] ?? [])));
    const state_forms = cube.map((each) => [0, 1].map((at) => sum(each[at] ?? [])));
    const tables = [
      crossTable("s", [], states, true),
      crossTable("f", ["c0", "c1"], forms),
      crossTable("sf", [], state_forms),
    ];
    const [by_state, by_form, by_both] = tables as [Table, Table, Table];
    const relations = [
      ...tables.flatMap(rowSums),
      ...sameColumn(by_state, "all", by_both),
      ...["c0", "c1", "all"].map((column) =>
        sameCount(cellRef(by_state, "total", column), cellRef(by_form, "total", column)),
      ),
      ...["c0", "c1"].map((form) =>
        sameCount(cellRef(by_form, form, "all"), cellRef(by_both, "total", form)),
      ),
      sameCount("figure", cellRef(by_state, "total", "c1")),
    ];
    const figures = [figureOf("figure", sum(states.map((row) => row[1] ?? 0)))];
    return {
      kind: "linked",
      edition: editionOf(tables, figures),
      policy: { relations, shares: columnShares(by_state, "share_c0", "c0", "all") },
    };
  });

/** Counties in states, each by outcome, with the states' own table. */
const hierarchical = fc.array(grid(4, 2), { minLength: 2, maxLength: 4 }).map((states): RandomEdition => {
  const names = states.flatMap((counties, state) => counties.map((_, county) => `s${state}-${county}`));
  const lower = crossTable("counties", names, states.flat());
  const upper = crossTable(
    "states",
    states.map((_, state) => `s${state}`),
    states.map(sumColumns),
  );
  const groups = ["c0", "c1", "all"].flatMap((column) =>
    groupSums({ table: upper, column }, { table: lower, column }, (key) => key.split("-")[0] ?? null),
  );
  const totals = ["c0", "c1", "all"].map((column) =>
    sameCount(cellRef(upper, "total", column), cellRef(lower, "total", column)),
  );
  return {
    kind: "hierarchical",
    edition: editionOf([upper, lower]),
    policy: { relations: [...rowSums(upper), ...rowSums(lower), ...groups, ...totals] },
  };
});

/** Figures beside a table: shares whose numerators are printed nowhere, with their unknowns, over small denominators. */
const figures = fc
  .tuple(list(2, 5), fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 100 }))
  .map(([counts, of_part, of_unknown]): RandomEdition => {
    const whole = sum(counts);
    const part = Math.round((whole * of_part) / 100);
    const unknown = Math.round(((whole - part) * of_unknown) / 100);
    const percent = (of: number) => (whole === 0 ? null : Math.round((100 * of) / whole) / 100);
    const rows = Object.fromEntries(counts.map((each, at) => [`r${at}`, [each]]));
    const share: ShareOf = { share: "share", part: "part", whole: "t.total.n", unknown: "unknown" };
    return {
      kind: "figures",
      edition: editionOf(
        [tableOf("t", ["n"], { ...rows, total: [whole] })],
        [figureOf("share", percent(part), "share", percent(unknown))],
      ),
      policy: {
        shares: [share],
        counts: [
          { id: "part", value: part },
          { id: "unknown", value: unknown },
        ],
      },
    };
  });

/** A column that counts some of those of another, without the others being printed. */
const partial = grid(5, 2).map((rows): RandomEdition => {
  const entries = rows.map(([some = 0, others = 0], at) => [`r${at}`, [some + others, some]] as const);
  const total = sumColumns(entries.map(([, cells]) => cells));
  const table = tableOf("t", ["all", "some"], { ...Object.fromEntries(entries), total });
  return {
    kind: "partial",
    edition: editionOf([table]),
    policy: { relations: columnSums(table, "all", ["some"], true) },
  };
});

/** Any of the shapes that editions have. */
export const randomEdition: fc.Arbitrary<RandomEdition> = fc.oneof(
  oneWay,
  twoWay,
  linked,
  hierarchical,
  figures,
  partial,
);
