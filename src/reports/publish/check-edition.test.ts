import assert from "node:assert/strict";
import { test } from "node:test";
import { sampleEdition } from "../../../test/support/sample-edition.ts";
import type { Chart, Edition, Figure, Section, Table } from "../edition.ts";
import { checkEdition } from "./check-edition.ts";

const edition = sampleEdition();
const outcomes = edition.sections[1] as Section;
const table = outcomes.tables[0] as Table;

const withSection = (change: Partial<Section>): Edition => ({
  ...edition,
  sections: [{ ...outcomes, ...change }],
});
const withTable = (change: Partial<Table>): Edition =>
  withSection({ tables: [{ ...table, ...change }], charts: [] });
const withFigure = (change: Partial<Figure>): Edition =>
  withSection({ figures: [{ ...outcomes.figures[0]!, ...change }] });
const withChart = (change: Partial<Chart>): Edition =>
  withSection({ charts: [{ ...outcomes.charts[0]!, ...change }] });
const withCells = (...cells: Table["rows"][number]["cells"]): Edition =>
  withTable({ rows: [{ key: "all", cells }] });

test("the sample edition can be published", () => {
  checkEdition(edition);
});

const refused: readonly (readonly [string, Edition, RegExp])[] = [
  ["an id that cannot name a file", withTable({ id: "../secrets" }), /"\.\.\/secrets"/],
  ["an edition id with a space", { ...edition, id: "a b" }, /"a b"/],
  [
    "two things with one id",
    withSection({ figures: [{ ...outcomes.figures[0]!, id: table.id }] }),
    /outcomes\.by_outcome/,
  ],
  [
    "two ids that some file systems take for one",
    withSection({ tables: [table, { ...table, id: table.id.toUpperCase() }] }),
    /two figures/,
  ],
  [
    "a column that is not snake_case",
    withTable({ columns: [{ key: "Not Snake", label: "x", kind: "text" }], rows: [] }),
    /Not Snake/,
  ],
  ["a row narrower than its columns", withCells("x", "C", 1), /3 cells under 4 columns/],
  [
    "text in a count",
    withCells("x", "C", "12", 1),
    /outcomes\.by_outcome\.all\.requests: "12" is not a count/,
  ],
  ["half a person", withCells("x", "C", 1.5, 1), /1\.5 is not a count/],
  ["a share above the whole", withCells("x", "C", 1, 1.01), /1\.01 is not a share/],
  [
    "two rows with one key",
    withTable({ rows: [table.rows[0]!, table.rows[0]!], total_row: null }),
    /two rows have one key/,
  ],
  ["a total that is not there", withTable({ total_row: "sum" }), /no row "sum"/],
  ["a figure without a value or a reason", withFigure({ value: null, missing: null }), /a value or a reason/],
  ["a share unknown above the whole", withFigure({ share_unknown: 30 }), /share unknown is 30/],
  ["a chart of another section's table", withChart({ table_id: "requests.by_week" }), /not in its section/],
  ["a chart of a column that is not there", withChart({ y: "nothing" }), /no column "nothing"/],
  ["a chart of words", withChart({ y: "grade" }), /holds no numbers/],
  ["two rows that would be drawn as one mark", withChart({ x: "grade" }), /one mark/],
];

for (const [name, wrong, why] of refused)
  test(`refused: ${name}`, () => {
    assert.throws(() => checkEdition(wrong), why);
  });
