import type { Highs, ModelData } from "highs";
import type { Edition, Table } from "../../edition.ts";
import type { DisclosurePolicy, Relation } from "../policy.ts";

/** What an attacker finds out about one small count: the least and the most that it can be. */
export interface Finding {
  readonly name: string;
  readonly truth: number;
  readonly fewest: number;
  readonly most: number;
}

interface Row {
  readonly factors: ReadonlyMap<string, number>;
  readonly lower: number;
  readonly upper: number;
}

interface Target {
  readonly name: string;
  readonly truth: number;
  readonly factors: ReadonlyMap<string, number>;
}

/** More than any count that could matter, so that no problem is unbounded. */
const plenty = 10_000;

/**
 * Attacks a public edition with a solver of linear programs that knows everything an outsider can know: every printed
 * number, that hidden counts are whole and not 0, every sum, and every share to half a percent. Gives the range of each
 * count from 1 to `threshold - 1` of the party edition, of the people whom partial sums and shares leave out too.
 * `whole` solves for whole numbers (slower, and never a wider range).
 */
export function attack(
  highs: Highs,
  given: {
    readonly party: Edition;
    readonly shown: Edition;
    readonly policy: DisclosurePolicy;
    readonly threshold: number;
  },
  whole: boolean,
): Finding[] {
  const { party, shown, policy, threshold } = given;
  const truths = truthsOf(party, policy);
  const targets = targetsOf(policy, truths).filter(({ truth }) => truth > 0 && truth < threshold);
  if (targets.length === 0) return [];
  const bounds = boundsOf(shown, policy, truths);
  const rows = [...totalRows(party), ...declaredRows(policy), ...shareRows(shown, policy)];
  const place = new Map([...bounds.keys()].map((id, at) => [id, at]));
  return highs.withModel(problem(highs, bounds, rows, whole), (model) => {
    model.options.set({ output_flag: false });
    const best = (factors: ReadonlyMap<string, number>, sense: 1 | -1) => {
      for (const [id, factor] of factors) model.changeColCost(place.get(id) as number, -sense * factor);
      model.run();
      const [status, value] = [model.getModelStatus(), model.getObjectiveValue()];
      if (status !== highs.constants.modelStatus.optimal)
        throw new Error(`the attack ended with status ${status}`);
      for (const id of factors.keys()) model.changeColCost(place.get(id) as number, 0);
      return Math.round(-sense * value * 1e6) / 1e6;
    };
    return targets.map(({ factors, ...target }) => ({
      ...target,
      most: best(factors, 1),
      fewest: best(factors, -1),
    }));
  });
}

function problem(
  highs: Highs,
  bounds: ReadonlyMap<string, [number, number]>,
  rows: readonly Row[],
  whole: boolean,
): ModelData {
  const { integer, continuous } = highs.constants.variableType;
  const place = new Map([...bounds.keys()].map((id, at) => [id, at]));
  const used = rows.map((row) => [...row.factors].filter(([id]) => place.has(id)));
  const matrix = {
    format: "csr" as const,
    numRows: rows.length,
    numCols: place.size,
    starts: startsOf(used.map((terms) => terms.length)),
    indices: used.flatMap((terms) => terms.map(([id]) => place.get(id) as number)),
    values: used.flatMap((terms) => terms.map(([, factor]) => factor)),
  };
  return {
    numCols: place.size,
    numRows: rows.length,
    colCost: new Float64Array(place.size),
    colLower: [...bounds.values()].map(([lower]) => lower),
    colUpper: [...bounds.values()].map(([, upper]) => upper),
    rowLower: rows.map((row) => row.lower),
    rowUpper: rows.map((row) => row.upper),
    matrix,
    integrality: [...bounds].map(() => (whole ? integer : continuous)),
  };
}

function startsOf(lengths: readonly number[]): number[] {
  const starts = [0];
  for (const length of lengths) starts.push((starts.at(-1) ?? 0) + length);
  return starts;
}

