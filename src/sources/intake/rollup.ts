import { type Day, dayFromNumber, dayNumber } from "../../base/day.ts";
import type { CopyLines } from "./copy-lines.ts";

/** The columns of the rollup table, in the order in which an import writes them. */
export const rollupColumns = [
  "release_id",
  "week_from",
  "place_id",
  "detainer_type_id",
  "lift_reason_id",
  "is_likely_duplicate",
  "detainers",
] as const;

/** Numbers that make up one group of a rollup: week, place, form, lift reason, duplicate mark (0 or 1), count. */
const groupLength = 6;
/** 1970-01-03 was a Saturday; weeks are numbered from it. */
const firstSaturday = 2;
const firstWeek = -5000;
const weeks = 16_384;

/** Counts the detainers of one sheet by week, place, form, lift reason and duplicate mark, while they are read. */
export class Rollup {
  readonly #weekOf = new Map<Day, number>();
  /** By form, then by lift reason and mark: how many, by place and week. */
  readonly #counts = new Map<number, Map<number, Map<number, number>>>();

  #groups = 0;

  add(preparedOn: Day, place: number, type: number, liftReason: number, isDuplicate: boolean): void {
    const counts = this.#countsOf(type, 2 * liftReason + (isDuplicate ? 1 : 0));
    const key = place * weeks + this.#week(preparedOn);
    const count = counts.get(key) ?? 0;
    if (count === 0) this.#groups++;
    counts.set(key, count + 1);
  }

  /** The groups, flat: six numbers each, in no order. */
  groups(): Float64Array {
    const flat = new Float64Array(this.#groups * groupLength);
    let at = 0;
    for (const [type, byReason] of this.#counts)
      for (const [reasonAndMark, counts] of byReason)
        for (const [key, count] of counts) {
          const [place, reason] = [Math.floor(key / weeks), Math.floor(reasonAndMark / 2)];
          flat.set([key - place * weeks, place, type, reason, reasonAndMark % 2, count], at);
          at += groupLength;
        }
    return flat;
  }

  #countsOf(type: number, reasonAndMark: number): Map<number, number> {
    const byReason = this.#counts.get(type) ?? new Map<number, Map<number, number>>();
    if (byReason.size === 0) this.#counts.set(type, byReason);
    let counts = byReason.get(reasonAndMark);
    if (counts === undefined) {
      counts = new Map();
      byReason.set(reasonAndMark, counts);
    }
    return counts;
  }

  #week(day: Day): number {
    let week = this.#weekOf.get(day);
    if (week === undefined) {
      week = Math.floor((dayNumber(day) - firstSaturday) / 7) - firstWeek;
      this.#weekOf.set(day, week);
    }
    return week;
  }
}

function joined(sheets: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(sheets.reduce((length, sheet) => length + sheet.length, 0));
  let at = 0;
  for (const sheet of sheets) {
    all.set(sheet, at);
    at += sheet.length;
  }
  return all;
}

/** Compares the groups that begin at two places by the numbers of their key. */
function compareGroups(flat: Float64Array, one: number, other: number): number {
  for (let i = 0; i < groupLength - 1; i++) {
    const difference = (flat[one + i] as number) - (flat[other + i] as number);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Writes the groups of several sheets as rows of the rollup table, equal groups as one, in the order of its key. */
export function writeRollup(sheets: readonly Float64Array[], releaseId: number, lines: CopyLines): void {
  const flat = joined(sheets);
  const starts = Uint32Array.from({ length: flat.length / groupLength }, (_, i) => i * groupLength);
  starts.sort((one, other) => compareGroups(flat, one, other));
  for (let i = 0; i < starts.length; ) {
    const first = starts[i] as number;
    let count = 0;
    for (; i < starts.length && compareGroups(flat, first, starts[i] as number) === 0; i++)
      count += flat[(starts[i] as number) + groupLength - 1] as number;
    writeGroup(flat.subarray(first, first + groupLength), count, releaseId, lines);
  }
}

function writeGroup(group: Float64Array, count: number, releaseId: number, lines: CopyLines): void {
  const [week = 0, place = 0, type = 0, reason = 0, mark = 0] = group;
  lines.number(releaseId);
  lines.text(dayFromNumber((week + firstWeek) * 7 + firstSaturday));
  lines.number(place);
  lines.number(type);
  lines.number(reason);
  lines.flag(mark === 1);
  lines.number(count);
  lines.end();
}
