import { html } from "hono/html";
import type { KnownAt } from "../../records/journal/as-of.ts";
import type { Markup } from "../../reports/render/markup.ts";
import { instantText } from "../../reports/render/wording.ts";

/** As of when a page tells what it tells; `here` is the page's address without a position, for the way back to the latest. */
export function knownAtLine(known: KnownAt, here: string): Markup {
  if (known.recorded_at === null)
    return html`<p class="known-at">The record is empty: no source file has been read into it yet.</p>`;
  const back =
    known.is_asked && html` You asked for this position; <a href="${here}">see what is known now</a>.`;
  return html`<p class="known-at">As known at position ${known.position} of the record, appended
    <time datetime="${known.recorded_at}">${instantText(known.recorded_at)}</time>.${back}</p>`;
}

/** An address that keeps the position that a reader asked for. */
export function keepingPosition(path: string, known: KnownAt): string {
  if (!known.is_asked) return path;
  return `${path}${path.includes("?") ? "&" : "?"}as_of=${known.position}`;
}
