import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import loadHighs, { type Highs } from "highs";
import { weekOf } from "../../src/base/day.ts";
import { seedPolicies } from "../../src/records/policies/record-policy.ts";
import { compileEdition } from "../../src/reports/compile.ts";
import type { ReportRequest } from "../../src/reports/edition-id.ts";
import { type RequestGroup, requestGroups } from "../../src/reports/population/week-requests.ts";
import { meets } from "../../src/reports/population/where.ts";
import { numberOf } from "../../src/reports/trace/trace-figure.ts";
import { realRecord, testClock } from "../support/real-record.ts";
import type { TestStore } from "../support/store.ts";

/*
 * The disclosure policy hides what its declared relations would give away. This test asks whether any relation was forgotten:
 * it knows no relation at all, only which requests each printed number counts, and solves for every hidden small count. Nothing
 * narrower than "from 1 to 9", which the word suppressed itself says, may come out.
 */

const threshold = 10;
const placeParts = [
  "place_status",
  "place_id",
  "state_geoid",
  "body_id",
  "body_kind",
  "jurisdiction_geoid",
] as const;
let highs: Highs;
let store: TestStore;
let done: () => Promise<void> | void = () => undefined;

before(async () => {
  highs = await (loadHighs as unknown as typeof loadHighs.default)();
  store = await realRecord(
    {
      after: (f: () => Promise<void> | void) => {
        done = f;
      },
    },
    "ice-detainers-fy2015.csv",
  );
  await store.db.transaction((tx) =>
    seedPolicies(tx, { recorded_at: testClock.now(), author: "test", reason: "the shipped set" }),
  );
});
after(() => done());

/** Every kind of request that an outsider must think possible: each place with each way a request can have gone. */
function possible(groups: readonly RequestGroup[]): RequestGroup[] {
  const key = (group: RequestGroup, parts: readonly string[]): string =>
    JSON.stringify(parts.map((part) => group[part as keyof RequestGroup]));
  const rest = Object.keys(groups[0] ?? {}).filter(
    (part) => part !== "requests" && !(placeParts as readonly string[]).includes(part),
  );
  const places = new Map(groups.map((group) => [key(group, placeParts), group]));
  const ways = new Map(groups.map((group) => [key(group, rest), group]));
  return [...places.values()].flatMap((place) =>
    [...ways.values()].map(
      (way) =>
        ({ ...way, ...Object.fromEntries(placeParts.map((part) => [part, place[part]])) }) as RequestGroup,
    ),
  );
}

interface Leak {
  readonly id: string;
  readonly truth: number;
  readonly fewest: number;
  readonly most: number;
}

async function leaks(request: ReportRequest): Promise<{ found: Leak[]; small: number; shown: number }> {
  const { edition, traces } = await compileEdition(store.db, request);
  const real = await store.db.all(requestGroups("prepared", request.week, request.position));
  const kinds = possible(real);
  const numbers = [...traces].flatMap(([id, trace]) => {
    const printed = numberOf(edition, id);
    if (printed === null || trace.population !== "prepared") return [];
    const truth = real.reduce((n, group) => (meets(group, trace.where) ? n + group.requests : n), 0);
    return [{ id, hidden: printed.hidden, truth, members: kinds.map((kind) => meets(kind, trace.where)) }];
  });
  const classOf = new Map<string, number>();
  const classes = kinds.map((_, at) => {
    const membership = numbers.map((number) => (number.members[at] ? 1 : 0)).join("");
    if (!classOf.has(membership)) classOf.set(membership, classOf.size);
    return classOf.get(membership) as number;
  });
  const counts = numbers.map((number) => ({
    ...number,
    classes: [
      ...new Set(number.members.flatMap((member, at) => (member ? [classes[at] as number] : []))),
    ].sort((a, b) => a - b),
  }));
  const shown = counts.filter((number) => !number.hidden);
  const small = counts.filter((number) => number.hidden && number.truth >= 1 && number.truth < threshold);
  const found = solve(classOf.size, counts, small).filter(
    ({ fewest, most }) => most - fewest < threshold - 2,
  );
  return { found, small: small.length, shown: shown.length };
}

type Counted = {
  readonly id: string;
  readonly hidden: boolean;
  readonly truth: number;
  readonly classes: readonly number[];
};

/** The least and the most that each target can be, by all that is printed and by the knowledge that what is hidden is not 0. */
function solve(width: number, numbers: readonly Counted[], targets: readonly Counted[]): Leak[] {
  const most = 100_000;
  const starts = [0];
  for (const number of numbers) starts.push((starts.at(-1) as number) + number.classes.length);
  const model = {
    numCols: width,
    numRows: numbers.length,
    colCost: new Float64Array(width),
    colLower: new Array<number>(width).fill(0),
    colUpper: new Array<number>(width).fill(most),
    rowLower: numbers.map((n) => (n.hidden ? 1 : n.truth)),
    rowUpper: numbers.map((n) => (n.hidden ? most : n.truth)),
    matrix: {
      format: "csr" as const,
      numRows: numbers.length,
      numCols: width,
      starts,
      indices: numbers.flatMap((n) => [...n.classes]),
      values: numbers.flatMap((n) => n.classes.map(() => 1)),
    },
    integrality: new Array<number>(width).fill(highs.constants.variableType.continuous),
  };
  return highs.withModel(model as never, (at) => {
    at.options.set({ output_flag: false });
    const best = (classes: readonly number[], sense: 1 | -1): number => {
      for (const one of classes) at.changeColCost(one, -sense);
      at.run();
      assert.equal(at.getModelStatus(), highs.constants.modelStatus.optimal);
      const value = at.getObjectiveValue();
      for (const one of classes) at.changeColCost(one, 0);
      return Math.round(-sense * value * 1e6) / 1e6;
    };
    return targets.map(({ id, truth, classes }) => ({
      id,
      truth,
      most: best(classes, 1),
      fewest: best(classes, -1),
    }));
  });
}

for (const [template, day] of [
  ["accord", "2015-02-01"],
  ["accord", "2014-12-24"],
  ["accord", "2015-06-20"],
  ["ddor-2017", "2015-02-01"],
] as const) {
  test(`no small count of ${template} ${day} can be worked out from what is printed`, async () => {
    const { found, small, shown } = await leaks({
      template,
      week: weekOf(day),
      position: 2,
      disclosure: "public",
      likely_duplicates: "leave-out",
    });
    assert.ok(shown > (template === "accord" ? 100 : 10), `only ${shown} numbers are shown`);
    assert.ok(template === "ddor-2017" || small > 20, `only ${small} small counts were tried`);
    assert.deepEqual(found, []);
  });
}
