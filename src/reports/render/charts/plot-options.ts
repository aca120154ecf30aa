import type * as PlotModule from "@observablehq/plot";
import type { Markish, PlotOptions } from "@observablehq/plot";
import { countText, shareText } from "../wording.ts";
import { gridInk, ink, palette, quietInk } from "./palette.ts";
import type { Drawing, Point } from "./points.ts";

type Plot = typeof PlotModule;

/** Where a chart is shown: a wide page and print, or a narrow screen, where labels stand above their bars. */
export interface Frame {
  readonly width: 720 | 320;
  readonly narrow: boolean;
}

export const wide: Frame = { width: 720, narrow: false };
export const narrow: Frame = { width: 320, narrow: true };

/** The options that make Observable Plot draw a chart's form in a frame. */
export function plotOptions(plot: Plot, drawing: Drawing, frame: Frame): PlotOptions {
  const base: PlotOptions = {
    className: "plot",
    width: frame.width,
    style: { fontSize: "12px" },
    color: colours(drawing),
  };
  if (drawing.form === "line") return { ...base, ...line(plot, drawing, frame) };
  return { ...base, ...(drawing.isTime ? columns(plot, drawing, frame) : bars(plot, drawing, frame)) };
}

/** A value in a picture, as the table prints it. */
export function valueText(value: number, kind: Drawing["kind"]): string {
  return kind === "share" ? shareText(value) : countText(value);
}

function colours(drawing: Drawing): NonNullable<PlotOptions["color"]> {
  return { type: "ordinal", domain: [...drawing.series], range: [...palette] };
}

const valued = (points: readonly Point[]) => points.filter((point) => point.value !== null);

/** One horizontal bar a row, its parts stacked where the chart has series; the number stands at its end. */
function bars(plot: Plot, drawing: Drawing, frame: Frame): PlotOptions {
  const step = frame.narrow ? 50 : 32;
  const ends = endsOf(drawing);
  const grid = frame.narrow
    ? []
    : [plot.gridX({ ticks: tickCount(frame), stroke: gridInk, strokeOpacity: 1 })];
  const labels = frame.narrow
    ? labelsAbove(plot, drawing)
    : plot.axisY({ lineWidth: 17, tickSize: 0, label: null, fill: ink });
  return {
    height: drawing.xs.length * step + (frame.narrow ? 12 : 44),
    marginLeft: frame.narrow ? 4 : Math.min(226, 24 + 6.6 * Math.max(...drawing.xs.map((x) => x.length), 4)),
    marginRight: endRoom(ends, frame),
    marginTop: 6,
    marginBottom: frame.narrow ? 4 : 30,
    y: { type: "band", domain: [...drawing.xs], axis: null, align: 1, ...paddingOf(frame) },
    x: { ...valueScale(drawing, frame), ...(frame.narrow ? { axis: null } : {}) },
    marks: [
      ...grid,
      plot.barX(valued(drawing.points), { x: "value", y: "x", fill: "series", insetRight: 0.75 }),
      plot.ruleX([0], { stroke: quietInk }),
      endLabels(plot, ends, { x: "at", y: "x", dx: 6 }),
      labels,
    ],
  };
}

/** Air between bars: on a narrow screen each bar has its label above it. */
function paddingOf(frame: Frame): { paddingInner: number; paddingOuter: number } {
  return frame.narrow
    ? { paddingInner: 0.56, paddingOuter: 0.26 }
    : { paddingInner: 0.3, paddingOuter: 0.15 };
}

function labelsAbove(plot: Plot, drawing: Drawing): Markish {
  const rows = drawing.xs.map((x) => ({ x, text: shortened(x, 46) }));
  return plot.text(rows, {
    x: () => 0,
    y: "x",
    text: "text",
    textAnchor: "start",
    dx: 1,
    dy: -20,
    fill: ink,
  });
}

/** One upright bar a week (or other date), its parts stacked where the chart has series. */
function columns(plot: Plot, drawing: Drawing, frame: Frame): PlotOptions {
  const ends = endsOf(drawing);
  const few = drawing.xs.length <= (frame.narrow ? 5 : 14);
  const top = { x: "x", y: "at", dy: -9, textAnchor: "middle" } as const;
  return {
    height: frame.narrow ? 220 : 300,
    marginLeft: 46,
    marginTop: 22,
    marginBottom: 30,
    x: {
      type: "band",
      domain: [...drawing.xs],
      label: null,
      ticks: spread(drawing.xs, frame.narrow ? 3 : 8),
      tickSize: 0,
    },
    y: { ...valueScale(drawing, frame), nice: true },
    marks: [
      plot.gridY({ ticks: tickCount(frame), stroke: gridInk, strokeOpacity: 1 }),
      plot.barY(valued(drawing.points), { x: "x", y: "value", fill: "series", insetTop: 0.75 }),
      plot.ruleY([0], { stroke: quietInk }),
      ...(few
        ? [endLabels(plot, ends, top)]
        : [
            endLabels(
              plot,
              ends.filter((end) => end.gap !== null),
              top,
            ),
          ]),
    ],
  };
}