function numbersIn(edition: Edition): [string, number | "hidden"][] {
  const cell = (table: Table) =>
    table.rows.flatMap((row) =>
      table.columns.flatMap((column, at): [string, number | "hidden"][] => {
        const value = row.cells[at];
        if (column.kind === "text" || value === null || value === undefined || typeof value === "string")
          return [];
        return [[`${table.id}.${row.key}.${column.key}`, typeof value === "number" ? value : "hidden"]];
      }),
    );
  return edition.sections.flatMap((section) => [
    ...section.figures.flatMap((figure): [string, number | "hidden"][] => [
      ...(figure.value !== null || figure.missing === "suppressed"
        ? [[figure.id, figure.value ?? "hidden"] as [string, number | "hidden"]]
        : []),
      ...(figure.share_unknown !== null
        ? [[`${figure.id}.share_unknown`, figure.share_unknown] as [string, number]]
        : []),
    ]),
    ...section.tables.flatMap(cell),
  ]);
}

function isShare(id: string): boolean {
  return /share/.test(id);
}

function truthsOf(party: Edition, policy: DisclosurePolicy): Map<string, number> {
  const printed = numbersIn(party).filter(([id]) => !isShare(id)) as [string, number][];
  return new Map([
    ...printed,
    ...(policy.counts ?? []).map(({ id, value }): [string, number] => [id, value]),
  ]);
}

function boundsOf(
  shown: Edition,
  policy: DisclosurePolicy,
  truths: ReadonlyMap<string, number>,
): Map<string, [number, number]> {
  const bounds = new Map<string, [number, number]>();
  for (const [id, value] of numbersIn(shown)) {
    if (truths.has(id)) bounds.set(id, value === "hidden" ? [1, plenty] : [value, value]);
  }
  for (const { id } of policy.counts ?? []) bounds.set(id, [0, plenty]);
  return bounds;
}

function totalRows(party: Edition): Row[] {
  return party.sections.flatMap((section) =>
    section.tables.flatMap((table) =>
      table.columns
        .filter((column) => column.kind === "count" && table.total_row !== null)
        .map((column): Row => {
          const factors = table.rows.map(
            (row) => [`${table.id}.${row.key}.${column.key}`, row.key === table.total_row ? 1 : -1] as const,
          );
          return { factors: new Map(factors), lower: 0, upper: 0 };
        }),
    ),
  );
}

function difference(total: string, parts: readonly string[]): Map<string, number> {
  return new Map([[total, 1], ...parts.map((part): [string, number] => [part, -1])]);
}

function declaredRows(policy: DisclosurePolicy): Row[] {
  const sums = (policy.relations ?? []).map(({ total, parts, partial }): Row => {
    return { factors: difference(total, parts), lower: 0, upper: partial ? plenty : 0 };
  });
  const wholes = (policy.shares ?? []).map(({ part, whole, unknown }): Row => {
    return {
      factors: difference(whole, unknown === undefined ? [part] : [part, unknown]),
      lower: 0,
      upper: plenty,
    };
  });
  return [...sums, ...wholes];
}

/** A share shown as a whole percent says that its part is within half a percent of the whole. */
function shareRows(shown: Edition, policy: DisclosurePolicy): Row[] {
  const numbers = new Map(numbersIn(shown));
  const row = (id: string, part: string, whole: string): Row[] => {
    const share = numbers.get(id);
    if (typeof share !== "number") return [];
    const least = new Map([[part, 1]]).set(whole, 0.005 - share);
    const most = new Map([[part, 1]]).set(whole, -share - 0.005);
    return [
      { factors: least, lower: -1e-6, upper: plenty },
      { factors: most, lower: -2 * plenty, upper: 1e-6 },
    ];
  };
  return (policy.shares ?? []).flatMap(({ share, part, whole, unknown }) => [
    ...row(share, part, whole),
    ...(unknown === undefined ? [] : row(`${share}.share_unknown`, unknown, whole)),
  ]);
}

function targetsOf(policy: DisclosurePolicy, truths: ReadonlyMap<string, number>): Target[] {
  const cells = [...truths].map(([name, truth]) => ({ name, truth, factors: new Map([[name, 1]]) }));
  const partials: readonly Relation[] = (policy.relations ?? []).filter((relation) => relation.partial);
  const shares = (policy.shares ?? []).flatMap(({ part, whole, unknown }): Relation[] => [
    { total: whole, parts: [part] },
    ...(unknown === undefined
      ? []
      : [
          { total: whole, parts: [unknown] },
          { total: whole, parts: [part, unknown] },
        ]),
  ]);
  const rests = [...partials, ...shares].map(({ total, parts }) => ({
    name: `${total} - ${parts.join(" - ")}`,
    truth: parts.reduce((rest, part) => rest - (truths.get(part) ?? 0), truths.get(total) ?? 0),
    factors: difference(total, parts),
  }));
  return [...cells, ...rests];
}
