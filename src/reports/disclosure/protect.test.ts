import assert from "node:assert/strict";
import { test } from "node:test";
import type { Edition } from "../edition.ts";
import type { DisclosurePolicy } from "./policy.ts";
import { hiddenIn, protect } from "./protect.ts";
import { cellRef, columnShares, columnSums, sameColumn, sameCount } from "./relations.ts";
import { cellsOf, editionOf, figureOf, tableOf } from "./testing/editions.ts";
import { weekEdition } from "./testing/week-edition.ts";

/** The one column `n` of a table under its total, after protection. */
function column(counts: Record<string, number>, policy?: DisclosurePolicy) {
  const rows = Object.fromEntries(Object.entries(counts).map(([key, count]) => [key, [count]]));
  const cells = cellsOf(protect(editionOf([tableOf("t", ["n"], rows)]), policy), "t");
  return Object.fromEntries(Object.entries(cells).map(([key, cell]) => [key.split(".")[0], cell]));
}

function figureIn(edition: Edition, id: string) {
  return edition.sections[0]?.figures.find((figure) => figure.id === id);
}

test("nothing is hidden where every count is 0 or from the threshold on", () => {
  const counts = { a: 10, b: 0, c: 30, total: 40 };
  assert.deepEqual(column(counts), counts);
});

test("a lone small count takes the smallest of the others with it, and the total stays", () => {
  assert.deepEqual(column({ a: 3, b: 20, c: 30, total: 53 }), { a: "x", b: "x", c: 30, total: 53 });
});

test("two small counts whose sum is small take a third with them", () => {
  assert.deepEqual(column({ a: 3, b: 5, c: 30, d: 40, total: 78 }), {
    a: "x",
    b: "x",
    c: "x",
    d: 40,
    total: 78,
  });
});

test("small counts whose sum leaves each of them open need no other", () => {
  assert.deepEqual(column({ a: 7, b: 8, c: 30, total: 45 }), { a: "x", b: "x", c: 30, total: 45 });
});

test("a sum of 10 over two is not enough, for each would be under 10; a sum of 11 is", () => {
  assert.deepEqual(column({ a: 5, b: 5, c: 30, total: 40 }), { a: "x", b: "x", c: "x", total: 40 });
  assert.deepEqual(column({ a: 5, b: 6, c: 30, total: 41 }), { a: "x", b: "x", c: 30, total: 41 });
});

test("three ones are not protected by each other: hidden counts are known not to be 0", () => {
  assert.deepEqual(column({ a: 1, b: 1, c: 1, d: 12, e: 50, total: 65 }), {
    a: "x",
    b: "x",
    c: "x",
    d: "x",
    e: 50,
    total: 65,
  });
});

test("zeros are shown and protect nothing", () => {
  assert.deepEqual(column({ a: 3, b: 0, c: 30, total: 33 }), { a: "x", b: 0, c: "x", total: 33 });
});

test("a small count that is its own total is hidden in both places", () => {
  assert.deepEqual(column({ a: 3, b: 0, total: 3 }), { a: "x", b: 0, total: "x" });
});

test("the threshold is a matter of policy, on both sides of it", () => {
  assert.deepEqual(column({ a: 5, b: 20, c: 30, total: 55 }, { threshold: 5 }), {
    a: 5,
    b: 20,
    c: 30,
    total: 55,
  });
  assert.deepEqual(column({ a: 5, b: 20, c: 30, total: 55 }, { threshold: 6 }), {
    a: "x",
    b: "x",
    c: 30,
    total: 55,
  });
  assert.deepEqual(column({ a: 1, total: 1 }, { threshold: 1 }), { a: 1, total: 1 });
  assert.throws(
    () => column({ a: 1, total: 1 }, { threshold: 2.5 }),
    /threshold 2.5 is not a whole number from 1/,
  );
});

test("in two directions a small count takes a rectangle with it", () => {
  const table = tableOf("t", ["p", "q", "all"], {
    a: [3, 20, 23],
    b: [15, 30, 45],
    c: [40, 50, 90],
    total: [58, 100, 158],
  });
  const shown = cellsOf(
    protect(editionOf([table]), { relations: columnSums(table, "all", ["p", "q"]) }),
    "t",
  );
  const hidden = Object.keys(shown).filter((key) => shown[key] === "x");
  assert.deepEqual(hidden, ["a.p", "a.q", "b.p", "b.q"]);
});

test("tables that print the same counts hide the same counts", () => {
  const one = tableOf("one", ["n"], { a: [3], b: [20], c: [30], total: [53] });
  const other = tableOf("other", ["n"], { c: [30], b: [20], a: [3] }, null);
  const shown = protect(editionOf([one, other]), { relations: sameColumn(one, "n", other) });
  assert.deepEqual(cellsOf(shown, "one"), { "a.n": "x", "b.n": "x", "c.n": 30, "total.n": 53 });
  assert.deepEqual(cellsOf(shown, "other"), { "c.n": 30, "b.n": "x", "a.n": "x" });
});

