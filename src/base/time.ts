import { Temporal } from "temporal-polyfill";

/**
 * The instant (ISO UTC, whole seconds as `…Z`) of a wall-clock time in a zone, `YYYY-MM-DD HH:MM[:SS]`; null when the text
 * names no time. A time that daylight saving skips is read an hour later, one that it repeats as the first of the two.
 */
export function instantOf(local: string, zone: string): string | null {
  const found = /^(\d{4}-\d{2}-\d{2})[T ](\d{1,2}:\d{2}(?::\d{2})?)/.exec(local.trim());
  if (!found) return null;
  try {
    const wall = Temporal.PlainDateTime.from(`${found[1]}T${(found[2] ?? "").padStart(5, "0")}`, {
      overflow: "reject",
    });
    return wall.toZonedDateTime(zone, { disambiguation: "compatible" }).toInstant().toString();
  } catch {
    return null; // not a time on any calendar; the caller says which cell
  }
}
