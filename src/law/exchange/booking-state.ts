import { type EventOf, type ExchangeEvent, standingEvents } from "./event.ts";
import type { EventDetails } from "./event-details.ts";

/** One charge with the stages it went through, the last one standing. */
export interface ChargeFact extends EventDetails<"charge_recorded"> {
  readonly recorded_at: string;
}

export interface CriminalWarrantFact extends EventDetails<"criminal_warrant_recorded"> {
  readonly recorded_at: string;
  readonly cleared_at: string | null;
}

/** One stay of the custody chain: which facility, from when, until when and why; instants ISO UTC. */
export interface Stay {
  readonly facility_id: string;
  readonly from_at: string;
  readonly to_at: string | null;
  readonly left: string | null;
}

/** A booking as folded from its events. No name is in it: the jail's number and a keyed hash. */
export interface BookingState {
  readonly booking_id: number;
  readonly organisation_id: string;
  readonly facility_id: string;
  readonly booking_number: string;
  readonly person_key: string;
  readonly arrested_at: string | null;
  readonly arresting_agency: string | null;
  readonly booked_at: string;
  readonly is_juvenile: boolean;
  readonly is_protected: boolean;
  readonly custody: "held" | "released" | "transferred";
  readonly stays: readonly Stay[];
  readonly charges: readonly ChargeFact[];
  readonly court_dates: readonly EventDetails<"court_date_set">[];
  readonly criminal_warrants: readonly CriminalWarrantFact[];
  readonly expected_release: EventDetails<"release_expected"> | null;
  readonly otherwise_released_at: string | null;
  readonly otherwise_released_reason: string | null;
  readonly released_at: string | null;
  readonly release_reason: string | null;
}

function begun(event: EventOf<"booked">): BookingState {
  const { source: _, ...booking } = event.details;
  return {
    booking_id: event.booking_id ?? event.event_id,
    organisation_id: event.organisation_id,
    ...booking,
    custody: "held",
    stays: [{ facility_id: booking.facility_id, from_at: booking.booked_at, to_at: null, left: null }],
    charges: [],
    court_dates: [],
    criminal_warrants: [],
    expected_release: null,
    otherwise_released_at: null,
    otherwise_released_reason: null,
    released_at: null,
    release_reason: null,
  };
}

function left(stays: readonly Stay[], at: string, why: string): Stay[] {
  return stays.map((stay) => (stay.to_at === null ? { ...stay, to_at: at, left: why } : stay));
}

function transferred(state: BookingState, event: EventOf<"transferred">): BookingState {
  const stays = left(state.stays, event.occurred_at, "transferred");
  const { to_facility_id, to_agency } = event.details;
  const next = {
    facility_id: to_facility_id ?? to_agency,
    from_at: event.occurred_at,
    to_at: null,
    left: null,
  };
  return { ...state, custody: "transferred", stays: [...stays, next] };
}

function after(state: BookingState, event: ExchangeEvent): BookingState {
  switch (event.kind) {
    case "charge_recorded": {
      const charge = { ...event.details, recorded_at: event.occurred_at };
      const others = state.charges.filter((one) => one.ordinal !== charge.ordinal);
      return { ...state, charges: [...others, charge].toSorted((a, b) => a.ordinal - b.ordinal) };
    }
    case "court_date_set":
      return {
        ...state,
        court_dates: [...state.court_dates, event.details].toSorted((a, b) => (a.at < b.at ? -1 : 1)),
      };
    case "release_expected":
      return { ...state, expected_release: event.details };
    case "criminal_warrant_recorded": {
      const warrant = { ...event.details, recorded_at: event.occurred_at, cleared_at: null };
      return { ...state, criminal_warrants: [...state.criminal_warrants, warrant] };
    }
    case "criminal_warrant_cleared": {
      const criminal_warrants = state.criminal_warrants.map((one) =>
        one.number === event.details.number ? { ...one, cleared_at: event.occurred_at } : one,
      );
      return { ...state, criminal_warrants };
    }
    case "otherwise_released":
      return {
        ...state,
        otherwise_released_at: event.occurred_at,
        otherwise_released_reason: event.details.reason,
      };
    case "released": {
      const { reason } = event.details;
      const stays = left(state.stays, event.occurred_at, reason);
      return { ...state, custody: "released", released_at: event.occurred_at, release_reason: reason, stays };
    }
    case "transferred":
      return transferred(state, event);
    default:
      return state; // what is about a request, and the receiving jail's own booking
  }
}

/** A booking folded from its events in order, the first of which booked it; corrected events are left out. */
export function foldBooking(events: readonly ExchangeEvent[]): BookingState | null {
  const [first, ...rest] = standingEvents(events);
  if (first?.kind !== "booked") return null;
  return rest.reduce(after, begun(first));
}
