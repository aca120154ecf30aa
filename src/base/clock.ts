/** Tells the present instant; handed in from the edge so that rules, records and reports never ask for it themselves. */
export interface Clock {
  /** The present instant, ISO 8601 in UTC with milliseconds. */
  now(): string;
}

/** The machine's clock. `ACCORD_NOW` (an ISO instant) pins it, for reproducible runs and tests. */
export function systemClock(pinned: string | undefined = process.env.ACCORD_NOW): Clock {
  if (pinned !== undefined) return fixedClock(new Date(pinned).toISOString());
  return { now: () => new Date().toISOString() };
}

/** A clock that stands still at an ISO instant. */
export function fixedClock(at: string): Clock {
  return { now: () => at };
}
