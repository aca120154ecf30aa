import type { EventDetails, EventKind } from "./event-details.ts";

/** One event of the exchange as recorded: who says what happened, when, about which booking or request. Instants are ISO UTC. */
export interface EventOf<K extends EventKind> {
  readonly event_id: number;
  readonly position: number;
  readonly kind: K;
  readonly booking_id: number | null;
  readonly request_id: number | null;
  readonly organisation_id: string;
  readonly member_id: number;
  readonly occurred_at: string;
  readonly recorded_at: string;
  /** Whether every party to the request sees it. */
  readonly is_shared: boolean;
  readonly supersedes: number | null;
  readonly details: EventDetails<K>;
}

/** An event of any kind; `kind` tells which. */
export type ExchangeEvent = { [K in EventKind]: EventOf<K> }[EventKind];

/** The events that stand: corrected ones are left out, and what corrects them stands in their place and order. */
export function standingEvents(events: readonly ExchangeEvent[]): ExchangeEvent[] {
  const corrected = new Set(events.map((event) => event.supersedes));
  const first = new Map<number, number>();
  for (const event of events)
    first.set(
      event.event_id,
      event.supersedes === null ? event.event_id : (first.get(event.supersedes) ?? event.event_id),
    );
  return events
    .filter((event) => !corrected.has(event.event_id))
    .toSorted((a, b) => (first.get(a.event_id) ?? 0) - (first.get(b.event_id) ?? 0));
}
