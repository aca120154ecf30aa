import { zonedAt } from "../../base/time.ts";
import { type Clocks, clocksFor } from "../clock/clocks-for.ts";
import type { RequestState } from "./request-state.ts";

/** Where a hold is counted: the facility's zone, state and city, whose own rules may count besides the form's. */
export interface HoldPlace {
  readonly time_zone: string;
  readonly state_usps: string;
  readonly city: string | null;
}

/** I-247X prints the sentence of I-247D (reference/forms): 48 hours without leaving out a day. */
const clockForm = (form: string): string => (form === "I-247X" ? "I-247D" : form);

const localOf = (at: string, zone: string): string => zonedAt(at, zone).local;

/** Clocks by what they were asked: a desk asks for those of the same requests again and again, and they never change. */
const kept = new Map<string, Clocks>();
const mostKept = 20_000;

function clocksKept(question: Parameters<typeof clocksFor>[0]): Clocks {
  const key = JSON.stringify(question);
  const known = kept.get(key) ?? clocksFor(question);
  if (kept.size >= mostKept) kept.clear();
  kept.set(key, known);
  return known;
}

/**
 * Every clock that could apply to a hold on a request whose person can be released at an instant (ISO UTC); null for a form that
 * asks for no hold. Throws `NoRuleInForce` where the form's own count has no version then.
 */
export function holdClocks(state: RequestState, place: HoldPlace, releasableAt: string): Clocks | null {
  if (!state.issue.asks_hold) return null;
  return clocksKept({
    form: clockForm(state.issue.form),
    start: localOf(releasableAt, place.time_zone),
    zone: place.time_zone,
    state: place.state_usps,
    city: place.city ?? undefined,
    received_at: state.received_at === null ? undefined : localOf(state.received_at, place.time_zone),
  });
}
