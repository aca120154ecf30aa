import { dayFromNumber, dayNumber } from "../../base/day.ts";
import type { NumberKind } from "./number-format.ts";

const msPerDay = 86_400_000;
const twoDigits = Array.from({ length: 60 }, (_, n) => String(n).padStart(2, "0"));
/** The day that does not exist, which Excel keeps because Lotus 1-2-3 had it. */
const leapSerial = 60;
const leapDay = "1900-02-29";

/** Turns the serial numbers of one workbook into text. */
export interface SerialDates {
  /**
   * The text of a serial number under a date or time format: `YYYY-MM-DD` without a time of day,
   * `YYYY-MM-DDTHH:MM:SS` with one (whole seconds, the fraction dropped), `HH:MM:SS` where there is no day, elapsed
   * hours as `H:MM:SS`; null where no calendar date has that number.
   */
  text(serial: number, kind: NumberKind): string | null;
}

/** The dates of a workbook that counts from 1900 (with that year's 29 February) or from 1904. */
export function serialDates(system: 1900 | 1904): SerialDates {
  const end = dayNumber("9999-12-31") - dayNumber(system === 1900 ? "1899-12-30" : "1904-01-01") + 1;
  const dayText = remembering((serial) => writtenOut(serial, system));
  const moment = (serial: number): string | null => {
    const day = Math.floor(serial);
    // Serials carry 15 digits: to the millisecond, what they stand for is beyond doubt.
    const ms = Math.round((serial - day) * msPerDay);
    if (ms === msPerDay) return day + 1 < end ? moment(day + 1) : null;
    if (day === 0 && (ms > 0 || system === 1900)) return timeText(ms);
    return ms === 0 ? dayText(day) : `${dayText(day)}T${timeText(ms)}`;
  };
  return {
    text(serial, kind) {
      if (!(serial >= 0 && serial < end)) return null;
      return kind === "elapsed" ? elapsed(serial) : moment(serial);
    },
  };
}

function writtenOut(serial: number, system: 1900 | 1904): string {
  if (system === 1904) return dayFromNumber(dayNumber("1904-01-01") + serial);
  if (serial === leapSerial) return leapDay;
  return dayFromNumber(dayNumber(serial < leapSerial ? "1899-12-31" : "1899-12-30") + serial);
}

/** Workbooks hold few different days; each is written out once. */
function remembering(write: (serial: number) => string): (serial: number) => string {
  const written: (string | undefined)[] = [];
  return (serial) => {
    const known = written[serial];
    if (known !== undefined) return known;
    const text = write(serial);
    written[serial] = text;
    return text;
  };
}

function timeText(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  return `${pair(seconds / 3600)}:${pair((seconds / 60) % 60)}:${pair(seconds % 60)}`;
}

function elapsed(serial: number): string {
  const seconds = Math.floor(Math.round(serial * msPerDay) / 1000);
  return `${Math.floor(seconds / 3600)}:${pair((seconds / 60) % 60)}:${pair(seconds % 60)}`;
}

function pair(value: number): string {
  return twoDigits[Math.floor(value)] as string;
}
