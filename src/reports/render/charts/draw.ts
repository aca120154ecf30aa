import type * as PlotModule from "@observablehq/plot";
import type { Chart, Edition, Table } from "../../edition.ts";
import { type Frame, narrow, plotOptions, wide } from "./plot-options.ts";
import { type Drawing, drawingOf } from "./points.ts";
import { svgText } from "./svg-text.ts";

/** A chart as stand-alone SVG for two widths; the same numbers in both. */
export interface Picture {
  readonly wide: string;
  readonly narrow: string;
  readonly notes: readonly string[];
}

/** A drawing table: the library and the document that it draws in. */
interface Easel {
  readonly plot: typeof PlotModule;
  readonly document: Document;
}

/** Every chart of an edition by chart id; the same edition gives the same text. Charts of empty tables are left out. */
export async function drawCharts(edition: Edition): Promise<ReadonlyMap<string, Picture>> {
  const charts = edition.sections.flatMap((section) =>
    section.charts.flatMap((chart) => {
      const table = section.tables.find((each) => each.id === chart.table_id);
      return table === undefined || table.rows.length === 0 ? [] : [{ chart, table }];
    }),
  );
  if (charts.length === 0) return new Map();
  const easel = await setUp();
  return new Map(charts.map(({ chart, table }) => [chart.id, picture(easel, chart, table)]));
}

/** jsdom takes the better part of a second to load: only an edition with charts pays for it. */
async function setUp(): Promise<Easel> {
  const [{ JSDOM }, plot] = await Promise.all([import("jsdom"), import("@observablehq/plot")]);
  return { plot, document: new JSDOM("").window.document };
}

function picture(easel: Easel, chart: Chart, table: Table): Picture {
  const drawing = drawingOf(chart, table);
  return {
    wide: draw(easel, chart, drawing, wide),
    narrow: draw(easel, chart, drawing, narrow),
    notes: drawing.notes,
  };
}

function draw({ plot, document }: Easel, chart: Chart, drawing: Drawing, frame: Frame): string {
  const drawn = plot.plot({ ...plotOptions(plot, drawing, frame), document });
  const { title, description } = chart;
  const id = `${chart.id}-${frame.narrow ? "narrow" : "wide"}`;
  return svgText(drawn.outerHTML, { id, title, description, series: drawing.series, width: frame.width });
}