test("a total that another table breaks down otherwise is not hidden alone", () => {
  const by_state = tableOf("by_state", ["n"], { tx: [8], total: [8] });
  const by_form = tableOf("by_form", ["n"], { a: [8], b: [0], total: [8] });
  const all = figureOf("all", 38);
  const rest = figureOf("rest", 30);
  const relations = [
    sameCount(cellRef(by_state, "total", "n"), cellRef(by_form, "total", "n")),
    { total: "all", parts: [cellRef(by_state, "total", "n"), "rest"] },
  ];
  const shown = protect(editionOf([by_state, by_form], [all, rest]), { relations });
  assert.deepEqual(hiddenIn(shown), [
    "rest",
    "by_state.tx.n",
    "by_state.total.n",
    "by_form.a.n",
    "by_form.total.n",
  ]);
});

test("a figure that repeats a hidden cell is hidden and says so", () => {
  const table = tableOf("t", ["n"], { a: [3], b: [20], c: [30], total: [53] });
  const shown = protect(editionOf([table], [figureOf("f", 3), figureOf("g", 53)]), {
    relations: [sameCount("f", cellRef(table, "a", "n")), sameCount("g", cellRef(table, "total", "n"))],
  });
  assert.deepEqual([figureIn(shown, "f")?.value, figureIn(shown, "f")?.missing], [null, "suppressed"]);
  assert.deepEqual([figureIn(shown, "g")?.value, figureIn(shown, "g")?.missing], [53, null]);
});

test("a share is hidden with its part, and shown where both its counts are", () => {
  const table = tableOf("t", ["some", "all", "share_some"], {
    a: [3, 40, 0.075],
    b: [20, 40, 0.5],
    c: [30, 60, 0.5],
    total: [53, 140, 53 / 140],
  });
  const policy = { shares: columnShares(table, "share_some", "some", "all") };
  const shown = cellsOf(protect(editionOf([table]), policy), "t");
  assert.deepEqual([shown["a.share_some"], shown["a.all"]], ["x", 40]);
  assert.equal(shown["c.share_some"], 0.5);
  assert.equal(shown["total.share_some"], 53 / 140);
});

test("a share that leaves out a few people only is hidden with its part: 47 of 50 says that 3 are left", () => {
  const policy = { shares: [{ share: "share", part: "part", whole: "whole" }] };
  const figures = [figureOf("part", 47), figureOf("whole", 50), figureOf("share", 0.94, "share")];
  const shown = protect(editionOf([], figures), policy);
  assert.deepEqual(hiddenIn(shown), ["part", "share"]);
});

test("a share over a printed whole is hidden though its part is printed nowhere", () => {
  const policy = {
    counts: [{ id: "part", value: 4 }],
    shares: [{ share: "share", part: "part", whole: "whole" }],
  };
  const shown = protect(editionOf([], [figureOf("whole", 21), figureOf("share", 0.19, "share")]), policy);
  assert.deepEqual([figureIn(shown, "share")?.value, figureIn(shown, "whole")?.value], [null, 21]);
});

test("the share unknown of a figure is hidden where few are unknown, and the share with it where both say how many are left", () => {
  const counts = [
    { id: "part", value: 60 },
    { id: "unknown", value: 2 },
  ];
  const shares = [{ share: "share", part: "part", whole: "whole", unknown: "unknown" }];
  const shown = protect(editionOf([], [figureOf("whole", 100), figureOf("share", 0.6, "share", 0.02)]), {
    counts,
    shares,
  });
  assert.deepEqual([figureIn(shown, "share")?.value, figureIn(shown, "share")?.share_unknown], [0.6, null]);
});

test("what does not count people is shown, by figure, table, column or cell", () => {
  const files = tableOf("files", ["n"], { a: [1], b: [2], total: [3] });
  const mixed = tableOf("mixed", ["people", "files"], { a: [30, 1], b: [20, 2], total: [50, 3] });
  const policy = { exempt: ["files", "mixed.files", "f"] };
  const edition = editionOf([files, mixed], [figureOf("f", 3)]);
  assert.deepEqual(hiddenIn(protect(edition, policy)), []);
  assert.throws(
    () => protect(edition, { exempt: ["fils"] }),
    /exemption fils names no figure, table, column or cell/,
  );
});

test("an exempt count that is stated to be a count of people is hidden all the same", () => {
  const edition = editionOf([], [figureOf("rows", 3), figureOf("people", 3)]);
  assert.deepEqual(
    hiddenIn(protect(edition, { exempt: ["rows"], relations: [sameCount("rows", "people")] })),
    ["rows", "people"],
  );
});

test("a cell that is not recorded stays so; a reader who takes it for the difference learns nothing small", () => {
  const table = tableOf("t", ["n"], { a: [20], b: [null], c: [30], total: [54] });
  assert.deepEqual(cellsOf(protect(editionOf([table])), "t"), {
    "a.n": "x",
    "b.n": null,
    "c.n": 30,
    "total.n": 54,
  });
});