/** One line a series over time or over ordered rows; it breaks where a value is hidden or absent. */
function line(plot: Plot, drawing: Drawing, frame: Frame): PlotOptions {
  const gaps = drawing.points.filter((point) => point.value === null);
  const marks = { x: "x", y: "value", stroke: "series" } as const;
  return {
    height: frame.narrow ? 240 : 300,
    marginLeft: 46,
    marginRight: 24,
    marginTop: 16,
    marginBottom: 30,
    x: {
      type: "point",
      domain: [...drawing.xs],
      label: null,
      ticks: spread(drawing.xs, frame.narrow ? 3 : 8),
      tickSize: 0,
    },
    y: { ...valueScale(drawing, frame), nice: true },
    marks: [
      plot.gridY({ ticks: tickCount(frame), stroke: gridInk, strokeOpacity: 1 }),
      plot.ruleY([0], { stroke: quietInk }),
      plot.line(inOrder(drawing), { ...marks, z: "series", strokeWidth: 2.25 }),
      plot.dot(valued(drawing.points), { ...marks, fill: "#ffffff", strokeWidth: 2, r: 3.5 }),
      plot.text(gaps, { x: "x", y: () => 0, text: "gap", dy: -8, fill: quietInk, fontStyle: "italic" }),
    ],
  };
}

function inOrder(drawing: Drawing): Point[] {
  return drawing.points.toSorted((a, b) => drawing.xs.indexOf(a.x) - drawing.xs.indexOf(b.x));
}

/** Where each bar ends and what is written there: its sum, and the word for any part that is not drawn. */
interface End {
  readonly x: string;
  readonly at: number;
  readonly text: string;
  readonly gap: string | null;
}

function endsOf(drawing: Drawing): End[] {
  return drawing.xs.map((x) => {
    const parts = drawing.points.filter((point) => point.x === x);
    const values = parts.flatMap((point) => (point.value === null ? [] : [point.value]));
    const at = values.reduce((sum, value) => sum + value, 0);
    const gap = parts.find((point) => point.gap !== null)?.gap ?? null;
    const drawn = values.length === 0 ? "" : valueText(at, drawing.kind);
    return { x, at, gap, text: gap === null ? drawn : drawn === "" ? gap : `${drawn} + ${gap}` };
  });
}

function endLabels(plot: Plot, ends: readonly End[], place: object): Markish {
  const style = { text: "text", textAnchor: "start", ...place } as const;
  return [
    plot.text(
      ends.filter((end) => end.gap === null),
      { ...style, fill: ink },
    ),
    plot.text(
      ends.filter((end) => end.gap !== null),
      { ...style, fill: quietInk, fontStyle: "italic" },
    ),
  ];
}

/** Room to the right of the longest bar for the words at its end. */
function endRoom(ends: readonly End[], frame: Frame): number {
  const longest = Math.max(...ends.map((end) => end.text.length), 3);
  return Math.min(frame.narrow ? 150 : 220, 18 + 6.8 * longest);
}

function valueScale(drawing: Drawing, frame: Frame): NonNullable<PlotOptions["x"]> {
  const isShare = drawing.kind === "share";
  const tickFormat = (value: number) => (isShare ? `${Number((value * 100).toFixed(1))}%` : wholeText(value));
  const domain = [0, Math.max(mostDrawn(drawing), isShare ? 0.01 : 1)];
  return { label: null, ticks: tickCount(frame), tickFormat, tickSize: 0, domain };
}

/** The largest value that is drawn: a line's highest point, or the longest bar with its parts together. */
function mostDrawn(drawing: Drawing): number {
  if (drawing.form === "line") return Math.max(...drawing.points.map((point) => point.value ?? 0));
  return Math.max(...endsOf(drawing).map((end) => end.at));
}

/** Half a person is not drawn: a tick between whole counts stays without its number. */
function wholeText(value: number): string {
  return Number.isInteger(value) ? countText(value) : "";
}

function tickCount(frame: Frame): number {
  return frame.narrow ? 3 : 5;
}

/** At most so many of the labels, evenly spread and with the last one among them. */
function spread(labels: readonly string[], most: number): string[] {
  const step = Math.ceil(labels.length / most);
  return labels.filter((_, at) => (labels.length - 1 - at) % step === 0);
}

function shortened(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1).trimEnd()}…`;
}
