import { NotFound } from "../../base/errors.ts";
import type { Reader } from "../../db/db.ts";
import { type Lineage, lineageOfDetainers } from "../../records/detainers/lineage.ts";
import { compileEdition } from "../compile.ts";
import type { Basis, Edition } from "../edition.ts";
import { parseEditionId } from "../edition-id.ts";
import { exchangeGroups } from "../population/exchange-week.ts";
import { requestsBehind } from "../population/week-requests.ts";
import { meets } from "../population/where.ts";
import { conditionText } from "./condition-text.ts";

/** A published number taken back to what it rests on. */
export interface FigureTrace {
  readonly edition: string;
  readonly figure: string;
  readonly label: string;
  /** The number itself, from the record; for a share the share. */
  readonly value: number | null;
  readonly shown: "shown" | "suppressed" | "not_recorded";
  readonly basis: Basis;
  readonly rules: Edition["rules"];
  /** What is counted, in words; null for a number that is not a count of requests. */
  readonly condition: string | null;
  /** How many requests meet it. */
  readonly records: number | null;
  /** The first of them in order of their ids, with the place of their source rows; none of the exchange, whose cases only its parties see. */
  readonly sample: readonly (Lineage & { readonly prepared_on: string; readonly outcome: string })[];
}

interface Found {
  readonly label: string;
  readonly value: number | null;
  readonly hidden: boolean;
  readonly basis: Basis;
}

/** Looks a figure or a table cell (`table.row.column`) up in an edition. */
export function numberOf(edition: Edition, id: string): Found | null {
  for (const section of edition.sections) {
    const figure = section.figures.find((f) => f.id === id);
    if (figure)
      return {
        label: figure.label,
        value: figure.value,
        hidden: figure.missing === "suppressed",
        basis: figure.basis,
      };
    for (const table of section.tables) {
      if (!id.startsWith(`${table.id}.`)) continue;
      const row = table.rows.find((r) => id.startsWith(`${table.id}.${r.key}.`));
      const at = table.columns.findIndex((c) => id === `${table.id}.${row?.key}.${c.key}`);
      const cell = row?.cells[at];
      if (row === undefined || at < 0 || cell === undefined || typeof cell === "string") continue;
      const hidden = typeof cell === "object" && cell !== null;
      return {
        label: `${table.caption}: ${row.cells[0] as string}, ${table.columns[at]?.label}`,
        value: hidden ? null : cell,
        hidden,
        basis: table.basis,
      };
    }
  }
  return null;
}

function missing(edition: Edition, id: string): NotFound {
  const ids = edition.sections.flatMap((s) => [...s.figures.map((f) => f.id), ...s.tables.map((t) => t.id)]);
  const near = ids.filter((known) => known.startsWith(id.split(".")[0] ?? "")).slice(0, 6);
  return new NotFound(
    `edition ${edition.id} has no figure "${id}"; it has ${(near.length > 0 ? near : ids.slice(0, 6)).join(", ")} … (a cell is table.row.column)`,
  );
}

/** Traces one number of an edition to its rule, its records and their source rows; throws `NotFound` for an unknown figure. */
export async function traceFigure(
  db: Reader,
  editionId: string,
  id: string,
  limit: number,
): Promise<FigureTrace> {
  const request = parseEditionId(editionId);
  const { edition, traces } = await compileEdition(db, request);
  const found = numberOf(edition, id);
  if (found === null) throw missing(edition, id);
  const trace = traces.get(id);
  const common = {
    edition: editionId,
    figure: id,
    label: found.label,
    shown: found.hidden
      ? ("suppressed" as const)
      : found.value === null
        ? ("not_recorded" as const)
        : ("shown" as const),
    basis: found.basis,
  };
  if (!trace) return { ...common, value: found.value, rules: [], condition: null, records: null, sample: [] };
  if (trace.population === "exchange") {
    const records = (await exchangeGroups(db, request.week, request.position)).filter((one) =>
      meets(one, trace.where),
    ).length;
    const value = found.hidden ? null : found.value;
    return { ...common, value, rules: edition.rules, condition: conditionText(trace), records, sample: [] };
  }
  const behind = await db.all(
    requestsBehind(trace.population, request.week, request.position, trace.where, 10_000_000),
  );
  const first = behind.slice(0, limit);
  const places = new Map(
    (await db.all(lineageOfDetainers(first.map((r) => r.detainer_id)))).map((l) => [l.detainer_id, l]),
  );
  return {
    ...common,
    value: found.hidden ? null : found.value,
    rules: edition.rules,
    condition: conditionText(trace),
    records: behind.length,
    sample: first.flatMap((r) => {
      const lineage = places.get(r.detainer_id);
      return lineage ? [{ ...lineage, prepared_on: r.prepared_on, outcome: r.outcome }] : [];
    }),
  };
}