test("what an earlier edition hid stays hidden when told so", () => {
  const policy = { keep_hidden: ["t.c.n", "gone.a.n"] };
  assert.deepEqual(column({ a: 3, b: 20, c: 30, total: 53 }, policy), { a: "x", b: 20, c: "x", total: 53 });
});

test("a number that later choices made needless to hide is shown again", () => {
  const table = tableOf("t", ["all", "some"], { a: [10, 3], b: [21, 15], total: [31, 18] });
  const shown = protect(editionOf([table]), { relations: columnSums(table, "all", ["some"], true) });
  assert.deepEqual(hiddenIn(shown), ["t.a.all", "t.a.some", "t.b.all", "t.b.some"]);
});

test("a week by county, state and form keeps its national counts, and most of its large counts", () => {
  const { edition, policy } = weekEdition(1000, 25, 2);
  const hidden = new Set(hiddenIn(protect(edition, policy)));
  const cells = (edition.sections[0]?.tables ?? []).flatMap((table) =>
    Object.entries(cellsOf(edition, table.id)).map(([id, count]) => ({ id: `${table.id}.${id}`, count })),
  );
  const large = cells.filter(({ count }) => Number(count) >= 10);
  assert.ok(cells.length > 500 && large.length > 100, `${cells.length} cells, ${large.length} large`);
  assert.deepEqual(
    cells.filter(({ id }) => /\.total\./.test(id) && hidden.has(id)),
    [],
  );
  const share = large.filter(({ id }) => hidden.has(id)).length / large.length;
  assert.ok(share < 0.4, `${share} of the large counts are hidden`);
});

test("where no chain of single steps helps, all that hangs together is hidden", () => {
  const figures = [
    figureOf("one", 3),
    figureOf("same", 3),
    figureOf("both", 6),
    figureOf("rest", 44),
    figureOf("all", 50),
    figureOf("apart", 70),
  ];
  const relations = [
    sameCount("one", "same"),
    { total: "both", parts: ["one", "same"] },
    { total: "all", parts: ["both", "rest"] },
  ];
  assert.deepEqual(hiddenIn(protect(editionOf([], figures), { relations })), [
    "one",
    "same",
    "both",
    "rest",
    "all",
  ]);
});

test("the public edition carries the public id and mark, and the party's stays as it was", () => {
  const party = editionOf([tableOf("t", ["n"], { a: [3], b: [20], total: [23] })]);
  const before = structuredClone(party);
  const shown = protect(party);
  assert.deepEqual([shown.id, shown.disclosure], ["accord.2015-01-31.p1", "public"]);
  assert.deepEqual(party, before);
  assert.throws(() => protect(shown), /is public already/);
});

test("rows sorted by a count do not tell where a hidden one stands", () => {
  const table = tableOf("t", ["n"], { d: [30], c: [14], b: [13], a: [3], total: [60] });
  const rows = protect(editionOf([table])).sections[0]?.tables[0]?.rows ?? [];
  assert.deepEqual(
    rows.map((row) => row.key),
    ["d", "c", "a", "b", "total"],
  );
});

test("an edition that contradicts its relations is refused, with the place", () => {
  const wrong = tableOf("t", ["n"], { a: [30], b: [20], total: [51] });
  assert.throws(
    () => protect(editionOf([wrong])),
    /t.total.n is 51 but its parts \(t.a.n, t.b.n …\) sum to 50/,
  );
  const over = tableOf("t", ["n"], { a: [30], b: [22], total: [51] });
  assert.throws(() => protect(editionOf([over])), /t.total.n is 51/);
});

test("shares must be declared, and must be the quotient they are declared to be", () => {
  const edition = editionOf(
    [],
    [figureOf("part", 47), figureOf("whole", 100), figureOf("share", 0.94, "share")],
  );
  assert.throws(() => protect(edition), /the share share names no counts/);
  const shares = [{ share: "share", part: "part", whole: "whole" }];
  assert.throws(() => protect(edition, { shares }), /the share share is 0.94, not part \/ whole = 47 \/ 100/);
  assert.deepEqual(hiddenIn(protect(edition, { exempt: ["share"] })), []);
});

test("relations name numbers of the edition, and counts are whole", () => {
  const edition = editionOf([], [figureOf("f", 20), figureOf("share", 0.5, "share")]);
  assert.throws(
    () => protect(edition, { exempt: ["share"], relations: [sameCount("f", "g")] }),
    /names g, which is no number/,
  );
  assert.throws(
    () => protect(edition, { exempt: ["share"], relations: [sameCount("f", "share")] }),
    /names share, which is a share/,
  );
  assert.throws(() => protect(editionOf([], [figureOf("f", 2.5)])), /f is 2.5, which is no count/);
  assert.throws(() => protect(editionOf([], [figureOf("f", 20), figureOf("f", 20)])), /both named f/);
});
