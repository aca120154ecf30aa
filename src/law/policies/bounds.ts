import { addDays, type Day } from "../../base/day.ts";
import type { Instrument, Provision } from "./instrument.ts";
import { type Span, spanOf } from "./reduced-date.ts";

/** Between which days a text begins and ends; a date cut to a month or year leaves more than one day possible. */
export interface Bounds {
  /** The earliest and the latest day that can be its first; null where nothing is known of it. */
  readonly begins: { readonly first: Day | null; readonly last: Day | null };
  /** The earliest and the latest day that can be its last; null where no end was found. */
  readonly ends: Span | null;
  /** The version that took its place. */
  readonly replaced_by: string | null;
  /** From this day a later version stands in its place and does not say whether this part goes on. */
  readonly doubtful_from: Day | null;
}

type Dates = Pick<Instrument, "announced_on" | "adopted_on" | "effective_from" | "effective_to"> & {
  readonly instrument_type?: Instrument["instrument_type"];
};

/** The day before which a text cannot run: that of its adoption, or of its announcement where it is no older practice that was told of. */
function earliest({ adopted_on, announced_on, instrument_type }: Dates): Day | null {
  const known = adopted_on ?? (instrument_type === "practice" ? null : announced_on);
  return known === null ? null : spanOf(known).first;
}

function beginsOf(dates: Dates): Bounds["begins"] {
  const floor = earliest(dates);
  if (dates.effective_from === null) return { first: floor, last: null };
  const { first, last } = spanOf(dates.effective_from);
  const isNarrower = dates.adopted_on !== null && floor !== null && floor > first && floor <= last;
  return { first: isNarrower ? floor : first, last };
}

function ownBounds(dates: Dates): Bounds {
  const ends = dates.effective_to === null ? null : spanOf(dates.effective_to);
  return { begins: beginsOf(dates), ends, replaced_by: null, doubtful_from: null };
}

/** The bounds of an instrument or provision by the whole set where it was settled, else by its own dates. */
export function boundsOf(item: Instrument | Provision): Bounds {
  if (item.bounds) return item.bounds;
  if ("effective_from" in item) return ownBounds(item);
  const { in_force_from, in_force_to } = item;
  return ownBounds({
    announced_on: null,
    adopted_on: null,
    effective_from: in_force_from,
    effective_to: in_force_to,
  });
}

interface Succession {
  readonly id: string;
  /** The days that can be the first of what comes after. */
  readonly from: Span;
  readonly provisions: readonly Provision[];
}

/** What stands in an instrument's place: versions that name it and whose first day is known; the earliest sets the day. */
function successionOf(successors: readonly Instrument[]): Succession | null {
  const dated = successors.flatMap((one) => {
    const { first, last } = beginsOf(one);
    return first === null || last === null ? [] : [{ one, from: { first, last } }];
  });
  dated.sort((a, b) => (a.from.first < b.from.first ? -1 : 1));
  const [earliest] = dated;
  if (!earliest) return null;
  return {
    id: earliest.one.instrument_id,
    from: earliest.from,
    provisions: dated.flatMap(({ one }) => one.provisions),
  };
}

function dayBefore(span: Span): Span {
  return { first: addDays(span.first, -1), last: addDays(span.last, -1) };
}

/** Two statements about one last day, both true: what both leave possible, or the first where they disagree. */
function narrowed(one: Span, other: Span): Span {
  const [, first = one.first] = [one.first, other.first].sort();
  const [last = one.last] = [one.last, other.last].sort();
  return first <= last ? { first, last } : one;
}

/** Whether a later version speaks to the same act of the same people, so that it stands in the place of this provision. */
function isTakenUp(provision: Provision, by: Succession): boolean {
  return by.provisions.some(
    (p) => p.act === provision.act && (p.applies_to === "all" || p.applies_to === provision.applies_to),
  );
}

function settledInstrument(instrument: Instrument, next: Succession | null): Bounds {
  const own = ownBounds(instrument);
  if (next === null) return own;
  const replaced = { ...own, replaced_by: next.id };
  if (own.ends !== null) return { ...replaced, ends: narrowed(own.ends, dayBefore(next.from)) };
  return instrument.provisions.every((p) => isTakenUp(p, next))
    ? { ...replaced, ends: dayBefore(next.from) }
    : { ...replaced, doubtful_from: next.from.first };
}

function settledEnds(provision: Provision, instrument: Instrument, next: Succession | null, whole: Bounds) {
  const own = provision.in_force_to === null ? null : spanOf(provision.in_force_to);
  if (own === null || provision.in_force_to === instrument.effective_to) {
    const isOver = whole.ends === null && next !== null && isTakenUp(provision, next);
    return isOver ? dayBefore(next.from) : whole.ends;
  }
  return whole.ends !== null && whole.ends.last < own.last ? whole.ends : own;
}

function settledProvision(
  provision: Provision,
  instrument: Instrument,
  next: Succession | null,
  whole: Bounds,
): Bounds {
  const isSameStart = provision.in_force_from === instrument.effective_from;
  const begins = isSameStart ? whole.begins : boundsOf(provision).begins;
  const ends = settledEnds(provision, instrument, next, whole);
  return {
    begins,
    ends,
    replaced_by: whole.replaced_by,
    doubtful_from: ends === null ? whole.doubtful_from : null,
  };
}

/**
 * The instruments with the bounds that the whole set tells: a version whose end was not found ends the day before the version
 * that replaces it, in every act that the later one takes up; its other acts are doubtful from then on.
 */
export function settleBounds(instruments: readonly Instrument[]): Instrument[] {
  const successors = Map.groupBy(instruments, (one) => one.supersedes);
  return instruments.map((instrument) => {
    const next = successionOf(successors.get(instrument.instrument_id) ?? []);
    const bounds = settledInstrument(instrument, next);
    const provisions = instrument.provisions.map((p) => ({
      ...p,
      bounds: settledProvision(p, instrument, next, bounds),
    }));
    return { ...instrument, provisions, bounds };
  });
}
