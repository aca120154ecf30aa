import { Temporal } from "temporal-polyfill";
import type { Day } from "./day.ts";

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

/** A moment in a zone: the instant (ISO UTC) and the wall clock there, ISO with its offset. */
export interface ZonedTime {
  readonly at: string;
  readonly local: string;
}

/** A moment read from text, with what had to be decided to read it: a time that came twice, or that the clocks skipped. */
export interface ReadTime extends ZonedTime {
  readonly reading: "as_written" | "first_of_two" | "skipped";
  /** The other moment that the same wall-clock time named; null unless it came twice. */
  readonly other: ZonedTime | null;
}

const wallClock = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)(Z|[+-]\d{2}:\d{2})?$/;

/** The IANA name of a zone as the tz database spells it (`america/denver` is `America/Denver`); null for anything else, offsets and bare abbreviations included. */
export function ianaZone(text: string): string | null {
  if (!/^(UTC|[A-Za-z]+(\/[A-Za-z0-9_+-]+)+)$/.test(text)) return null;
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(text).timeZoneId;
  } catch {
    return null; // the tz database has no such name; the caller says so with the nearest ones
  }
}

/** Every zone that can be named, canonical IANA names in alphabetical order. */
export function ianaZones(): readonly string[] {
  return Intl.supportedValuesOf("timeZone");
}

/** An instant (ISO UTC) as the wall clock of a zone shows it. */
export function zonedAt(at: string, zone: string): ZonedTime {
  return shown(Temporal.Instant.from(at).toZonedDateTimeISO(zone));
}

/**
 * The moment that `YYYY-MM-DDTHH:MM[:SS[.sss]]` names on the wall clock of a zone; null when the text names no time, or an offset
 * that the zone does not have then. A time that came twice is the first of the two, one that the clocks skipped is as much
 * later as they skipped, unless an offset (`-05:00`, `Z`) says which moment is meant.
 */
export function readZonedTime(text: string, zone: string): ReadTime | null {
  const found = wallClock.exec(text.trim());
  if (!found) return null;
  try {
    const wall = Temporal.PlainDateTime.from(`${found[1]}T${found[2]}`, { overflow: "reject" });
    return found[3] === undefined ? readWall(wall, zone) : readOffset(wall, found[3], zone);
  } catch (error) {
    if (error instanceof RangeError) return null; // 31 June, 25:00: on no calendar and no clock
    throw error;
  }
}

function readWall(wall: Temporal.PlainDateTime, zone: string): ReadTime {
  const [first, last] = (["earlier", "later"] as const).map((disambiguation) =>
    wall.toZonedDateTime(zone, { disambiguation }),
  ) as [Temporal.ZonedDateTime, Temporal.ZonedDateTime];
  if (first.equals(last)) return { ...shown(first), reading: "as_written", other: null };
  if (first.toPlainDateTime().equals(wall))
    return { ...shown(first), reading: "first_of_two", other: shown(last) };
  return { ...shown(last), reading: "skipped", other: null };
}

function readOffset(wall: Temporal.PlainDateTime, offset: string, zone: string): ReadTime | null {
  const moment = Temporal.Instant.from(`${wall.toString()}${offset}`).toZonedDateTimeISO(zone);
  if (offset !== "Z" && moment.offset !== offset) return null;
  return { ...shown(moment), reading: "as_written", other: null };
}

function shown(moment: Temporal.ZonedDateTime): ZonedTime {
  return { at: moment.toInstant().toString(), local: moment.toString({ timeZoneName: "never" }) };
}

/** The calendar date that a zone's wall clock shows at an instant (ISO UTC). */
export function dayIn(at: string, zone: string): Day {
  return Temporal.Instant.from(at).toZonedDateTimeISO(zone).toPlainDate().toString();
}

/** The first instant (ISO UTC) of a calendar date in a zone; 00:00 there, or the first time that exists when the clocks skip it. */
export function startOfDay(day: Day, zone: string): string {
  return Temporal.PlainDate.from(day).toZonedDateTime(zone).toInstant().toString();
}

/** The instant (ISO UTC) so many milliseconds of elapsed time after another. */
export function instantAfter(at: string, milliseconds: number): string {
  return Temporal.Instant.from(at).add({ milliseconds }).toString();
}

/** The elapsed milliseconds from one instant (ISO UTC) to another; negative when the second is earlier. */
export function millisecondsBetween(from: string, to: string): number {
  return Temporal.Instant.from(to).epochMilliseconds - Temporal.Instant.from(from).epochMilliseconds;
}
