import assert from "node:assert/strict";
import { before, test } from "node:test";
import fc from "fast-check";
import loadHighs, { type Highs } from "highs";
import type { Edition, TableCell } from "../edition.ts";
import { protect } from "./protect.ts";
import { attack, type Finding } from "./testing/attack.ts";
import { cellsOf, editionOf, tableOf } from "./testing/editions.ts";
import { type RandomEdition, randomEdition } from "./testing/random-editions.ts";

let highs: Highs;
before(async () => {
  // Its types describe the CommonJS build, where the loader is a member of the import; Node takes the module build.
  highs = await (loadHighs as unknown as typeof loadHighs.default)();
});

/** What an attacker learns too much about: under the threshold for certain, or to within less than the threshold. */
function leaks(
  { edition, policy }: RandomEdition,
  shown: Edition,
  threshold: number,
  whole: boolean,
): Finding[] {
  const findings = attack(highs, { party: edition, shown, policy, threshold }, whole);
  return findings.filter(({ fewest, most }) => most < threshold || most - fewest < threshold - 1);
}

/** The counts of an edition in order, hidden ones as "x". */
function counts(edition: Edition): (number | string | null)[] {
  return edition.sections.flatMap((section) => [
    ...section.figures
      .filter((figure) => figure.kind === "count")
      .map((figure) => (figure.missing === "suppressed" ? "x" : figure.value)),
    ...section.tables.flatMap((table) =>
      Object.entries(cellsOf(edition, table.id)).flatMap(([id, cell]) =>
        id.includes("share") ? [] : [cell],
      ),
    ),
  ]);
}

/** The edition with its small counts hidden and nothing else: what an attack must break. */
function naive(edition: Edition): Edition {
  const hide = (cell: TableCell): TableCell =>
    typeof cell === "number" && cell >= 1 && cell < 10 ? { suppressed: true } : cell;
  const sections = edition.sections.map((section) => ({
    ...section,
    tables: section.tables.map((table) => ({
      ...table,
      rows: table.rows.map((row) => ({ ...row, cells: row.cells.map(hide) })),
    })),
  }));
  return { ...edition, disclosure: "public", sections };
}

test("the attack finds a lone hidden count from its total, and a share's numerator from its rounding", () => {
  const edition = editionOf([tableOf("t", ["n"], { a: [3], b: [20], c: [30], total: [53] })]);
  const [found] = attack(highs, { party: edition, shown: naive(edition), policy: {}, threshold: 10 }, true);
  assert.deepEqual(found, { name: "t.a.n", truth: 3, fewest: 3, most: 3 });
  const shares = tableOf("t", ["some", "all", "share_some"], { a: [4, 21, 0.19], b: [40, 80, 0.5] }, null);
  const policy = {
    shares: ["a", "b"].map((row) => ({
      share: `t.${row}.share_some`,
      part: `t.${row}.some`,
      whole: `t.${row}.all`,
    })),
  };
  const [part] = attack(
    highs,
    { party: editionOf([shares]), shown: naive(editionOf([shares])), policy, threshold: 10 },
    true,
  );
  assert.deepEqual(part, { name: "t.a.some", truth: 4, fewest: 4, most: 4 });
});

test("most random editions leak when only their small counts are hidden", () => {
  const leaking = fc
    .sample(randomEdition, { numRuns: 100, seed: 1 })
    .filter((each) => leaks(each, naive(each.edition), 10, false).length > 0);
  assert.ok(leaking.length > 50, `only ${leaking.length} of 100 leak`);
});

test("no small count of 1,000 random editions can be worked out from what they show", () => {
  const property = fc.property(randomEdition, (random) => {
    assert.deepEqual(leaks(random, protect(random.edition, random.policy), 10, false), []);
  });
  fc.assert(property, { numRuns: 1000 });
});

test("nor by an attacker who knows that counts are whole, at any threshold", () => {
  const property = fc.property(randomEdition, fc.integer({ min: 2, max: 15 }), (random, threshold) => {
    const shown = protect(random.edition, { ...random.policy, threshold });
    assert.deepEqual(leaks(random, shown, threshold, true), []);
  });
  fc.assert(property, { numRuns: 150 });
});

test("a public edition prints no count from 1 to 9, leaves zeros and what it shows as they were, and is always the same", () => {
  const property = fc.property(randomEdition, ({ edition, policy }) => {
    const party = structuredClone(edition);
    const shown = protect(edition, policy);
    assert.deepEqual(edition, party);
    assert.deepEqual(protect(party, policy), shown);
    counts(edition).forEach((count, at) => {
      const seen = counts(shown)[at];
      if (count === 0 || count === null) assert.equal(seen, count);
      else assert.ok(seen === "x" || (seen === count && Number(count) >= 10), `${count} is shown as ${seen}`);
    });
  });
  fc.assert(property, { numRuns: 300 });
});

test("under one total no more than one other number is hidden, and none where the small counts protect each other", () => {
  const smalls = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 6 });
  const larges = fc.array(fc.integer({ min: 10, max: 99 }), { minLength: 1, maxLength: 5 });
  const property = fc.property(smalls, larges, (small, large) => {
    const all = [...small, ...large];
    const rows = Object.fromEntries(all.map((count, at) => [`r${at}`, [count]]));
    const edition = editionOf([tableOf("t", ["n"], { ...rows, total: [sum(all)] })]);
    const hidden = Object.values(cellsOf(protect(edition), "t")).filter((cell) => cell === "x").length;
    assert.equal(hidden, small.length + (sum(small) - small.length + 1 >= 10 ? 0 : 1));
  });
  fc.assert(property, { numRuns: 300 });
});

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

test("an edition without small counts is shown whole", () => {
  const columns = fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 10, max: 99 })), {
    minLength: 1,
    maxLength: 8,
  });
  const property = fc.property(columns, (each) => {
    const rows = Object.fromEntries(each.map((count, at) => [`r${at}`, [count]]));
    const edition = editionOf([
      tableOf("t", ["n"], { ...rows, total: [each.reduce((sum, count) => sum + count, 0)] }),
    ]);
    assert.deepEqual(protect(edition).sections, edition.sections);
  });
  fc.assert(property);
});
