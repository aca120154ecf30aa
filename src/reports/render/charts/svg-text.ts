import { ink, palette } from "./palette.ts";

/** What the frame around a picture needs to know. */
export interface SvgParts {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly series: readonly string[];
  readonly width: number;
}

const legendRow = 22;

/**
 * One stand-alone SVG document from the one that Observable Plot drew: a legend above, a title and a description for
 * those who do not see it, floats rounded, and nothing in it that a strict content security policy refuses.
 */
export function svgText(drawn: string, parts: SvgParts): string {
  const root = /^<svg[^>]*>/.exec(drawn)?.[0] ?? "";
  const height = Number(/ height="([\d.]+)"/.exec(root)?.[1]);
  const inner = drawn.slice(root.length, drawn.lastIndexOf("</svg>")).replace(/<style>[\s\S]*?<\/style>/, "");
  const legend = legendOf(parts.series, parts.width);
  const total = height + legend.height;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="${parts.id}-title ${parts.id}-desc"`,
    ` viewBox="0 0 ${parts.width} ${total}" width="${parts.width}" height="${total}" fill="${ink}" text-anchor="middle"`,
    ` font-family="Public Sans" font-size="12">`,
    `<title id="${parts.id}-title">${escaped(parts.title)}</title><desc id="${parts.id}-desc">${escaped(parts.description)}</desc>`,
    `${legend.svg}<g transform="translate(0,${legend.height})">${plain(inner)}</g></svg>`,
  ].join("");
}

/** Attributes without a meaning inside a picture go, current colours become ink, and every float gets two decimals. */
function plain(svg: string): string {
  return svg.replace(/<[a-z][^>]*>/gi, (tag) =>
    tag
      .replace(/ (?:aria-[a-z]+|style|class)="[^"]*"/g, "")
      .replaceAll("currentColor", ink)
      .replace(/-?\d+\.\d{3,}(?:e-?\d+)?/g, (float) => String(Number(Number(float).toFixed(2)))),
  );
}

/** The swatches and names of the series, in rows that fit the width; nothing for a chart without series. */
function legendOf(
  series: readonly string[],
  width: number,
): { readonly svg: string; readonly height: number } {
  if (series.length < 2) return { svg: "", height: 0 };
  let [x, row] = [4, 0];
  const items = series.map((name, at) => {
    const room = 34 + name.length * 6.9;
    if (x > 4 && x + room > width) [x, row] = [4, row + 1];
    const item = `<rect x="${x}" y="${row * legendRow + 4}" width="12" height="12" fill="${palette[at % palette.length]}"/>${legendName(name, x, row)}`;
    x = Math.round(x + room);
    return item;
  });
  return { svg: `<g text-anchor="start">${items.join("")}</g>`, height: (row + 1) * legendRow + 6 };
}

function legendName(name: string, x: number, row: number): string {
  return `<text x="${x + 18}" y="${row * legendRow + 14.5}">${escaped(name)}</text>`;
}

function escaped(text: string): string {
  return text.replace(
    /[&<>"]/g,
    (found) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[found] ?? found,
  );
}
