import type { Command } from "commander";
import { InvalidInput } from "../base/errors.ts";
import type { Store } from "../db/open-store.ts";
import { type FigureTrace, traceFigure } from "../reports/trace/trace-figure.ts";
import { readSourceRows } from "../sources/intake/source-rows.ts";
import type { Cell } from "../sources/table.ts";
import { answer, type CommonOptions, withCommonOptions } from "./options.ts";
import { withStore } from "./services.ts";

type Traced = FigureTrace & { readonly rows: readonly SourceRow[] };

interface SourceRow {
  readonly detainer_id: number;
  readonly file: string;
  readonly sha256: string;
  readonly sheet: string;
  readonly row: number;
  readonly outcome: string;
  /** The row's cells as written, under the header as written. */
  readonly cells: Readonly<Record<string, Cell>>;
}

function target(text: string): { edition: string; figure: string } {
  const [edition = "", figure = "", ...rest] = text.split("#");
  if (edition === "" || figure === "" || rest.length > 0)
    throw new InvalidInput(
      `"${text}" names no figure; write EDITION#FIGURE, for example accord.2015-01-31.p2#requests.total`,
    );
  return { edition, figure };
}

function named(header: readonly string[], cells: readonly Cell[]): Record<string, Cell> {
  return Object.fromEntries(header.map((name, at) => [name, cells[at] ?? null]));
}

async function withRows(store: Store, trace: FigureTrace): Promise<Traced> {
  const rows: SourceRow[] = [];
  for (const sha256 of new Set(trace.sample.map((s) => s.file_sha256))) {
    const here = trace.sample.filter((s) => s.file_sha256 === sha256);
    const found = await readSourceRows(
      store.folder,
      sha256,
      here.map((s) => ({ sheet: s.sheet_name, row: s.row_no })),
    );
    for (const s of here) {
      const cells = named(s.header, found.get(`${s.sheet_name}|${s.row_no}`) ?? []);
      rows.push({
        detainer_id: s.detainer_id,
        file: s.file_name,
        sha256,
        sheet: s.sheet_name,
        row: s.row_no,
        outcome: s.outcome,
        cells,
      });
    }
  }
  return { ...trace, rows };
}

function lines(t: Traced): string[] {
  const value =
    t.shown === "shown"
      ? String(t.value)
      : t.shown === "suppressed"
        ? "suppressed in this edition"
        : "not recorded";
  return [
    `${t.edition}#${t.figure}: ${t.label}`,
    `value: ${value}`,
    `population: ${t.basis.population}`,
    `window: ${t.basis.window}; as of ${t.basis.as_of}`,
    ...t.rules.map((rule) => `rule: ${rule.id}@${rule.version}: ${rule.text} (${rule.cite})`),
    t.condition === null
      ? "this number is not a count of requests; its population says what it counts"
      : `counts: ${t.condition}`,
    ...(t.records === null
      ? []
      : [
          `records: ${t.records.toLocaleString("en-US")}${t.rows.length < t.records ? `, the first ${t.rows.length} of them:` : ":"}`,
        ]),
    ...t.rows.flatMap((row) => [
      `  request ${row.detainer_id}  ${row.file}${row.sheet === "" ? "" : `, sheet "${row.sheet}"`}, row ${row.row}  (sha256 ${row.sha256.slice(0, 12)})  ${row.outcome}`,
      `    ${Object.entries(row.cells)
        .filter(([, cell]) => cell !== null && cell !== "")
        .map(([name, cell]) => `${name}: ${cell}`)
        .join(" | ")}`,
    ]),
  ];
}

/** `accord trace EDITION#FIGURE` */
export function define(command: Command): void {
  withCommonOptions(command, "accord trace accord.2015-01-31.p2#declined.total --limit 3")
    .argument(
      "<edition#figure>",
      "an edition's id and the anchor of a figure or of a table's cell (table.row.column)",
    )
    .option("--limit <n>", "how many source rows to print", "10")
    .action(async (text: string, options: CommonOptions & { readonly limit: string }) => {
      const { edition, figure } = target(text);
      if (!/^\d{1,6}$/.test(options.limit))
        throw new InvalidInput(`--limit "${options.limit}" is not a number of rows`);
      const traced = await withStore(options.data, async (store) =>
        withRows(store, await traceFigure(store.db, edition, figure, Number(options.limit))),
      );
      answer(options, traced, () => lines(traced));
    });
}
