/** One line of the benchmark: what was measured, beside what, and whether it is within its bound. */
export interface Measurement {
  readonly case: string;
  readonly unit: "ms" | "MiB" | "count";
  /** Median of the runs. */
  readonly ours: number;
  /** The same for what it is compared with, by name; null where the bound is a plain number. */
  readonly other: { readonly name: string; readonly value: number } | null;
  /** What must hold: at most so many times the other, or at most so much; null where the line only informs. */
  readonly bound: { readonly kind: "times" | "at_most"; readonly value: number } | null;
  /** Every run's value, in order. */
  readonly runs: readonly number[];
}

/** How many times the other ours takes; null where there is nothing beside it. */
export function ratioOf({ ours, other }: Measurement): number | null {
  return other === null ? null : ours / other.value;
}

/** Whether the bound holds; null where there is none. */
export function isWithin(measurement: Measurement): boolean | null {
  const { bound, ours } = measurement;
  if (bound === null) return null;
  if (bound.kind === "at_most") return ours <= bound.value;
  const ratio = ratioOf(measurement);
  if (ratio === null) throw new TypeError(`${measurement.case}: a ratio needs something beside it`);
  return ratio <= bound.value;
}

const shown = (value: number, unit: Measurement["unit"]): string => {
  if (unit === "count") return Math.round(value).toLocaleString("en-US");
  if (unit === "MiB") return `${Math.round(value).toLocaleString("en-US")} MiB`;
  return value >= 1000 ? `${(value / 1000).toFixed(2)} s` : `${Math.round(value)} ms`;
};

function boundText({ bound, unit }: Measurement): string {
  if (bound === null) return "";
  return bound.kind === "times" ? `<= ${bound.value} x` : `<= ${shown(bound.value, unit)}`;
}

function cellsOf(measurement: Measurement): string[] {
  const { unit, ours, other } = measurement;
  const ratio = ratioOf(measurement);
  const within = isWithin(measurement);
  return [
    measurement.case,
    shown(ours, unit),
    other === null ? "" : `${shown(other.value, unit)} ${other.name}`,
    ratio === null ? "" : `${ratio.toFixed(2)} x`,
    boundText(measurement),
    within === null ? "" : within ? "pass" : "MISSED",
  ];
}

const head = ["case", "ours (median)", "beside it (median)", "ratio", "bound", ""];

/** The lines of a table of measurements, columns aligned. */
export function tableLines(measurements: readonly Measurement[]): string[] {
  const rows = [head, ...measurements.map(cellsOf)];
  const widths = head.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? "").length)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}
