import { type BookingState, foldBooking } from "../../src/law/exchange/booking-state.ts";
import type { BookingDraft, BookingKind } from "../../src/law/exchange/booking-transitions.ts";
import type { EventOf, ExchangeEvent } from "../../src/law/exchange/event.ts";
import { type EventDetails, eventDetails } from "../../src/law/exchange/event-details.ts";
import { checkBookingEvent } from "../../src/law/exchange/transition.ts";
import { at, jail } from "./made-log.ts";

const usual: { readonly [K in BookingKind]: EventDetails<K> } = {
  charge_recorded: {
    ordinal: 1,
    stage: "arrest",
    description: "made-up charge",
    statute: null,
    charged_on: null,
  },
  court_date_set: { at: at("2026-03-10T09:00"), court: "Sample court" },
  release_expected: { at: at("2026-03-05T12:00"), reason: "time_credited", certainty: "likely" },
  criminal_warrant_recorded: { agency: "Sample court", number: "W-1", is_judicial: true },
  criminal_warrant_cleared: { number: "W-1", how: "made-up" },
  otherwise_released: { reason: "court_order", order: null },
  released: { reason: "court_order", criminal_warrants_checked: true, requests_checked: true, note: null },
  transferred: { to_facility_id: null, to_agency: "Sample second jail", reason: "made-up" },
  received_in_transfer: { facility_id: "sample-jail-main", booking_number: "B-1", from_facility_id: null },
};

/** A made-up booking, each event of which is checked against what stands before it is added. */
export interface MadeBooking {
  readonly booked: EventOf<"booked">;
  state(): BookingState;
  add<K extends BookingKind>(kind: K, moment: string, details?: Partial<EventDetails<K>>): void;
}

/** A made-up person booked 2026-03-01 08:00 UTC into the first made-up jail; booking 7, to which made-up requests are matched. */
export function madeBooking(): MadeBooking {
  const base = {
    booking_id: 7,
    request_id: null,
    organisation_id: jail,
    member_id: 1,
    is_shared: false,
    supersedes: null,
  };
  const booked: EventOf<"booked"> = {
    ...base,
    event_id: 7,
    position: 7,
    kind: "booked",
    occurred_at: at("2026-03-01T08:00"),
    recorded_at: at("2026-03-01T08:00"),
    details: {
      facility_id: "sample-jail-main",
      booking_number: "B-1",
      person_key: "a".repeat(64),
      arrested_at: null,
      arresting_agency: null,
      booked_at: at("2026-03-01T08:00"),
      is_juvenile: false,
      is_protected: false,
      source: "form",
    },
  };
  const events: ExchangeEvent[] = [booked];
  const state = (): BookingState => {
    const folded = foldBooking(events);
    if (folded === null) throw new Error("a made-up booking begins with its booking");
    return folded;
  };
  return {
    booked,
    state,
    add(kind, moment, details) {
      const event_id = 7 + events.length;
      const occurred_at = at(moment);
      const whole = eventDetails[kind].parse({ ...usual[kind], ...details });
      checkBookingEvent(state(), { kind, occurred_at, details: whole } as unknown as BookingDraft);
      const event = {
        ...base,
        event_id,
        position: event_id,
        kind,
        occurred_at,
        recorded_at: occurred_at,
        details: whole,
      };
      events.push(event as unknown as ExchangeEvent);
    },
  };
}
