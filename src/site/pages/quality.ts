import { html } from "hono/html";
import type { QualityRow } from "../../records/quality/quality.ts";
import type { Page } from "../layout/page.ts";
import { gridMarkup } from "../markup/grid.ts";
import { pageHeading } from "../markup/heading.ts";
import type { SiteParts } from "../parts.ts";

const marks = { pass: "pass", fail: "FAIL", info: "info" } as const;

/** The checks of the record as rows: what was measured, what it should be, and what it means. */
export function qualityPage(position: number, rows: readonly QualityRow[]): Page {
  return {
    title: "Quality checks",
    description: "The checks of the record, as pass, fail or info, whatever they come to.",
    section: "/quality",
    main: html`${pageHeading(
      "Quality checks",
      "Each check is published whatever it comes to. A fail stops the tests of the project; an info has no target, and is there to be read beside the numbers.",
    )}
    <p class="known-at">Measured on the whole record, up to position ${position}.</p>
    ${gridMarkup({
      id: "checks",
      level: 2,
      caption: "Checks",
      columns: ["Check", "Result", "Measured", "Target", "What it means"].map((label) => ({
        label,
        kind: "text",
      })),
      rows: rows.map((row) => ({
        cells: [
          row.check,
          html`<span class="check-mark check-mark--${row.status}">${marks[row.status]}</span>`,
          row.measured,
          row.target ?? html`<span class="not_recorded">none</span>`,
          row.note,
        ],
      })),
    })}`,
  };
}

/** Reads the quality checks. */
export async function readQuality({ record }: SiteParts): Promise<Page> {
  const { position, rows } = await record.quality();
  return qualityPage(position, rows);
}
